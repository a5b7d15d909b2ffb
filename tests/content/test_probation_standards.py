"""The case standards against numbers that were worked out by hand."""

from collections.abc import Mapping

import pytest

from review.domain.rules.evaluating import asked_of
from review.domain.rules.outcomes import Kind
from review.domain.rules.over_cases import Case, CasesResults, evaluate_cases
from review.frameworks.rules.method import method_of
from tests.content.frameworks import case, framework

FILE = framework("probation-case-standards")
METHOD = method_of(FILE)
COURT = ("court-assessment", "court-planning", "court-delivery", "court-reviewing")
OUT_OF_COURT = ("out-of-court-assessment", "out-of-court-planning", "out-of-court-delivery")
ENTERED = (
    "governance-leadership",
    "staffing",
    "partnerships-services",
    "information-facilities",
    "out-of-court-policy",
)
POINTS = {3: "outstanding", 2: "good", 1: "requires-improvement", 0: "inadequate"}
LEVELS = {3: (1, 0), 2: (2, 1), 1: (1, 1), 0: (0, 1)}
"""Points of a standard to cases of each kind that were sufficient throughout and not: 100%, 66.7%, 50% and 0%."""


def cases(yes: int, no: int, *kinds: str, **answers: str) -> list[Case]:
    """Return cases of each kind that were sufficient throughout, and not at all, but for the answers given."""
    given = {code.replace("_", "-"): answer for code, answer in answers.items()}
    return [
        case(FILE, {"kind-of-case": kind} | given, {"sufficient": grade})
        for kind in kinds or ("court", "out-of-court")
        for grade, times in (("yes", yes), ("no", no))
        for _ in range(times)
    ]


def entered(total: int) -> dict[str, str]:
    """Return the five entered results with this many points together."""
    points = [min(3, max(0, total - 3 * place)) for place in range(5)]
    return {code: POINTS[point] for code, point in zip(ENTERED, points, strict=True)}


def rated(found: list[Case], given: Mapping[str, str]) -> CasesResults:
    return evaluate_cases(METHOD, found, given)


@pytest.mark.parametrize(
    ("yes", "of", "grade"),
    [
        (0, 1, "inadequate"),
        (1, 3, "inadequate"),  # 33.3%
        (24, 49, "inadequate"),  # 48.98%
        (49, 99, "inadequate"),  # 49.49%
        (50, 101, "inadequate"),  # 49.505%, half up to 50
        (1, 2, "requires-improvement"),  # 50%
        (51, 101, "requires-improvement"),  # 50.5%
        (9, 14, "requires-improvement"),  # 64.29%
        (11, 17, "requires-improvement"),  # 64.71%, half up to 65
        (64, 99, "requires-improvement"),  # 64.65%
        (13, 20, "good"),  # 65%
        (2, 3, "good"),  # 66.7%
        (15, 19, "good"),  # 78.95%
        (31, 39, "good"),  # 79.49%
        (39, 49, "good"),  # 79.59%, half up to 80
        (16, 20, "outstanding"),  # 80%
        (4, 5, "outstanding"),  # 80%
        (7, 7, "outstanding"),
    ],
)
def test_share_of_sufficient_cases_decides_every_standard_without_rounding(yes: int, of: int, grade: str) -> None:
    topics = rated(cases(yes, of - yes), {}).topics
    assert {code: result.grade for code, result in topics.items()} == dict.fromkeys((*COURT, *OUT_OF_COURT), grade)


def service(total: int) -> str:
    """Return the rating that a total must give, by the published table of totals as it is known."""
    table = {range(7): "inadequate", range(7, 19): "requires-improvement", range(19, 31): "good"}
    return next((grade for totals, grade in table.items() if total in totals), "outstanding")


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_every_total_out_of_36_that_can_be_had_gives_its_rating(level: int) -> None:
    found = cases(*LEVELS[level])
    totals = [7 * level + more for more in range(16)]
    given = [rated(found, entered(more)).whole.grade for more in range(16)]
    assert given == [service(total) for total in totals]


def test_totals_at_the_edges_are_those_of_the_table() -> None:
    edges = {0: "inadequate", 6: "inadequate", 7: "requires-improvement", 18: "requires-improvement"}
    edges |= {19: "good", 30: "good", 31: "outstanding", 36: "outstanding"}
    level = {0: 0, 6: 0, 7: 1, 18: 2, 19: 2, 30: 3, 31: 3, 36: 3}
    given = {total: rated(cases(*LEVELS[level[total]]), entered(total - 7 * level[total])).whole for total in edges}
    assert {total: result.grade for total, result in given.items()} == edges
    assert all(f"= {total}" in " ".join(result.trace) for total, result in given.items())


def test_trace_says_how_many_of_how_many_and_where_the_edges_are_from() -> None:
    trace = " ".join(rated(cases(13, 7), entered(5)).topics["court-assessment"].trace)
    assert ("13 of 20" in trace, "65%" in trace, "edges of the bands from secondary sources" in trace) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize("standard", [*COURT, *OUT_OF_COURT])
@pytest.mark.parametrize("question", ["change", "child-safe", "others-safe"])
def test_each_question_alone_can_bring_its_own_standard_down_and_no_other(standard: str, question: str) -> None:
    kind = "court" if standard in COURT else "out-of-court"
    weak = case(FILE, {"kind-of-case": kind, f"{standard}-{question}": "no"}, {"sufficient": "yes"})
    topics = rated([*cases(1, 0), weak], {}).topics
    assert {code for code, result in topics.items() if result.grade != "outstanding"} == {standard}
    assert topics[standard].grade == "requires-improvement"  # 1 of 2


def test_case_is_asked_the_questions_of_its_own_kind() -> None:
    court, other = (cases(1, 0, kind)[0] for kind in ("court", "out-of-court"))
    by_topic = {code: question.topic for code, question in METHOD.by_code.items()}
    topics = [[by_topic[code] for code in asked_of(METHOD, one.answers)] for one in (court, other)]
    assert [len(asked) for asked in topics] == [12 + 2, 9 + 2]  # with the kind of case and the overall judgment
    assert [set(asked) - {""} for asked in topics] == [set(COURT), set(OUT_OF_COURT)]


@pytest.mark.parametrize(
    ("kind", "there", "absent"), [("court", COURT, OUT_OF_COURT), ("out-of-court", OUT_OF_COURT, COURT)]
)
def test_with_one_kind_of_case_alone_its_standards_are_rated_and_the_service_is_not(
    kind: str, there: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    results = rated(cases(4, 1, kind), entered(15))
    assert {code: results.topics[code].grade for code in there} == dict.fromkeys(there, "outstanding")
    assert {results.topics[code].kind for code in absent} == {Kind.NOT_APPLICABLE}
    assert (results.whole.kind, results.whole.grade) == (Kind.NO_RULE, None)
    assert str(len(absent)) in " ".join(results.whole.trace)


def test_without_any_case_nothing_is_rated() -> None:
    results = rated([], entered(15))
    assert {result.kind for result in results.topics.values()} == {Kind.NOT_APPLICABLE}
    assert results.whole.kind is Kind.NO_RULE


def test_missing_entered_results_are_named_and_the_standards_are_rated_all_the_same() -> None:
    given = entered(15)
    del given["staffing"], given["out-of-court-policy"]
    results = rated(cases(1, 0), given)
    assert (results.whole.kind, set(results.whole.missing)) == (Kind.INCOMPLETE, {"staffing", "out-of-court-policy"})
    assert {result.grade for result in results.topics.values()} == {"outstanding"}


def test_overall_answer_of_a_case_changes_no_rating() -> None:
    with_yes, with_no = (
        rated(cases(13, 7, case_as_a_whole=answer), entered(5)).whole.grade for answer in ("yes", "no")
    )
    assert (with_yes, with_no) == ("good", "good")


def test_every_share_is_measured_and_banded_in_the_same_way() -> None:
    rules = [rule for rule in FILE.rules if rule.topic]
    ways = {(one.how, one.in_, one.not_applicable) for rule in rules for step in rule.steps if (one := step.measure)}
    assert ways == {("percent-in", ("yes",), "left-out")}
    assert [rule.topic for rule in rules] == [*COURT, *OUT_OF_COURT]
    for rule in rules:
        measured = [step.measure.cases.question for step in rule.steps if step.measure and step.measure.cases]
        assert measured == [f"{rule.topic}-{question}" for question in ("change", "child-safe", "others-safe")]
    bands = {
        tuple((band.from_, band.grade) for band in step.bands.bands)
        for rule in rules
        for step in rule.steps
        if step.bands
    }
    assert bands == {((80, "outstanding"), (65, "good"), (50, "requires-improvement"), (0, "inadequate"))}


def test_where_band_edges_are_from_is_said_wherever_somebody_would_look() -> None:
    said: list[str] = [FILE.source, FILE.standing, *(rule.because for rule in FILE.rules if rule.of == "cases")]
    assert [text for text in said if "secondary sources" not in text] == []
    titles = [[step.title for step in rule.steps if "secondary sources" in step.title] for rule in FILE.rules[1:]]
    assert [len(said) for said in titles] == [1] * 8
