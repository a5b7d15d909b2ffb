"""What authors say to each other, as a form; and a draft's history as a page tells it."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.dateformat import format as date_words

from review.authoring.models import DraftChange

LONGEST = 2000


class CommentForm(forms.Form):
    """A comment about a part, or about the whole."""

    text = forms.CharField(
        label="Comment",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={
            "required": "Write the comment",
            "max_length": f"A comment can have {LONGEST:,} characters: there are %(show_value)d",
        },
    )


@dataclass(frozen=True)
class Trail:
    """A change of a draft, as an item of a timeline."""

    change: DraftChange

    @property
    def title(self) -> str:
        """What was done."""
        return self.change.what

    @property
    def when(self) -> str:
        """When, in words."""
        return moment(self.change.at)

    @property
    def by(self) -> str:
        """Who did it."""
        return self.change.by.name if self.change.by else self.change.by_name


def moment(at: datetime) -> str:
    """Return a moment in words, in the installation's time."""
    return date_words(timezone.localtime(at), "j F Y, H:i")
