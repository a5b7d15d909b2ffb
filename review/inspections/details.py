"""What an inspection is set up with, and whether it can be taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.validators import slug_re

from casefiles.domain.facts import Problems, one_line
from casefiles.domain.legible import unseen_problem
from review.domain.tabulation import WhereError, check_where, parse_where
from review.frameworks.models import Criterion, FrameworkVersion
from review.frameworks.over_versions import questions_over
from review.inspections.models import ExerciseType, Inspection

RESERVED_SLUGS = ("add", "import")
"""Words that stand where a slug stands in the addresses of inspections and published results."""
SLUG_LENGTH, TITLE_LENGTH, SUBSET_LENGTH, MARKING_LENGTH = 80, 200, 200, 120


@dataclass(frozen=True)
class InspectionDetails:
    """What a supervisor says of an inspection. `headline_subset` is as in a report: QUESTION=ANSWER[,ANSWER]."""

    title: str
    slug: str
    exercise_type: str
    sample_design: str
    sample_note: str = ""
    headline_subset: str = ""
    show_labels: bool = True
    handling_marking: str = ""
    fieldwork_from: date | None = None
    fieldwork_until: date | None = None
    suggestions_shown: str = Inspection.SuggestionsShown.AFTER_OWN_GRADE.value
    shows_team_grades: bool = False


def tidy(details: InspectionDetails) -> InspectionDetails:
    """Return the details without stray white space; a note keeps its lines."""
    return replace(
        details,
        title=one_line(details.title),
        slug=details.slug.strip(),
        sample_note=details.sample_note.strip(),
        headline_subset=details.headline_subset.strip(),
        handling_marking=one_line(details.handling_marking),
    )


def details_of(inspection: Inspection) -> InspectionDetails:
    """Return the details of an inspection as they stand."""
    columns = {name: getattr(inspection, name) for name in InspectionDetails.__annotations__ if name != "slug"}
    return InspectionDetails(slug=inspection.slug_id, **columns)


def columns(details: InspectionDetails) -> dict[str, Any]:
    """Return the details as columns of an inspection, without its slug."""
    return {name: value for name, value in vars(details).items() if name != "slug"}


def detail_problems(details: InspectionDetails, versions: Iterable[FrameworkVersion]) -> Problems:
    """Return what is wrong with the details of an inspection that judges by these versions, by field."""
    found: Problems = {}
    if not details.title:
        found["title"] = ["Enter a title."]
    elif len(details.title) > TITLE_LENGTH:
        found["title"] = [f"The title must be {TITLE_LENGTH} characters or fewer."]
    elif problem := unseen_problem(details.title):
        found["title"] = [problem]
    if len(details.handling_marking) > MARKING_LENGTH:
        found["handling_marking"] = [f"The marking must be {MARKING_LENGTH} characters or fewer."]
    elif problem := unseen_problem(details.handling_marking):
        found["handling_marking"] = [problem]
    if sentence := slug_problem(details.slug):
        found["slug"] = [sentence]
    if details.exercise_type not in ExerciseType.values:
        found["exercise_type"] = ["Choose what kind of exercise it is."]
    if details.sample_design not in Inspection.SampleDesign.values:
        found["sample_design"] = ["Choose how the cases are chosen."]
    if details.suggestions_shown not in Inspection.SuggestionsShown.values:
        found["suggestions_shown"] = ["Choose when a reviewer sees a suggested grade."]
    if sentence := _subset_problem(details.headline_subset, versions):
        found["headline_subset"] = [sentence]
    if details.fieldwork_from and details.fieldwork_until and details.fieldwork_until < details.fieldwork_from:
        found["fieldwork_until"] = ["Fieldwork cannot end before it starts."]
    return found


def slug_problem(slug: str) -> str:
    """Return what is wrong with the name of an exercise in addresses, or nothing."""
    if not slug:
        return "Enter a short name for the address."
    if not slug_re.match(slug) or "_" in slug or slug != slug.lower() or len(slug) > SLUG_LENGTH:
        return f"Use up to {SLUG_LENGTH} lower-case letters, digits and hyphens, for example child-protection-2026."
    return f"“{slug}” is used by Casegrade itself. Choose another." if slug in RESERVED_SLUGS else ""


def questions_of(versions: Iterable[FrameworkVersion]) -> Mapping[str, list[str]]:
    """Return the classification questions that choose a subset: their names to the codes of their choices.

    The names are those by which the questions stand over all the versions, as in a report.
    """
    return {
        question.name: list(dict.fromkeys(choice.code for one in question.criteria for choice in one.choices.all()))
        for question in questions_over(versions)
        if question.newest.purpose == Criterion.Purpose.CLASSIFICATION
        if question.newest.answer_type == Criterion.AnswerType.CHOICE
    }


def _subset_problem(subset: str, versions: Iterable[FrameworkVersion]) -> str:
    if not subset:
        return ""
    if len(subset) > SUBSET_LENGTH:
        return f"The subset must be {SUBSET_LENGTH} characters or fewer."
    try:
        check_where(parse_where([subset]), questions_of(versions))
    except WhereError as error:
        return str(error)
    return ""
