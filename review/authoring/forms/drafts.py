"""Forms about a draft as a whole: beginning one, publishing it, discarding it."""

from django import forms

from access.govuk import Radios
from review.authoring.forms import fields
from review.authoring.forms.parts import JUDGES


class NewFrameworkForm(forms.Form):
    """A framework that begins with nothing."""

    title = fields.Line("Title", most=150, help_text="What the framework is called.")
    code = fields.Code(help_text=f"{fields.CODE_HINT} Such as child-protection-2027.")
    judges = forms.ChoiceField(label="What a review judges", choices=JUDGES, initial="case", widget=Radios)


class StartForm(forms.Form):
    """A confirmation, and nothing else."""


class PublishForm(forms.Form):
    """The confirmation that a draft was read, and a note that is kept; `sha256` is what was read."""

    sha256 = forms.CharField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label="Note",
        help_text="What is new in this version, and why. It is shown in the history to everybody who can read it.",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": "Enter a note: what is new in this version, and why",
            "max_length": "The note must be 2,000 characters or fewer: there are %(show_value)d",
        },
    )
    read = forms.BooleanField(
        label="I have read this version, and it can be used as it stands",
        error_messages={"required": "Tick the box to confirm that you have read the version"},
    )


class DiscardForm(forms.Form):
    """Why a draft is discarded."""

    reason = forms.CharField(
        label="Reason",
        help_text="It is kept with the draft.",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": "Enter a reason",
            "max_length": "The reason must be 2,000 characters or fewer: there are %(show_value)d",
        },
    )
