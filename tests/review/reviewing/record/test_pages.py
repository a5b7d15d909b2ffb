"""The pages of the record of work, as the reviewer and whoever moderates come to see them."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from access.actor import Actor
from casefiles.documents.models import Document
from review.moderation import actions as moderation
from review.reviewing.actions import (
    EvidenceInput,
    FlagInput,
    add_evidence,
    add_flag,
    remove_evidence,
    remove_flag,
    save_answers,
    submit,
)
from review.reviewing.models import Review
from tests import builders
from tests.review.casework.newer import adopted, moved
from tests.review.conftest import World
from tests.review.reviewing.conftest import graded, not_applicable
from tests.review.reviewing.pages import ONE, TWO, address, signed_in, text_of
from tests.review.reviewing.record.conftest import plain, queries_of, write, written


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


def question(review: Review, code: str = ONE, query: str = "") -> str:
    """Return the address of the record of a question."""
    return address("review-record-question", review, code) + query


def test_record_lists_every_question_with_its_times_revisions_and_quotations(
    world: World, client: Client, actor: Actor, review: Review, log: Document
) -> None:
    write(world.inspector, review, "It was done.")
    write(world.inspector, review, "All was done in time.", 40)
    remove_evidence(actor, add_evidence(actor, review, ONE, EvidenceInput(log, 1, "seen on the day")))
    page = plain(text_of(client.get(address("review-record", review))))
    times = "2 March 2026, 09:00 2 March 2026, 09:40"
    assert f"Is the first thing done well? Good {times} 2 revisions: rationale 2 1 added, 1 removed" in page
    assert "Is the second thing done well? None Not edited Not edited None None" in page
    assert "Times are those of Europe/London." in page


def test_record_tells_times_in_the_zone_of_the_installation(world: World, client: Client, review: Review) -> None:
    summer = builders.acting(world.inspector, datetime(2026, 7, 1, 9, 0, tzinfo=UTC))
    save_answers(summer, review, [graded(review, rationale="It was done.")])
    assert "1 July 2026, 10:00" in text_of(client.get(question(review)))


def test_record_keeps_flags_and_quotations_that_were_removed(
    client: Client, actor: Actor, review: Review, log: Document
) -> None:
    remove_flag(actor, add_flag(actor, review, FlagInput("minimising", log, 2, "streetwise", "Makes it small.")))
    remove_evidence(actor, add_evidence(actor, review, ONE, EvidenceInput(log, 1, "seen on the day")))
    for path, words in (
        (address("review-record", review), "streetwise"),
        (question(review, query="?of=quotations"), "seen on the day"),
    ):
        page = plain(text_of(client.get(path)))
        assert words in page
        assert "Added 2 March 2026, 09:00 by Ines Removed 2 March 2026, 09:00 by Ines" in page


def test_record_shows_the_last_two_revisions_compared(world: World, client: Client, review: Review) -> None:
    for minute, text in enumerate(("It was done.", "All was done in time.", "All was done late.")):
        write(world.inspector, review, text, minute)
    page = plain(text_of(client.get(question(review))))
    assert "From revision 2 to revision 3 1 word was added and 2 words were taken away." in page
    assert "removed: [− in time ] (end of removed)" in page
    assert "added: [+ late ] (end of added)" in page


def test_record_compares_any_two_in_the_order_in_which_they_were_written(
    world: World, client: Client, review: Review
) -> None:
    for minute, text in enumerate(("It was done.", "All was done in time.", "Nothing was done.")):
        write(world.inspector, review, text, minute)
    for query in ("?of=rationale&older=1&newer=3", "?of=rationale&older=3&newer=1"):
        assert "From revision 1 to revision 3" in text_of(client.get(question(review, query=query)))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?older=2&newer=2", "Choose two different revisions"),
        ("?older=1&newer=9", "Choose one of the revisions that are listed"),
        ("?older=x&newer=y", "Choose one of the revisions that are listed"),
        ("?newer=2", "Choose one of the revisions that are listed"),
    ],
)
def test_record_says_what_is_wrong_with_a_choice(
    world: World, client: Client, review: Review, query: str, sentence: str
) -> None:
    written(world.inspector, review, 2)
    answer = client.get(question(review, query=query))
    assert (answer.status_code, sentence in text_of(answer)) == (400, True)


@pytest.mark.parametrize("query", ["?page=no", "?page=-1", "?page=999", "?of=nothing", "?of=answer"])
def test_record_opens_whatever_list_is_asked_for(world: World, client: Client, review: Review, query: str) -> None:
    written(world.inspector, review, 2)
    assert client.get(question(review, query=query)).status_code == 200
    assert client.get(address("review-record", review) + query).status_code == 200


def test_record_of_one_revision_shows_its_words(world: World, client: Client, review: Review) -> None:
    write(world.inspector, review, "It was done.")
    page = plain(text_of(client.get(question(review))))
    assert "The words of revision 1 It was done." in page
    assert "Compare</button>" not in text_of(client.get(question(review)))


def test_record_of_a_question_without_words_says_so(client: Client, review: Review) -> None:
    page = plain(text_of(client.get(question(review))))
    assert "Not edited yet." in page
    assert "No quotation was ever added." in page


def test_record_shows_words_that_were_taken_away(world: World, client: Client, review: Review) -> None:
    write(world.inspector, review, "It was done.")
    write(world.inspector, review, "", 1)
    page = plain(text_of(client.get(question(review))))
    assert "3 words were taken away." in page
    assert "0: taken away" in page


def test_record_gathers_many_revisions_by_sitting_and_on_pages(world: World, client: Client, review: Review) -> None:
    written(world.inspector, review, 60)
    page = plain(text_of(client.get(question(review))))
    assert "11 to 60 2 March 2026, 09:10 to 09:59" in page
    assert "The 50 revisions of this sitting" in page
    assert "Showing 1 to 50 of 60" in page
    assert "1 to 10" in plain(text_of(client.get(question(review, query="?of=rationale&page=2"))))


def test_record_escapes_what_was_written(world: World, client: Client, review: Review) -> None:
    write(world.inspector, review, "<script>alert(1)</script>")
    write(world.inspector, review, "<b>alert</b>", 1)
    page = text_of(client.get(question(review)))
    assert "<script>alert" not in page
    assert "&lt;" in page


def test_record_is_its_reviewers_until_submitted_and_then_the_supervisors_too(world: World, review: Review) -> None:
    paths = (address("review-record", review), question(review))
    read = {user.username: [signed_in(user).get(path).status_code for path in paths] for user in people(world)}
    assert read == {"ines": [200, 200], "otto": [404, 404], "sam": [404, 404]}
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    read = {user.username: [signed_in(user).get(path).status_code for path in paths] for user in people(world)}
    assert read == {"ines": [200, 200], "otto": [404, 404], "sam": [200, 200]}
    subject = review.subject
    subject.refresh_from_db()
    moderation.return_review(builders.acting(world.supervisor), subject, "Look again.")
    assert [signed_in(world.supervisor).get(path).status_code for path in paths] == [404, 404]


def people(world: World) -> tuple[Any, ...]:
    """Return the reviewer, another inspector and the supervisor."""
    return (world.inspector, world.other, world.supervisor)


def test_record_shows_what_was_in_force_when_submitted(world: World, client: Client, review: Review) -> None:
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    page = plain(text_of(client.get(question(review))))
    assert "In force when submitted 2 March 2026, 09:00" in page


def test_record_of_a_moved_review_says_what_came_along(world: World, review: Review) -> None:
    written(world.inspector, review, 2, TWO, start=-20)
    written(world.inspector, review, 2, "overall-grade", start=-10)
    adopted(world)
    subject = review.subject
    subject.refresh_from_db()
    new = moved(world, subject).review
    assert new is not None
    page = plain(text_of(signed_in(world.inspector).get(address("review-record", new))))
    assert "This review goes on from one by version 1 of the framework" in page
    assert "Came along from version 1" in page
    page = text_of(signed_in(world.inspector).get(question(new, "overall-grade")))
    assert "Came along from version 1" in page
    assert address("review-moved", new) in page


def test_record_before_a_move_is_open_to_the_supervisor(world: World, review: Review) -> None:
    written(world.inspector, review, 2, "overall-grade")
    adopted(world)
    subject = review.subject
    subject.refresh_from_db()
    new = moved(world, subject).review
    assert new is not None
    builders.answer(world.inspector, new, builders.ANSWERS | {"third-criterion": "good"})
    submit(builders.acting(world.inspector), new)
    client = signed_in(world.supervisor)
    assert address("review-record", review) in text_of(client.get(address("review-record", new)))
    assert "rationale 2" in text_of(client.get(address("review-record", review)))


def test_pages_of_a_review_lead_to_its_record(world: World, client: Client, review: Review) -> None:
    written(world.inspector, review, 3)
    for page in (address("review", review), address("review-topic", review, "first-topic")):
        assert "record/" in text_of(client.get(page))
    link = f'href="{question(review)}" aria-describedby="q-first-criterion">Record'
    for page in (address("review-topic", review, "first-topic"), address("review-check", review)):
        assert f"{link} (3 revisions)</a>" in text_of(client.get(page))
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    page = text_of(signed_in(world.supervisor).get(address("review", review)))
    assert address("review-record", review) in page
    assert f"{link} (4 revisions)</a>" in page


def test_the_number_of_revisions_is_the_same_on_every_page(world: World, client: Client, review: Review) -> None:
    save_answers(builders.acting(world.inspector), review, [not_applicable(review)])
    written(world.inspector, review, 2)
    assert "Record (3 revisions)</a>" in text_of(client.get(address("review-topic", review, "first-topic")))
    assert "3 revisions: rationale 2, reason 1" in plain(text_of(client.get(address("review-record", review))))
    assert "3 revisions of its words." in plain(text_of(client.get(question(review))))


def test_queries_of_the_record_are_the_same_for_more_of_everything(
    world: World, client: Client, actor: Actor, review: Review, log: Document
) -> None:
    client.get(address("review-record", review))
    asked = {}
    for rounds in (1, 3):
        for number in range(rounds):
            write(world.inspector, review, f"Words of turn {rounds} {number}.", rounds * 10 + number)
            add_evidence(actor, review, ONE, EvidenceInput(log, 1, f"quoted {rounds} {number}"))
            add_flag(actor, review, FlagInput("blame", log, 2, f"words {rounds} {number}"))
        paths = (address("review-record", review), question(review), question(review, query="?of=quotations"))
        asked[rounds] = [queries_of(client, path) for path in paths]
    assert asked[1] == asked[3]
    assert max(asked[3]) < 20
