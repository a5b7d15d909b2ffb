"""The form by which results are entered: for each a grade, a reason, and the revision that was on screen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.defaultfilters import linebreaksbr

from access.govuk import Radios
from review.results.actions import REASON_LENGTH, EnteredInput
from review.results.entered import AskedFor
from review.results.models import EnteredResult

WHY = "What it rests on. Everybody who can read the results can read this. Use no names of people in a case."


class EnterForm(forms.Form):
    """Results of one place. The name of a field is its code and part: leadership-grade, leadership-reason."""

    def __init__(
        self, *args: Any, asked: Sequence[AskedFor], stored: Mapping[str, EnteredResult], **kwargs: Any
    ) -> None:
        """Take what is asked for, and what is stored already."""
        super().__init__(*args, **kwargs)
        self.asked = asked
        for one in asked:
            row = stored.get(one.code)
            self.fields[f"{one.code}-grade"] = _grade(one, row)
            self.fields[f"{one.code}-reason"] = _reason(one, row)
            revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=row.revision if row else 0)
            self.fields[f"{one.code}-revision"] = revision

    @property
    def parts(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """The fields of each result: grade, reason and revision."""
        return [
            (self[f"{one.code}-grade"], self[f"{one.code}-reason"], self[f"{one.code}-revision"]) for one in self.asked
        ]

    def given(self) -> list[EnteredInput]:
        """Return what was typed; call once the form is valid."""
        return [
            EnteredInput(
                code=one.code,
                revision=self.cleaned_data[f"{one.code}-revision"],
                grade=self.cleaned_data[f"{one.code}-grade"],
                reason=self.cleaned_data[f"{one.code}-reason"],
            )
            for one in self.asked
        ]


def _grade(asked: AskedFor, row: EnteredResult | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=asked.title,
        help_text=linebreaksbr(asked.guidance),
        required=False,
        choices=[(grade.code, grade.label) for grade in asked.grades],
        widget=Radios,
        initial=row.grade.code if row else "",
        error_messages={"invalid_choice": f"Choose one of the grades: {asked.title}"},
    )


def _reason(asked: AskedFor, row: EnteredResult | None) -> forms.CharField:
    return forms.CharField(
        label=f"Reason for the grade: {asked.title}",
        help_text=WHY,
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 4}),
        initial=row.reason if row else "",
    )
