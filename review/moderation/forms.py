"""Forms of a supervisor's decisions."""

from django import forms


class ReasonForm(forms.Form):
    """Why a review is returned or a case reopened; the reviewer reads it."""

    reason = forms.CharField(
        label="Reason",
        help_text="The reviewer reads this. Say what to look at again, and in which criterion.",
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": "Enter a reason"},
    )


class SignOffForm(forms.Form):
    """The digest of what is on screen, so that nothing else can be approved."""

    seen = forms.CharField(widget=forms.HiddenInput)
    read = forms.BooleanField(
        label="I have read the review and its evidence, and I approve the grades as they stand",
        error_messages={"required": "Tick the box to confirm that you have read the review"},
    )
