"""The rules of a framework file, as models: the closed vocabulary in which a result is worked out."""

from typing import Annotated, Literal

from pydantic import Field

from review.frameworks.file.parts import (
    Bound,
    Codes,
    Label,
    Number,
    OptionalSentence,
    Part,
    Sentence,
    YesOrNo,
)
from review.frameworks.file.texts import Code

HowMeasured = Literal["percent-in", "percent-of-max", "sum", "mean", "count-in"]
NotApplicableCounts = Literal["left-out", "as-best", "as-worst", "no-result"]
Rounding = Literal["none", "half-up", "half-even", "down", "up"]
Fact = Literal["case-area", "team-type", "force-flag", "taskforce-support", "outcome-type"]


class TestFile(Part):
    """One comparison: of what, and with what."""

    __test__ = False
    called = "a comparison"
    terse = True
    question: Code | None = Field(default=None, description="Code of the question whose answer is looked at.")
    fact: Fact | None = Field(
        default=None, description="Fact of the case, as the force recorded it, that is looked at."
    )
    step: Code | None = Field(default=None, description="In a rule: name of an earlier step that is looked at.")
    topic: Code | None = Field(default=None, description="In a rule: code of a topic whose result is looked at.")
    entered: Code | None = Field(default=None, description="In a rule over cases: entered result that is looked at.")
    is_: Codes = Field(default=(), description="It is one of these answers, choices or grades.")
    at_least: Bound | None = Field(
        default=None, description="It is this grade or a better one, or this number or more."
    )
    at_most: Bound | None = Field(default=None, description="It is this grade or a worse one, or this number or less.")


class ConditionFile(TestFile):
    """A condition: one comparison, or any of several."""

    called = "a condition"
    terse = True
    any: Annotated[tuple[TestFile, ...], Field(min_length=2, max_length=20)] = Field(
        default=(), description="Instead of a comparison: two or more, of which one must hold."
    )


Conditions = Annotated[tuple[ConditionFile, ...], Field(max_length=20)]


class SourcesFile(Part):
    """What is put together, in this order."""

    called = "what is put together"
    terse = True
    questions: Codes = Field(default=(), description="Codes of questions.")
    questions_of: Codes = Field(default=(), description="Codes of topics: all their graded criteria.")
    topics: Codes = Field(default=(), description="Codes of topics: their results.")
    steps: Codes = Field(default=(), description="Names of earlier steps of the same rule.")
    entered: Codes = Field(default=(), description="Codes of entered results, in rules over cases.")


class CasesFile(Part):
    """What is taken from each case."""

    called = "what is taken from each case"
    terse = True
    question: Code | None = Field(default=None, description="Code of a question: the case's answer.")
    topic: Code | None = Field(default=None, description="Code of a topic: the case's result by that topic's rule.")
    review: YesOrNo = Field(default=False, description="The case's result by the rule of the review as a whole.")


class MeasureFile(Part):
    """A number made of several answers or results."""

    called = "a measure"
    terse = True
    how: HowMeasured = Field(
        description="`percent-in`: share of those in `in`; `count-in`: their number; `sum` and `mean` of points; "
        "`percent-of-max`: points as a share of the most that were to be had."
    )
    over: SourcesFile | None = Field(default=None, description="What it is made of; or else `cases`.")
    cases: CasesFile | None = Field(default=None, description="In a rule over cases: what is taken from each case.")
    in_: Codes = Field(default=(), description="For `percent-in` and `count-in`: the answers or grades that count.")
    not_applicable: NotApplicableCounts = Field(
        description="What becomes of those that are not applicable: left out; counted as the best, or as the worst; or "
        "there is no automatic result as soon as there is one."
    )


class BandFile(Part):
    """One band of numbers."""

    called = "a band"
    terse = True
    from_: Number = Field(description="The smallest number in the band.")
    to: Number | None = Field(
        default=None, description="The largest number in the band. Left out: everything up to the next higher band."
    )
    grade: Code = Field(description="The grade that the band gives.")


class BandsFile(Part):
    """A grade by the band in which a number lies."""

    called = "bands"
    terse = True
    of: Code = Field(description="Name of the earlier step whose number is looked at.")
    scale: Code = Field(description="Code of the scale whose grades the bands give.")
    rounding: Rounding = Field(default="none", description="How the number is rounded first; not at all by default.")
    decimals: Annotated[int, Field(ge=0, le=6)] = Field(default=0, description="To how many places it is rounded.")
    bands: Annotated[tuple[BandFile, ...], Field(min_length=1, max_length=50)] = Field(description="The bands.")


class CapFile(Part):
    """A grade that cannot be better than another where a condition holds."""

    called = "a cap"
    terse = True
    of: Code = Field(description="Name of the earlier step whose grade is capped.")
    when: Conditions = Field(description="The cap binds where all of these conditions hold.")
    at_most: Code = Field(description="The best grade that is then left.")
    because: Sentence = Field(description="Why, in words that the reviewer reads.")


class RowFile(Part):
    """A row of a table."""

    called = "a row"
    terse = True
    when: Conditions = Field(default=(), description="The row is taken where all of these hold; in the last, none.")
    grade: Code | None = Field(description="The grade that it gives; `null` for no automatic result.")
    because: OptionalSentence = Field(default="", description="Why, in words that the reviewer reads.")


class TableFile(Part):
    """The first row that holds."""

    called = "a table"
    terse = True
    scale: Code = Field(description="Code of the scale whose grades the rows give.")
    rows: Annotated[tuple[RowFile, ...], Field(min_length=1, max_length=100)] = Field(
        description="The rows; the first whose conditions hold is taken, and the last has none."
    )


class StepFile(Part):
    """One step of a rule: exactly one of the five kinds."""

    called = "a step"
    terse = True
    name: Code = Field(description="Name by which later steps point to it.")
    title: OptionalSentence = Field(default="", description="What it works out, in words.")
    measure: MeasureFile | None = Field(default=None, description="A number made of several answers or results.")
    bands: BandsFile | None = Field(default=None, description="A grade by the band in which a number lies.")
    worst_of: SourcesFile | None = Field(
        default=None, description="The worst grade among several; those that are not applicable are left out."
    )
    cap: CapFile | None = Field(default=None, description="A grade that a condition keeps from being better.")
    table: TableFile | None = Field(default=None, description="The first row whose conditions hold.")


class RuleFile(Part):
    """A rule."""

    called = "a rule"
    terse = True
    code: Code = Field(description="Name of the rule.")
    title: Label = Field(description="What the rule is called.")
    of: Literal["topic", "review", "cases"] = Field(
        description="What it gives a result for: a topic of one review, one review as a whole, or many cases together."
    )
    topic: Code | None = Field(
        default=None,
        description="Code of the topic that it is about: needed with `of: topic`, possible with `of: cases`.",
    )
    each: Literal["inspection-and-force", "inspection", "force"] = Field(
        default="inspection-and-force",
        description="With `of: cases`: whether an inspection's cases, those of each force, or both are put together.",
    )
    suggests: Code | None = Field(
        default=None,
        description="With `of: topic`: code of the criterion beside whose answer the result is shown. "
        "A rule of the review is shown beside the overall judgment.",
    )
    steps: Annotated[tuple[StepFile, ...], Field(max_length=50)] = Field(
        default=(), description="The steps, in order; each looks at earlier ones only."
    )
    result: Code | None = Field(
        default=None, description="Name of the step that is the result; left out, there is no automatic result."
    )
    never: Codes = Field(default=(), description="Grades that the rule never gives, on purpose.")
    because: OptionalSentence = Field(default="", description="Why it is so, or why there is no automatic result.")
