"""Forms about users: fields and plain sentences; they never write."""

from typing import Any

from django import forms

from access.govuk import Checkboxes, DatePartsField
from access.models import User
from access.queries import roles_of
from access.roles import ROLES


class UserForm(forms.Form):
    """What can be changed of a user, with the version that was on screen."""

    name = forms.CharField(
        label="Full name",
        max_length=150,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter the full name"},
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=[(code, label) for code, label, _ in ROLES],
        widget=Checkboxes(hints={code: words for code, _, words in ROLES}),
        help_text="Inspectors and supervisors see only the inspections on whose team they are.",
        error_messages={"required": "Select at least one role"},
    )
    access_until = DatePartsField(
        label="Last day of access",
        required=False,
        help_text="For example, 31 3 2027. Leave empty where no end is known.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    @staticmethod
    def starting_from(user: User) -> dict[str, Any]:
        """Return what the form shows at first: the user as they are."""
        roles = roles_of(user)
        return {"name": user.name, "roles": roles, "access_until": user.access_until, "version": user.version}


class AddUserForm(UserForm):
    """A new user: the same, and a username that stays."""

    username = forms.CharField(
        max_length=150,
        help_text="Letters, digits and @ . + - _ only. It cannot be changed afterwards.",
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Enter a username"},
    )
    field_order = ("username", "name", "roles", "access_until")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out the version: nothing is there yet that somebody else could change."""
        super().__init__(*args, **kwargs)
        del self.fields["version"]


class ConfirmForm(forms.Form):
    """Nothing to fill in: its button is the confirmation."""
