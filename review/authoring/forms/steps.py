"""Which form a step of a rule is edited in."""

from collections.abc import Mapping
from typing import Any

from review.authoring.forms.conditions import as_rows
from review.authoring.forms.step_grades import BandsForm, CapForm, TableForm
from review.authoring.forms.step_sources import MeasureForm, StepForm, WorstForm

STEP_FORMS: dict[str, type[StepForm]] = {
    form.kind: form for form in (MeasureForm, BandsForm, WorstForm, CapForm, TableForm)
}
STEP_WORDS = {
    "measure": "A number made of several answers or results",
    "bands": "A grade by the band in which a number lies",
    "worst-of": "The worst of several grades",
    "cap": "A cap: a grade that a condition keeps from being better",
    "table": "A table: the first row whose conditions hold",
}


def kind_of(stored: Mapping[str, Any]) -> str:
    """Return the kind of a step; that of a new one is the one field that it has."""
    return next((kind for kind in STEP_FORMS if stored.get(kind)), next((k for k in STEP_FORMS if k in stored), ""))


def can_be_shown(stored: Mapping[str, Any]) -> bool:
    """Return whether a step's conditions can be shown as rows."""
    content = stored.get(kind_of(stored)) or {}
    groups = [content.get("when", ()), *(row["when"] for row in content.get("rows", ()))]
    return all(as_rows(group) is not None for group in groups)
