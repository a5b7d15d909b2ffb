"""Forms of published results: fields and plain sentences; they never write."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from django import forms

from access.govuk import Radios
from access.refusals import Invalid
from casefiles.forces.models import Force
from review.domain.exercise import listed
from review.domain.published_counts import Joint
from review.external.actions import LONGEST_REASON
from review.external.facts import LENGTHS, MOST_CASES, NEEDED, ExternalFacts
from review.form_conflicts import VersionField
from review.form_errors import refuse
from review.frameworks.models import Grade, Scale
from review.inspections.details import SLUG_LENGTH
from review.inspections.models import ExerciseType

BLANK = "Leave empty where it was not published. Empty is not 0."


class ScaleForm(forms.Form):
    """The scale on which the counts were published."""

    scale = forms.ChoiceField(
        label="On which scale were the cases graded?",
        help_text="Grades of one scale are never turned into grades of another.",
        widget=Radios,
        error_messages={"required": "Select the scale", "invalid_choice": "Select the scale"},
    )

    def __init__(self, data: Any, scales: list[Scale]) -> None:
        super().__init__(data)
        self.fields["scale"].choices = [(scale.content_hash, scale_words(scale)) for scale in scales]  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """What was published of an exercise, with a field for each grade and for each row of neighbouring grades."""

    slug = forms.CharField(
        label="Short name",
        max_length=SLUG_LENGTH,
        help_text="It stands in the address, for example kent-2022. It cannot be changed later.",
        error_messages={"required": "Enter a short name for the address"},
    )
    title = forms.CharField(max_length=LENGTHS["title"], error_messages={"required": NEEDED["title"]})
    force_code = forms.ChoiceField(
        label="Force", required=False, error_messages={"invalid_choice": "Choose the force from the list"}
    )
    exercise_type = forms.ChoiceField(
        label="Kind of exercise",
        choices=ExerciseType,
        widget=Radios,
        error_messages={"required": "Select the kind of exercise", "invalid_choice": "Select the kind of exercise"},
    )
    fieldwork = forms.CharField(
        label="When the fieldwork took place",
        max_length=LENGTHS["fieldwork"],
        help_text="As it was published: 2022, or 2022-04 for April 2022.",
        error_messages={"required": NEEDED["fieldwork"]},
    )
    scope = forms.CharField(
        label="Which cases were counted",
        max_length=LENGTHS["scope"],
        help_text="For example: all.",
        error_messages={"required": NEEDED["scope"]},
    )
    source = forms.CharField(
        label="Source",
        max_length=LENGTHS["source"],
        help_text="The report, its date and page, so that anybody can look it up.",
        error_messages={"required": NEEDED["source"]},
    )
    note = forms.CharField(
        label="Note (optional)",
        required=False,
        max_length=LENGTHS["note"],
        help_text="What else must be known: what was said only in words, or figures that another paper has instead.",
        widget=forms.Textarea({"rows": 3}),
    )
    n = forms.IntegerField(
        label="Cases graded (n)",
        min_value=1,
        max_value=MOST_CASES,
        error_messages={
            "required": "Enter how many cases were graded",
            **dict.fromkeys(
                ("invalid", "min_value", "max_value"),
                f"How many cases were graded (n) must be a whole number from 1 to {MOST_CASES:,}",
            ),
        },
    )
    version = VersionField()

    def __init__(self, data: Any, scale: Scale, facts: ExternalFacts | None = None, version: int = 0) -> None:
        super().__init__(data, initial=self._starting_from(facts, version) if facts else None)
        self.scale = scale
        self.grades: list[Grade] = sorted(scale.grades.all(), key=lambda grade: grade.rank)
        forces = [(force.code, force.name) for force in Force.objects.exclude(kind="synthetic").order_by("name")]
        self.fields["force_code"].choices = [("", "Several, or not named"), *forces]  # type: ignore[attr-defined]
        for grade in self.grades:
            self.fields[f"count-{grade.code}"] = _count(f"{grade.label}: cases", BLANK)
        for codes, labels in self._rows_of_grades():
            self.fields[joint_name(codes)] = _count(f"{listed(labels)} together", "")
        self.order_fields([name for name in self.fields if name not in ("source", "note", "version")])
        if facts:
            self.fields["slug"].disabled = True

    def _rows_of_grades(self) -> Iterator[tuple[list[str], list[str]]]:
        """Yield neighbouring grades that can have been counted together, two or more but not all, by code and label."""
        for start, end in combinations(range(len(self.grades) + 1), 2):
            if 1 < end - start < len(self.grades):
                rows = self.grades[start:end]
                yield [grade.code for grade in rows], [grade.label for grade in rows]

    @staticmethod
    def _starting_from(facts: ExternalFacts, version: int) -> dict[str, Any]:
        counts = {f"count-{code}": count for code, count in facts.counts.items()}
        joints = {joint_name(joint.grades): joint.count for joint in facts.joints}
        return {**vars(facts), **counts, **joints, "version": version}

    def facts(self) -> ExternalFacts:
        """Return what was typed as facts; call once the form is valid."""
        data = self.cleaned_data
        counts = {grade.code: data[f"count-{grade.code}"] for grade in self.grades}
        joints = [(codes, data[joint_name(codes)]) for codes, _ in self._rows_of_grades()]
        names = ("slug", "title", "force_code", "exercise_type", "fieldwork", "scope", "n", "source", "note")
        return ExternalFacts(
            scale=self.scale,
            counts={code: count for code, count in counts.items() if count is not None},
            joints=tuple(Joint(tuple(codes), count) for codes, count in joints if count is not None),
            **{name: data[name] for name in names},
        )

    def refuse(self, invalid: Invalid) -> None:
        """Add an action's sentences; those about counts beside the first of them."""
        errors = {f"count-{self.grades[0].code}" if k == "counts" else k: v for k, v in invalid.errors.items()}
        refuse(self, Invalid(errors))


class WithdrawForm(forms.Form):
    """Why a published result is withdrawn, with the version that was looked at."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text="Everybody who opens its address reads this.",
        error_messages={"required": "Say why it is withdrawn"},
    )
    version = VersionField()


class VersionForm(forms.Form):
    """A confirmation, with the version that was looked at."""

    version = VersionField()


class FileForm(forms.Form):
    """A CSV file of published results, and the source of the rows that name none."""

    file = forms.FileField(
        label="CSV file", error_messages={"required": "Choose a CSV file", "empty": "The file is empty"}
    )
    source = forms.CharField(
        label="Source of the rows that name none (optional)",
        required=False,
        max_length=LENGTHS["source"],
        help_text="A row without a source, here or in its own column, is not taken.",
    )


class CheckedForm(forms.Form):
    """A file that was checked, to be imported as it was checked."""

    text = forms.CharField(widget=forms.HiddenInput, strip=False)
    source = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LENGTHS["source"])
    seen = forms.CharField(widget=forms.HiddenInput)


def scale_words(scale: Scale) -> str:
    """Return a scale as a choice: its title and its grades, the best first."""
    grades = sorted(scale.grades.all(), key=lambda grade: grade.rank)
    return f"{scale.title}: {', '.join(grade.label for grade in grades)}"


def joint_name(codes: Any) -> str:
    """Return the name of the field for the count of several grades together."""
    return "together-" + "--".join(codes)


def _count(label: str, hint: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_CASES,
        help_text=hint,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            f"{label} must be a whole number from 0 to {MOST_CASES:,}, or empty where none was published",
        ),
    )
