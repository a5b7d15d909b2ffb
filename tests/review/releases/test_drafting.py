"""What a release tells and keeps back of real cases, and that nothing but what is told goes into it."""

import json
from dataclasses import replace

import pytest

from access.refusals import Invalid
from review.counting.method import method_of
from review.domain.disclosure import Cell, Mark, Place, Reason, Refusal, Rule, of_data
from review.domain.where import Condition, Where
from review.domain.wording import NOT_THE_SAMPLE
from review.inspections import actions as inspection_actions
from review.inspections.details import details_of
from review.releases.actions import PolicyInput, set_policy
from review.releases.cases import CASES, SUSPECTS, occurring
from review.releases.documents import TOLD_AGAIN, UNFINISHED, Heading, release_document
from review.releases.forces import public_forces
from review.releases.frozen import document_data, document_of
from review.releases.layout import known_of, laid_out, names_of
from review.releases.queries import policy_of
from review.releases.refusing import Refusing
from review.releases.telling import WITHHELD, low_words
from review.reports.building import Definition
from tests import builders
from tests.review.conftest import World
from tests.review.releases.conftest import actor_of, asked, draft_of, released, signed, words_of
from tests.ruled import GROUP

PLAIN = PolicyInput(5, True, 0, False, True, True)


def policy(world: World, **changes: object) -> None:
    """Set the disclosure control to the defaults with changes."""
    given = PolicyInput(**{**PLAIN.__dict__, **changes})  # type: ignore[arg-type]
    set_policy(actor_of(world.supervisor), world.inspection, given, policy_of(world.inspection).version)


def test_grades_of_all_cases_are_told_as_they_are(counted: World) -> None:
    [sheet] = draft_of(counted.inspection, asked(counted.inspection)).document.sheets
    assert words_of(sheet) == {
        "Good": ["11"],
        "Requires improvement": ["0"],
        "Inadequate": ["1"],
        "Cases counted (n)": ["12"],
    }
    assert [line.values[1].words for line in sheet.lines] == ["91.7%", "0.0%", "8.3%", "not a share"]


def test_small_counts_by_group_are_kept_back_with_what_would_give_them_away(counted: World) -> None:
    draft = draft_of(counted.inspection, asked(counted.inspection, ["team-type"], measure="group-based"))
    assert draft.reasons() == {Reason.PRIMARY: 0, Reason.SECONDARY: 0}
    draft = draft_of(counted.inspection, asked(counted.inspection, ["team-type"]))
    [sheet] = draft.document.sheets
    assert words_of(sheet) == {
        "All": ["12", "11", "0", "1"],
        "Specialist team": ["6", "[x]", "0", "[x]"],
        "Non-specialist team": ["6", "[x]", "0", "[x]"],
        "Not recorded": ["0", "0", "0", "0"],
    }
    assert sheet.notes == (WITHHELD,)
    assert draft.document.pictures == ()


def test_no_share_and_no_interval_stands_in_a_row_with_a_count_kept_back(counted: World) -> None:
    draft = draft_of(counted.inspection, asked(counted.inspection, ["team-type"]), intervals=True)
    [sheet] = draft.document.sheets
    for line in sheet.lines:
        pairs = list(zip(sheet.columns, line.values, strict=True))
        kept_back = any(value.words == "[c]" for column, value in pairs if column.kind == "count")
        derived = [value.number for column, value in pairs if column.kind in ("percent", "limit")]
        assert not kept_back or derived == [None] * 9


def test_a_release_is_made_of_what_it_tells_alone(counted: World) -> None:
    """What is stored as told, read back, gives the same document: no count that is kept back can be in it."""
    for team in ("specialist", "non-specialist", "non-specialist"):
        signed(counted, "inadequate", team_type=team)
    definitions = [asked(counted.inspection, ["team-type"])]
    draft = draft_of(counted.inspection, *definitions)
    told = json.loads(json.dumps(draft.told))
    hidden = [cell for cell, figure in draft.parts[CASES].published.figures.items() if figure is Mark.HIDDEN]
    assert hidden
    assert [figure for _, figure in told[CASES]["figures"]].count("hidden") == len(hidden)
    method = method_of(counted.inspection)
    forces = public_forces(method)
    tables = laid_out(method, forces, definitions)
    published = of_data(told[CASES])
    known = {CASES: known_of(method, forces, tables, names_of(tables), occurring([draft.counted[CASES]], [published]))}
    again = release_document(method, tables, {CASES: published}, known, Heading("Grades"), 1, builders.NOW)
    assert again == draft.document


def test_a_document_reads_back_as_it_was(counted: World) -> None:
    draft = draft_of(
        counted.inspection, asked(counted.inspection), asked(counted.inspection, ["criterion"]), intervals=True
    )
    assert document_of(json.loads(json.dumps(document_data(draft.document)))) == draft.document


def test_criteria_on_one_scale_are_one_table(counted: World) -> None:
    [sheet] = draft_of(counted.inspection, asked(counted.inspection, ["criterion"])).document.sheets
    assert [line.keys for line in sheet.lines] == [("first-criterion",), ("second-criterion",)]
    assert words_of(sheet)["Is the first thing done well?"] == ["12", "12", "0", "0"]


def test_a_case_more_would_tell_its_own_grade_so_it_is_not_released(counted: World) -> None:
    released(counted, asked(counted.inspection))
    signed(counted, "requires-improvement")
    assert refusal(counted, asked(counted.inspection)) == (
        "This cannot be released. Beside release 1 (“Grades”), which counts all cases too, a reader could see the "
        "fewer than 5 cases that came or went since. No table that was chosen can do without it: wait until more cases "
        "are signed off."
    )
    by_language = asked(counted.inspection, measure="language", where=["team-type=specialist"])
    assert refusal(counted, by_language, asked(counted.inspection)).endswith(
        "Leave out “Overall grade (all signed-off cases)”, or wait until more cases are signed off."
    )


def test_two_filters_that_differ_by_one_case_are_not_both_told(counted: World) -> None:
    signed(counted, "requires-improvement", group="no")
    whole, narrower = asked(counted.inspection), asked(counted.inspection, where=["group-based=yes"])
    assert refusal(counted, whole, narrower) == (
        "This cannot be released. Taking “Overall grade (Did the investigation uncover group-based exploitation? Yes)” "
        "from “Overall grade (all signed-off cases)”, a reader could see the fewer than 5 cases that are in one only: "
        "all cases, without cases with “Did the investigation uncover group-based exploitation?” Yes. Leave out one of "
        "the two, choose cases that differ by more, round the counts in the disclosure control, or wait until more "
        "cases are signed off."
    )
    released(counted, whole)
    assert "from release 1 (“Grades”)" in refusal(counted, narrower)


def test_a_table_of_some_cases_says_of_how_many_where_the_release_tells_it(counted: World) -> None:
    """12 of 18, in a row of its own and under a table by group; without the table of all cases nothing is said."""
    for _ in range(6):
        signed(counted, group="no")
    of_groups = asked(counted.inspection, where=["group-based=yes"])
    by_team = asked(counted.inspection, ["team-type"], ["group-based=yes"], "group-based")
    alone = draft_of(counted.inspection, of_groups, by_team).document.sheets
    assert "Of all signed-off cases" not in words_of(alone[0])
    assert alone[1].notes == ()
    beside = draft_of(counted.inspection, asked(counted.inspection), of_groups, by_team).document.sheets
    assert words_of(beside[1]) == {**words_of(alone[0]), "Of all signed-off cases": ["18"]}
    assert words_of(beside[1])["Cases counted (n)"] == ["12"]
    assert beside[2].notes == ("This table is of 12 of all 18 signed-off cases.",)
    assert "Of all signed-off cases" not in words_of(beside[0])


def test_rounded_tables_say_nothing_of_how_many_cases_there_are(counted: World) -> None:
    for _ in range(6):
        signed(counted, group="no")
    policy(counted, base=5, protects_overall=True)
    asked_for = asked(counted.inspection), asked(counted.inspection, where=["group-based=yes"])
    sheets = draft_of(counted.inspection, *asked_for).document.sheets
    assert ["Of all signed-off cases" in words_of(sheet) for sheet in sheets] == [False, False]


def test_a_table_by_two_names_has_the_groups_of_both(counted: World) -> None:
    policy(counted, protects_breakdowns=False)
    [sheet] = draft_of(counted.inspection, asked(counted.inspection, ["force", "team-type"])).document.sheets
    found = {line.headings: (line.keys, line.values[0].words) for line in sheet.lines}
    force, specialist = "Force A", "Specialist team"
    assert [found[key][1] for key in (("All", "All"), (force, "All"), (force, specialist), ("All", specialist))] == [
        "12",
        "12",
        "6",
        "6",
    ]
    assert [found[key][0] for key in ((force, "All"), ("All", specialist))] == [
        ("force-a",),
        ("", "specialist"),
    ]


def test_counts_besides_the_answers_are_among_those_kept_back(counted: World) -> None:
    """3 are small by themselves, and stand in the table like the grades: left out, since they were not answered."""
    draft = draft_of(counted.inspection, asked(counted.inspection, ["force"], measure="outcome"))
    assert words_of(draft.document.sheets[0])["All"][-1] == "12"
    for _ in range(3):
        signed(counted, outcome_type="1")
    draft = draft_of(counted.inspection, asked(counted.inspection, measure="outcome"))
    shown = [words for row in words_of(draft.document.sheets[0]).values() for words in row]
    assert shown.count("[c]") == sum(draft.reasons().values()) > 0


def test_a_later_release_says_that_what_was_told_is_told_again(counted: World) -> None:
    definition = asked(counted.inspection, measure="group-based")
    assert TOLD_AGAIN not in dict(draft_of(counted.inspection, definition).document.about)["Disclosure control"]
    released(counted, definition)
    policy(counted, zeros_shown=False)
    draft = draft_of(counted.inspection, definition)
    assert words_of(draft.document.sheets[0])["No"] == ["0"]
    assert dict(draft.document.about)["Disclosure control"].endswith(TOLD_AGAIN)


def test_a_random_sample_that_is_not_finished_says_so(counted: World) -> None:
    details = replace(details_of(counted.inspection), sample_design="random")
    counted.inspection = inspection_actions.update_inspection(
        actor_of(counted.supervisor), counted.inspection, details, counted.inspection.version
    )
    asked_for = asked(counted.inspection)
    assert UNFINISHED not in draft_of(counted.inspection, asked_for, intervals=True).document.notes
    builders.add_case(counted.supervisor, counted.inspection, counted.force)
    assert {UNFINISHED, NOT_THE_SAMPLE} <= set(draft_of(counted.inspection, asked_for).document.notes)


def test_an_inspection_that_is_not_finished_says_so(counted: World) -> None:
    builders.add_case(counted.supervisor, counted.inspection, counted.force)
    notes = draft_of(counted.inspection, asked(counted.inspection)).document.notes
    assert (UNFINISHED in notes, NOT_THE_SAMPLE in notes) == (True, False)


def test_a_small_count_that_could_be_worked_out_is_named_with_its_tables(counted: World) -> None:
    """The words of a single count: of this release, and of an earlier one."""
    method = method_of(counted.inspection)
    draft = draft_of(counted.inspection, asked(counted.inspection, ["team-type"]))
    said = Refusing(method, draft.tables, draft.known[CASES], Rule(), {"release 1": "release 1 (“Grades”)"})
    own = {1: "Overall grade by team type"}
    cell = Cell((("grade", ("inadequate",)), ("team-type", ("specialist",))))
    count = "cases with “Overall grade” Inadequate and “Team type” Specialist team"
    assert said.sentences(Refusal("", (Place("release 2", cell),)), own) == (
        "This cannot be released. From “Overall grade by team type”, a reader could work out a small count that must "
        f"be kept back: {count}. Leave out this table, round the counts in the disclosure control, or wait until more "
        "cases are signed off."
    )
    assert said.sentences(Refusal("", (Place("release 1", cell),)), own) == (
        "This cannot be released. Beside release 1 (“Grades”), a reader could work out a small count that was kept "
        f"back there: {count}. Leave out a table that counts the same cases again, or wait until more cases are "
        "signed off."
    )


def refusal(world: World, *definitions: Definition) -> str:
    """Return why these reports cannot be released, and what to do."""
    with pytest.raises(Invalid) as refused:
        draft_of(world.inspection, *definitions)
    return refused.value.sentence


def test_many_cases_more_can_be_told(counted: World) -> None:
    released(counted, asked(counted.inspection))
    for _ in range(6):
        signed(counted, "good")
    [sheet] = draft_of(counted.inspection, asked(counted.inspection)).document.sheets
    assert words_of(sheet)["Good"] == ["17"]


def test_forces_are_counted_by_what_they_are_whatever_they_are_called(counted: World) -> None:
    definition = asked(counted.inspection, ["force"])
    first = released(counted, asked(counted.inspection), definition)
    name_forces(counted)
    draft = draft_of(counted.inspection, asked(counted.inspection), definition)
    assert list(words_of(draft.document.sheets[1])) == ["All", "synthetic-one (synthetic)"]
    assert {codes["force"] for codes in draft.counted[CASES].values()} == {"synthetic-one"}
    assert draft.told[CASES]["figures"] == first.told[CASES]["figures"]


def name_forces(world: World) -> None:
    """Let the inspection show its forces by name."""
    details = replace(details_of(world.inspection), show_labels=False)
    world.inspection = inspection_actions.update_inspection(
        actor_of(world.supervisor), world.inspection, details, world.inspection.version
    )


def test_a_category_that_came_up_later_was_told_to_be_empty_before(counted: World) -> None:
    policy(counted, protects_breakdowns=False)
    definition = asked(counted.inspection, ["month"])
    released(counted, definition)
    other = builders.make_force("synthetic-two")
    inspection_actions.add_force(actor_of(counted.supervisor), counted.inspection, other)
    draft = draft_of(counted.inspection, asked(counted.inspection, ["force"]))
    assert words_of(draft.document.sheets[0])["Force B"] == ["0", "0", "0", "0"]


def test_rounded_counts_have_no_shares_and_no_chart(counted: World) -> None:
    policy(counted, base=5, protects_overall=True)
    draft = draft_of(counted.inspection, asked(counted.inspection))
    [sheet] = draft.document.sheets
    assert words_of(sheet) == {
        "Good": ["10"],
        "Requires improvement": ["under 3"],
        "Inadequate": ["under 3"],
        "Cases counted (n)": ["10"],
    }
    assert [line.values[1].words for line in sheet.lines[:3]] == ["not shown"] * 3
    assert draft.document.pictures == ()
    assert "Counts are rounded to the nearest 5" in sheet.notes[0]
    assert sheet.notes[1] == "“under 3” is a count from 0 to 2, which rounds to 0. Whether it is 0 is not shown."


@pytest.mark.parametrize(("base", "words"), [(3, "under 2"), (5, "under 3"), (10, "under 5")])
def test_a_count_that_rounds_to_nothing_says_what_its_rounding_says_and_no_more(base: int, words: str) -> None:
    """The words stand for just the counts that the rule itself shows alike, whoever reads them knows nothing more."""
    rule = Rule(base=base)
    assert low_words(rule) == words
    alike = [count for count in range(50) if rule.figure(count) is Mark.LOW]
    assert (min(alike), max(alike), len(alike)) == (0, int(words.split()[1]) - 1, int(words.split()[1]))


def test_what_rounds_to_nothing_everywhere_besides_the_grades_has_no_column(counted: World) -> None:
    """Whether it has is decided by what is shown alone, so that a column that is not there tells nothing more."""
    policy(counted, base=5)
    [sheet] = draft_of(counted.inspection, asked(counted.inspection, ["team-type"])).document.sheets
    assert [column.title for column in sheet.columns if column.kind == "count"][-1] == "Inadequate"
    assert list(words_of(sheet)) == ["All", "Specialist team", "Non-specialist team", "Not recorded"]
    assert words_of(sheet)["Specialist team"] == ["5", "5", "0", "under 3"]


def test_rows_that_are_listed_as_found_are_refused_where_zeros_are_kept_back(counted: World) -> None:
    policy(counted, zeros_shown=False)
    with pytest.raises(Invalid, match="“Month of sign-off” lists only what occurs in the cases"):
        draft_of(counted.inspection, asked(counted.inspection, ["month"]))


@pytest.mark.parametrize(
    ("by", "measure", "sentence"),
    [
        (["reviewer"], "grade", "A breakdown by reviewer is for the inspection's supervisors only"),
        ([], "force", "A release cannot count forces"),
        ([], "ethnicity-at.arrest", "each record of a suspect tells something of the others"),
        (["ethnicity-stages"], "ethnicity", "each record of a suspect tells something of the others"),
        (["grade"], "grade", "A report cannot count “grade” and be broken down by it too"),
    ],
)
def test_what_never_leaves_the_house_is_refused(counted: World, by: list[str], measure: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        draft_of(counted.inspection, asked(counted.inspection, by, measure=measure))


def test_nothing_chosen_is_said(counted: World) -> None:
    with pytest.raises(Invalid, match="Choose at least one table"):
        draft_of(counted.inspection)


def test_an_inspection_without_a_signed_off_case_is_told_as_it_is(world: World) -> None:
    [sheet] = draft_of(world.inspection, asked(world.inspection)).document.sheets
    assert words_of(sheet)["Cases counted (n)"] == ["0"]
    assert [line.values[1].words for line in sheet.lines[:3]] == ["no case"] * 3


def test_suspects_are_a_part_of_their_own(counted: World) -> None:
    draft = draft_of(counted.inspection, asked(counted.inspection, measure="ethnicity"))
    assert list(draft.parts) == [SUSPECTS]
    assert words_of(draft.document.sheets[0])["Suspects counted (n)"] == ["0"]


def test_a_release_of_nothing_yet_is_told_again_beside_others(world: World) -> None:
    """Names that an earlier release told of are known, even where no case ever had one."""
    released(world, asked(world.inspection, ["team-type"]))
    [sheet] = draft_of(world.inspection, asked(world.inspection)).document.sheets
    assert words_of(sheet)["Cases counted (n)"] == ["0"]


@pytest.mark.parametrize(
    "asked_for",
    [Definition(measure="roles"), Definition(by=("roles",)), Definition(Where((Condition("roles", ("leader",)),)))],
    ids=["counted", "by", "where"],
)
def test_choices_of_which_a_case_can_have_several_are_released_one_by_one(world: World, asked_for: Definition) -> None:
    first = builders.ruled_subject(world.supervisor, [world.inspector], world.force)
    builders.signed_off(world.supervisor, first, world.inspector, {**GROUP, "roles": ("leader",)})
    with pytest.raises(Invalid) as refused:
        draft_of(first.inspection, asked_for)
    assert str(refused.value) == (
        "“Which roles were found?” can have several answers in one case, so a table of all of them is not released. "
        "Release its answers one by one: count or choose by each of them by itself."
    )
    for _ in range(5):
        subject = builders.add_case(world.supervisor, first.inspection, world.force)
        builders.signed_off(world.supervisor, subject, world.inspector, {**GROUP, "roles": ("leader",)})
    [sheet] = draft_of(first.inspection, Definition(measure="roles.leader")).document.sheets
    assert [value.words for line in sheet.lines for value in line.values[:1]] == ["6", "0", "6"]
