"""The constraints of frameworks, inspections, reviews, sign-offs and what counts."""

import pytest
from django.db.models import CheckConstraint, UniqueConstraint

from access.models import User
from casefiles.domain import codes
from review.models import (
    AuthorComment,
    Choice,
    ConflictOfInterest,
    Criterion,
    DraftChange,
    EnteredResult,
    Evidence,
    ExternalCount,
    FrameworkVersion,
    Grade,
    Inspection,
    InspectionForce,
    InspectionFramework,
    Judgment,
    JudgmentChoice,
    JudgmentText,
    LanguageFlag,
    Review,
    Rule,
    RuleResult,
    SignOff,
    StandingReview,
    StatusChange,
    Subject,
    TeamMember,
    Topic,
    VersionMove,
)
from tests.constraints.checking import (
    Check,
    Columns,
    Unique,
    check_accepts,
    check_refuses,
    check_unique,
    constraints_of,
    has_condition,
)
from tests.constraints.rows import new
from tests.constraints.values import DAY, DAY_BEFORE, NOW, A

pytestmark = pytest.mark.django_db


def each(column: str, values: list[str], **others: object) -> tuple[Columns, ...]:
    """Return a change for each of the values that a column can have, all of which must fit."""
    return tuple({column: value, **others} for value in values)


def unknown(column: str, **others: object) -> tuple[Columns, ...]:
    """Return changes to values that a column cannot have."""
    return ({column: "", **others}, {column: "unheard-of", **others})


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

GRADED = {"kind": "grade", "grade": A(Grade)}
UNLIKE = {**GRADED, "suggested_grade": A(Grade), "settled": True}
SCALE_FREE = ["none", "choices", "text", "not-applicable"]
REMOVALS: tuple[Columns, ...] = ({"removed_by": A(User)}, {"removed_at": NOW})
REMOVED = {"removed_by": A(User), "removed_at": NOW}
A_JUDGMENT = {"document": None, "page": None, "cited_judgment": A(Judgment)}
JUDGING = (
    Check(
        "review_has_a_known_status",
        Review,
        breaks=unknown("status"),
        fits=each("status", Review.Status.values, submitted_at=NOW),
    ),
    Check("review_has_a_known_kind", Review, breaks=unknown("kind"), fits=each("kind", Review.Kind.values)),
    Check(
        "review_is_dated_once_submitted",
        Review,
        breaks=each("status", ["submitted", "returned", "locked"]),
        fits=each("status", ["assigned", "in-progress", "closed"]),
    ),
    Check(
        "judgment_has_the_value_of_its_kind_and_no_other",
        Judgment,
        breaks=(
            *each("kind", ["grade", "choice", "number", "date", "unheard-of"]),
            *each("kind", SCALE_FREE, grade=A(Grade)),
            *each("kind", SCALE_FREE, number=1),
            {**GRADED, "choice": A(Choice)},
            {**GRADED, "number": 1},
            {**GRADED, "date": DAY},
            {"kind": "choice", "choice": A(Choice), "grade": A(Grade)},
            {"kind": "number", "number": 1, "date": DAY},
        ),
        fits=(
            *each("kind", SCALE_FREE),
            GRADED,
            {"kind": "choice", "choice": A(Choice)},
            {"kind": "number", "number": 0},
            {"kind": "date", "date": DAY},
        ),
    ),
    Check(
        "settled_not_applicable_has_a_reason",
        Judgment,
        breaks=({"kind": "not-applicable", "settled": True},),
        fits=(
            {"kind": "not-applicable", "settled": True, "has_reason": True},
            {"kind": "not-applicable", "settled": True, "reason_waived": True},
            {"kind": "not-applicable", "settled": True, "asked": False},
            {"kind": "not-applicable"},
        ),
    ),
    Check(
        "settled_grade_unlike_the_suggestion_has_a_reason",
        Judgment,
        breaks=(UNLIKE,),
        fits=({**UNLIKE, "has_reason": True}, {**UNLIKE, "asked": False}, {**UNLIKE, "suggested_grade": None}),
    ),
    Check(
        "judgment_text_is_of_a_known_part",
        JudgmentText,
        breaks=unknown("part"),
        fits=each("part", JudgmentText.Part.values),
    ),
    Check(
        "only_a_reason_speaks_of_a_suggestion",
        JudgmentText,
        breaks=each("part", ["rationale", "answer"], unlike=A(Grade)),
        fits=({"part": "reason", "unlike": A(Grade)}, {"part": "reason"}),
    ),
    Check("evidence_removal_has_who_and_when", Evidence, breaks=REMOVALS, fits=(REMOVED,)),
    Check("languageflag_removal_has_who_and_when", LanguageFlag, breaks=REMOVALS, fits=(REMOVED,)),
    Check(
        "evidence_cites_a_document_or_a_judgment",
        Evidence,
        breaks=(
            {"document": None},
            {"page": None},
            {"document": None, "page": None},
            {"cited_judgment": A(Judgment)},
            {**A_JUDGMENT, "page": 1},
        ),
        fits=(A_JUDGMENT,),
    ),
    Check(
        "evidence_start_and_end_go_together",
        Evidence,
        breaks=({"start": 5, "end": 5}, {"start": 5, "end": 4}, {"end": 5}, {"start": 5}),
        fits=({"start": 0, "end": 1},),
    ),
    Check("language_flag_quotes_the_passage", LanguageFlag, breaks=({"quotation": ""},)),
    Check(
        "version_move_has_both_reviews_or_none",
        VersionMove,
        breaks=({"old_review": None}, {"new_review": None}),
        fits=({"old_review": None, "new_review": None},),
    ),
    Check("entered_result_has_a_reason", EnteredResult, breaks=({"reason": ""},)),
    Check(
        "rule_result_is_of_one_thing",
        RuleResult,
        breaks=({"review": None}, {"inspection": A(Inspection)}, {"inspection_force": A(InspectionForce)}),
        fits=(
            {"review": None, "inspection": A(Inspection)},
            {"review": None, "inspection_force": A(InspectionForce)},
        ),
    ),
    Check(
        "rule_result_has_a_known_kind",
        RuleResult,
        breaks=unknown("kind", grade=None),
        fits=each("kind", ["no_rule", "incomplete", "not_applicable"], grade=None),
    ),
    Check(
        "rule_result_has_a_grade_when_it_suggests_one",
        RuleResult,
        breaks=({"grade": None}, *each("kind", ["no_rule", "incomplete", "not_applicable"])),
    ),
    Check(
        "standing_review_has_a_known_team_type",
        StandingReview,
        breaks=({"team_type": "patrol"},),
        fits=each("team_type", [code for code, _ in codes.TEAM_TYPES]),
    ),
    Check("status_change_leads_somewhere", StatusChange, breaks=({"to_status": ""},)),
    Check(
        "sign_off_end_has_who_and_when",
        SignOff,
        breaks=({"ended_by": A(User)}, {"ended_at": NOW}),
        fits=({"ended_by": A(User), "ended_at": NOW},),
    ),
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
CHECKS = (*METHOD, *EXERCISE, *JUDGING, *AUTHORING)
UNIQUES = (
    Unique("grade_code_is_unique_in_its_scale", Grade),
    Unique("grade_rank_is_unique_in_its_scale", Grade),
    Unique("framework_version_number_is_unique", FrameworkVersion),
    Unique("topic_code_is_unique_in_its_version", Topic),
    Unique("topic_position_is_unique_in_its_version", Topic),
    Unique("criterion_code_is_unique_in_its_version", Criterion),
    Unique("criterion_position_is_unique_in_its_version", Criterion),
    Unique(
        "framework_version_has_one_overall_judgment",
        Criterion,
        row={"purpose": "overall"},
        outside={"purpose": "graded"},
    ),
    Unique("choice_code_is_unique_in_its_criterion", Choice),
    Unique("choice_position_is_unique_in_its_criterion", Choice),
    Unique("rule_code_is_unique_in_its_version", Rule),
    Unique("rule_position_is_unique_in_its_version", Rule),
    Unique("review_has_one_current_result_of_a_rule", RuleResult, outside={"current": False}),
    Unique(
        "inspection_has_one_current_result_of_a_rule",
        RuleResult,
        row={"review": None, "inspection": A(Inspection)},
        outside={"current": False},
    ),
    Unique(
        "inspection_force_has_one_current_result_of_a_rule",
        RuleResult,
        row={"review": None, "inspection_force": A(InspectionForce)},
        outside={"current": False},
    ),
    Unique("inspection_uses_a_version_once", InspectionFramework),
    Unique("inspection_has_one_current_entered_result", EnteredResult, outside={"current": False}),
    Unique(
        "force_has_one_current_entered_result",
        EnteredResult,
        row={"inspection_force": A(InspectionForce)},
        outside={"current": False},
    ),
    Unique("force_is_in_an_inspection_once", InspectionForce),
    Unique("force_label_is_unique_in_its_inspection", InspectionForce),
    Unique("team_member_is_recorded_once_a_start", TeamMember),
    Unique("case_is_in_an_inspection_once", Subject),
    Unique("force_is_judged_once_by_a_version", Subject, row=FORCE_NOT_CASE),
    Unique("conflict_with_a_subject_is_declared_once", ConflictOfInterest),
    Unique("conflict_with_a_force_is_declared_once", ConflictOfInterest, row=FORCE_NOT_SUBJECT),
    Unique("external_result_counts_a_grade_once", ExternalCount),
    Unique("subject_has_one_open_first_review", Review, outside={"status": "closed"}),
    Unique("review_judges_a_criterion_once", Judgment),
    Unique("text_revision_is_unique", JudgmentText, row={"current": False}),
    Unique("text_has_one_current_revision", JudgmentText, outside={"current": False}),
    Unique("judgment_makes_a_choice_once", JudgmentChoice),
    Unique("subject_has_one_sign_off_in_force", SignOff, outside={"ended_by": A(User), "ended_at": NOW}),
)


def test_every_constraint_of_review_is_in_the_table() -> None:
    assert sorted(check.constraint for check in CHECKS) == constraints_of("review", CheckConstraint)
    assert sorted(unique.constraint for unique in UNIQUES) == constraints_of("review", UniqueConstraint)
    assert [unique.constraint for unique in UNIQUES if has_condition(unique) != (unique.outside is not None)] == []


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.constraint)
def test_checks_of_review_refuse_what_breaks_them(check: Check) -> None:
    check_refuses(check)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.constraint)
def test_checks_of_review_accept_what_fits(check: Check) -> None:
    check_accepts(check)


@pytest.mark.parametrize("unique", UNIQUES, ids=lambda unique: unique.constraint)
def test_unique_constraints_of_review_refuse_the_same_again(unique: Unique) -> None:
    check_unique(unique)


def test_a_second_review_stands_beside_an_open_first_one() -> None:
    """The condition of one open first review has two halves; the table tries the other."""
    check_unique(Unique("subject_has_one_open_first_review", Review, outside={"kind": "second"}))


def test_a_settled_grade_like_the_suggestion_needs_no_reason() -> None:
    grade = new(Grade)
    judgment = new(Judgment, **{**UNLIKE, "grade": grade, "suggested_grade": grade})
    assert (judgment.settled, judgment.has_reason) == (True, False)
