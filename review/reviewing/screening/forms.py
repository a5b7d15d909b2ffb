"""The form of a wording's proposals: which are meant, and what is decided on them. It never writes."""

from typing import Any

from django import forms
from django.http import QueryDict

from review.language.models import LanguageCategory
from review.reviewing.forms import Words
from review.reviewing.screening.actions import NO_REASON, NONE_CHOSEN, Confirmed
from review.reviewing.words import NOTE_LENGTH

CONFIRM, DISMISS, DISMISS_ALL = "confirm", "dismiss", "dismiss-all"
USUAL = {
    "not-the-victim": "It is not about the victim",
    "victims-words": "The victim's own words, recorded as such",
    "questioned": "The record itself questions or corrects the wording",
    "neutral": "Neutral here: no blame is put on anybody",
    "standing-text": "Part of a form, a heading or a policy",
}
"""Reasons for which passages are usually dismissed."""


class DecideForm(forms.Form):
    """A decision on proposals of one wording: confirmed in a category, or dismissed for a reason."""

    category = forms.ChoiceField(label="Category", choices=LanguageCategory.choices)
    note = Words("Note", label="Note (optional)", longest=NOTE_LENGTH, rows=2)
    usual = forms.ChoiceField(
        label="Reason to dismiss",
        required=False,
        choices=[("", "Select a reason"), *USUAL.items()],
    )
    reason = Words("Reason", label="Or in your own words", longest=NOTE_LENGTH, rows=1, counted=False)

    def __init__(self, data: QueryDict | None, *, code: str, category: str = "") -> None:
        """Take what was posted or None, the code of the wording and its category."""
        super().__init__(data, auto_id=f"id_{code}_%s", initial={"category": category})
        self.code = code
        self.do = data.get("do", "") if data is not None else ""
        self.ticked: list[str] = data.getlist("proposal") if data is not None else []
        self.chosen = data.getlist("offered") if data is not None and self.do == DISMISS_ALL else self.ticked

    def clean(self) -> dict[str, Any]:
        """Refuse a decision on nothing, and a dismissal without a reason."""
        data = super().clean() or self.cleaned_data
        if not self.chosen:
            self.add_error(None, f"{NONE_CHOSEN}.")
        if self.do != CONFIRM and not self.dismissed_for(data):
            self.add_error("usual", NO_REASON)
        return data

    def dismissed_for(self, data: dict[str, Any]) -> str:
        """Return the reason as it is kept: the usual one, what was written, or both."""
        said = (USUAL.get(data.get("usual", ""), ""), data.get("reason", ""))
        return ": ".join(words for words in said if words)

    def confirmed(self) -> Confirmed:
        """Return what a confirmation says; call once the form is valid."""
        return Confirmed(self.cleaned_data["category"], self.cleaned_data["note"])
