"""The reports that can be chosen for a release: the usual ones, each question, and those that were saved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from access.refusals import Invalid
from review.counting.dimensions import (
    CRITERION,
    ETHNICITY,
    ETHNICITY_STAGE,
    FORCE,
    FORCE_FLAG,
    LANGUAGE,
    TEAM_TYPE,
)
from review.counting.method import Method
from review.domain.tabulation import EVERY_CASE, Where
from review.domain.wording import named_words
from review.releases.layout import NO_REVIEWERS
from review.reports import pages
from review.reports.asking import asked_in
from review.reports.building import Definition, headline_of
from review.reports.rights import names_reviewers
from review.reports.saved import saved_reports

USUAL = (FORCE, CRITERION, TEAM_TYPE, FORCE_FLAG, LANGUAGE)
"""What the grades are broken down by most often."""
OF_ALL = "All signed-off cases. Beside it, every table of some of them says of how many they are"
CHOICES_AT_MOST = 40
TOO_MANY = f"A release has {CHOICES_AT_MOST} tables at most."
UNKNOWN = "“{key}” is not a table of this inspection. It may have been removed: choose from the list again."


@dataclass(frozen=True)
class Offer:
    """A report that can be released: the key that a form sends, its words, and what it asks for.

    `closed` says why it cannot be after all; it is not shown among the others then.
    """

    key: str
    label: str
    hint: str
    definition: Definition
    closed: str = ""


def offered(method: Method) -> tuple[Offer, ...]:
    """Return every report that can be released of an inspection. One query."""
    return tuple(_offered(method))


def _offered(method: Method) -> Iterator[Offer]:
    inspection = method.inspections[0]
    headline = headline_of(inspection, method)
    of = pages.where_words(method, headline) or "All signed-off cases"
    if headline:
        yield Offer("headline", "Overall grade", of, Definition(headline))
    yield Offer("all", "Overall grade of all cases", OF_ALL if headline else "All signed-off cases", Definition())
    for name in USUAL:
        label = f"Overall grade by {named_words([method.title(name)])}" if name != CRITERION else "Grade by criterion"
        yield Offer(name, label, of, Definition(headline, (name,)))
    yield from (
        Offer(f"question.{one.name}", one.title, "All signed-off cases", Definition(EVERY_CASE, (), one.name))
        for one in method.questions
    )
    yield from _of_suspects(method, headline, of)
    for saved in saved_reports(inspection):
        try:
            query = QueryDict(saved.query)
            asked = asked_in(query, inspection, method, by="")
        except Invalid:
            continue  # its own page says why it cannot be counted any more
        words = _words(method, asked.definition)
        closed = NO_REVIEWERS if names_reviewers(asked) else ""
        yield Offer(f"saved.{saved.public_id}", f"Saved report: {saved.name}", words, asked.definition, closed)


def _of_suspects(method: Method, headline: Where, of: str) -> Iterator[Offer]:
    words = f"Suspects of the cases: {of[:1].lower()}{of[1:]}" if not headline else f"Suspects of the cases: {of}"
    yield Offer(ETHNICITY, "Ethnicity of suspects", words, Definition(headline, (), ETHNICITY))
    stages = Definition(headline, (ETHNICITY_STAGE,), ETHNICITY)
    yield Offer(ETHNICITY_STAGE, "Ethnicity of suspects by the stage of the record that counts", words, stages)


def _words(method: Method, definition: Definition) -> str:
    where = pages.where_words(method, definition.where) or "All signed-off cases"
    titles = [method.title(name) for name in definition.by]
    counted = method.dimensions[definition.measure].title
    return f"{counted} by {named_words(titles)}. {where}" if titles else f"{counted}. {where}"


def definitions_of(offers: Sequence[Offer], keys: Sequence[str]) -> list[Definition]:
    """Return what the chosen reports ask for, in the list's order. Raises Invalid for a key that is not offered."""
    known: Mapping[str, Offer] = {offer.key: offer for offer in offers}
    for key in keys:
        if key not in known:
            raise Invalid(UNKNOWN.format(key=key))
        if known[key].closed:
            raise Invalid(known[key].closed)
    if len(set(keys)) > CHOICES_AT_MOST:
        raise Invalid(TOO_MANY)
    return list(dict.fromkeys(offer.definition for offer in offers if offer.key in keys))
