"""Results as JSON and text for a terminal: the same as the pages show, with how each came about."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from review.frameworks.rules.trying import as_data
from review.inspections.models import InspectionForce
from review.results.entered import level
from review.results.pages import moment_words, result_words, version_words
from review.results.queries import InspectionResults, PlaceResults

NO_RULES = "This inspection's framework has no rules over cases, so there are no results from all cases."
Keys = Mapping[InspectionForce, str]
"""The names by which reports address forces."""


def as_json(found: InspectionResults, keys: Keys) -> str:
    """Return the results as JSON: each {"result", "kind", "trace"}, null where no rule gives one."""
    version = found.basis.version
    content = {
        "inspection": found.inspection.slug_id,
        "title": found.inspection.title,
        "framework": version.framework.code,
        "version": version.number,
        "sha256": version.sha256,
        "as_of": found.as_of.isoformat(),
        "whole": _place(found.whole),
        "forces": [
            {"key": keys[place.force], "label": place.label, **_place(place)} for place in found.forces if place.force
        ],
    }
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _place(place: PlaceResults) -> dict[str, Any]:
    whole = place.result("")
    counted = place.counted
    return {
        "selected": counted.selected,
        "n": counted.n,
        "left_out": dict(counted.left_out),
        "topics": {code: as_data(result) for code, result in place.results.topics.items()},
        level(place.force): as_data(whole) if whole else None,
    }


def as_text(found: InspectionResults, keys: Keys) -> str:
    """Return the results as lines for a terminal, each with its trace under it."""
    version = found.basis.version
    lines = [
        found.inspection.title,
        f"Suggested by the rules of {version}, SHA-256 {version.sha256[:12]}; data as of {moment_words(found.as_of)}",
        *version_words(found.basis),
    ]
    for place in found.places:
        lines += ["", f"{place.label}: {place.counted.words}", *_lines(found, place)]
    if found.inspection.synthetic:
        lines += ["", "Synthetic data: no real case is counted here."]
    return "\n".join(lines) + "\n"


def _lines(found: InspectionResults, place: PlaceResults) -> Iterator[str]:
    for code, title in found.columns:
        result = place.result(code)
        if result is not None:
            yield f"  {title}: {result_words(found.basis, result)[0]} (n = {place.counted.n})"
            yield from (f"    {line}" for line in result.trace)


WRITERS = {"text": as_text, "json": as_json}
