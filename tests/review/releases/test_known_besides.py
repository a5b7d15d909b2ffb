"""What readers of a release know besides its tables: dates, what is always recorded, and which rows are listed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from access.refusals import Conflict
from review.counting.method import method_of
from review.domain.disclosure import Mark, Rule
from review.inspections import actions as inspection_actions
from review.inspections.details import details_of
from review.releases.actions import make_release
from review.releases.cases import CASES, SUSPECTS
from review.releases.documents import Heading
from review.releases.drafting import Draft, drafted
from review.releases.telling import LEFT_OUT
from review.releases.ties import ties_of
from review.reports.building import Definition
from tests import builders
from tests.review.conftest import World
from tests.review.counting import cases
from tests.review.releases.conftest import actor_of, asked, draft_of, released, signed, wanted, words_of


def drafted_of(world: World, *definitions: Definition, rule: Rule = Rule()) -> Draft:  # noqa: B008 (frozen)
    return drafted(method_of(world.inspection), definitions, rule, [], Heading("Grades"), builders.NOW)


def by(*names: str) -> list[Definition]:
    return [Definition(by=(name,), measure="team-type") for name in names]


def shown(draft: Draft, place: int, codes: Sequence[str]) -> list[object]:
    [one] = [one for one in draft.tables if one.place == place]
    return [draft.parts[CASES].shown(one.counted, (code,)) for code in codes]


def test_years_of_closing_give_nothing_away_of_years_of_report(world: World) -> None:
    """Eleven closed by 2023 were reported by then, which left 5 and 1 for 2023 and 2024."""
    for reported, closed, number in ((2022, 2023, 6), (2023, 2023, 5), (2024, 2025, 1), (2025, 2025, 5)):
        for _ in range(number):
            signed(world, reported_on=date(reported, 3, 1), closed_on=date(closed, 9, 1))
    draft = drafted_of(world, *by("reported-year", "closed-year"))
    years = shown(draft, 1, ["2023", "2024"]), shown(draft, 2, ["2023", "2025"])
    assert Mark.HIDDEN in years[0]
    assert years != ([Mark.HIDDEN, Mark.HIDDEN], [11, 6])


def test_without_a_date_there_are_no_days(world: World) -> None:
    """Five without a closing date are five without days from report to closing."""
    for closed, number in ((date(2025, 3, 9), 1), (date(2025, 4, 20), 7), (None, 5)):
        for _ in range(number):
            signed(world, reported_on=date(2025, 3, 1), closed_on=closed)
    draft = drafted_of(world, *by("closed-year", "days.reported.closed"))
    alone = shown(draft, 2, ["under-28-days", "not-answered"])
    assert not (shown(draft, 1, ["not-answered"]) == [5] and alone == [Mark.HIDDEN, Mark.HIDDEN])


def test_what_is_always_recorded_is_never_missing() -> None:
    names = ("case-area", "team-type", "force-flag", "taskforce-support")
    categories = dict.fromkeys(names, ("a", "not-answered"))
    ties = ties_of(categories, (), [dict.fromkeys(names, "a")])
    assert {tie.names[0]: tie.together for tie in ties} == dict.fromkeys(names, frozenset({("a",)}))


def test_rows_that_are_listed_only_where_somebody_is_are_left_out_where_nothing_is_told(world: World) -> None:
    """Six offences in six cases: each row that stands there is of one case."""
    for number in range(6):
        signed(world, offence=f"Offence {number}")
    [sheet] = drafted_of(world, *by("offence")).document.sheets
    assert list(words_of(sheet)) == ["All"]
    assert LEFT_OUT in sheet.notes


def test_what_was_looked_at_is_given_out_word_by_word(counted: World) -> None:
    """Names of forces, shown since, are other words than those that were looked at."""
    definition = asked(counted.inspection, ["force"])
    draft = draft_of(counted.inspection, definition)
    details = replace(details_of(counted.inspection), show_labels=False)
    counted.inspection = inspection_actions.update_inspection(
        actor_of(counted.supervisor), counted.inspection, details, counted.inspection.version
    )
    with pytest.raises(Conflict):
        make_release(actor_of(counted.supervisor), method_of(counted.inspection), wanted(definition), draft.digest)
    assert released(counted, definition).number == 1


def with_suspects(world: World) -> None:
    """Sign off good cases of specialist teams and inadequate ones of others, each with a suspect."""
    for grade, team, code, number in (
        ("good", "specialist", "W1", 2),
        ("good", "specialist", "B1", 5),
        ("inadequate", "non-specialist", "W1", 5),
        ("inadequate", "non-specialist", "B1", 8),
    ):
        for _ in range(number):
            subject = cases.add(world, grade, team_type=team)
            cases.suspect(world, subject, "S1", (cases.SELF, code, "", "arrest"))
            cases.sign_off(world, subject)


def test_no_suspect_is_where_a_table_of_cases_tells_that_no_case_is(world: World) -> None:
    """All inadequate cases are of other teams: a group of suspects is told of both, or kept back of both."""
    with_suspects(world)
    definitions = [
        Definition(by=("team-type",)),
        *(Definition(by=(name,), measure="ethnicity") for name in ("team-type", "grade")),
    ]
    part = drafted_of(world, *definitions).parts[SUSPECTS]
    conditions = {place.cell.conditions for place in part.empty}
    assert (("grade", ("inadequate",)), ("team-type", ("specialist",))) in conditions
    by_team, by_grade = (table for table in part.asked if "ethnicity" in table.dimensions)
    codes = list(method_of(world.inspection).dimensions["ethnicity"].answers)
    for team, grade in (("specialist", "good"), ("non-specialist", "inadequate")):
        told = [(part.shown(by_team, (team, code)), part.shown(by_grade, (grade, code))) for code in codes]
        assert [one for one, other in told] == [other for one, other in told]
        assert Mark.HIDDEN in [one for one, _ in told]


def test_the_row_of_grades_says_where_no_suspect_is_though_nobody_asked_for_it(world: World) -> None:
    with_suspects(world)
    part = drafted_of(world, Definition(by=("grade",), measure="ethnicity"), rule=Rule(zeros_shown=False)).parts[
        SUSPECTS
    ]
    assert (("grade", ("requires-improvement",)),) in {place.cell.conditions for place in part.empty}
    [counted] = [table for table in part.asked if table.name.endswith(" n")]
    assert part.shown(counted, ("requires-improvement",)) == 0
