"""A case moves to the newer version: untouched ones as they are, others with what is carried; nothing is deleted."""

from typing import Any

import pytest

from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.documents.actions import add_document
from casefiles.documents.models import Document
from review.casework import actions as casework
from review.casework import versions_actions
from review.frameworks.published import offered_by
from review.inspections import actions as inspections
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reviewing import actions as reviewing
from review.reviewing.actions import AnswerInput, EvidenceInput, FlagInput
from review.reviewing.models import Evidence, Judgment, JudgmentText, LanguageFlag, Review, VersionMove
from review.reviewing.queries import returns_of, review_scope, subject_scope, visible_reviews
from tests import builders
from tests.review.casework.newer import REWORDED, WHY, WITHOUT_FIRST, adopted, moved, seen_of
from tests.review.conftest import World

LOG = b"The strategy discussion was held on the same day. Her own words were written down."
QUOTED = "Her own words were written down"


@pytest.fixture
def subject(world: World) -> Subject:
    """Return a case to assign, judged by the first version."""
    return builders.add_case(world.supervisor, world.inspection, world.force)


def begun(world: World, subject: Subject) -> Review:
    """Return a review of the case with every question answered, two quotations, one taken back, and a flag."""
    review = builders.assign(world.supervisor, subject, world.inspector)
    document = document_of(world, subject)
    reader = builders.acting(world.inspector)
    for code in ("first-criterion", "second-criterion"):
        reviewing.add_evidence(reader, review, code, EvidenceInput(document, 1, QUOTED))
    taken_back = reviewing.add_evidence(reader, review, "first-criterion", EvidenceInput(document, 1, "on the same"))
    reviewing.remove_evidence(reader, taken_back)
    reviewing.add_flag(reader, review, FlagInput("other", document, 1, QUOTED, "A note."))
    builders.answer(world.inspector, review, {**builders.ANSWERS, "first-criterion": "not-applicable"})
    subject.refresh_from_db()
    return review


def document_of(world: World, subject: Subject) -> Document:
    """Return a document added to the case."""
    actor = builders.acting(world.supervisor)
    return add_document(actor, subject_scope(actor, subject), builders.case_of(subject), "Log", "log.txt", LOG)


def answers_of(review: Review) -> dict[str, tuple[str, str]]:
    """Return the answers of a review by question: their kind and the code of what was chosen."""
    rows = Judgment.objects.filter(review=review).select_related("criterion", "grade", "choice")
    return {row.criterion.code: (row.kind, value.code if (value := row.grade or row.choice) else "") for row in rows}


def words_of(review: Review) -> set[tuple[Any, ...]]:
    """Return the words of a review: question, part, revision, text, author and moment."""
    rows = JudgmentText.objects.filter(judgment__review=review)
    return set(rows.values_list("judgment__criterion__code", "part", "revision", "text", "by", "at"))


def everything_in(review: Review) -> tuple[Any, ...]:
    """Return all that stands in a review, for comparing it with itself later."""
    judgments = list(Judgment.objects.filter(review=review).order_by("pk").values())
    evidence = list(Evidence.objects.filter(judgment__review=review).order_by("pk").values())
    return judgments, words_of(review), evidence, list(LanguageFlag.objects.filter(review=review).values())


def test_a_case_that_nobody_reviews_moves_alone(world: World, subject: Subject) -> None:
    version = adopted(world)
    made = moved(world, subject, reason="")
    assert (subject.framework_version, subject.status, subject.version) == (version, "to-assign", 1)
    assert (made.review, made.move.old_review, Review.objects.count()) == (None, None, 0)
    review = builders.assign(world.supervisor, subject, world.inspector)
    assert (review.framework_version, len(answers_of(review))) == (version, 5)


def test_an_untouched_review_is_closed_and_an_empty_one_opened_for_the_same_reviewer(
    world: World, subject: Subject
) -> None:
    old = builders.assign(world.supervisor, subject, world.inspector)
    version = adopted(world)
    new = moved(world, subject, reason="").review
    old.refresh_from_db()
    assert new is not None
    assert (old.status, old.framework_version) == ("closed", world.version)
    assert (new.status, new.framework_version, new.reviewer) == ("assigned", version, world.inspector)
    assert set(answers_of(new).values()) == {("none", "")}
    assert (subject.status, subject.framework_version) == ("under-review", version)


def test_a_review_that_was_begun_is_carried_where_the_question_is_the_same(world: World, subject: Subject) -> None:
    old = begun(world, subject)
    before = everything_in(old)
    adopted(world)
    new = moved(world, subject).review
    old.refresh_from_db()
    assert new is not None
    assert (old.status, new.status, everything_in(old)) == ("closed", "in-progress", before)
    assert answers_of(new) == {
        "first-criterion": ("not-applicable", ""),
        "second-criterion": ("none", ""),
        "third-criterion": ("none", ""),
        "group-based": ("choice", "yes"),
        "overall-grade": ("grade", "requires-improvement"),
    }
    carried = {"first-criterion", "group-based", "overall-grade"}
    assert words_of(new) == {(code, *rest) for code, *rest in words_of(old) if code in carried}
    assert {revision for _, _, revision, *_ in words_of(new)} == {1}


def test_times_of_answers_and_words_go_along_with_what_is_carried(world: World, subject: Subject) -> None:
    begun(world, subject)
    adopted(world)
    new = moved(world, subject).review
    assert new is not None
    carried, never = (builders.NOW, builders.NOW), (None, None)
    assert times_of(new) == {
        "first-criterion": carried,
        "second-criterion": never,
        "third-criterion": never,
        "group-based": carried,
        "overall-grade": carried,
    }


def times_of(review: Review) -> dict[str, tuple[Any, Any]]:
    """Return when each answer of a review was begun and last changed."""
    return {row.criterion.code: (row.begun_at, row.changed_at) for row in review.judgments.select_related("criterion")}


def test_evidence_and_flags_are_copied_with_what_comparing_them_gave(world: World, subject: Subject) -> None:
    old = begun(world, subject)
    adopted(world)
    new = moved(world, subject).review
    columns = ("document", "page", "start", "end", "quotation", "check_result", "added_by", "added_at")
    kept = Evidence.objects.filter(judgment__review=old, judgment__criterion__code="first-criterion", removed_at=None)
    copies = Evidence.objects.filter(judgment__review=new)
    assert list(copies.values_list(*columns)) == list(kept.values_list(*columns))
    assert copies.get().check_result == "found"
    assert copies.get().public_id != kept.get().public_id
    told = ("category", "document", "page", "quotation", "note", "check_result", "added_by", "added_at")
    flags = [list(LanguageFlag.objects.filter(review=review).values_list(*told)) for review in (old, new)]
    assert (flags[0], len(flags[1])) == (flags[1], 1)


def test_what_is_no_longer_asked_stays_in_the_closed_review(world: World, subject: Subject) -> None:
    old = begun(world, subject)
    adopted(world, WITHOUT_FIRST)
    new = moved(world, subject).review
    assert new is not None
    assert "first-criterion" not in answers_of(new)
    assert answers_of(new)["another-criterion"] == ("none", "")
    assert answers_of(new)["second-criterion"] == ("grade", "requires-improvement")
    assert answers_of(old)["first-criterion"] == ("not-applicable", "")


def test_not_applicable_is_asked_anew_where_it_is_no_longer_an_answer(world: World, subject: Subject) -> None:
    begun(world, subject)
    adopted(world, REWORDED.replace("not-applicable: with-reason", "not-applicable: no"))
    new = moved(world, subject).review
    assert new is not None
    assert answers_of(new)["first-criterion"] == ("none", "")
    assert {part for code, part, *_ in words_of(new) if code == "first-criterion"} == {"rationale"}


def test_the_same_question_on_another_scale_keeps_its_words_and_is_answered_anew(
    world: World, subject: Subject
) -> None:
    two = """\
  - code: two-grades
    title: Two grades
    grades:
      - {code: good, label: Good}
      - {code: poor, label: Poor}
topics:
"""
    text = builders.FRAMEWORK.replace("topics:\n", two, 1).replace(
        "        scale: case-grade\n        not-applicable: no",
        "        scale: two-grades\n        not-applicable: no\n        same-as: second-criterion",
    )
    begun(world, subject)
    adopted(world, text)
    new = moved(world, subject).review
    assert new is not None
    assert answers_of(new)["second-criterion"] == ("none", "")
    assert {part for code, part, *_ in words_of(new) if code == "second-criterion"} == {"rationale"}
    assert times_of(new)["second-criterion"] == (builders.NOW, builders.NOW)
    assert Evidence.objects.filter(judgment__review=new, judgment__criterion__code="second-criterion").count() == 1


def test_a_moved_review_is_completed_submitted_and_signed_off(world: World, subject: Subject) -> None:
    begun(world, subject)
    adopted(world)
    new = moved(world, subject).review
    assert new is not None
    with pytest.raises(Invalid):
        reviewing.submit(builders.acting(world.inspector), new)
    builders.answer(world.inspector, new, {"second-criterion": "good", "third-criterion": "good"})
    reviewing.submit(builders.acting(world.inspector), new)
    subject.refresh_from_db()
    moderation.sign_off(builders.acting(world.supervisor), subject)
    assert (subject.status, subject.standing.review) == ("signed-off", new)


def test_a_returned_review_goes_on_with_the_reasons_for_which_it_came_back(world: World, subject: Subject) -> None:
    builders.submitted(world.supervisor, subject, world.inspector)
    subject.refresh_from_db()
    moderation.return_review(builders.acting(world.supervisor), subject, "Look at the log again.")
    adopted(world)
    new = moved(world, subject).review
    assert new is not None
    assert new.status == "in-progress"
    assert [step.reason for step in returns_of(new)] == ["Look at the log again."]
    assert not Judgment.objects.filter(review=new, settled=True).exists()


def test_a_case_moves_over_several_versions_and_a_review_more_than_once(world: World, subject: Subject) -> None:
    begun(world, subject)
    builders.published_framework(REWORDED)
    third = REWORDED.replace("        reworded-from: second-criterion\n", "").replace("third thing", "3rd thing")
    adopted(world, third)
    first = moved(world, subject).review
    fourth = third.replace("A small framework", "A small framework again")
    adopted(world, fourth)
    second = moved(world, subject).review
    assert first is not None
    assert second is not None
    assert answers_of(first)["second-criterion"] == answers_of(second)["second-criterion"] == ("none", "")
    assert answers_of(second)["group-based"] == ("choice", "yes")
    assert [(m.from_version.number, m.to_version.number) for m in VersionMove.objects.all()] == [(1, 3), (3, 4)]


def test_what_was_written_needs_a_reason(world: World, subject: Subject) -> None:
    begun(world, subject)
    adopted(world)
    with pytest.raises(Invalid) as refused:
        moved(world, subject, reason="  ")
    assert list(refused.value.errors) == ["reason"]
    assert (VersionMove.objects.count(), Review.objects.count()) == (0, 1)


def test_a_submitted_a_signed_off_and_a_withdrawn_case_say_what_comes_first(world: World) -> None:
    actor = builders.acting(world.supervisor)
    submitted, signed, withdrawn = (
        builders.add_case(world.supervisor, world.inspection, world.force) for _ in range(3)
    )
    builders.submitted(world.supervisor, submitted, world.inspector)
    builders.signed_off(world.supervisor, signed, world.inspector)
    casework.withdraw(actor, withdrawn, "Out of scope.")
    adopted(world)
    for case, sentence in ((submitted, "Return it"), (signed, "reopen it first"), (withdrawn, "Put it back")):
        with pytest.raises(Conflict, match=sentence):
            moved(world, case)
        case.refresh_from_db()
        assert case.framework_version == world.version


def test_a_case_with_several_reviews_is_refused(world: World, subject: Subject) -> None:
    begun(world, subject)
    reviewing.open_review(builders.acting(world.supervisor), subject, world.other, kind="second")
    adopted(world)
    with pytest.raises(Conflict, match="more than one review"):
        moved(world, subject)
    assert Review.objects.filter(status="closed").count() == 0


def test_a_case_of_the_newest_version_does_not_move(world: World, subject: Subject) -> None:
    with pytest.raises(Conflict, match="by version 1 already"):
        moved(world, subject)


def test_a_reviewer_who_cannot_go_on_is_named_and_nothing_is_moved(world: World, subject: Subject) -> None:
    old = begun(world, subject)
    member = world.inspection.team.get(user=world.inspector)
    later = builders.NOW.replace(day=5)
    inspections.end_membership(builders.acting(world.supervisor), member, builders.NOW.date())
    adopted(world)
    with pytest.raises(Conflict, match="Reassign the case first"):
        versions_actions.move_case(builders.acting(world.supervisor, later), subject, seen_of(world, subject), WHY)
    old.refresh_from_db()
    subject.refresh_from_db()
    assert (old.status, subject.framework_version) == ("in-progress", world.version)


def test_only_a_supervisor_without_a_conflict_moves_a_case(world: World, subject: Subject) -> None:
    begun(world, subject)
    adopted(world)
    for user in (world.inspector, world.other, builders.make_supervisor()):
        with pytest.raises(NotAllowed):
            moved(world, subject, supervisor=user)
    inspections.declare_conflict(
        builders.acting(world.supervisor), world.inspection, subject=subject, reason="I know the family."
    )
    seen = f"{subject.version} 2 none"
    with pytest.raises(NotAllowed):
        versions_actions.move_case(builders.acting(world.supervisor), subject, seen, WHY)


def test_what_changed_since_it_was_shown_is_not_moved(world: World, subject: Subject) -> None:
    """A word of the reviewer, another reviewer, another version: each makes it another page."""
    old = begun(world, subject)
    adopted(world)
    seen = seen_of(world, subject)
    builders.answer(world.inspector, old, {"first-criterion": "good"})
    actor = builders.acting(world.supervisor)
    with pytest.raises(Conflict, match="changed after you opened"):
        versions_actions.move_case(actor, subject, seen, WHY)
    seen = seen_of(world, subject)
    casework.reassign(actor, subject, world.other, "Leave of absence.")
    with pytest.raises(Conflict, match="changed after you opened"):
        versions_actions.move_case(actor, subject, seen, WHY)
    seen = seen_of(world, subject)
    adopted(world, WITHOUT_FIRST)
    with pytest.raises(Conflict, match="changed after you opened"):
        versions_actions.move_case(actor, subject, seen, WHY)
    assert VersionMove.objects.count() == 0


def test_the_old_review_cannot_be_written_in_once_it_was_moved(world: World, subject: Subject) -> None:
    old = begun(world, subject)
    adopted(world)
    moved(world, subject)
    with pytest.raises((Conflict, NotAllowed)):
        reviewing.save_answers(
            builders.acting(world.inspector), old, [AnswerInput("first-criterion", 1, "grade", "good")]
        )


def test_a_draft_that_goes_on_is_closed_to_supervisors_until_it_is_submitted(world: World, subject: Subject) -> None:
    """Else moving a case would be a way to read what its reviewer has written so far."""
    old = begun(world, subject)
    adopted(world)
    new = moved(world, subject).review
    assert new is not None
    actor = builders.acting(world.supervisor)
    old.refresh_from_db()
    assert list(visible_reviews(actor)) == []
    assert review_scope(actor, old).submitted is False
    assert list(visible_reviews(builders.acting(world.inspector))) == [new]
    builders.answer(world.inspector, new, {"second-criterion": "good", "third-criterion": "good"})
    reviewing.submit(builders.acting(world.inspector), new)
    assert list(visible_reviews(actor).order_by("pk")) == [old, new]
    assert review_scope(actor, old).submitted is True


def test_every_step_of_a_move_is_in_the_trail_with_its_identifiers(world: World, subject: Subject) -> None:
    old = begun(world, subject)
    version = adopted(world)
    last = AuditEvent.objects.latest("sequence").sequence
    new = moved(world, subject).review
    assert new is not None
    events = AuditEvent.objects.filter(sequence__gt=last).order_by("sequence")
    assert [event.action for event in events][:4] == [
        "review.close-for-new-version",
        "review.assigned",
        "subject.version-moved",
        "review.carried",
    ]
    assert events.last().action == "review.go-on"  # type: ignore[union-attr]
    told = events.get(action="subject.version-moved")
    assert told.thing_id == str(subject.public_id)
    assert told.ids == {
        "from_version": str(world.version.public_id),
        "to_version": str(version.public_id),
        "old_review": str(old.public_id),
        "new_review": str(new.public_id),
    }
    carried = events.get(action="review.carried")
    assert (carried.thing_id, carried.ids["from_review"]) == (str(new.public_id), str(old.public_id))
    assert carried.fields == ["first-criterion", "group-based", "overall-grade"]


def test_moving_takes_the_same_queries_for_one_and_three_answers(
    world: World, django_assert_max_num_queries: Any
) -> None:
    adopted_later, counts = [], []
    for answered in (builders.ANSWERS, {"first-criterion": "good"}):
        subject = builders.add_case(world.supervisor, world.inspection, world.force)
        builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector), answered)
        subject.refresh_from_db()
        adopted_later.append(subject)
    offered_by(adopted(world))
    for subject in adopted_later:
        seen = seen_of(world, subject)
        with django_assert_max_num_queries(200) as asked:
            versions_actions.move_case(builders.acting(world.supervisor), subject, seen, WHY)
        counts.append(len(asked))
    assert counts[0] == counts[1]
