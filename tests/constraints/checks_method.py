"""The check constraints of frameworks, inspections and drafts."""

from access.models import User
from review.models import (
    AuthorComment,
    ConflictOfInterest,
    Criterion,
    DraftChange,
    FrameworkVersion,
    Grade,
    Inspection,
    InspectionForce,
    Rule,
    Subject,
    TeamMember,
)
from tests.constraints.checking import Check, each, unknown
from tests.constraints.values import DAY, DAY_BEFORE, NOW, A

A_CHOICE = {"answer_type": "choice", "scale": None}
METHOD = (
    Check("grades_rank_from_one", Grade, breaks=({"rank": 0},), fits=({"rank": 1},)),
    Check("framework_versions_count_from_one", FrameworkVersion, breaks=({"number": 0},)),
    Check(
        "framework_version_has_a_known_status",
        FrameworkVersion,
        breaks=unknown("status", published_at=NOW),
        fits=(*each("status", ["published", "retired"], published_at=NOW), {"status": "discarded"}),
    ),
    Check(
        "framework_judges_a_case_or_a_force", FrameworkVersion, breaks=unknown("judges"), fits=({"judges": "force"},)
    ),
    Check(
        "framework_version_is_dated_once_published",
        FrameworkVersion,
        breaks=(
            *each("status", ["draft", "discarded"], published_at=NOW),
            *each("status", ["published", "retired"]),
        ),
    ),
    Check(
        "criterion_has_a_scale_when_it_is_graded",
        Criterion,
        breaks=({"scale": None}, {"answer_type": "choice"}),
        fits=(A_CHOICE,),
    ),
    Check(
        "criterion_has_a_known_answer_type",
        Criterion,
        breaks=unknown("answer_type", scale=None),
        fits=each("answer_type", ["choice", "choices", "number", "date", "text"], scale=None),
    ),
    Check(
        "criterion_has_a_known_purpose",
        Criterion,
        breaks=unknown("purpose"),
        fits=each("purpose", Criterion.Purpose.values),
    ),
    Check(
        "criterion_has_a_known_relation",
        Criterion,
        breaks=({"relation": "unheard-of"},),
        fits=each("relation", Criterion.Relation.values),
    ),
    Check(
        "rationale_may_be_as_long_as_it_must",
        Criterion,
        breaks=({"words_least": 20, "words_most": 19},),
        fits=({"words_least": 20}, {"words_most": 1}, {"words_least": 20, "words_most": 20}),
    ),
    Check("overall_judgment_is_a_grade", Criterion, breaks=({"purpose": "overall", **A_CHOICE},)),
    Check("rule_is_of_a_known_thing", Rule, breaks=unknown("of"), fits=each("of", Rule.Of.values)),
)

FORCE_NOT_CASE = {"case": None, "inspection_force": A(InspectionForce)}
FORCE_NOT_SUBJECT = {"subject": None, "inspection_force": A(InspectionForce)}
EXERCISE = (
    Check(
        "inspection_has_a_known_status",
        Inspection,
        breaks=unknown("status"),
        fits=each("status", Inspection.Status.values),
    ),
    Check(
        "inspection_has_a_known_sample_design",
        Inspection,
        breaks=unknown("sample_design"),
        fits=each("sample_design", Inspection.SampleDesign.values),
    ),
    Check(
        "inspection_shows_suggestions_at_a_known_time",
        Inspection,
        breaks=unknown("suggestions_shown"),
        fits=each("suggestions_shown", Inspection.SuggestionsShown.values),
    ),
    Check(
        "fieldwork_ends_after_it_starts",
        Inspection,
        breaks=({"fieldwork_from": DAY, "fieldwork_until": DAY_BEFORE},),
        fits=({"fieldwork_from": DAY, "fieldwork_until": DAY}, {"fieldwork_from": DAY}, {"fieldwork_until": DAY}),
    ),
    Check("inspection_has_a_title", Inspection, breaks=({"title": ""},)),
    Check("force_in_an_inspection_has_a_label", InspectionForce, breaks=({"label": ""},)),
    Check("membership_ends_after_it_starts", TeamMember, breaks=({"ends": DAY_BEFORE},), fits=({"ends": DAY},)),
    Check(
        "team_member_has_a_known_role",
        TeamMember,
        breaks=(*unknown("role"), {"role": "administrator"}),
        fits=({"role": "supervisor"},),
    ),
    Check(
        "subject_is_a_case_or_a_force",
        Subject,
        breaks=({"case": None}, {"inspection_force": A(InspectionForce)}),
        fits=(FORCE_NOT_CASE,),
    ),
    Check(
        "subject_has_a_known_status",
        Subject,
        breaks=unknown("status"),
        fits=each("status", Subject.Status.values),
    ),
    Check(
        "conflict_is_with_a_subject_or_a_force",
        ConflictOfInterest,
        breaks=({"subject": None}, {"inspection_force": A(InspectionForce)}),
        fits=(FORCE_NOT_SUBJECT,),
    ),
    Check("conflict_has_a_reason", ConflictOfInterest, breaks=({"reason": ""},)),
)

AUTHORING = (
    Check("draft_change_says_what", DraftChange, breaks=({"what": ""},)),
    Check("author_comment_has_words", AuthorComment, breaks=({"text": ""},)),
    Check(
        "settled_comment_has_who_and_when",
        AuthorComment,
        breaks=({"settled_by": A(User)}, {"settled_at": NOW}),
        fits=({"settled_by": A(User), "settled_at": NOW},),
    ),
)
