"""The demonstration shows what methods can do: results from all cases, suggested grades, a version under way."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from access.models import User
from review.authoring.models import AuthorComment, DraftChange
from review.frameworks.difference.versions import difference_of, two_versions
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.inspections.models import Inspection, Subject
from review.moderation.models import SignOff
from review.results.models import EnteredResult
from review.results.queries import InspectionResults, results_of
from review.reviewing.models import Judgment, JudgmentText, RuleResult
from tests.builders import acting

ENTERED = {
    "governance-leadership": "good",
    "staffing": "requires-improvement",
    "partnerships-services": "good",
    "information-facilities": "good",
    "out-of-court-policy": "requires-improvement",
}


def rated(service: Inspection) -> InspectionResults:
    """Return the service's results as they are now."""
    return results_of(service, timezone.now())


def test_service_is_rated_from_its_ten_signed_off_cases(service: Inspection) -> None:
    place = rated(service).whole
    assert place.counted.words == "11 selected = 10 counted + 1 left out (review not submitted yet 1)."
    assert {topic: place.results.topics[topic].grade for topic in place.topics if topic} == {
        # The lowest of three shares: 5, 6 of 6, and 4 of 5 to whom it applies.
        "court-assessment": "outstanding",
        # 5 of 6, 4 of 6 (66.7%), 4 of 5.
        "court-planning": "good",
        # 4 of 6, 3 of 6 (50%), 4 of 5.
        "court-delivery": "requires-improvement",
        # One was not due for review: 3 of 5, 4 of 5, 2 of 4 (50%).
        "court-reviewing": "requires-improvement",
        # 3 of 4, 2 of 4 (50%), none.
        "out-of-court-assessment": "requires-improvement",
        # 4 of 4, 3 of 4 (75%), none.
        "out-of-court-planning": "good",
        # 4 of 4, 4 of 4, none.
        "out-of-court-delivery": "outstanding",
    }


def test_service_has_21_of_36_points(service: Inspection) -> None:
    result = rated(service).whole.results.whole
    assert (result.grade, "3 + 2 + 1 + 1 + 1 + 2 + 3 + 2 + 1 + 2 + 2 + 1 = 21" in " ".join(result.trace)) == (
        "good",
        True,
    )


def test_question_that_applies_to_no_case_is_told_in_the_trace(service: Inspection) -> None:
    trace = " ".join(rated(service).whole.results.topics["out-of-court-planning"].trace)
    assert ("In 3 of 4 cases" in trace, "There is no case to which it applies." in trace) == (True, True)


def test_results_were_entered_once_with_a_reason_each(service: Inspection) -> None:
    rows = EnteredResult.objects.filter(inspection=service)
    assert dict(rows.values_list("code", "grade__code")) == ENTERED
    assert {(row.current, row.revision, row.by.username, len(row.reason) > 40) for row in rows} == {
        (True, 1, "supervisor", True)
    }
    assert {timezone.localtime(row.at).date() for row in rows} == {date(2026, 5, 12)}


def test_one_case_of_the_service_is_unfinished(service: Inspection) -> None:
    unfinished = Subject.objects.filter(inspection=service).exclude(status="signed-off")
    assert list(unfinished.values_list("case__reference", "status")) == [("YJ-2025-041", "under-review")]


def overall(trial: Inspection) -> dict[str, tuple[str | None, str | None, bool]]:
    """Return the overall judgment of each case: the reviewer's, the suggested one, and whether a reason is there."""
    rows = Judgment.objects.filter(review__subject__inspection=trial, criterion__code="case-judgment")
    columns = ("review__subject__case__reference", "grade__code", "suggested_grade__code", "has_reason")
    return {reference: (grade, suggested, reason) for reference, grade, suggested, reason in rows.values_list(*columns)}


def test_suggested_grades_stand_beside_the_reviewers_own(trial: Inspection) -> None:
    assert overall(trial) == {
        "J-2026-002": ("good", "good", False),  # 4 of 4
        "J-2026-005": ("requires-improvement", "requires-improvement", False),  # 2 of 3 to whom it applies
        "J-2026-009": ("requires-improvement", "good", True),  # 3 of 4
        "J-2026-014": ("inadequate", "requires-improvement", True),  # 3 of 4, but the risk was not understood
        "J-2026-017": (None, None, False),
    }


def test_cap_is_told_in_the_trace(trial: Inspection) -> None:
    result = RuleResult.objects.get(
        review__subject__case__reference="J-2026-014", rule__code="case-suggested", current=True
    )
    assert "What came later does not make good that the risk was not understood." in " ".join(result.trace)


def test_supervisor_has_a_difference_to_decide_on_and_approved_one(trial: Inspection) -> None:
    states = dict(Subject.objects.filter(inspection=trial).values_list("case__reference", "status"))
    assert [reference for reference, status in states.items() if status == "ready-for-sign-off"] == ["J-2026-014"]
    signed = SignOff.objects.filter(subject__inspection=trial).values_list("subject__case__reference", flat=True)
    assert sorted(signed) == ["J-2026-002", "J-2026-005", "J-2026-009"]
    reasons = JudgmentText.objects.filter(judgment__review__subject__inspection=trial, part="reason", current=True)
    unlike = reasons.filter(unlike__isnull=False).values_list("judgment__review__subject__case__reference", flat=True)
    assert sorted(unlike) == ["J-2026-009", "J-2026-014"]


def test_incomplete_review_says_what_is_missing(trial: Inspection) -> None:
    result = RuleResult.objects.get(
        review__subject__case__reference="J-2026-017", rule__code="case-suggested", current=True
    )
    assert (result.kind, result.missing) == ("incomplete", ["return-conversation", "prevention-plan", "partners-told"])


def test_every_shipped_framework_is_published_with_a_note(demo: Inspection) -> None:
    folder = settings.BASE_DIR / "fixtures" / "frameworks"
    shipped = {path.stem for path in folder.glob("*.yaml")}
    versions = {row.public_id: row.framework.code for row in FrameworkVersion.objects.filter(status="published")}
    assert set(versions.values()) == shipped | {"missing-children-example"}
    notes = StatusChange.objects.filter(machine="framework-version", transition="publish")
    without = [versions[row.thing_id] for row in notes if not row.reason]
    assert (len(notes), without) == (5, ["group-based-cse"])


def test_a_second_version_is_under_way_with_one_question_reworded_and_one_comment(demo: Inspection) -> None:
    draft = FrameworkVersion.objects.get(status="draft")
    assert (draft.framework.code, draft.number, draft.based_on and draft.based_on.number) == ("group-based-cse", 2, 1)
    changed = DraftChange.objects.get(framework_version=draft)
    comment = AuthorComment.objects.get(framework_version=draft)
    assert (changed.place, comment.place, comment.settled_at) == ("question:supervision", "question:supervision", None)
    administrator = acting(User.objects.get(username="administrator"))
    _, comparisons = difference_of(two_versions(administrator, "group-based-cse", 1, 2))
    assert len(comparisons) == 21


def test_model_inspection_is_still_judged_by_the_first_version(demo: Inspection) -> None:
    numbers = Judgment.objects.filter(review__subject__inspection=demo).values_list(
        "criterion__framework_version__number"
    )
    assert set(numbers) == {(1,)}
