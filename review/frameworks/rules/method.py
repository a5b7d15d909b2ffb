"""A framework file as the method that the rules work with. The file must be free of problems of reference."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from review.domain.rules.method import Entered, Method, Question, Topic
from review.domain.rules.scales import Grade, Scale
from review.frameworks.file.exchange import read_stored
from review.frameworks.file.model import (
    AskedFile,
    ConditionFile,
    CriterionFile,
    FrameworkFile,
    OverallFile,
    QuestionFile,
    ScaleFile,
)
from review.frameworks.rows import choices_of
from review.frameworks.rules.compiling import Names, compiled_rule

Asked = CriterionFile | QuestionFile | OverallFile


@lru_cache(maxsize=64)
def stored_method(canonical: str) -> Method:
    """Return the method of a version that is stored, by its canonical text; made once for each text."""
    return method_of(read_stored(canonical))


def method_of(file: FrameworkFile) -> Method:
    """Return the method that a file describes. Raises KeyError where it names something that is not there."""
    scales = {scale.code: _scale(scale) for scale in file.scales}
    names = Names(file, scales)
    topic_of = {criterion.code: topic.code for topic in file.all_topics for criterion in topic.criteria}
    ordered = [_question(asked, topic_of.get(asked.code, ""), scales, names) for asked in asking_order(file)]
    topics = [
        Topic(inner.code, inner.title, "" if inner is topic else topic.code)
        for topic in file.topics
        for inner in (topic, *topic.topics)
    ]
    rules = []
    for rule in file.rules:
        rules.append(compiled_rule(rule, names))
        names.know(rules[-1])
    return Method(
        questions=tuple(ordered),
        topics=tuple(topics),
        entered=tuple(Entered(one.code, one.title, scales[one.scale]) for one in file.entered),
        rules=tuple(rules),
        overall=file.overall.code,
    )


def asking_order(file: FrameworkFile) -> list[Asked]:
    """Return all that is asked, each after what its being asked depends on; those in a loop come last."""
    waiting = list(file.asked)
    codes = {one.code for one in waiting}
    ordered: list[Asked] = []
    done: set[str] = set()
    while waiting:
        ready = [one for one in waiting if depends_on(one) & codes <= done] or waiting
        ordered.extend(ready)
        done.update(one.code for one in ready)
        waiting = [one for one in waiting if one.code not in done]
    return ordered


def depends_on(asked: AskedFile) -> set[str]:
    """Return the codes of the questions that decide whether something is asked."""
    conditions: Iterable[ConditionFile] = getattr(asked, "asked_when", ())
    tests = (test for condition in conditions for test in (condition, *condition.any))
    return {test.question for test in tests if test.question}


def _scale(file: ScaleFile) -> Scale:
    grades = (Grade(g.code, g.label, None if g.points is None else Fraction(g.points)) for g in file.grades)
    return Scale(file.code, file.title, tuple(grades), file.ordered)


def _question(asked: Asked, topic: str, scales: dict[str, Scale], names: "Names") -> Question:
    scale = scales[asked.scale] if asked.answer == "grade" and asked.scale else None
    choices = choices_of(asked)
    number = getattr(asked, "number", None)
    return Question(
        code=asked.code,
        text=asked.question,
        kind="choice" if asked.answer == "yes-no" else asked.answer,
        topic=topic,
        scale=scale,
        choices=choices,
        required=asked.required,
        not_applicable=asked.not_applicable != "no",
        reason_needed=asked.not_applicable == "with-reason",
        asked_when=tuple(names.condition(one) for one in getattr(asked, "asked_when", ())),
        least=_fraction(number.least) if number else None,
        most=_fraction(number.most) if number else None,
        decimals=number.decimals if number else 0,
        labels=dict(scale.labels) if scale else dict(choices),
    )


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
