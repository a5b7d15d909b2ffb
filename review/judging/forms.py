"""Forms beside the judgments of forces: the framework, who judges, and what a judgment rests on."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from access.govuk import Radios
from access.models import User
from review.frameworks.models import FrameworkVersion
from review.judging.figures import NO_FIGURE
from review.reviewing.forms import Words
from review.reviewing.words import REASON_LENGTH

WHY_ANOTHER_LENGTH = 2000
NOT_SEEN = "The page did not say who has the force now. Load it again, and choose once more."


class FrameworkForm(forms.Form):
    """The framework by which forces are judged."""

    framework_version = forms.ChoiceField(
        label="Framework for judging forces",
        widget=Radios,
        error_messages={
            "required": "Select a framework",
            "invalid_choice": "Select a framework from the list: one that is published now and judges forces",
        },
    )

    def __init__(self, *args: Any, versions: Sequence[FrameworkVersion], **kwargs: Any) -> None:
        """Take the versions to choose from."""
        super().__init__(*args, **kwargs)
        self.versions = {str(version.public_id): version for version in versions}
        self.fields["framework_version"].choices = [  # type: ignore[attr-defined]
            (key, str(version)) for key, version in self.versions.items()
        ]

    def chosen(self) -> FrameworkVersion:
        """Return the version chosen; call once the form is valid."""
        return self.versions[self.cleaned_data["framework_version"]]


class GiveForm(forms.Form):
    """Who judges a force, why another one where somebody had it before, and who had it on screen."""

    reviewer = forms.ChoiceField(
        label="Supervisor",
        error_messages={"required": "Select a supervisor", "invalid_choice": "Select a supervisor from the list"},
    )
    reason = Words(
        "The reason",
        label="Reason for the change",
        help_text="It is kept with the force and shown to those who judge it.",
        longest=WHY_ANOTHER_LENGTH,
        rows=4,
        required=True,
        error_messages={"required": "Enter a reason"},
    )
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput, error_messages={"invalid": NOT_SEEN})

    def __init__(self, *args: Any, people: Sequence[User], again: bool, **kwargs: Any) -> None:
        """Take the people to choose from, and whether somebody has the force already."""
        super().__init__(*args, **kwargs)
        self.people = {str(person.public_id): person for person in people}
        self.fields["reviewer"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a supervisor"),
            *((key, person.name) for key, person in self.people.items()),
        ]
        if not again:
            del self.fields["reason"]

    def reviewer_chosen(self) -> User:
        """Return the person chosen; call once the form is valid."""
        return self.people[self.cleaned_data["reviewer"]]


class QuestionForm(forms.Form):
    """Which question's judgments are listed, and part of a reference."""

    question = forms.ChoiceField(label="Question", required=False)
    q = forms.CharField(label="Case reference contains", required=False, max_length=60)

    def __init__(self, *args: Any, questions: Mapping[str, str], **kwargs: Any) -> None:
        """Take the questions by code."""
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = list(questions.items())  # type: ignore[attr-defined]


class FigureForm(forms.Form):
    """The address of a figure of the report."""

    figure = forms.CharField(
        label="Address of the figure",
        help_text="Open the report in another tab, press a count, and copy the address of the page that opens.",
        error_messages={
            "required": "Enter the address of a figure of the report",
            "null_characters_not_allowed": NO_FIGURE,
        },
    )


class WhyNoneForm(forms.Form):
    """Why a judgment rests on no evidence of cases."""

    why_none = Words(
        "The reason",
        label="Why is there nothing to cite?",
        help_text="For example: what was seen on site, which no case shows. It stands beside the judgment.",
        longest=REASON_LENGTH,
        rows=4,
        required=True,
        error_messages={"required": "Say why there is nothing to cite"},
    )


def uuid_or_none(text: str) -> UUID | None:
    """Return an identifier that was sent; None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
