"""Forms of ties to forces: fields and plain sentences; they never write."""

from typing import Any

from django import forms

from access.govuk import DatePartsField, Radios
from casefiles.forces.models import Force, ForceTie
from casefiles.forces.queries import forces


class TieForm(forms.Form):
    """A tie that somebody has to a force."""

    force = forms.ModelChoiceField(
        queryset=Force.objects.none(),
        to_field_name="code",
        empty_label="Choose a force",
        error_messages={"required": "Select the force", "invalid_choice": "Select a force from the list"},
    )
    kind = forms.ChoiceField(
        label="What is the tie?",
        choices=ForceTie.Kind.choices,
        widget=Radios,
        error_messages={"required": "Select what the tie is", "invalid_choice": "Select what the tie is"},
    )
    starts = DatePartsField(
        label="First day", help_text="For example, 27 3 2019", error_messages={"required": "Enter the first day"}
    )
    ends = DatePartsField(label="Last day", required=False, help_text="Leave empty while the tie lasts.")
    note = forms.CharField(
        required=False, max_length=300, help_text="Only if needed. No names of other people.", label="Note"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every force there is."""
        super().__init__(*args, **kwargs)
        self.fields["force"].queryset = forces()  # type: ignore[attr-defined]


class EndTieForm(forms.Form):
    """The last day of a tie."""

    ends = DatePartsField(
        label="Last day",
        help_text="The tie still holds on this day. From the next day cases of the force can be assigned again.",
        error_messages={"required": "Enter the last day"},
    )
