"""What is kept back of a question stays so beside those that are asked only where it is answered so or so."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from access.refusals import Invalid
from review.counting.method import Method, method_of
from review.domain.disclosure import Mark, Rule, Tie
from review.releases.cases import CASES
from review.releases.documents import Heading
from review.releases.drafting import Draft, drafted
from review.releases.models import PublicRelease
from review.releases.queries import earlier_releases
from review.releases.side_by_side import check_side_by_side
from review.reports.building import Definition
from tests import builders
from tests.review.conftest import World
from tests.review.domain.disclosure.attacker import Attacker
from tests.review.releases.conftest import released
from tests.ruled import ALONE, GROUP, RULED

TEAMS = {"specialist": (6, 7), "non-specialist": (2, 9), "not-recorded": (7, 5)}
"""How many cases of each team were of a group, and how many were not."""


@pytest.fixture
def ruled(world: World) -> World:
    """Return the world with an inspection whose questions hang together."""
    world.inspection = builders.make_inspection(
        world.supervisor, builders.published_framework(RULED), inspectors=[world.inspector]
    )
    for team, numbers in TEAMS.items():
        for number, answers in zip(numbers, (GROUP, ALONE), strict=True):
            for _ in range(number):
                subject = builders.add_case(world.supervisor, world.inspection, world.force, team_type=team)
                builders.signed_off(world.supervisor, subject, world.inspector, answers)
    return world


def draft_of(method: Method, *measures: str, earlier: Sequence[PublicRelease] = ()) -> Draft:
    definitions = [Definition(by=("team-type",), measure=measure) for measure in measures]
    return drafted(method, definitions, Rule(), earlier, Heading("Grades"), builders.NOW)


def hidden(draft: Draft, measure: str, answer: str) -> list[bool]:
    """Tell of each team whether it is kept back how many cases have an answer."""
    [one] = [one for one in draft.tables if one.measure.name == measure]
    return [draft.parts[CASES].shown(one.answers, (team, answer)) is Mark.HIDDEN for team in TEAMS]


@pytest.mark.parametrize(
    "measures", [("group-based", "grade.pursued"), ("grade.pursued", "group-based"), ("linked", "group-based")]
)
def test_what_the_filter_keeps_back_the_questions_behind_it_keep_back_too(
    ruled: World, measures: tuple[str, str]
) -> None:
    """Where no group was found nothing is pursued: both are one count, told in both tables or in neither.

    Before that was known, the second table told by its other teams what the first one kept back.
    """
    draft = draft_of(method_of(ruled.inspection), *measures)
    [behind] = set(measures) - {"group-based"}
    assert hidden(draft, "group-based", "no") == hidden(draft, behind, "not-answered")
    assert hidden(draft, "group-based", "no").count(True) == 2
    part = draft.parts[CASES]
    attacker = Attacker(replace(part.population, ties=by_hand(behind)), [part.published])
    assert attacker.attack(attacker.hidden()).derived == {}


def by_hand(behind: str) -> tuple[Tie, ...]:
    """Return what the form says, and that a team is always recorded."""
    answers = ["good", "requires-improvement", "inadequate"] if behind == "grade.pursued" else ["yes", "no"]
    ways = {("yes", answer) for answer in answers} | {("no", "not-answered")}
    ways |= {("yes", "not-answered")} if behind == "linked" else set()  # asked of five suspects and more
    return Tie(("group-based", behind), frozenset(ways)), Tie(("team-type",), frozenset((team,) for team in TEAMS))


def test_questions_that_hang_together_in_too_many_ways_are_refused(world: World) -> None:
    """Six grades behind one filter have 730 ways; five of them, with 244, are looked through."""
    more = "".join(
        f"\n          - {{code: more-{number}, question: More {number}?, answer: grade, scale: case-grade, "
        "asked-when: [{question: group-based, is: [yes]}]}"
        for number in range(5)
    )
    text = RULED.replace("          - code: roles\n", f"{more[1:]}\n          - code: roles\n")
    inspection = builders.make_inspection(world.supervisor, builders.published_framework(text))
    method, measures = method_of(inspection), [f"grade.more-{number}" for number in range(5)]
    assert draft_of(method, *measures).withheld() == []
    with pytest.raises(Invalid, match=r"hang together, .* in more ways than can be looked through: “More 0[?]”, "):
        draft_of(method, *measures, "grade.pursued")


RULE = "“Suggested by the rule “Work on the group””"
FOLLOWS = (
    f"{RULE} follows from answers by a rule that everybody can read, so that {{}} beside it, here or in an earlier "
    "release, could give away what is kept back. Leave one of them out."
)
CASE_FOLLOWS = FOLLOWS.replace("Work on the group", "The case as a whole")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (("result.group-rule", "grade.pursued"), FOLLOWS.format("“Was the group pursued well?”")),
        (
            ("result.group-rule", "result.case-rule"),
            FOLLOWS.format("“Suggested by the rule “The case as a whole””"),
        ),
        (("result.case-rule", "team-type"), CASE_FOLLOWS.format("“Team type”")),
    ],
)
def test_what_decides_one_another_is_not_told_side_by_side(world: World, names: tuple[str, ...], sentence: str) -> None:
    """A rule reads the team type here besides."""
    text = RULED.replace("when: [{question: linked, is: [no]}]", "when: [{fact: team-type, is: [specialist]}]")
    inspection = builders.make_inspection(world.supervisor, builders.published_framework(text))
    with pytest.raises(Invalid) as refused:
        check_side_by_side(method_of(inspection), names)
    assert refused.value.sentence == sentence


def test_release_asks_what_stands_side_by_side_in_it_and_in_earlier_ones(ruled: World) -> None:
    method = method_of(ruled.inspection)
    sentence = FOLLOWS.format("“Was the group pursued well?”")
    with pytest.raises(Invalid, match=re.escape(sentence)):
        draft_of(method, "result.group-rule", "grade.pursued")
    released(ruled, Definition(measure="grade.pursued"))
    with pytest.raises(Invalid, match=re.escape(sentence)):
        draft_of(method, "result.group-rule", earlier=earlier_releases(ruled.inspection))


def test_what_no_rule_reads_is_told_beside_what_it_suggested(ruled: World) -> None:
    check_side_by_side(method_of(ruled.inspection), ["result.group-rule", "grade", "team-type", "reported-month"])
