"""The pages on newer versions: what they show and to whom, what they refuse, and how many queries they ask."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.models import User
from review.inspections import actions as inspections
from review.inspections.models import Subject
from review.inspections.queries import case_version
from review.reviewing import actions as reviewing
from review.reviewing.models import Review, VersionMove
from tests import builders
from tests.review.casework.newer import OTHER_SCALE, REWORDED, WHY, adopted, moved
from tests.review.conftest import World

RATIONALE = "Reasons for second-criterion."


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


def browser_of(user: User) -> Client:
    """Return a browser in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def text_of(client: Client, address: str) -> str:
    """Return a page that is there as text."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()
    return str(page.content.decode())


def begun(world: World, answers: dict[str, str] | None = None) -> tuple[Subject, Review]:
    """Return a case with a review in which everything is answered."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    review = builders.assign(world.supervisor, subject, world.inspector)
    builders.answer(world.inspector, review, answers or builders.ANSWERS)
    subject.refresh_from_db()
    return subject, review


def move_address(subject: Subject) -> str:
    """Return the address of the page that moves a case."""
    return reverse("case-version", args=[subject.public_id])


VERSIONS, ADOPT = (
    reverse("inspection-versions", args=["test-world"]),
    reverse("inspection-adopt", args=["test-world", 2]),
)


def test_the_page_of_versions_leads_to_what_taking_up_the_newer_one_means(world: World) -> None:
    client = browser_of(world.supervisor)
    assert "No newer version of this framework is published." in text_of(client, VERSIONS)
    builders.published_framework(REWORDED)
    page = text_of(client, VERSIONS)
    assert ADOPT in page
    assert "/frameworks/small/diff/1/2/" in page
    assert VERSIONS in text_of(client, reverse("inspection", args=["test-world"]))


def test_the_page_says_why_a_newer_version_cannot_be_taken_up(world: World) -> None:
    builders.published_framework(OTHER_SCALE)
    client = browser_of(world.supervisor)
    page = text_of(client, VERSIONS)
    assert "on another scale (Case grade)" in page
    assert ADOPT not in page
    refused = client.get(ADOPT)
    assert (refused.status_code, "on another scale" in refused.content.decode()) == (409, True)


def test_taking_up_a_version_is_told_before_it_is_done(world: World) -> None:
    builders.add_case(world.supervisor, world.inspection, world.force)
    begun(world)
    builders.published_framework(REWORDED)
    client = browser_of(world.supervisor)
    page = text_of(client, ADOPT)
    assert "1 to assign, 1 under review" in page
    assert "Is the third thing done well?" in page
    assert "Is the second thing done well, and in time?" in page
    assert "/frameworks/small/diff/1/2/" in page
    assert case_version(world.inspection) == world.version
    answer = client.post(ADOPT, {"version": world.inspection.version})
    assert (answer.status_code, answer.headers["Location"]) == (302, VERSIONS)
    assert case_version(world.inspection).number == 2
    assert "for new cases; earlier cases may be judged by version 1" in text_of(
        client, reverse("inspection", args=["test-world"])
    )


def test_a_page_of_another_moment_takes_nothing_up(world: World) -> None:
    builders.published_framework(REWORDED)
    answer = browser_of(world.supervisor).post(ADOPT, {"version": world.inspection.version - 1})
    assert (answer.status_code, case_version(world.inspection)) == (409, world.version)


def test_an_inspector_sees_no_page_of_versions(world: World) -> None:
    builders.published_framework(REWORDED)
    client = browser_of(world.inspector)
    assert [client.get(address).status_code for address in (VERSIONS, ADOPT)] == [403, 403]
    subject, _ = begun(world)
    adopted(world, REWORDED.replace("A small", "Another small"))
    assert client.get(move_address(subject)).status_code == 403


def test_moving_an_untouched_case_asks_for_one_confirmation(world: World) -> None:
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    builders.assign(world.supervisor, subject, world.inspector)
    version = adopted(world)
    client = browser_of(world.supervisor)
    page = client.get(move_address(subject))
    assert "nothing is written in the review yet" in page.content.decode()
    assert "reason" not in page.context["form"].fields
    answer = client.post(move_address(subject), {"seen": page.context["form"].initial["seen"]})
    assert answer.status_code == 302
    subject.refresh_from_db()
    assert subject.framework_version == version


def test_moving_a_begun_case_shows_questions_and_numbers_but_no_answer_and_no_word(world: World) -> None:
    subject, _ = begun(world, {"second-criterion": "inadequate", "group-based": "no"})
    adopted(world)
    page = browser_of(world.supervisor).get(move_address(subject))
    told = page.content.decode()
    for words in ("Is the first thing done well?", "Is the third thing done well?", "It was reworded."):
        assert words in told
    for words in ("Reasons for", "Inadequate", ">No<"):
        assert words not in told
    assert [(row["label"], row["questions"], row["answers"]) for row in page.context["fates"]] == [
        ("Carried", 3, 1),
        ("Asked anew", 1, 1),
        ("New", 1, 0),
    ]


def test_moving_a_begun_case_needs_a_reason_and_keeps_what_was_typed(world: World) -> None:
    subject, _ = begun(world)
    adopted(world)
    client = browser_of(world.supervisor)
    seen = client.get(move_address(subject)).context["form"].initial["seen"]
    refused = client.post(move_address(subject), {"seen": seen})
    assert (refused.status_code, "Enter a reason" in refused.content.decode()) == (400, True)
    assert VersionMove.objects.count() == 0
    client.post(move_address(subject), {"seen": seen, "reason": WHY})
    assert VersionMove.objects.get().reason == WHY
    page = text_of(client, reverse("case", args=[subject.public_id]))
    assert "Moved from version 1 to version 2" in page
    assert WHY in page


def test_a_word_of_the_reviewer_meanwhile_is_a_conflict(world: World) -> None:
    subject, review = begun(world)
    adopted(world)
    client = browser_of(world.supervisor)
    seen = client.get(move_address(subject)).context["form"].initial["seen"]
    builders.answer(world.inspector, review, {"first-criterion": "inadequate"})
    answer = client.post(move_address(subject), {"seen": seen, "reason": WHY})
    assert answer.status_code == 409
    assert "changed after you opened this page" in answer.content.decode()
    assert WHY in answer.content.decode()
    assert VersionMove.objects.count() == 0


def test_a_submitted_case_says_what_comes_first(world: World) -> None:
    subject, review = begun(world)
    reviewing.submit(builders.acting(world.inspector), review)
    adopted(world)
    client = browser_of(world.supervisor)
    page = text_of(client, reverse("case", args=[subject.public_id]))
    assert "Return it to its reviewer first" in page
    assert move_address(subject) not in page
    assert client.get(move_address(subject)).status_code == 409


def test_the_reviewer_reads_at_the_top_what_happened_and_what_was_written_before(world: World) -> None:
    subject, _ = begun(world)
    adopted(world)
    new = moved(world, subject).review
    assert new is not None
    client = browser_of(world.inspector)
    before = reverse("review-moved", args=[new.public_id])
    for name, more in (("review", []), ("review-topic", ["first-topic"]), ("review-check", [])):
        page = text_of(client, reverse(name, args=[new.public_id, *more]))
        assert "Moved from version 1 to version 2 of the framework by Sam, 2 March 2026" in page
        assert (WHY in page, before in page) == (True, True)
    told = text_of(client, before)
    assert "The earlier question was: Is the second thing done well?" in told
    assert RATIONALE in told
    assert "3 answers went on" in told
    assert reverse("review-topic", args=[new.public_id, "second-topic"]) + "#c-second-criterion" in told
    assert "Reasons for first-criterion." not in told


def test_a_supervisor_reads_what_was_written_before_only_once_the_review_is_submitted(world: World) -> None:
    subject, old = begun(world)
    adopted(world)
    new = moved(world, subject).review
    assert new is not None
    client = browser_of(world.supervisor)
    addresses = [
        reverse(name, args=[key]) for name, key in (("review-moved", new.public_id), ("review", old.public_id))
    ]
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    page = text_of(client, reverse("case", args=[subject.public_id]))
    assert "yours to read once the review that goes on from it is submitted" in page
    assert addresses[1] not in page
    builders.answer(world.inspector, new, {"second-criterion": "good", "third-criterion": "good"})
    reviewing.submit(builders.acting(world.inspector), new)
    assert RATIONALE in text_of(client, addresses[0])
    assert RATIONALE in text_of(client, addresses[1])
    assert addresses[1] in text_of(client, reverse("case", args=[subject.public_id]))


def test_a_review_that_was_not_moved_has_no_page_of_before(world: World) -> None:
    _, review = begun(world)
    client = browser_of(world.inspector)
    assert client.get(reverse("review-moved", args=[review.public_id])).headers["Location"] == reverse(
        "review", args=[review.public_id]
    )
    assert client.get(reverse("review-moved", args=[uuid4()])).status_code == 404


def test_versions_of_cases_are_shown_where_there_is_more_than_one(world: World) -> None:
    subject, _ = begun(world)
    client, cases = browser_of(world.supervisor), reverse("case-list", args=["test-world"])
    assert "Judged by version" not in text_of(client, reverse("case", args=[subject.public_id]))
    assert ">Version<" not in text_of(client, cases)
    adopted(world)
    added = builders.add_case(world.supervisor, world.inspection, world.force)
    page = text_of(client, reverse("case", args=[subject.public_id]))
    assert "Judged by version 1 of A small framework." in page
    assert "Move this case to version 2" in page
    assert "Move this case" not in text_of(client, reverse("case", args=[added.public_id]))
    assert ">Version<" in text_of(client, cases)
    for version, expected in (("1", [subject]), ("2", [added]), ("x", [subject, added]), ("9" * 30, [subject, added])):
        found = client.get(cases, {"version": version}).context["page_obj"].object_list
        assert list(found) == expected, version
    mine = text_of(browser_of(world.inspector), reverse("case", args=[subject.public_id]))
    assert ("Judged by version 1" in mine, "Move this case" in mine) == (True, False)


def test_a_closed_inspection_offers_nothing(world: World) -> None:
    builders.published_framework(REWORDED)
    inspections.close(builders.acting(world.supervisor), world.inspection)
    client = browser_of(world.supervisor)
    page = text_of(client, VERSIONS)
    assert ("Reopen its fieldwork" in page, ADOPT in page) == (True, False)
    assert client.get(ADOPT).status_code == 403


def queries(client: Client, address: str) -> int:
    """Return how many queries a page asks once it was opened before."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_the_same_number_of_queries(world: World, number: int) -> None:
    """For one and three cases, and for one and three answers."""
    answers = dict(list(builders.ANSWERS.items())[:number])
    subjects = [begun(world, answers)[0] for _ in range(number)]
    version = builders.published_framework(REWORDED)
    client = browser_of(world.supervisor)
    counts = {"versions": queries(client, VERSIONS), "adopt": queries(client, ADOPT)}
    inspections.adopt_version(builders.acting(world.supervisor), world.inspection, version)
    counts["move"] = queries(client, move_address(subjects[0]))
    new = moved(world, subjects[0]).review
    assert new is not None
    mine = browser_of(world.inspector)
    counts["before"] = queries(mine, reverse("review-moved", args=[new.public_id]))
    counts["review"] = queries(mine, reverse("review", args=[new.public_id]))
    assert counts == {"versions": 10, "adopt": 24, "move": 27, "before": 25, "review": 19}
