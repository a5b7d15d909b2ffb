"""Forms of the language list: fields and plain sentences; they never write."""

from typing import Any, cast

from django import forms
from django.http import QueryDict

from access.govuk import Radios
from review.domain.language_patterns import LONGEST
from review.language.actions import LONGEST_TEXT, PatternInput
from review.language.models import LanguageCategory, LanguagePattern

LONGEST_SAMPLE = 20_000
SAMPLE = "A made-up sentence will do. It is not stored, but do not paste from a real case file."


def _too_long(what: str, longest: int) -> str:
    return f"The {what} must be {longest:,} characters or fewer"


def sample_field(label: str, *, required: bool) -> forms.CharField:
    """Return the field for a text on which the list, or a wording, is tried."""
    return forms.CharField(
        label=label,
        help_text=SAMPLE,
        required=required,
        max_length=LONGEST_SAMPLE,
        widget=forms.Textarea({"rows": 4}),
        error_messages={
            "required": "Enter the text to try",
            "max_length": _too_long("text", LONGEST_SAMPLE),
        },
    )


class TryForm(forms.Form):
    """A text on which the list is tried."""

    text = sample_field("Text to try", required=True)


class PatternForm(forms.Form):
    """A wording to look for."""

    pattern = forms.CharField(
        label="Wording",
        help_text="Words as one would write them, with the signs explained above.",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false"}),
        error_messages={"required": "Enter the words to look for", "max_length": _too_long("wording", LONGEST)},
    )
    category = forms.ChoiceField(
        label="What does the language do?",
        choices=LanguageCategory.choices,
        widget=Radios,
        error_messages={"required": "Select what the language does"},
    )
    why = forms.CharField(
        label="Why it may blame the victim",
        help_text="One sentence. Reviewers read it beside each passage.",
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 2}),
        error_messages={
            "required": "Say why the wording may blame the victim",
            "max_length": _too_long("reason why it may blame the victim", LONGEST_TEXT),
        },
    )
    instead = forms.CharField(
        label="What can be said instead (optional)",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"max_length": _too_long("text of what can be said instead", LONGEST_TEXT)},
    )
    sample = sample_field("Text to try it on (optional)", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    sure = forms.CharField(widget=forms.HiddenInput, required=False)

    def is_sure_of(self, wording: str) -> bool:
        """Return whether what speaks against the wording was shown before, so that this press keeps it."""
        return str(self.cleaned_data["sure"]) == wording

    def ask_again(self, wording: str) -> None:
        """Let the form carry that what speaks against the wording was shown."""
        data = cast(QueryDict, self.data).copy()
        data["sure"] = wording
        self.data = data

    @staticmethod
    def starting_from(pattern: LanguagePattern) -> dict[str, Any]:
        """Return what the form of a wording that is on the list begins with."""
        return {name: getattr(pattern, name) for name in ("pattern", "category", "why", "instead", "version")}

    def pattern_input(self) -> PatternInput:
        """Return the wording; call once the form is valid."""
        data = self.cleaned_data
        return PatternInput(data["pattern"], data["category"], data["why"], data["instead"])


class VersionForm(forms.Form):
    """A confirmation, with the version of the wording that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
