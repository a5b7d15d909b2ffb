"""Forms of the review: words, a quotation, a language flag, the submission; that of an answer is in answer_form.py."""

from collections.abc import Sequence
from typing import Any

from django import forms

from access.govuk import Radios
from casefiles.documents.models import Document
from review.reviewing.citing import FlagInput
from review.reviewing.models import LanguageFlag
from review.reviewing.words import NOTE_LENGTH, QUOTATION_LENGTH, tidy_words

PASSAGE = {
    "document": "Choose the document that you quote",
    "page": "Enter the number of the page or section",
    "quotation": "Enter the words that you quote",
}
"""The three parts of a quotation, each with what to do where it is left out."""
ANY_QUESTION = "QUESTION"
"""Stands for the code of a question, which is never in capitals."""
NO_NUMBER = "Enter the page or section as a number, such as 7"


class Words(forms.CharField):
    """Words in a text area, tidied before their length is compared with the limit."""

    def __init__(self, what: str, *, longest: int, rows: int, counted: bool = True, **kwargs: Any) -> None:
        """Take what the words are, the limit, how many rows to show, and whether the page counts the characters."""
        attrs = {"rows": rows} | ({"data-maxlength": longest} if counted else {})
        messages = {"max_length": f"{what} must be {longest:,} characters or fewer: there are %(show_value)d"}
        kwargs = {"required": False, **kwargs, "error_messages": messages | kwargs.get("error_messages", {})}
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


def blank_quotation(documents: Sequence[Document]) -> PassageForm | None:
    """Return empty fields for a quotation from these documents, for a script to put into any question of a page.

    The prefix of their names stands for the question's code. None where there is no document to quote.
    """
    if not documents:
        return None
    form = PassageForm(prefix=ANY_QUESTION)
    form.offer(documents)
    return form


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

    def __init__(self, *args: Any, of_force: bool = False, **kwargs: Any) -> None:
        """Take whether a force is judged, of which there is no case file to read."""
        super().__init__(*args, **kwargs)
        if of_force:
            self.fields[
                "statement"
            ].label = "These are my own judgments, and they rest on what is cited or said beside each"


class RemoveForm(forms.Form):
    """A confirmation, and nothing else."""
