"""The check constraints of reviews and what is in them, of sign-offs, and of the language screen."""

from access.models import User
from casefiles.domain import codes, ethnicity
from review.models import (
    Choice,
    DisclosurePolicy,
    EnteredResult,
    Evidence,
    FigureCount,
    Grade,
    Inspection,
    InspectionForce,
    Judgment,
    JudgmentText,
    LanguageFlag,
    LanguagePattern,
    LateWords,
    PublicRelease,
    Review,
    RuleResult,
    SavedReport,
    ScreenDecision,
    SignOff,
    StandingReview,
    StandingSuspect,
    StatusChange,
    VersionMove,
)
from tests.constraints.checking import Check, Columns, each, unknown
from tests.constraints.values import DAY, NOW, A

GRADED = {"kind": "grade", "grade": A(Grade)}
UNLIKE = {**GRADED, "suggested_grade": A(Grade), "settled": True}
SCALE_FREE = ["none", "choices", "text", "not-applicable"]
REMOVALS: tuple[Columns, ...] = ({"removed_by": A(User)}, {"removed_at": NOW})
REMOVED = {"removed_by": A(User), "removed_at": NOW}
NOTHING = {"document": None, "page": None}
A_JUDGMENT = {**NOTHING, "cited_judgment": A(Judgment), "cited_digest": "0" * 64, "stood": "Good"}
A_FIGURE = {**NOTHING, "figure": "answer=good", "stood": "Good (All cases): 2"}
NO_EVIDENCE = {**NOTHING, "why_none": "Seen on site."}
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
        "judgment_begun_is_also_changed",
        Judgment,
        breaks=({"begun_at": NOW}, {"changed_at": NOW}),
        fits=({"begun_at": NOW, "changed_at": NOW},),
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
        "evidence_cites_one_thing_or_says_why_none",
        Evidence,
        breaks=(
            {"document": None},
            {"page": None},
            {"document": None, "page": None},
            {"cited_judgment": A(Judgment)},
            {"figure": "answer=good"},
            {"why_none": "Seen on site."},
            {"cited_digest": "0" * 64},
            {**A_JUDGMENT, "page": 1},
            {**A_JUDGMENT, "cited_digest": ""},
            {**A_JUDGMENT, "stood": ""},
            {**A_FIGURE, "stood": ""},
            {**A_FIGURE, "why_none": "Seen on site."},
            {**NO_EVIDENCE, "stood": "Good"},
        ),
        fits=(A_JUDGMENT, A_FIGURE, NO_EVIDENCE),
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
    Check(
        "figure_count_knows_the_headline",
        FigureCount,
        breaks=({"in_headline": "perhaps"},),
        fits=each("in_headline", ["yes", "no", "unanswered"]),
    ),
    Check(
        "standing_suspect_has_a_known_stage",
        StandingSuspect,
        breaks=({"stage": "trial"},),
        fits=each("stage", ["", *(code for code, _ in codes.ETHNICITY_STAGES)]),
    ),
    Check(
        "standing_suspect_has_a_known_agreement",
        StandingSuspect,
        breaks=({"agreement": ""}, {"agreement": "mostly"}),
        fits=each("agreement", [code for code, _ in ethnicity.AGREEMENTS]),
    ),
    *(
        Check(
            f"standing_suspect_has_a_known_standing_at_{stage}",
            StandingSuspect,
            breaks=({f"at_{stage}": "perhaps"},),
            fits=each(f"at_{stage}", ["", *(code for code, _ in ethnicity.STANDINGS)]),
        )
        for stage, _ in codes.ETHNICITY_STAGES
    ),
    Check("saved_report_has_a_name", SavedReport, breaks=({"name": ""},)),
    Check(
        "saved_report_removal_has_who_and_when",
        SavedReport,
        breaks=({"removed_by": A(User)}, {"removed_at": NOW}),
        fits=({"removed_by": A(User), "removed_at": NOW},),
    ),
    Check(
        "disclosure_threshold_is_from_2_to_100",
        DisclosurePolicy,
        breaks=each("threshold", [0, 1, 101]),
        fits=each("threshold", [2, 100]),
    ),
    Check(
        "disclosure_base_is_a_known_one",
        DisclosurePolicy,
        breaks=each("base", [1, 2, 7]),
        fits=each("base", [0, 3, 5, 10]),
    ),
    Check("release_has_a_title", PublicRelease, breaks=({"title": ""},)),
    Check("release_has_a_purpose", PublicRelease, breaks=({"purpose": ""},)),
    Check("release_is_numbered_from_1", PublicRelease, breaks=({"number": 0},), fits=({"number": 1},)),
    Check("status_change_leads_somewhere", StatusChange, breaks=({"to_status": ""},)),
    Check(
        "sign_off_end_has_who_and_when",
        SignOff,
        breaks=({"ended_by": A(User)}, {"ended_at": NOW}),
        fits=({"ended_by": A(User), "ended_at": NOW},),
    ),
)

LATER = {"handed_to": A(Review), "handed_by": A(User), "handed_at": NOW}
LANGUAGE = (
    Check("language_pattern_has_words", LanguagePattern, breaks=({"pattern": ""},)),
    Check("language_pattern_says_why", LanguagePattern, breaks=({"why": ""},)),
    Check(
        "language_pattern_has_a_known_category",
        LanguagePattern,
        breaks=unknown("category"),
        fits=each("category", LanguageFlag.Category.values),
    ),
    Check(
        "language_pattern_is_active_or_retired",
        LanguagePattern,
        breaks=({"active": False}, {"retired_at": NOW}, {"retired_by": A(User)}),
        fits=({"active": False, "retired_at": NOW}, {"active": False, "retired_at": NOW, "retired_by": A(User)}),
    ),
    Check("screendecision_removal_has_who_and_when", ScreenDecision, breaks=REMOVALS, fits=(REMOVED,)),
    Check(
        "proposed_passage_is_flagged_or_dismissed_with_a_reason",
        ScreenDecision,
        breaks=(
            {"reason": "Words."},
            {"flag": None},
            {"outcome": "dismissed", "flag": None},
            {"outcome": "dismissed", "reason": "Words."},
            {"outcome": "unheard-of"},
        ),
        fits=({"outcome": "dismissed", "flag": None, "reason": "Words."},),
    ),
    Check(
        "proposed_passage_ends_after_it_starts",
        ScreenDecision,
        breaks=({"start": 5, "end": 5}, {"start": 5, "end": 4}),
        fits=({"start": 0, "end": 1},),
    ),
    Check(
        "late_words_handing_over_has_to_whom_by_whom_and_when",
        LateWords,
        breaks=({"handed_to": A(Review)}, {"handed_by": A(User)}, {"handed_at": NOW}, {**LATER, "handed_at": None}),
        fits=(LATER,),
    ),
)
