"""How often each answer to each question was given: all questions of a framework in one grouped query."""

from collections import Counter

from django.db.models import Count

from review.counting.answer_sources import Answer, answer_codes
from review.counting.cells import signed
from review.counting.method import Method
from review.counting.several_sources import Several
from review.reviewing.models import Judgment, JudgmentChoice


def answer_counts(method: Method) -> Counter[tuple[str, str]]:
    """Return the number of signed-off cases by question and the code of its answer. One query."""
    sources = {one.name: one.source for one in method.questions if isinstance(one.source, Answer)}
    name_of = {pk: name for name, source in sources.items() for pk in source.ids}
    rows = Judgment.objects.filter(review__standing__in=signed(method), criterion__in=list(name_of))
    names = ("criterion_id", "asked", "kind", "choice_id")
    found: Counter[tuple[str, str]] = Counter()
    for row in rows.order_by().values(*names).annotate(total=Count("pk")):
        name = name_of[row["criterion_id"]]
        for code in answer_codes(row, "", sources[name].column, sources[name].codes_of):
            found[name, code] += row["total"]
    return found


def choice_counts(method: Method) -> Counter[tuple[str, str]]:
    """Return the number of signed-off cases that made each choice of questions with several. One query.

    They stand by question and the code of the choice.
    """
    names = {
        pk: (one.name, code)
        for one in method.several
        if isinstance(one.source, Several)
        for code, keys in one.source.choices.items()
        for pk in keys
    }
    rows = JudgmentChoice.objects.filter(judgment__review__standing__in=signed(method), choice__in=list(names))
    asked = rows.filter(judgment__asked=True).exclude(judgment__kind=Judgment.Kind.NOT_APPLICABLE)
    found: Counter[tuple[str, str]] = Counter()
    for choice, total in asked.order_by().values_list("choice_id").annotate(Count("pk")):
        found[names[choice]] += total
    return found
