"""Proposals confirmed, dismissed and taken back: written once, kept, and by nobody but the reviewer."""

import pytest

from access.actor import Actor
from access.models import AuditDetail, AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.documents.models import Document
from review.language.actions import retire_pattern
from review.language.models import LanguagePattern
from review.reviewing.actions import remove_flag, submit
from review.reviewing.models import LanguageFlag, Review
from review.reviewing.queries import flags_of
from review.reviewing.screening.actions import Confirmed, confirm, dismiss, take_back
from review.reviewing.screening.models import ScreenDecision
from review.reviewing.screening.queries import screen_summary
from tests import builders
from tests.racing import race
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_text
from tests.review.reviewing.screening.screens import keys, standing, wording, words

NEUTRAL = "Neutral here."


def flagged(review: Review) -> list[tuple[str, str, str]]:
    return [(flag.category, flag.quotation, flag.note) for flag in flags_of(review)]


def test_a_confirmed_proposal_is_a_flag_on_its_sentence(actor: Actor, review: Review, notes: Document) -> None:
    (decision,) = confirm(actor, review, keys(review)[:1])
    assert flagged(review) == [("minimising", "She is street-wise.", "")]
    assert (decision.flag, decision.added_by_id, decision.page) == (flags_of(review).get(), actor.user_id, 1)
    assert (review.status, flags_of(review).get().check_result) == ("in-progress", "found")
    assert words(review) == ["poor lifestyle choices", "streetwise"]


def test_a_confirmation_can_name_another_category_a_note_and_the_words(
    actor: Actor, review: Review, notes: Document
) -> None:
    confirm(actor, review, keys(review)[:1], Confirmed("blame", " Quoted by an officer. ", "street-wise"))
    assert flagged(review) == [("blame", "street-wise", "Quoted by an officer.")]


def test_two_wordings_of_one_sentence_make_one_flag_in_a_category(
    actor: Actor, review: Review, notes: Document
) -> None:
    made = confirm(actor, review, keys(review)[1:], Confirmed("lifestyle"))
    assert (len(made), len(flagged(review)), words(review)) == (1, 1, ["street-wise"])
    assert screen_summary(review).words == (
        "3 proposed, 1 confirmed, 0 dismissed, 1 within a passage flagged already, 1 not decided"
    )


def test_proposals_are_dismissed_together_for_one_reason(actor: Actor, review: Review, notes: Document) -> None:
    version = review.version
    dismiss(actor, review, keys(review), f"  {NEUTRAL} ")
    assert standing(review) == [("dismissed", NEUTRAL)] * 3
    assert (flagged(review), words(review)) == ([], [])
    assert review.version > version
    event = AuditEvent.objects.get(action="screen.dismissed")
    detail = AuditDetail.objects.get(event_sequence=event.sequence).body["new"]
    assert (detail["reason"], len(detail["passages"]), event.thing_id) == (NEUTRAL, 3, str(review.public_id))


def test_deciding_the_same_twice_changes_nothing(actor: Actor, review: Review, notes: Document) -> None:
    first, *others = keys(review)
    made = confirm(actor, review, [first, first]) + dismiss(actor, review, others, NEUTRAL)
    version, events = review.version, AuditEvent.objects.count()
    again = confirm(actor, review, [first]) + dismiss(actor, review, others, "Another reason.")
    assert (again, review.version, AuditEvent.objects.count()) == (made, version, events)


def test_deciding_otherwise_is_refused_until_the_decision_is_taken_back(
    actor: Actor, review: Review, notes: Document
) -> None:
    first, second, _ = keys(review)
    (confirmed,) = confirm(actor, review, [first])
    (dismissed,) = dismiss(actor, review, [second], NEUTRAL)
    with pytest.raises(Conflict, match="was confirmed already"):
        dismiss(actor, review, [first, *keys(review)], NEUTRAL)
    with pytest.raises(Conflict, match="was dismissed already"):
        confirm(actor, review, [second, *keys(review)])
    assert len(standing(review)) == 2
    take_back(actor, confirmed)
    take_back(actor, dismissed)
    dismiss(actor, review, [first], NEUTRAL)
    confirm(actor, review, [second])
    assert standing(review) == [("dismissed", NEUTRAL), ("confirmed", "lifestyle")]


def test_a_decision_taken_back_is_kept_and_takes_its_flag_with_it(
    actor: Actor, review: Review, notes: Document
) -> None:
    (decision,) = confirm(actor, review, keys(review)[:1])
    for _ in range(2):
        take_back(actor, decision)
    flag = LanguageFlag.objects.get()
    assert (decision.removed_by_id, decision.removed_at) == (actor.user_id, actor.now)
    assert (flag.removed_by_id, flag.removed_at) == (actor.user_id, actor.now)
    assert (flagged(review), len(words(review)), ScreenDecision.objects.count()) == ([], 3, 1)
    confirm(actor, review, keys(review)[:1])
    assert (len(flagged(review)), LanguageFlag.objects.count()) == (1, 2)


def test_a_flag_that_is_removed_takes_its_decision_with_it(actor: Actor, review: Review, notes: Document) -> None:
    (decision,) = confirm(actor, review, keys(review)[:1])
    remove_flag(actor, flags_of(review).get())
    decision.refresh_from_db()
    assert (decision.removed_by_id, len(words(review))) == (actor.user_id, 3)


def test_a_dismissal_taken_back_is_told_in_the_trail_once(actor: Actor, review: Review, notes: Document) -> None:
    (decision,) = dismiss(actor, review, keys(review)[:1], NEUTRAL)
    for _ in range(2):
        take_back(actor, decision)
    assert AuditEvent.objects.filter(action="screen.taken-back").count() == 1
    assert len(words(review)) == 3


@pytest.mark.parametrize(("reason", "part"), [("", "usual"), (" \r\n", "usual"), ("x" * 1001, "reason")])
def test_a_dismissal_needs_a_reason_of_some_length(
    actor: Actor, review: Review, notes: Document, reason: str, part: str
) -> None:
    with pytest.raises(Invalid) as refused:
        dismiss(actor, review, keys(review), reason)
    assert (list(refused.value.errors), standing(review), review.status) == ([part], [], "assigned")


def test_nothing_chosen_is_refused(actor: Actor, review: Review, notes: Document) -> None:
    for tried in (lambda: confirm(actor, review, []), lambda: dismiss(actor, review, [], NEUTRAL)):
        with pytest.raises(Invalid) as refused:
            tried()
        assert list(refused.value.errors) == ["proposal"]


def test_a_wrong_category_or_note_writes_nothing(actor: Actor, review: Review, notes: Document) -> None:
    for said, part in ((Confirmed("rude"), "category"), (Confirmed("", "x" * 1001), "note")):
        with pytest.raises(Invalid) as refused:
            confirm(actor, review, keys(review), said)
        assert (list(refused.value.errors), flagged(review), standing(review)) == ([part], [], [])


def changed(key: str, place: int, value: str) -> str:
    parts = key.split(".")
    parts[place] = value
    return ".".join(parts)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (0, "nothing"),
        (0, "8b6c0f4e-0000-4000-8000-000000000000"),
        (1, "9"),
        (1, "99999999999999999999"),
        (2, "0"),
        (2, "-1"),
        (3, "9999"),
        (3, "x"),
        (4, "no-such-wording"),
        (4, "lifestyle-choice"),
        (4, "street\x00wise"),
        (4, "x" * 81),
    ],
)
def test_a_forged_place_is_refused(actor: Actor, review: Review, notes: Document, place: int, value: str) -> None:
    forged = changed(keys(review)[0], place, value)
    for tried in (lambda: confirm(actor, review, [forged]), lambda: dismiss(actor, review, [forged], NEUTRAL)):
        with pytest.raises(Conflict, match="is not proposed any more"):
            tried()
    assert (standing(review), flagged(review)) == ([], [])


def test_places_that_share_words_are_decided_on_once(
    administrator: Actor, world: World, actor: Actor, review: Review
) -> None:
    """No page names two such places, but a post can: one wording that begins at one place and ends at two."""
    pattern = wording(administrator, "(bad girl|bad girl indeed)")
    text = "A bad girl indeed."
    document = add_text(world, review.subject, "Case notes", text)
    ends = [text.index("girl") + len("girl"), text.index(".")]
    named = [f"{document.public_id}.1.2.{end}.{pattern.code}" for end in ends]
    assert len(dismiss(actor, review, named, NEUTRAL)) == 1
    assert standing(review) == [("dismissed", NEUTRAL)]


def test_a_place_in_another_case_is_refused(world: World, actor: Actor, review: Review, notes: Document) -> None:
    other = builders.add_case(world.supervisor, world.inspection, world.force)
    elsewhere = add_text(world, other, "Elsewhere", "Entry one. She is street-wise. Her mother was told.")
    with pytest.raises(Conflict):
        confirm(actor, review, [changed(keys(review)[0], 0, str(elsewhere.public_id))])


def test_a_wording_retired_meanwhile_can_still_be_decided(
    administrator: Actor, actor: Actor, review: Review, notes: Document, wordings: list[LanguagePattern]
) -> None:
    seen = keys(review)[:1]
    retire_pattern(administrator, wordings[0], 0)
    assert len(confirm(actor, review, seen)) == 1


def test_only_the_reviewer_decides(world: World, actor: Actor, review: Review, notes: Document) -> None:
    first, second, _ = keys(review)
    (decision,) = dismiss(actor, review, [first], NEUTRAL)
    for user in (world.other, world.supervisor):
        stranger = builders.acting(user)
        for tried in (
            lambda who: confirm(who, review, [second]),
            lambda who: dismiss(who, review, [second], NEUTRAL),
            lambda who: take_back(who, decision),
        ):
            with pytest.raises(NotAllowed):
                tried(stranger)
    assert standing(review) == [("dismissed", NEUTRAL)]


def test_a_submitted_review_is_decided_no_further(world: World, actor: Actor, review: Review, notes: Document) -> None:
    first, second, _ = keys(review)
    (decision,) = dismiss(actor, review, [first], NEUTRAL)
    submit(actor, builders.answer(world.inspector, review))
    for tried in (
        lambda: confirm(actor, review, [second]),
        lambda: dismiss(actor, review, [second], NEUTRAL),
        lambda: take_back(actor, decision),
    ):
        with pytest.raises(Conflict, match="waits for a supervisor"):
            tried()


@pytest.mark.django_db(transaction=True)
def test_of_several_who_decide_at_once_one_decides(
    world: World, administrator: Actor, actor: Actor, review: Review, notes: Document
) -> None:
    first = keys(review)[:1]
    attempts = [lambda: confirm(actor, fresh(review), first)] * 2
    attempts += [lambda: dismiss(actor, fresh(review), first, NEUTRAL)] * 2
    came_to = race(attempts, (Conflict,))
    assert came_to == {"done": 2, "Conflict": 2}
    assert len(standing(review)) == 1


def fresh(review: Review) -> Review:
    return Review.objects.select_related("subject__inspection", "subject__case").get(pk=review.pk)


def test_a_very_long_sentence_is_quoted_by_its_words(
    world: World, administrator: Actor, actor: Actor, review: Review
) -> None:
    wording(administrator, "streetwise")
    add_text(world, review.subject, "Long", f"Long {'x' * 3000} streetwise {'y' * 3000}")
    confirm(actor, review, keys(review))
    assert [flag.check_result for flag in flags_of(review)] == ["found"]
    assert len(flags_of(review).get().quotation) <= 2000
