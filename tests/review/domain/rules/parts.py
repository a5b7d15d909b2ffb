"""Methods in a few words, for tests of rules."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from review.domain.rules.answers import Answer
from review.domain.rules.bands import Band, BandsStep
from review.domain.rules.conditions import Condition, Ref, Test
from review.domain.rules.measures import Measure
from review.domain.rules.method import Entered, Method, Question, Topic
from review.domain.rules.outcomes import NOT_APPLICABLE, NOT_ASKED, Outcome, of_value
from review.domain.rules.scales import Grade, Scale
from review.domain.rules.steps import MeasureStep, Rule, Step

RATING = Scale(
    "rating",
    "Rating",
    (
        Grade("outstanding", "Outstanding", Fraction(3)),
        Grade("good", "Good", Fraction(2)),
        Grade("requires-improvement", "Requires improvement", Fraction(1)),
        Grade("inadequate", "Inadequate", Fraction(0)),
    ),
)
CASE_GRADE = Scale(
    "case-grade",
    "Case grade",
    (
        Grade("good", "Good"),
        Grade("requires-improvement", "Requires improvement"),
        Grade("inadequate", "Inadequate"),
    ),
)
YES_NO = Scale("yes-no", "Yes or no", (Grade("yes", "Yes", Fraction(1)), Grade("no", "No", Fraction(0))))
NA, UNASKED = NOT_APPLICABLE, NOT_ASKED
Numbers = Sequence[tuple[object, str]]


def refs(*codes: str) -> tuple[Ref, ...]:
    """Return references to questions."""
    return tuple(Ref("question", code) for code in codes)


def measure(how: str, scale: Scale, number: int, among: str = "", policy: str = "left-out", **more: Any) -> Measure:
    """Return a measure of the questions q1, q2 ... of a scale; `among` are the codes that are counted."""
    looked_at = refs(*(f"q{place}" for place in range(1, number + 1)))
    counted = among.split()
    return Measure(
        how=how,
        refs=looked_at,
        among=frozenset(counted),
        not_applicable=policy,
        points=dict.fromkeys(looked_at, scale.points),
        among_words=tuple(scale.labels[code] for code in counted),
        orders=dict.fromkeys(looked_at, scale.codes),
        **more,
    )


def found(*values: str | Outcome) -> list[tuple[Ref, Outcome]]:
    """Return what q1, q2 ... came to: a grade's code, or an outcome."""
    return [
        (ref, of_value(value) if isinstance(value, str) else value)
        for ref, value in zip(refs(*(f"q{place}" for place in range(1, len(values) + 1))), values, strict=True)
    ]


def bands(scale: Scale, *limits: tuple[str, str], rounding: str = "none", decimals: int = 0) -> BandsStep:
    """Return bands of the step "share" in per cent: each its limits, as "25-38" or "87", and its grade."""
    made = []
    for limit, grade in limits:
        low, _, high = limit.partition("-")
        made.append(Band(Fraction(low), Fraction(high) if high else None, grade))
    ordered = tuple(sorted(made, key=lambda band: band.low, reverse=True))
    return BandsStep("band", "", Ref("step", "share"), scale, rounding, decimals, ordered, "%")


def placed(step: BandsStep, number: Fraction | int) -> tuple[str, str]:
    """Return the grade of a number by bands, "" for none, and the sentence."""
    outcome, words = step.run({step.of: of_value(Fraction(number))}.__getitem__, lambda ref: [])
    return str(outcome.value), words()


def when(kind: str, code: str, *among: str, words: str = "", scale: Scale | None = None, **bounds: Any) -> Condition:
    """Return a condition of one comparison."""
    labels = tuple(scale.labels.items()) if scale else ()
    ref = Ref(kind, code)
    return Condition((Test(ref, frozenset(among), scale=scale, words=words or f"“{code}”", labels=labels, **bounds),))


def question(code: str, scale: Scale | None = YES_NO, **more: Any) -> Question:
    """Return a graded question of the topic "t", or with `scale=None` one of another kind."""
    fields = {"text": f"{code.upper()}?", "kind": "grade" if scale else "choice", "topic": "t"} | more
    return Question(code=code, scale=scale, **fields)


def rule(of: str, *steps: Step, **more: Any) -> Rule:
    """Return a rule whose last step is its result; it is about the topic "t" where it is of a topic."""
    result = steps[-1] if steps else None
    fields: dict[str, Any] = {
        "code": f"{of}-rule",
        "title": "A rule",
        "topic": "t" if of == "topic" else "",
        "result": result.name if result else "",
        "scale": None if result is None or isinstance(result, MeasureStep) else result.scale,
        "reads": frozenset(ref.code for step in steps for ref in step.refs if ref.kind == "question"),
    }
    return Rule(of=of, steps=steps, **(fields | more))


def method(*questions: Question, rules: Sequence[Rule] = (), entered: Sequence[Entered] = ()) -> Method:
    """Return a method with the topic "t" and the overall judgment "overall"."""
    overall = question("overall", CASE_GRADE, topic="")
    return Method((*questions, overall), (Topic("t", "The topic"),), tuple(entered), tuple(rules), "overall")


def answered(**values: str | tuple[str, ...] | Fraction | None) -> Mapping[str, Answer]:
    """Return answers by code, with underscores for hyphens; None is not applicable, with a reason."""
    return {code.replace("_", "-"): Answer(value, "" if value else "It is so.") for code, value in values.items()}
