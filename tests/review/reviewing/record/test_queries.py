"""What the record of work is read from: revisions with their times, sittings, quotations ever added."""

from datetime import timedelta

from access.actor import Actor
from casefiles.documents.models import Document
from review.reviewing.actions import EvidenceInput, add_evidence, remove_evidence, submit
from review.reviewing.models import Review
from review.reviewing.record import queries
from review.reviewing.record.comparing import compared
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import judgment_of
from tests.review.reviewing.record.conftest import write, written

ONE = "first-criterion"
PART = "rationale"


def test_revisions_are_listed_the_newest_first_with_who_when_and_length(world: World, review: Review) -> None:
    write(world.inspector, review, "It was done.")
    write(world.inspector, review, "All was done in time.", 40)
    found = queries.revisions_of(review, judgment_of(review, ONE), PART, ())
    assert [(one.number, one.row.by.username, one.characters) for one in found] == [(2, "ines", 21), (1, "ines", 12)]
    assert [one.at for one in found] == [builders.NOW + timedelta(minutes=40), builders.NOW]


def test_revision_in_force_when_submitted_says_so(world: World, review: Review) -> None:
    write(world.inspector, review, "It was done.")
    moments = [builders.NOW + timedelta(minutes=5), builders.NOW + timedelta(minutes=6)]
    write(world.inspector, review, "All was done in time.", 40)
    found = queries.revisions_of(review, judgment_of(review, ONE), PART, moments)
    assert [one.submitted for one in found] == [(), tuple(moments)]


def test_submissions_are_read_from_the_steps(world: World, review: Review) -> None:
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    assert queries.submissions_of(queries.steps_in(review)) == [builders.NOW]


def test_revisions_stand_each_alone_or_are_gathered_sitting_by_sitting(world: World, review: Review) -> None:
    written(world.inspector, review, 3)
    judgment = judgment_of(review, ONE)
    few = queries.in_sittings(queries.revisions_of(review, judgment, PART, ()), gather=False)
    assert [(one.oldest.number, one.newest.number) for one in few] == [(3, 3), (2, 2), (1, 1)]
    written(world.inspector, review, 8, start=300)
    many = queries.in_sittings(queries.revisions_of(review, judgment, PART, ()), gather=True)
    assert [(one.oldest.number, one.newest.number, one.before) for one in many] == [(4, 11, 3), (1, 3, 0)]


def test_any_two_revisions_are_compared_word_by_word(world: World, review: Review) -> None:
    for minute, text in enumerate(("It was done.", "All was done in time.", "Nothing was done.")):
        write(world.inspector, review, text, minute)
    found = compared(judgment_of(review, ONE), PART, 1, 3)
    assert [(piece.kind.value, piece.text) for piece in found.pieces] == [
        ("removed", "It"),
        ("added", "Nothing"),
        ("same", " was done."),
    ]
    assert found.sentence == "1 word was added and 1 word was taken away."


def test_comparison_says_where_only_punctuation_differs_or_nothing_does(world: World, review: Review) -> None:
    write(world.inspector, review, "It was done, then")
    write(world.inspector, review, "It was done. then", 1)
    judgment = judgment_of(review, ONE)
    assert compared(judgment, PART, 1, 2).sentence == "Only spaces or punctuation differ."
    assert compared(judgment, PART, 1, 1).sentence == "The two say the same, word for word."


def test_quotations_are_counted_with_those_that_were_removed(actor: Actor, review: Review, log: Document) -> None:
    add_evidence(actor, review, ONE, EvidenceInput(log, 1, "seen on the day"))
    taken = add_evidence(actor, review, ONE, EvidenceInput(log, 2, "streetwise"))
    remove_evidence(actor, taken)
    judgment = judgment_of(review, ONE)
    assert queries.cited_of(review) == {judgment.pk: queries.Cited(2, 1)}
    assert [bool(one.removed_at) for one in queries.evidence_ever(judgment)] == [False, True]


def test_parts_have_the_number_of_their_revisions(world: World, review: Review) -> None:
    written(world.inspector, review, 2)
    assert queries.parts_of(judgment_of(review, ONE)) == {"rationale": 2}
    assert queries.parts_of(judgment_of(review, "group-based")) == {}
