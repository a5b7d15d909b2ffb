"""Forms of the case pages: fields and plain sentences; they never write."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from access.govuk import DatePartsField, Radios
from access.models import User
from casefiles.cases.code_lists import ethnicity_codes, outcome_types
from casefiles.cases.models import CaseFile
from casefiles.domain import codes
from casefiles.domain.facts import CaseFacts, EthnicityFacts
from review.inspections.models import InspectionForce

REASON = "Say why. The reason is kept and shown to those who work on the case."
IN_HISTORY = "Say why. The reason is kept in the history of the case, which the inspection's supervisors read."


def reason_field(label: str = "Reason", told: str = REASON) -> forms.CharField:
    """Return the field for a reason that the trail of the case keeps; `told` says so, and who reads it."""
    return forms.CharField(
        label=label,
        help_text=told,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": "Enter a reason"},
    )


class CaseForm(forms.Form):
    """The facts of a case file as the force recorded them."""

    reference = forms.CharField(max_length=60, error_messages={"required": "Enter the case's reference"})
    force = forms.ChoiceField(error_messages={"required": "Select the force"})
    case_area = forms.ChoiceField(
        label="Case area", choices=codes.CASE_AREAS, error_messages={"required": "Select the case area"}
    )
    offence = forms.CharField(max_length=120, required=False, help_text="A neutral label, no detail.")
    reported_on = DatePartsField(label="Reported on", required=False, help_text="For example, 27 3 2025")
    closed_on = DatePartsField(
        label="Investigation closed on", required=False, help_text="Leave empty while the investigation is open."
    )
    outcome_type = forms.ChoiceField(label="Outcome type", required=False)
    team_type = forms.ChoiceField(
        label="Team that led the investigation",
        choices=codes.TEAM_TYPES,
        widget=Radios,
        error_messages={"required": "Select the team that led the investigation"},
    )
    force_flag = forms.ChoiceField(
        label="Did the force's own records flag it as group-based?",
        choices=codes.FORCE_FLAGS,
        widget=Radios,
        error_messages={"required": "Select what the force's own records say"},
    )
    taskforce_support = forms.ChoiceField(
        label="Did a national taskforce support the investigation?",
        choices=codes.TASKFORCE_SUPPORT,
        widget=Radios,
        error_messages={"required": "Select whether a taskforce supported it"},
    )

    def __init__(self, *args: Any, forces: Sequence[InspectionForce], **kwargs: Any) -> None:
        """Take the forces of the inspection, from which one is chosen."""
        super().__init__(*args, **kwargs)
        self.fields["force"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a force"),
            *((row.force.code, f"{row.label}: {row.force.name}") for row in forces),
        ]
        outcomes = [(code, f"{code}: {label}") for code, label in outcome_types().items()]
        self.fields["outcome_type"].choices = [("", "None recorded"), *outcomes]  # type: ignore[attr-defined]

    def facts(self) -> CaseFacts:
        """Return what was typed as facts; call once the form is valid."""
        data = self.cleaned_data
        return CaseFacts(
            reference=data["reference"],
            force_code=data["force"],
            **{name: data[name] for name in data if name not in ("reference", "force", "reason", "version")},
        )


class CorrectionForm(CaseForm):
    """The facts again but for the force, which stays, with the reason and the version that was on screen."""

    reason = reason_field("Reason for the correction")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: CaseFile, **kwargs: Any) -> None:
        """Take the case, whose facts as they are the form shows at first."""
        names = [name for name in (*CaseForm.base_fields, "version") if name != "force"]
        super().__init__(*args, forces=(), initial={name: getattr(case, name) for name in names}, **kwargs)
        self.case = case
        del self.fields["force"]

    def facts(self) -> CaseFacts:
        """Return what was typed as facts, with the case's own force; call once the form is valid."""
        self.cleaned_data["force"] = self.case.force.code
        return super().facts()


class ReasonForm(forms.Form):
    """A reason, and nothing else."""

    reason = reason_field(told=IN_HISTORY)


class AssignForm(forms.Form):
    """Who is to review, and why where somebody had the case before."""

    reviewer = forms.ChoiceField(
        label="Reviewer",
        error_messages={"required": "Select a reviewer", "invalid_choice": "Select a reviewer from the list"},
    )
    reason = reason_field("Reason for the change", IN_HISTORY)

    def __init__(
        self, *args: Any, people: Sequence[User], again: bool, marks: Mapping[int, str] | None = None, **kwargs: Any
    ) -> None:
        """Take the people to choose from, whether somebody has the case already, and words beside some of them."""
        super().__init__(*args, **kwargs)
        self.people = {str(person.public_id): person for person in people}
        self.fields["reviewer"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a reviewer"),
            *((key, person.name + (marks or {}).get(person.pk, "")) for key, person in self.people.items()),
        ]
        if not again:
            del self.fields["reason"]

    def reviewer_chosen(self) -> User:
        """Return the person chosen; call once the form is valid."""
        return self.people[self.cleaned_data["reviewer"]]


class AdoptForm(forms.Form):
    """The version of the inspection that was on screen when a newer framework version is taken up."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """What was on screen when a case is moved to a newer version, and why where something is written in its review."""

    seen = forms.CharField(max_length=100, widget=forms.HiddenInput)
    reason = reason_field("Why is it moved?")

    def __init__(self, *args: Any, touched: bool, **kwargs: Any) -> None:
        """Take whether something is written in the review."""
        super().__init__(*args, **kwargs)
        if not touched:
            del self.fields["reason"]


class DocumentForm(forms.Form):
    """A document to add to a case."""

    title = forms.CharField(
        max_length=150,
        help_text="What it is, without names: for example, Investigation log.",
        error_messages={"required": "Enter a title"},
    )
    file = forms.FileField(
        label="File",
        help_text="PDF, Word (.docx), plain text, PNG or JPEG, up to 50 MB.",
        error_messages={"required": "Choose a file", "empty": "The file is empty"},
    )


class PersonForm(forms.Form):
    """A suspect or victim, by reference only."""

    role = forms.ChoiceField(
        choices=codes.PERSON_ROLES, widget=Radios, error_messages={"required": "Select suspect or victim"}
    )
    reference = forms.CharField(
        max_length=40,
        help_text="For example S1 or V1. Never a name.",
        error_messages={"required": "Enter a reference"},
    )


class EthnicityForm(forms.Form):
    """One record that the force made of a person's ethnicity."""

    scheme = forms.ChoiceField(
        choices=codes.ETHNICITY_SCHEMES, widget=Radios, error_messages={"required": "Select who defined it"}
    )
    value = forms.ChoiceField(label="What was recorded", error_messages={"required": "Select what was recorded"})
    stage = forms.ChoiceField(
        label="At which stage", choices=codes.ETHNICITY_STAGES, error_messages={"required": "Select the stage"}
    )
    source = forms.ChoiceField(
        label="In which record", choices=codes.ETHNICITY_SOURCES, error_messages={"required": "Select the record"}
    )
    recorded_on = DatePartsField(label="Recorded on", required=False, help_text="For example, 27 3 2025")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer each kind of absence beside the codes of both schemes."""
        super().__init__(*args, **kwargs)
        coded = [
            (
                scheme_label,
                [(f"{scheme}|{code}", f"{code}: {label}") for code, label in ethnicity_codes()[scheme].items()],
            )
            for scheme, scheme_label in codes.ETHNICITY_SCHEMES
        ]
        absent = [(f"absent|{code}", label) for code, label in codes.ETHNICITY_ABSENCES]
        self.fields["value"].choices = [("", "Choose"), ("No value", absent), *coded]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a code of the other scheme."""
        data = super().clean() or {}
        kind, _, _ = data.get("value", "").partition("|")
        if kind not in ("", "absent") and data.get("scheme") and kind != data["scheme"]:
            self.add_error("value", "Select a value of the scheme that you chose above")
        return data

    def facts(self) -> EthnicityFacts:
        """Return what was typed as facts; call once the form is valid."""
        data = self.cleaned_data
        kind, _, value = data["value"].partition("|")
        return EthnicityFacts(
            scheme=data["scheme"],
            code="" if kind == "absent" else value,
            absence=value if kind == "absent" else "",
            stage=data["stage"],
            source=data["source"],
            recorded_on=data["recorded_on"],
        )


class ImportForm(forms.Form):
    """A CSV file to import."""

    file = forms.FileField(
        label="CSV file", error_messages={"required": "Choose a CSV file", "empty": "The file is empty"}
    )
