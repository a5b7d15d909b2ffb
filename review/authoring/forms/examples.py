"""The form that keeps a trial as a worked example."""

from django import forms

from review.authoring.forms import fields


class KeepForm(forms.Form):
    """What the example shows, and that its results are what the method should give."""

    title = fields.Line("What the example shows", most=150)
    confirmed = forms.BooleanField(
        label="These results are what the method should give",
        error_messages={"required": "Tick the box to confirm that these results are what the method should give"},
    )
