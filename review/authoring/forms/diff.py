"""The form that chooses two versions to compare; it never writes."""

from collections.abc import Sequence
from typing import Any

from django import forms

from review.frameworks.models import FrameworkVersion


class CompareForm(forms.Form):
    """Two versions of a framework, chosen by their numbers."""

    older = forms.TypedChoiceField(
        label="Compare",
        coerce=int,
        error_messages={"required": "Choose the version to compare from", "invalid_choice": "Choose a version"},
    )
    newer = forms.TypedChoiceField(
        label="With",
        coerce=int,
        error_messages={"required": "Choose the version to compare with", "invalid_choice": "Choose a version"},
    )

    def __init__(self, versions: Sequence[FrameworkVersion], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(one.number, f"Version {one.number} ({one.get_status_display().lower()})") for one in versions]
        for name in ("older", "newer"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        if len(versions) > 1:
            self.initial = {"older": versions[1].number, "newer": versions[0].number} | dict(self.initial)
