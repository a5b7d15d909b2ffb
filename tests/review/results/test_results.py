"""Results from all cases: exact at the edges of bands, as signed off, and every case accounted for."""

from typing import Any

import pytest

from casefiles.cases.actions import correct_case
from casefiles.cases.queries import facts_of
from review.casework import actions as casework
from review.domain.rules.conditions import Ref
from review.domain.rules.outcomes import NOT_ASKED, Found, Kind, Outcome, Result
from review.inspections import actions as inspections
from review.inspections.version_actions import adopt_version
from review.moderation import actions as moderation
from review.results.queries import NO_CASES
from review.reviewing.actions import submit
from review.reviewing.models import Judgment
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.results.conftest import Standards, standards_of
from tests.review.results.method import method

pytestmark = pytest.mark.django_db


def came_to(result: Result | None) -> tuple[str, str | None]:
    """Return the kind of a result and its grade."""
    assert result is not None
    return result.kind.value, result.grade


@pytest.mark.parametrize(
    ("sufficient", "grade", "percent"),
    [(16, "outstanding", "80%"), (13, "good", "65%"), (12, "requires-improvement", "60%"), (9, "inadequate", "45%")],
)
def test_share_of_twenty_cases_gives_the_grade_of_its_band(
    standards: Standards, sufficient: int, grade: str, percent: str
) -> None:
    """13 of 20 is 65%, the lower edge of good; 12 of 20 does not come up to it."""
    standards.signed(count=sufficient)
    standards.signed(count=20 - sufficient, engage="no")
    for place in (standards.whole(), standards.of(standards.first)):
        result = place.result("assessment")
        assert came_to(result) == ("suggested", grade)
        assert result is not None
        assert (f"{sufficient} of 20 cases" in result.trace[0], percent in result.trace[0]) == (True, True)


def test_not_applicable_is_left_out_of_the_share(standards: Standards) -> None:
    """Two of three, the fourth does not apply; where none applies there is no share at all."""
    standards.signed(count=2)
    standards.signed(engage="no")
    standards.signed(engage="not-applicable")
    standards.signed(standards.second, engage="not-applicable")
    first = standards.of(standards.first).result("assessment")
    assert came_to(first) == ("suggested", "good")
    assert first is not None
    assert ("2 of 3 cases" in first.trace[0], "66.67%" in first.trace[0]) == (True, True)
    assert came_to(standards.of(standards.second).result("assessment")) == ("suggested", "outstanding")


def test_a_question_that_is_not_asked_counts_nowhere(standards: Standards) -> None:
    """Whether it is asked is read from the facts of the case: here nobody of a specialist team dealt with it."""
    subject = builders.add_case(standards.supervisor, standards.inspection, standards.first, team_type="non-specialist")
    review = builders.assign(standards.supervisor, subject, standards.inspector)
    asked = Judgment.objects.filter(review=review, asked=True).values_list("criterion__code", flat=True)
    builders.answer(standards.inspector, review, dict.fromkeys(asked, "no"))
    submit(builders.acting(standards.inspector), review)
    subject.refresh_from_db()
    moderation.sign_off(builders.acting(standards.supervisor), subject)
    found = standards.whole()
    assert found.counted.n == 1
    assert found.results.taken[Ref("question", "safety")] == {NOT_ASKED: 1}
    assert found.results.taken[Ref("question", "engage")] == {Outcome(Found.VALUE, "no"): 1}
    assert came_to(found.result("assessment")) == ("suggested", "inadequate")


def test_facts_are_those_that_were_signed_off(standards: Standards, today: None) -> None:
    """A later correction makes no question asked that was not, and none missing."""
    subject = standards.signed()[0]
    before = standards.whole().results
    case, actor = builders.case_of(subject), builders.acting(standards.supervisor)
    changed = type(facts_of(case))(**{**vars(facts_of(case)), "team_type": "non-specialist"})
    correct_case(actor, subject_scope(actor, subject), case, changed, "The log says so.", case.version)
    assert standards.whole().results == before
    assert came_to(standards.whole().result("assessment")) == ("suggested", "outstanding")


def test_each_force_has_its_own_result(standards: Standards) -> None:
    standards.signed(count=2)
    standards.signed(standards.second, plan="no")
    found = {place.label: came_to(place.result("delivery")) for place in standards.results().places}
    assert found == {
        "All forces": ("suggested", "good"),
        "Force A": ("suggested", "outstanding"),
        "Force B": ("suggested", "inadequate"),
    }


def test_without_cases_there_is_no_result_yet(standards: Standards) -> None:
    """That nothing is signed off is not that nothing applies."""
    standards.signed()
    empty = standards.of(standards.second)
    assert came_to(empty.result("assessment")) == ("incomplete", None)
    assert (empty.result("assessment"), empty.result("")) == (
        Result(Kind.INCOMPLETE, trace=(NO_CASES,), rule="assessment-rating"),
        Result(Kind.INCOMPLETE, trace=(NO_CASES,), rule="overall-rating"),
    )


def test_the_whole_needs_what_is_entered(standards: Standards) -> None:
    """3 for assessment, 3 for delivery and 2 for leadership are 8 points: the lower edge of outstanding."""
    standards.signed()
    before = standards.whole().result("")
    assert came_to(before) == ("incomplete", None)
    assert before is not None
    assert before.trace == ("Not entered: Leadership (leadership)",)
    standards.enter("good")
    assert came_to(standards.whole().result("")) == ("suggested", "outstanding")
    standards.enter("requires-improvement", revision=1)
    assert came_to(standards.whole().result("")) == ("suggested", "good")
    assert came_to(standards.of(standards.first).result("")) == ("incomplete", None)


def test_every_case_is_counted_or_left_out_for_a_reason(standards: Standards) -> None:
    actor = builders.acting(standards.supervisor)
    standards.signed(count=2)
    standards.signed(standards.second)
    builders.add_case(standards.supervisor, standards.inspection, standards.first)
    withdrawn = builders.add_case(standards.supervisor, standards.inspection, standards.second)
    casework.withdraw(actor, withdrawn, "Wrong kind of case.")
    found = [(place.label, place.counted.words) for place in standards.results().places]
    assert found == [
        ("All forces", "5 selected = 3 counted + 2 left out (withdrawn 1, review not submitted yet 1)."),
        ("Force A", "3 selected = 2 counted + 1 left out (review not submitted yet 1)."),
        ("Force B", "2 selected = 1 counted + 1 left out (withdrawn 1)."),
    ]


def newer_version(standards: Standards) -> None:
    """Let the inspection take up a second version, by which a plan is enough for the second standard to be good."""
    text = method().replace("Was there a plan?", "Was there a written plan?")
    adopt_version(builders.acting(standards.supervisor), standards.inspection, builders.published_framework(text))


def test_cases_that_one_earlier_version_judged_count_by_that_version(standards: Standards) -> None:
    """The version by which new cases are judged has judged none of them."""
    standards.signed(count=2)
    newer_version(standards)
    builders.add_case(standards.supervisor, standards.inspection, standards.first)
    found = standards.results()
    assert (found.basis.version.number, found.basis.current.number) == (1, 2)
    assert found.whole.counted.words == "3 selected = 2 counted + 1 left out (review not submitted yet 1)."
    assert came_to(found.whole.result("delivery")) == ("suggested", "outstanding")


def test_cases_of_another_version_are_left_out_where_versions_are_mixed(standards: Standards) -> None:
    standards.signed(count=2)
    newer_version(standards)
    standards.signed(plan="no")
    found = standards.results()
    assert (found.basis.version.number, found.basis.by_other_versions()) == (2, {1: 2})
    words = "3 selected = 1 counted + 2 left out (judged by another version of the framework 2)."
    assert (found.whole.counted.words, found.forces[1].counted.words) == (words, "0 selected = 0 counted + 0 left out.")
    assert came_to(found.whole.result("delivery")) == ("suggested", "inadequate")


def test_reopening_a_case_takes_it_out(standards: Standards) -> None:
    standards.signed()
    subject = standards.signed(plan="no")[0]
    assert came_to(standards.whole().result("delivery")) == ("suggested", "requires-improvement")
    moderation.reopen(builders.acting(standards.supervisor), subject, "New documents.")
    assert came_to(standards.whole().result("delivery")) == ("suggested", "outstanding")


def test_results_stay_when_the_inspection_is_closed(standards: Standards) -> None:
    standards.signed()
    before = standards.whole()
    inspections.close(builders.acting(standards.supervisor), standards.inspection)
    standards.inspection.refresh_from_db()
    assert standards.whole().results == before.results


def test_a_rule_can_be_for_forces_alone(db: None) -> None:
    standards = standards_of(method(delivery_for="force"))
    standards.signed()
    found = standards.results()
    assert found.columns == (("assessment", "Assessment"), ("delivery", "Delivery"))
    assert found.whole.result("delivery") is None
    assert came_to(standards.of(standards.first).result("delivery")) == ("suggested", "outstanding")


def test_results_take_the_same_queries_for_one_and_three(standards: Standards, django_assert_num_queries: Any) -> None:
    standards.signed()
    with django_assert_num_queries(RESULTS):
        standards.results()
    standards.signed(count=2)
    standards.signed(standards.second)
    inspections.add_force(builders.acting(standards.supervisor), standards.inspection, builders.make_force())
    standards.enter("good")
    standards.enter("good", standards.first)
    with django_assert_num_queries(RESULTS):
        standards.results()


RESULTS = 10
