"""One review: what is asked, what is missing, and what the rules suggest with their traces."""

from fractions import Fraction

import pytest

from review.domain.rules.answers import Answer, answer_problem, answer_problems
from review.domain.rules.conditions import Ref
from review.domain.rules.evaluating import JUDGMENT, asked_of, evaluate_review
from review.domain.rules.method import Question
from review.domain.rules.outcomes import Kind
from review.domain.rules.steps import CapStep, MeasureStep, Row, TableStep, WorstStep
from tests.review.domain.rules.parts import (
    CASE_GRADE,
    RATING,
    YES_NO,
    answered,
    bands,
    measure,
    method,
    question,
    refs,
    rule,
    when,
)

SHARE = MeasureStep("share", "Share that is met", measure("percent-in", YES_NO, 3, "yes"))
BAND = bands(RATING, ("80", "outstanding"), ("65", "good"), ("50", "requires-improvement"), ("0", "inadequate"))
TOPIC_RULE = rule("topic", SHARE, BAND)
PLAIN = method(
    question("q1", not_applicable=True),
    question("q2", not_applicable=True),
    question("q3", not_applicable=True),
    rules=[TOPIC_RULE],
)


def test_topic_is_suggested_with_every_step_in_words_by_its_title_or_else_its_name() -> None:
    result = evaluate_review(PLAIN, answered(q1="yes", q2="no", q3="yes")).topics["t"]
    assert (result.kind, result.grade, result.rule, result.missing) == (Kind.SUGGESTED, "good", "topic-rule", ())
    assert result.trace == (
        "Share that is met: 2 of 3 answers are Yes: about 66.67%.",
        "band: about 66.67% lies in the band from 65 to under 80: Good.",
        "Suggested: Good.",
    )


def test_everything_not_applicable_is_not_applicable() -> None:
    result = evaluate_review(PLAIN, answered(q1=None, q2=None, q3=None)).topics["t"]
    assert (result.kind, result.grade) == (Kind.NOT_APPLICABLE, None)
    assert result.trace == (
        "Share that is met: 3 answers are not applicable and are left out. There is nothing left that applies.",
        "band: Not applicable, since what it is made from does not apply.",
        "Not applicable: there is no grade.",
    )


def test_incomplete_review_has_no_suggestion_but_what_is_missing() -> None:
    answers = {"q1": Answer("yes"), "q2": Answer(None, "")}
    results = evaluate_review(PLAIN, answers)
    assert results.missing == ("q2", "q3", "overall")
    result = results.topics["t"]
    assert (result.kind, result.grade, result.missing) == (Kind.INCOMPLETE, None, ("q2", "q3"))
    assert result.trace == ("No reason why it does not apply: Q2? (q2)", "Not answered: Q3? (q3)")


def test_topic_and_review_without_a_rule_are_left_to_judgment() -> None:
    results = evaluate_review(method(question("q1")), {})
    assert (results.review.kind, results.review.trace) == (Kind.NO_RULE, (JUDGMENT,))
    assert results.topics["t"].kind is Kind.NO_RULE


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("It is for the inspector", "It is for the inspector"),
        ("", "The method gives no automatic result here: it is a matter of professional judgment."),
    ],
)
def test_rule_without_a_result_says_why(because: str, words: str) -> None:
    made = method(question("q1"), rules=[rule("topic", because=because)])
    result = evaluate_review(made, answered(q1="yes")).topics["t"]
    assert (result.kind, result.trace) == (Kind.NO_RULE, (words,))


def test_score_in_a_gap_between_bands_has_no_automatic_result() -> None:
    gapped = bands(RATING, ("70", "good"), ("0-60", "inadequate"))
    made = method(question("q1"), question("q2"), question("q3"), rules=[rule("topic", SHARE, gapped)])
    result = evaluate_review(made, answered(q1="yes", q2="no", q3="yes")).topics["t"]
    assert (result.kind, result.grade) == (Kind.NO_RULE, None)
    assert result.trace[-1] == "No automatic result: this is a matter of professional judgment."


CHAIN = method(
    question("a"),
    question("b", asked_when=(when("question", "a", "yes"),)),
    question("c", asked_when=(when("question", "b", "yes"),)),
)


@pytest.mark.parametrize(
    ("answers", "asked", "missing"),
    [
        (answered(), {"a"}, ("a",)),
        (answered(a="no"), {"a"}, ()),
        (answered(a="yes"), {"a", "b"}, ("b",)),
        (answered(a="yes", b="yes"), {"a", "b", "c"}, ("c",)),
        (answered(a="yes", b="no"), {"a", "b"}, ()),
        (answered(a="no", b="yes", c="yes"), {"a"}, ()),
    ],
)
def test_chain_of_questions_is_asked_as_far_as_the_answers_before_open_it(
    answers: dict[str, Answer], asked: set[str], missing: tuple[str, ...]
) -> None:
    assert asked_of(CHAIN, answers) == asked | {"overall"}
    assert evaluate_review(CHAIN, answers).missing == (*missing, "overall")


def test_question_is_asked_by_a_fact_of_the_case() -> None:
    made = method(question("a", asked_when=(when("fact", "team-type", "specialist"),)))
    assert [
        "a" in asked_of(made, {}, facts) for facts in ({}, {"team-type": "specialist"}, {"team-type": "not-recorded"})
    ] == [False, True, False]


def test_answer_behind_a_closed_condition_does_not_count() -> None:
    hidden = question("q3", asked_when=(when("question", "q1", "no"),))
    made = method(question("q1"), question("q2"), hidden, rules=[TOPIC_RULE])
    result = evaluate_review(made, answered(q1="yes", q2="yes", q3="no")).topics["t"]
    assert result.grade == "outstanding"
    assert result.trace[0] == "Share that is met: 1 question is not asked. 2 of 2 answers are Yes: 100%."


def test_topic_waits_for_an_answer_elsewhere_that_decides_what_is_asked_in_it() -> None:
    kind = question("kind", topic="")
    one = question("q1", asked_when=(when("question", "kind", "yes"),))
    made = method(kind, one, question("q2"), question("q3"), rules=[TOPIC_RULE])
    result = evaluate_review(made, answered(q2="yes", q3="yes")).topics["t"]
    assert (result.kind, result.missing) == (Kind.INCOMPLETE, ("kind",))


def test_topic_does_not_wait_for_what_it_has_nothing_to_do_with_nor_for_what_it_suggests() -> None:
    beside = question("beside", topic="")
    made = method(
        question("q1"),
        question("q2"),
        question("q3"),
        question("headline", RATING),
        beside,
        rules=[rule("topic", SHARE, BAND, suggests="headline")],
    )
    results = evaluate_review(made, answered(q1="yes", q2="yes", q3="yes"))
    assert results.missing == ("headline", "beside", "overall")
    assert results.topics["t"].grade == "outstanding"


REVIEW_RULE = rule(
    "review",
    WorstStep(
        "lowest",
        "The lowest",
        refs("g1", "g2"),
        CASE_GRADE,
        dict(zip(refs("g1", "g2"), ("“G1?”", "“G2?”"), strict=True)),
    ),
    CapStep(
        "capped",
        "The plan",
        Ref("step", "lowest"),
        CASE_GRADE,
        (when("question", "q1", "no", words="“Q1?”", scale=YES_NO),),
        "requires-improvement",
        "it needs a plan",
    ),
)
REVIEW = method(
    question("g1", CASE_GRADE), question("g2", CASE_GRADE, not_applicable=True), question("q1"), rules=[REVIEW_RULE]
)


@pytest.mark.parametrize(
    ("answers", "grade", "trace"),
    [
        (
            answered(g1="good", g2="good", q1="no"),
            "requires-improvement",
            (
                "The lowest: The lowest of 2 is Good (“G1?” and “G2?”).",
                "The plan: Good becomes Requires improvement, since “Q1?” is No: it needs a plan.",
                "Suggested: Requires improvement.",
            ),
        ),
        (
            answered(g1="inadequate", g2=None, q1="yes"),
            "inadequate",
            (
                "The lowest: 1 does not apply and is left out. The only one is Inadequate (“G1?”).",
                "The plan: Inadequate stays: the limit of Requires improvement holds only where “Q1?” is No.",
                "Suggested: Inadequate.",
            ),
        ),
    ],
)
def test_review_is_suggested_before_the_overall_judgment_is_made(
    answers: dict[str, Answer], grade: str, trace: tuple[str, ...]
) -> None:
    results = evaluate_review(REVIEW, answers)
    assert results.missing == ("overall",)
    assert (results.review.grade, results.review.trace) == (grade, trace)


def test_review_waits_for_every_other_question() -> None:
    result = evaluate_review(REVIEW, answered(g1="good", g2="good", overall="good")).review
    assert (result.kind, result.missing) == (Kind.INCOMPLETE, ("q1",))


def test_results_of_topics_are_looked_at_and_their_lack_of_a_result_is_passed_on() -> None:
    of_topic = WorstStep("w", "", (Ref("topic", "t"),), RATING, {Ref("topic", "t"): "The topic"})
    table = TableStep("x", "", CASE_GRADE, (Row((when("topic", "t", "good", scale=RATING),), "good"), Row((), None)))
    for step, grades in ((of_topic, ("good", None)), (table, ("good", None))):
        made = method(
            *(question(code, not_applicable=True) for code in ("q1", "q2", "q3")),
            rules=[TOPIC_RULE, rule("review", step)],
        )
        given = (answered(q1="yes", q2="no", q3="yes"), answered(q1=None, q2=None, q3=None))
        assert tuple(evaluate_review(made, answers).review.grade for answers in given) == grades


@pytest.mark.parametrize(
    ("asked", "value", "sentence"),
    [
        (question("q"), "yes", ""),
        (question("q"), "maybe", "“q” is answered with yes or no."),
        (question("q"), None, "“q” cannot be answered with not applicable."),
        (question("q", not_applicable=True), None, ""),
        (question("q", None, kind="choices", choices=(("a", "A"), ("b", "B"))), ("b", "a"), ""),
        (
            question("q", None, kind="choices", choices=(("a", "A"), ("b", "B"))),
            ("a", "a"),
            "“q” is answered with a list, each once, of a or b.",
        ),
        (
            question("q", None, kind="choices", choices=(("a", "A"), ("b", "B"))),
            (),
            "“q” is answered with a list, each once, of a or b.",
        ),
        (question("q", None, kind="number", least=Fraction(0), most=Fraction(9)), Fraction(9), ""),
        (
            question("q", None, kind="number", least=Fraction(0), most=Fraction(9)),
            Fraction(10),
            "“q” is answered with a number of at least 0 and at most 9.",
        ),
        (question("q", None, kind="number"), Fraction(1, 2), "“q” is answered with a number with no decimals."),
        (
            question("q", None, kind="number", decimals=1),
            Fraction(1, 4),
            "“q” is answered with a number with 1 decimal place at most.",
        ),
        (question("q", None, kind="number"), "9", "“q” is answered with a number."),
        (question("q", None, kind="date"), "2024-02-29", ""),
        (question("q", None, kind="date"), "2023-02-29", "“q” is answered with a date such as 2024-01-31."),
        (question("q", None, kind="date"), "20240229", "“q” is answered with a date such as 2024-01-31."),
        (question("q", None, kind="text"), "Some words.", ""),
        (question("q", None, kind="text"), "", "“q” is answered with a text."),
    ],
)
def test_answer_that_a_question_does_not_take_is_told(asked: Question, value: object, sentence: str) -> None:
    assert answer_problem(asked, value) == sentence


def test_answers_to_questions_that_are_not_there_are_told() -> None:
    assert list(answer_problems(PLAIN, answered(q1="yes", other="yes"))) == [("other", "There is no question “other”.")]
