"""An action's refusal shown in the form that asked for it."""

from django import forms

from access.refusals import Invalid


def refuse(form: forms.BaseForm, invalid: Invalid) -> None:
    """Add the sentences of an action's refusal to the form: beside their fields, or above the whole."""
    for name, sentences in invalid.errors.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
