"""Cases that are loaded as rows are reported exactly as the same cases worked through by people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from casefiles.cases.actions import add_person
from casefiles.documents.actions import add_document
from casefiles.forces.models import Force
from review.casework import actions as casework
from review.counting.method import Method, method_of
from review.counting.models import FigureCount, StandingReview, StandingSuspect
from review.counting.summaries import Amount, Place, counted, kept
from review.domain.tabulation import Where
from review.frameworks.file.exchange import read
from review.frameworks.problems.references import reference_problems
from review.frameworks.rules.checks import check
from review.inspections.actions import add_force
from review.inspections.models import Inspection, Subject
from review.moderation import actions as moderation
from review.reports.building import Definition, Report, headline_of, own_report
from review.reports.standard import StandardReport, standard_report
from review.reviewing import actions as reviewing
from review.reviewing.models import Review
from review.reviewing.queries import subject_scope
from tests import builders
from tests.bench import archive, bare
from tests.bench.bulk import Load, load
from tests.bench.plans import SIGNED, PlannedCase, Question, plan, questions_of
from tests.review.conftest import World

PASSAGES = ("her choice", "She chose")


@dataclass
class Both:
    """The same cases twice, with what they are of."""

    worked: Inspection
    loaded: Inspection
    cases: list[PlannedCase]
    questions: list[Question]


@pytest.fixture
def both(world: World) -> Both:
    """Return twelve cases in two inspections: worked through in one, loaded into the other."""
    forces = [world.force, builders.make_force("synthetic-two")]
    other = builders.make_inspection(
        world.supervisor, world.version, inspectors=[world.inspector], headline_subset="group-based=yes"
    )
    for inspection in (world.inspection, other):
        for force in forces:
            add_force(builders.acting(world.supervisor), inspection, force)
    questions = questions_of(world.version)
    cases = list(plan(questions, signed=9, forces=2, every=3))
    for case in cases:
        work_through(world, case, forces, questions)
    load(Load(other, world.version, world.inspector, tuple(forces), tuple(questions), builders.NOW), cases)
    return Both(world.inspection, other, cases, questions)


def work_through(world: World, case: PlannedCase, forces: Sequence[Force], questions: Sequence[Question]) -> None:
    """Bring one case to its state through the actions."""
    leader = builders.acting(world.supervisor)
    subject = builders.add_case(
        world.supervisor,
        world.inspection,
        forces[case.force],
        team_type=case.team_type,
        reported_on=case.reported_on,
    )
    for number in range(1, case.suspects + 1):
        add_person(leader, subject_scope(leader, subject), builders.case_of(subject), "suspect", f"S{number}")
    if case.state == Subject.Status.WITHDRAWN:
        casework.withdraw(leader, subject, "Not in the sample.")
    if not case.answers:
        return
    answers = {one.code: answer for one, answer in zip(questions, case.answers, strict=True)}
    review = builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector), answers)
    flag(world, subject, review, case.passages)
    reviewing.submit(builders.acting(world.inspector), review)
    if case.state == SIGNED:
        subject.refresh_from_db()
        moderation.sign_off(leader, subject)


def flag(world: World, subject: Subject, review: Review, passages: int) -> None:
    """Flag so many passages of a document of the case."""
    leader, case = builders.acting(world.supervisor), builders.case_of(subject)
    words = b"It was her choice. She chose."
    log = add_document(leader, subject_scope(leader, subject), case, "Log", "log.txt", words)
    for quotation in PASSAGES[:passages]:
        found = reviewing.FlagInput("other", log, 1, quotation)
        reviewing.add_flag(builders.acting(world.inspector), review, found)


def unnamed(report: Report) -> Report:
    """Return a report without the name of its inspection."""
    return replace(report, slug="", title="")


def standard_of(inspection: Inspection) -> StandardReport:
    """Return the standard report of an inspection."""
    method = method_of(inspection, named=())
    return standard_report(method, headline_of(inspection, method))


def of_two_names(method: Method) -> list[Report]:
    """Return reports by two names each, of cases, of passages and of suspects."""
    every = Where(())
    definitions = [
        Definition(every, ("team-type", "group-based")),
        Definition(headline_of(method.inspections[0], method), ("force", "reported-quarter"), "grade.first-criterion"),
        Definition(every, ("force", "criterion")),
        Definition(every, ("force", "team-type"), "language"),
        Definition(every, ("force", "ethnicity-stage"), "ethnicity"),
    ]
    return [unnamed(own_report(method, definition)) for definition in definitions]


def test_standard_report_of_loaded_cases_is_that_of_cases_worked_through(both: Both) -> None:
    worked, loaded = standard_of(both.worked), standard_of(both.loaded)
    assert unnamed(loaded.by_force) == unnamed(worked.by_force)
    assert unnamed(loaded.by_criterion) == unnamed(worked.by_criterion)
    assert {force: one for (_, force), one in loaded.flags.items()} == {
        force: one for (_, force), one in worked.flags.items()
    }
    assert loaded.changed_at == worked.changed_at
    assert loaded.by_force.whole == worked.by_force.whole


def test_reports_by_two_names_are_the_same(both: Both) -> None:
    assert of_two_names(method_of(both.loaded)) == of_two_names(method_of(both.worked))


def test_kept_counts_and_what_stands_are_the_same(both: Both) -> None:
    def figures(inspection: Inspection) -> dict[Place, Amount]:
        return kept(inspection).amounts

    assert figures(both.loaded) == figures(both.worked) == counted(both.loaded).amounts
    assert FigureCount.objects.filter(inspection=both.loaded).count() == len(figures(both.worked))
    columns = [
        field.attname
        for field in StandingReview._meta.concrete_fields
        if field.attname not in ("id", "subject_id", "review_id", "inspection_id", "facts_digest")
    ]
    worked, loaded = (
        list(StandingReview.objects.filter(inspection=one).order_by("pk").values_list(*columns))
        for one in (both.worked, both.loaded)
    )
    assert loaded == worked
    suspects = [StandingSuspect.objects.filter(standing__inspection=one).count() for one in (both.worked, both.loaded)]
    assert suspects == [sum(case.suspects for case in both.cases if case.state == SIGNED)] * 2


def test_sample_has_cases_in_every_state(both: Both) -> None:
    assert [case.state.value for case in both.cases].count("signed-off") == 9
    assert {case.state.value for case in both.cases} == {"signed-off", "ready-for-sign-off", "to-assign", "withdrawn"}


def test_bare_queries_count_what_the_report_shows(both: Both) -> None:
    report, found = standard_of(both.loaded), bare.figures(bare.keys_of(both.loaded))
    headline, whole = report.by_force.table, report.by_force.whole
    assert whole is not None
    assert sorted(count for _, count in found["headline"]) == sorted(n for n in headline.counts.values() if n)
    assert sorted(count for _, count in found["all"]) == sorted(n for n in whole.counts.values() if n)
    assert sorted(n for *_, n in found["by force"]) == sorted(
        n for row in report.by_force.groups for n in row.table.counts.values() if n
    )
    graded = {row.key: row.table.n for row in report.by_criterion.groups}
    assert sum(n for _, kind, _, n in found["by criterion"] if kind == "grade") == sum(graded.values()) + headline.n
    assert sum(n for *_, n in found["flags by force"]) == sum(n for _, n in found["all"]) == 9
    assert dict(found["states"]) == {"signed-off": 9, "ready-for-sign-off": 1, "to-assign": 1, "withdrawn": 1}


def test_archive_is_judged_by_a_framework_of_fifteen_questions_without_problems() -> None:
    file = read(archive.framework_text().encode())
    assert len(file.asked) == archive.QUESTIONS
    assert [*reference_problems(file), *check(file).problems] == []
