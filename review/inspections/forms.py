"""Forms of the inspection pages: fields and plain sentences; they never write."""

from collections.abc import Iterable
from typing import Any

from django import forms

from access.govuk import DatePartsField, Radios
from access.models import User
from access.roles import INSPECTOR, LABELS, SUPERVISOR
from casefiles.forces.models import Force
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import InspectionDetails
from review.inspections.models import ExerciseType, Inspection, InspectionForce, TeamMember

DAY = "For example, 27 3 2026"
DESIGN_HINTS = {
    "random": "Each case had the same chance. Reports can show an interval around a percentage.",
    "purposive": "Chosen for what they can show. Reports say that the sample is not fully representative.",
    "census": "All cases of the period, so nothing is estimated.",
    "unknown": "Reports show counts without an interval.",
}
SUGGESTION_HINTS = {
    "after-own-grade": "Nobody is led by the suggestion when they first grade.",
    "at-once": "The suggestion can lead the reviewer. It is kept that they had no grade of their own when they saw it.",
}


class DetailsForm(forms.Form):
    """What a supervisor says of an inspection."""

    title = forms.CharField(max_length=200, error_messages={"required": "Enter a title"})
    exercise_type = forms.ChoiceField(
        label="Kind of exercise",
        choices=[("", "Choose a kind"), *ExerciseType.choices],
        help_text="Figures are compared over time only within the same kind.",
        error_messages={"required": "Select the kind of exercise"},
    )
    sample_design = forms.ChoiceField(
        label="How are the cases chosen?",
        choices=Inspection.SampleDesign,
        widget=Radios(hints=DESIGN_HINTS),
        error_messages={"required": "Select how the cases are chosen"},
    )
    sample_note = forms.CharField(
        label="Note on the sample",
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text="Shown on the report, for example how many cases were asked for and which were left out.",
    )
    headline_subset = forms.CharField(
        label="Cases that the report counts first",
        required=False,
        max_length=200,
        help_text="A question of the framework and its answers, for example group-based=yes. "
        "Leave empty to count every case.",
    )
    show_labels = forms.BooleanField(
        label="Show forces on the report by their label, such as Force A, and not by name",
        required=False,
        initial=True,
    )
    handling_marking = forms.CharField(
        label="Handling marking",
        required=False,
        max_length=120,
        help_text="Stands on every report that is downloaded for the team, as your organisation marks its papers. "
        "Public releases do not have it.",
    )
    fieldwork_from = DatePartsField(label="Fieldwork starts", required=False, help_text=DAY)
    fieldwork_until = DatePartsField(label="Fieldwork ends", required=False, help_text=DAY)
    suggestions_shown = forms.ChoiceField(
        label="When does a reviewer see a grade that the framework's rules suggest?",
        choices=Inspection.SuggestionsShown,
        initial=Inspection.SuggestionsShown.AFTER_OWN_GRADE,
        widget=Radios(hints=SUGGESTION_HINTS),
        error_messages={"required": "Select when a reviewer sees a suggested grade"},
    )
    shows_team_grades = forms.BooleanField(
        label="Show reviewers how this inspection's signed-off cases were graded, beside a question they have answered",
        required=False,
        help_text="Counts of five cases or more, never in second reviews and never of the case itself. "
        "They can draw grades towards each other.",
    )

    def details(self, slug: str) -> InspectionDetails:
        """Return what was typed as details; call once the form is valid."""
        names = DetailsForm.base_fields
        return InspectionDetails(slug=slug, **{name: self.cleaned_data[name] for name in names})


class AddForm(DetailsForm):
    """A new inspection: its details, its short name and the framework that its cases are judged by."""

    slug = forms.CharField(
        label="Short name",
        max_length=80,
        help_text="For addresses and reports, for example child-protection-2026. It cannot be changed later.",
        error_messages={"required": "Enter a short name"},
    )
    framework_version = forms.ChoiceField(
        label="Framework",
        help_text="Published frameworks. Its questions and scale stay as they are now.",
        error_messages={
            "required": "Select a framework",
            "invalid_choice": "Select a framework from the list",
        },
    )
    field_order = ("title", "slug", "framework_version")

    def __init__(self, *args: Any, versions: Iterable[FrameworkVersion], **kwargs: Any) -> None:
        """Take the framework versions to choose from."""
        super().__init__(*args, **kwargs)
        self.versions = {str(version.public_id): version for version in versions}
        self.fields["framework_version"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a framework"),
            *((key, str(version)) for key, version in self.versions.items()),
        ]

    def version(self) -> FrameworkVersion:
        """Return the framework version that was chosen; call once the form is valid."""
        return self.versions[self.cleaned_data["framework_version"]]


class EditForm(DetailsForm):
    """An inspection's details again, with the version that was on screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """The reason for a step that needs one."""

    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="It is kept and shown to those who work on the inspection.",
        error_messages={"required": "Enter a reason"},
    )


class ForceForm(forms.Form):
    """A force to add to an inspection."""

    force = forms.ChoiceField(
        error_messages={"required": "Select a force", "invalid_choice": "Select a force from the list"}
    )
    label = forms.CharField(
        max_length=60,
        required=False,
        help_text="The name by which the public knows it in this inspection. Leave empty for the next letter.",
    )

    def __init__(self, *args: Any, forces: Iterable[Force], **kwargs: Any) -> None:
        """Take the forces to choose from."""
        super().__init__(*args, **kwargs)
        self.forces = {force.code: force for force in forces}
        self.fields["force"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a force"),
            *((code, force.name) for code, force in self.forces.items()),
        ]

    def chosen(self) -> Force:
        """Return the force that was chosen; call once the form is valid."""
        return self.forces[self.cleaned_data["force"]]


class MemberForm(forms.Form):
    """Somebody to put on an inspection's team."""

    user = forms.ChoiceField(
        label="Person",
        help_text="People who can sign in, with the roles that an administrator gave them.",
        error_messages={"required": "Select a person", "invalid_choice": "Select a person from the list"},
    )
    role = forms.ChoiceField(
        label="Role in this inspection",
        choices=TeamMember.Role,
        widget=Radios,
        error_messages={"required": "Select a role"},
    )
    starts = DatePartsField(label="First day", help_text=DAY, error_messages={"required": "Enter the first day"})
    ends = DatePartsField(label="Last day", required=False, help_text="Leave empty if it is not known yet.")

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        """Take the people to choose from, with their roles prefetched."""
        super().__init__(*args, **kwargs)
        self.people = {str(person.public_id): person for person in people}
        self.fields["user"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a person"),
            *((key, f"{person.name} ({held(person)})") for key, person in self.people.items()),
        ]

    def person(self) -> User:
        """Return the person who was chosen; call once the form is valid."""
        return self.people[self.cleaned_data["user"]]


def held(person: User) -> str:
    """Return somebody's roles that a team knows, in words."""
    names = {group.name for group in person.groups.all()}
    return ", ".join(LABELS[role].lower() for role in (INSPECTOR, SUPERVISOR) if role in names)


class EndForm(forms.Form):
    """The last day of a membership."""

    ends = DatePartsField(
        label="Last day",
        help_text="They keep access until the end of this day. Enter yesterday to end it at once.",
        error_messages={"required": "Enter the last day"},
    )


class ConflictForm(forms.Form):
    """A conflict of interest: with a force of the inspection, and why."""

    inspection_force = forms.ChoiceField(
        label="Which force is it with?",
        widget=Radios,
        error_messages={"required": "Select a force", "invalid_choice": "Select a force from the list"},
    )
    reason = forms.CharField(
        label="What is the conflict?",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="The inspection's supervisors can read it. Use no names of people in a case.",
        error_messages={"required": "Enter what the conflict is"},
    )

    def __init__(self, *args: Any, forces: Iterable[InspectionForce], **kwargs: Any) -> None:
        """Take the forces to choose from; with none, the conflict is with a case and only the reason is asked."""
        super().__init__(*args, **kwargs)
        self.forces = {str(force.public_id): force for force in forces}
        self.fields["inspection_force"].choices = [  # type: ignore[attr-defined]
            (key, f"{force.label}: {force.force.name}") for key, force in self.forces.items()
        ]
        if not self.forces:
            del self.fields["inspection_force"]

    def chosen(self) -> InspectionForce | None:
        """Return the force that was chosen, if one was asked for; call once the form is valid."""
        return self.forces.get(self.cleaned_data.get("inspection_force", ""))
