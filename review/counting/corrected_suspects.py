"""Suspects and records of their ethnicity that were added after their case was signed off."""

from collections.abc import Iterable

from django.db.models import Count, Exists, F, OuterRef, Prefetch

from casefiles.cases.models import Person
from casefiles.domain.ethnicity import counted_ethnicity
from review.counting.cells import signed
from review.counting.facts import counted_of, suspect_columns
from review.counting.method import Method
from review.counting.models import StandingReview, StandingSuspect


def suspects_corrected_since(standings: Iterable[int]) -> set[int]:
    """Return those of the standing reviews, given by key, whose suspects would count otherwise now. Four queries."""
    rows = StandingReview.objects.filter(pk__in=list(standings))
    suspects = Person.objects.filter(role="suspect").prefetch_related("ethnicity_records")
    rows = rows.prefetch_related(Prefetch("subject__case__persons", suspects, to_attr="suspects_now"), "suspects")
    return {row.pk for row in rows.select_related("subject__case") if _now(row) != _then(row)}


def _now(standing: StandingReview) -> dict[int, dict[str, str]]:
    people = standing.subject.case.suspects_now if standing.subject.case else []  # type: ignore[attr-defined]
    return {person.pk: suspect_columns(counted_of(person)) for person in people}


def _then(standing: StandingReview) -> dict[int, dict[str, str]]:
    names = suspect_columns(counted_ethnicity([]))
    return {row.person_id: {name: getattr(row, name) for name in names} for row in standing.suspects.all()}


def cases_with_corrected_suspects(method: Method) -> int:
    """Return how many signed-off cases have suspects that would count otherwise now.

    Records are only added, so those that could are found by their number, and only they are worked out. Six queries at
    most.
    """
    counted = StandingSuspect.objects.filter(standing__in=signed(method))
    more = counted.annotate(now=Count("person__ethnicity_records")).filter(now__gt=F("records"))
    known = StandingSuspect.objects.filter(standing=OuterRef(OuterRef("pk")), person=OuterRef("pk"))
    added = Person.objects.filter(role="suspect", case=OuterRef("subject__case")).exclude(Exists(known))
    keys = {*more.values_list("standing_id", flat=True)}
    keys |= {*signed(method).filter(Exists(added)).values_list("pk", flat=True)}
    return len(suspects_corrected_since(keys)) if keys else 0


def corrected_words(cases: int) -> str:
    """Return what is told of cases whose suspects would count otherwise now; nothing for none."""
    if not cases:
        return ""
    has = "1 case has suspects or records" if cases == 1 else f"{cases} cases have suspects or records"
    return (
        f"{has} of their ethnicity that were added after sign-off. The figures use what was signed, until a new "
        "sign-off."
    )
