"""Forms of the review: an answer with its words and one quotation to add, a language flag, the submission."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms

from access.govuk import Radios
from casefiles.documents.models import Document
from review.reviewing.answers import AnswerInput
from review.reviewing.citing import EvidenceInput, FlagInput
from review.reviewing.models import LanguageFlag
from review.reviewing.whole import Entry
from review.reviewing.words import NOTE_LENGTH, QUOTATION_LENGTH, RATIONALE_LENGTH, REASON_LENGTH, tidy_words

NOT_APPLICABLE = "not-applicable"
PASSAGE = {
    "document": "Choose the document that you quote",
    "page": "Enter the number of the page or section",
    "quotation": "Enter the words that you quote",
}
"""The three parts of a quotation, each with what to do where it is left out."""
NO_NUMBER = "Enter the page or section as a number, such as 7"


class Words(forms.CharField):
    """Words in a text area, tidied before their length is compared with the limit."""

    def __init__(self, what: str, *, longest: int, rows: int, counted: bool = True, **kwargs: Any) -> None:
        """Take what the words are, the limit, how many rows to show, and whether the page counts the characters."""
        attrs = {"rows": rows} | ({"data-maxlength": longest} if counted else {})
        messages = {"max_length": f"{what} must be {longest:,} characters or fewer: there are %(show_value)d"}
        kwargs = {"required": False, "error_messages": messages, **kwargs}
        super().__init__(max_length=longest, widget=forms.Textarea(attrs), strip=False, **kwargs)
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        """Return the words as they would be stored."""
        return tidy_words(super().to_python(value) or "")


class PassageForm(forms.Form):
    """Where in which document the words stand that are quoted."""

    document = forms.ChoiceField(error_messages={"invalid_choice": "Choose one of this case's documents"})
    page = forms.IntegerField(
        label="Page or section",
        min_value=1,
        max_value=10**6,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4", "autocomplete": "off"}),
        error_messages={"invalid": NO_NUMBER, "min_value": NO_NUMBER, "max_value": NO_NUMBER},
    )
    quotation = Words("Words quoted", label="Words quoted", longest=QUOTATION_LENGTH, rows=3, counted=False)

    def offer(self, documents: Sequence[Document]) -> None:
        """Offer these documents to quote from."""
        self.documents = {str(document.public_id): document for document in documents}
        self.fields["document"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a document"),
            *((key, document.title) for key, document in self.documents.items()),
        ]

    def say_what_is_left_out(self, data: dict[str, Any]) -> None:
        """Add an error to each part that is empty."""
        for name, sentence in PASSAGE.items():
            if not data.get(name) and name not in self.errors:
                self.add_error(name, sentence)


class AnswerForm(PassageForm):
    """The answer to one question, its reason or rationale, and a quotation to add.

    `keep` is asked only where somebody changed the answer meanwhile: which of the two is to stand.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        required=False, widget=Radios, error_messages={"invalid_choice": "Select one of the answers offered"}
    )
    reason = Words("Reason", label="Why is it not applicable?", longest=REASON_LENGTH, rows=3)
    rationale = Words("Rationale", label="Rationale", longest=RATIONALE_LENGTH, rows=6)
    keep = forms.ChoiceField(
        label="Which answer should stand?",
        choices=[("mine", "Mine, as it is written here"), ("stored", "The stored one, as it is")],
        widget=Radios,
        error_messages={"required": "Select which answer should stand", "invalid_choice": "Select one of the two"},
    )
    field_order = ["version", "answer", "reason", "rationale", "keep", "document", "page", "quotation"]

    def __init__(
        self, data: Any = None, *, entry: Entry, documents: Sequence[Document], compared: bool = False, **kwargs: Any
    ) -> None:
        """Take the question with what is stored, the documents to quote from, and whether `keep` is asked."""
        self.entry = entry
        kwargs.setdefault("initial", stored(entry))
        super().__init__(data, prefix=entry.code, **kwargs)
        criterion = entry.asked.criterion
        self.fields["document"].required = self.fields["page"].required = False
        self.offer(documents)
        self._offer_answers()
        if not criterion.not_applicable_allowed:
            del self.fields["reason"]
        self.fields["rationale"].label = f"Rationale ({'needed' if criterion.rationale_required else 'optional'})"
        if not compared:
            del self.fields["keep"]

    def _offer_answers(self) -> None:
        asked = self.entry.asked
        kind = asked.criterion.answer_type
        choices = [(f"{kind}:{option.code}", option.label) for option in asked.options]
        field = self.fields["answer"]
        field.label = asked.criterion.question
        if asked.criterion.not_applicable_allowed:
            choices.append((NOT_APPLICABLE, "Not applicable"))
            field.widget = Radios(dividers={NOT_APPLICABLE: "or"}, reveals={NOT_APPLICABLE: ("reason",)})
        field.choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse half a quotation."""
        data = super().clean() or self.cleaned_data
        if any(data.get(name) or name in self.errors for name in PASSAGE):
            self.say_what_is_left_out(data)
        return data

    @property
    def quotation_begun(self) -> bool:
        """Whether something stands in the fields for a quotation, so that they are to be shown."""
        return any(self[name].value() for name in PASSAGE)

    def answer_input(self) -> AnswerInput:
        """Return the answer; call once the form is valid."""
        data = self.cleaned_data
        kind, _, value = data["answer"].partition(":")
        return AnswerInput(
            criterion_code=self.entry.code,
            version=data["version"],
            kind=kind or "none",
            value=value,
            reason=data.get("reason", ""),
            rationale=data["rationale"],
        )

    def cleared_input(self) -> AnswerInput:
        """Return the answer without its value, its words kept; call once the form is valid."""
        return replace(self.answer_input(), kind="none", value="")

    def evidence_input(self) -> EvidenceInput | None:
        """Return the quotation to add, None where none was typed; call once the form is valid."""
        data = self.cleaned_data
        if not data["document"]:
            return None
        return EvidenceInput(self.documents[data["document"]], data["page"], data["quotation"])


def form_value(kind: str, value: str) -> str:
    """Return how the form writes an answer: its kind with the code of its value, or the kind alone; none is empty."""
    if kind == "none":
        return ""
    return f"{kind}:{value}" if value else kind


def stored(entry: Entry) -> dict[str, Any]:
    """Return what a form shows of an answer as it is stored."""
    judgment = entry.judgment
    value = judgment.grade or judgment.choice
    return {
        "version": judgment.version,
        "answer": form_value(judgment.kind, value.code if value else ""),
        "reason": entry.words.get("reason", ""),
        "rationale": entry.words.get("rationale", ""),
    }


class FlagForm(PassageForm):
    """A passage where the victim may be blamed."""

    category = forms.ChoiceField(
        label="What does the language do?",
        choices=LanguageFlag.Category.choices,
        widget=Radios,
        error_messages={"required": "Select what the language does"},
    )
    note = Words(
        "Note",
        label="Note (optional)",
        longest=NOTE_LENGTH,
        rows=3,
        help_text="Whose words they are, if they are quoted, and why they are flagged.",
    )
    field_order = ["category", "document", "page", "quotation", "note"]

    def __init__(self, *args: Any, documents: Sequence[Document], **kwargs: Any) -> None:
        """Take the documents to quote from."""
        super().__init__(*args, **kwargs)
        self.fields["document"].error_messages["required"] = PASSAGE["document"]
        self.fields["page"].error_messages["required"] = PASSAGE["page"]
        self.offer(documents)

    def clean(self) -> dict[str, Any]:
        """Refuse a flag without words."""
        data = super().clean() or self.cleaned_data
        self.say_what_is_left_out(data)
        return data

    def flag_input(self) -> FlagInput:
        """Return the flag; call once the form is valid."""
        data = self.cleaned_data
        document = self.documents[data["document"]]
        return FlagInput(data["category"], document, data["page"], data["quotation"], data["note"])


class SubmitForm(forms.Form):
    """The statement, and the version of the review that was read with it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    statement = forms.BooleanField(
        label="I have read the case file, these are my own judgments, and they rest on what the file shows",
        error_messages={"required": "Tick the box to confirm the statement"},
    )


class RemoveForm(forms.Form):
    """A confirmation, and nothing else."""
