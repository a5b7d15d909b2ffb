"""Forms of the framework pages: fields and plain sentences; they never write."""

from django import forms


class ImportForm(forms.Form):
    """A framework file to import."""

    file = forms.FileField(
        label="Framework file",
        help_text="YAML in format 1, up to 1 MB, or a spreadsheet (XLSX) in the layout that Casegrade exports.",
        error_messages={"required": "Choose a framework file", "empty": "The file is empty"},
    )


class RetireForm(forms.Form):
    """Why a version is retired."""

    reason = forms.CharField(
        label="Reason",
        help_text="It is kept with the version and shown to everybody who can read it.",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Enter a reason"},
    )
