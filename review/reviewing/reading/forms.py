"""The form of a quotation that is cited from the reader: read, never shown."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from casefiles.documents.models import Document
from review.reviewing.citing import EvidenceInput
from review.reviewing.forms import PASSAGE, PassageForm

NO_KEY = "The page did not say which write this is. Load the page again, then cite once more"


class CitedForm(PassageForm):
    """A passage to cite, and the key of this write."""

    key = forms.UUIDField(error_messages={"required": NO_KEY, "invalid": NO_KEY})

    def __init__(self, *args: Any, documents: Sequence[Document], **kwargs: Any) -> None:
        """Take the documents to quote from."""
        super().__init__(*args, **kwargs)
        self.fields["document"].error_messages["required"] = PASSAGE["document"]
        self.fields["page"].error_messages["required"] = PASSAGE["page"]
        self.offer(documents)

    def clean(self) -> dict[str, Any]:
        """Refuse a quotation without words."""
        data = super().clean() or self.cleaned_data
        self.say_what_is_left_out(data)
        return data

    def evidence_input(self) -> EvidenceInput:
        """Return the quotation; call once the form is valid."""
        data = self.cleaned_data
        return EvidenceInput(self.documents[data["document"]], data["page"], data["quotation"])

    def write_key(self) -> UUID:
        """Return the key of this write; call once the form is valid."""
        return UUID(str(self.cleaned_data["key"]))
