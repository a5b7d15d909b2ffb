"""Forms of releases: fields and plain sentences; they never write."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from access.govuk import Checkboxes, Radios
from review.form_conflicts import VersionField
from review.releases.actions import PURPOSE_LENGTH, TITLE_LENGTH, PolicyInput
from review.releases.models import DisclosurePolicy
from review.releases.offered import Offer

ROUNDING = {
    "0": "Do not round: keep small counts back instead",
    "3": "To the nearest 3",
    "5": "To the nearest 5",
    "10": "To the nearest 10",
}
ROUNDING_HINTS = {
    "0": "Larger counts are exact. Some are kept back too where they would give a small one away.",
    "5": "Every count is a little wrong, totals too, and nothing needs to be kept back.",
}


class TablesField(forms.MultipleChoiceField):
    """The tables of a release; one that never leaves the house is refused with the sentence that says why."""

    closed: Mapping[str, str] = {}

    def validate(self, value: list[str]) -> None:
        """Refuse what cannot be released, before what is not known at all."""
        for key in value:
            if key in self.closed:
                raise ValidationError(self.closed[key], code="closed")
        super().validate(value)


class ReleaseForm(forms.Form):
    """What a release is called, whom it is for, and which tables it tells."""

    title = forms.CharField(
        max_length=TITLE_LENGTH, help_text="As it stands on the release.", error_messages={"required": "Enter a title"}
    )
    purpose = forms.CharField(
        label="For whom is it, and why?",
        max_length=PURPOSE_LENGTH,
        help_text="Kept with the release, not part of it. For example: published report, or a request for information.",
        error_messages={"required": "Enter for whom it is and why"},
    )
    tables = TablesField(
        label="Tables",
        widget=Checkboxes,
        error_messages={
            "required": "Select at least one table",
            "invalid_choice": "That table is not offered any more. Choose from the list again",
        },
    )
    intervals = forms.BooleanField(
        label="Show 95% intervals beside shares",
        required=False,
        help_text="The sample was chosen on purpose: they show only how little so few cases can bear.",
    )

    def __init__(self, *args: Any, offers: Sequence[Offer], purposive: bool, **kwargs: Any) -> None:
        """Take the tables to choose from, and whether intervals can be chosen."""
        super().__init__(*args, **kwargs)
        tables, open_ones = self.fields["tables"], [offer for offer in offers if not offer.closed]
        tables.choices = [(offer.key, offer.label) for offer in open_ones]  # type: ignore[attr-defined]
        tables.closed = {offer.key: offer.closed for offer in offers if offer.closed}  # type: ignore[attr-defined]
        tables.widget.hints = {offer.key: offer.hint for offer in open_ones}
        if not purposive:
            del self.fields["intervals"]


class PolicyForm(forms.Form):
    """How small counts are kept back from what leaves the house."""

    threshold = forms.IntegerField(
        label="Smallest count that is shown",
        min_value=2,
        max_value=100,
        help_text="Smaller counts are kept back. With 5, counts from 1 to 4 are.",
        error_messages={
            "required": "Enter the smallest count that is shown",
            "invalid": "The smallest count that is shown must be a number from 2 to 100",
            "min_value": "The smallest count that is shown must be a number from 2 to 100",
            "max_value": "The smallest count that is shown must be a number from 2 to 100",
        },
    )
    zeros_shown = forms.BooleanField(
        label="Show zeros",
        required=False,
        help_text="A group in which there is nobody shows 0. Otherwise a zero is kept back as a small count is.",
    )
    base = forms.TypedChoiceField(
        label="Rounding",
        choices=list(ROUNDING.items()),
        coerce=int,
        widget=Radios(hints=ROUNDING_HINTS),
        error_messages={"required": "Select how counts are rounded", "invalid_choice": "Select how counts are rounded"},
    )
    protects_overall = forms.BooleanField(
        label="Keep small counts back in the grades of all cases",
        required=False,
        help_text="The one row of grades over all cases, or over the headline's. Inspectorates publish it as it is.",
    )
    protects_breakdowns = forms.BooleanField(
        label="Keep small counts back in tables by group",
        required=False,
        help_text="By force, criterion, team type and so on.",
    )
    protects_persons = forms.BooleanField(
        label="Keep small counts back in tables of suspects",
        required=False,
        help_text="Ethnicity, for example: rows about persons.",
    )
    version = VersionField()

    @classmethod
    def of(cls, policy: DisclosurePolicy) -> dict[str, Any]:
        """Return what the form starts with."""
        return {name: getattr(policy, name) for name in cls.base_fields}

    def given(self) -> PolicyInput:
        """Return what was typed; call once the form is valid."""
        return PolicyInput(**{name: self.cleaned_data[name] for name in PolicyInput.__dataclass_fields__})
