"""Results as the pages show them: a table of places and topics, and everything behind one result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_words

from review.domain.rules.method import Method
from review.domain.rules.outcomes import Kind, Result
from review.domain.rules.over_cases import rules_over_cases
from review.domain.rules.steps import Rule
from review.domain.wording import LEAST_FOR_PERCENTAGE
from review.frameworks.rows import OVERALL_TOPIC
from review.results.basis import Basis
from review.results.entered import level, read_by_rules
from review.results.numbers import chart_grades
from review.results.queries import InspectionResults, PlaceResults

KIND_WORDS = {
    Kind.INCOMPLETE: "Not complete",
    Kind.NOT_APPLICABLE: "Not applicable",
    Kind.NO_RULE: "Professional judgment",
}
MOST_LINES = 20
"""So many lines of what is missing are shown; an inspection can have thousands of cases."""


@dataclass(frozen=True)
class ResultCell:
    """A result as a tag, or in words where there is no grade; `url` leads to how it came about."""

    column: str
    words: str
    tone: str
    url: str


@dataclass(frozen=True)
class PlaceRow:
    """A row of the table: a place with its number of cases and, by title, a cell for each column.

    A cell is None where no rule gives the place a result. `few` marks cases too few for a percentage.
    """

    label: str
    n: int
    few: bool
    counted: str
    titled: tuple[tuple[str, ResultCell | None], ...]


def place_rows(found: InspectionResults) -> list[PlaceRow]:
    """Return a row for each place that a rule gives a result for."""
    return [
        PlaceRow(
            label=place.label,
            n=place.counted.n,
            few=0 < place.counted.n < LEAST_FOR_PERCENTAGE,
            counted=place.counted.words,
            titled=tuple((title, result_cell(found, place, code, title)) for code, title in found.columns),
        )
        for place in found.places
    ]


def topic_links(found: InspectionResults) -> list[tuple[str, str, str]]:
    """Return code, title and address of the page of each column, on which the forces stand beside each other."""
    return [(code, title, address_of(found, found.whole, code)) for code, title in found.columns]


def result_cell(found: InspectionResults, place: PlaceResults, topic: str, title: str) -> ResultCell | None:
    """Return the cell of a place and a column, None where no rule gives a result there."""
    result = place.result(topic)
    if result is None:
        return None
    words, tone = result_words(found.basis, result)
    return ResultCell(title, words, tone, address_of(found, place, topic))


def address_of(found: InspectionResults, place: PlaceResults, topic: str) -> str:
    """Return the address of how a result came about."""
    parts = [found.inspection.slug_id, *([place.force.public_id] if place.force else []), topic or OVERALL_TOPIC]
    return reverse("force-result" if place.force else "result", args=parts)


def result_words(basis: Basis, result: Result) -> tuple[str, str]:
    """Return a result in words with the tone of its grade, empty where it has none."""
    rule = rule_called(basis.method, result.rule)
    if result.grade is None or rule is None or rule.scale is None:
        return KIND_WORDS[result.kind], ""
    grade = next(one for one in chart_grades(basis, rule.scale) if one.code == result.grade)
    return grade.label, grade.tone


def rule_called(method: Method, code: str) -> Rule | None:
    """Return the rule with this code."""
    return next((rule for rule in method.rules if rule.code == code), None)


def rules_about(basis: Basis, topic: str, of: str = "") -> list[Rule]:
    """Return the rules over cases about a topic (empty: the whole), for an inspection, a force or both."""
    return [rule for rule in rules_over_cases(basis.method, of) if rule.topic == topic]


def standing_rows(found: InspectionResults) -> list[dict[str, Any]]:
    """Return what results rest on, as rows of a summary: the moment, the last sign-off, the framework's version."""
    version = found.basis.version
    signed = day_words(found.last_signed_off_on) if found.last_signed_off_on else "Nothing has been signed off yet"
    return [
        {"label": "Data as of", "value": moment_words(found.as_of)},
        {"label": "Last sign-off", "value": signed},
        {"label": "Framework", "value": f"{version.title}, version {version.number}"},
        {"label": "SHA-256 of the framework", "value": f"{version.sha256[:12]} (first 12 of 64 characters)"},
    ]


def version_words(basis: Basis) -> list[str]:
    """Return what must be said where the cases were not all judged by the version that the inspection uses now."""
    if basis.version.pk != basis.current.pk:
        used, now = basis.version.number, basis.current.number
        return [
            f"Every signed-off case was judged by version {used} of the framework, so the results are by the rules of "
            f"version {used}. The inspection uses version {now} now."
        ]
    return [
        f"{'1 signed-off case was' if count == 1 else f'{count} signed-off cases were'} judged by version {number} of "
        f"the framework and left out here: the results are by the rules of version {basis.version.number}."
        for number, count in basis.by_other_versions().items()
    ]


def entered_rows(
    found: InspectionResults, place: PlaceResults, codes: Sequence[str] | None = None
) -> list[dict[str, Any]]:
    """Return what is entered for a place, or of it what has one of the `codes`: each with its grade and reason."""
    rows = []
    for one in read_by_rules(found.basis, level(place.force)):
        if codes is None or one.code in codes:
            row = place.entered.get(one.code)
            rows.append({"title": one.title, "row": row, "when": moment_words(row.at) if row else ""})
    return rows


def topics_read(found: InspectionResults, place: PlaceResults, rules: Sequence[Rule]) -> list[ResultCell]:
    """Return the results of topics that rules about a place look at."""
    refs = (ref for rule in rules for step in rule.steps for ref in step.refs)
    read, titles = {ref.code for ref in refs if ref.kind == "topic"}, dict(found.columns)
    cells = (result_cell(found, place, code, title) for code, title in titles.items() if code in read)
    return [cell for cell in cells if cell is not None]


def entered_codes(rules: Sequence[Rule]) -> list[str]:
    """Return the codes of the entered results that rules look at."""
    refs = (ref for rule in rules for step in rule.steps for ref in step.refs)
    return list(dict.fromkeys(ref.code for ref in refs if ref.kind == "entered"))


def shortened(lines: Sequence[str]) -> list[str]:
    """Return lines, only so many of them where there are very many."""
    more = len(lines) - MOST_LINES
    return [*lines[:MOST_LINES], f"And {more:,} more."] if more > 0 else list(lines)


def moment_words(at: datetime) -> str:
    """Return a moment in the installation's time zone."""
    return date_words(timezone.localtime(at), "j F Y, H:i")


def day_words(day: date) -> str:
    """Return a day."""
    return date_words(day, "j F Y")
