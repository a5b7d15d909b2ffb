"""The form that chooses two revisions to compare; it never writes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from review.reviewing.record.queries import Revision

UNKNOWN = "Choose one of the revisions that are listed"


class CompareForm(forms.Form):
    """Two revisions of the same words, chosen by their numbers; offered at first are the last two."""

    older = forms.TypedChoiceField(
        label="Compare", coerce=int, error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN}
    )
    newer = forms.TypedChoiceField(
        label="With", coerce=int, error_messages={"required": UNKNOWN, "invalid_choice": UNKNOWN}
    )
    of = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, revisions: Sequence[Revision], part: str, data: Any = None) -> None:
        """Take the revisions, the newest first, the part of the words that they are of, and the address's values."""
        super().__init__(data, initial={"of": part})
        offered = [(one.number, _named(one)) for one in revisions]
        for name in ("older", "newer"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        if len(revisions) > 1:
            self.initial["older"], self.initial["newer"] = revisions[1].number, revisions[0].number

    def clean(self) -> dict[str, Any]:
        """Refuse to compare a revision with itself; put the two in the order in which they were written."""
        data: dict[str, Any] = super().clean() or {}
        older, newer = data.get("older"), data.get("newer")
        if older and older == newer:
            raise ValidationError({"newer": "Choose two different revisions"})
        if older and newer:
            data["older"], data["newer"] = sorted((older, newer))
        return data

    def chosen(self) -> tuple[int, int] | None:
        """Return the numbers of the two, the older first; None where they were not chosen rightly."""
        if not self.is_bound:
            return self.initial.get("older", 0), self.initial.get("newer", 0)
        return (self.cleaned_data["older"], self.cleaned_data["newer"]) if self.is_valid() else None


def _named(revision: Revision) -> str:
    when = date_format(timezone.localtime(revision.ended), "j F Y, H:i")
    return f"Revision {revision.number}: {when}"
