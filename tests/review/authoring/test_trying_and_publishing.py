"""Preview, trial, comments, publishing and discarding: what authors do with a draft as a whole."""

import pytest
from django.test import Client
from pytest_django import Settings

from access.models import User
from review.authoring import actions
from review.authoring.models import AuthorComment
from review.authoring.places import Place, digest, own
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from tests import builders
from tests.review.authoring.authors import FIRST, FIRST_TOPIC, author, file_of, save
from tests.review.authoring.pages import signed_in, url, words

pytestmark = pytest.mark.django_db


def test_preview_shows_the_inspector_s_form_and_stores_nothing(
    ada: User, version: FrameworkVersion, desk: Client
) -> None:
    save(
        builders.acting(ada),
        version,
        Place("question", "second-criterion"),
        asked_when=({"question": "first-criterion", "is": ("inadequate",)},),
    )
    address = url("draft-preview", version, "second-topic")
    assert "Not asked." in words(desk.get(address))
    typed = {"first-criterion-version": "0", "first-criterion-answer": "grade:inadequate"}
    shown = desk.post(address, typed)
    assert "Not asked." not in words(shown)
    assert 'name="second-criterion-answer"' in shown.content.decode()
    assert 'name="first-criterion-answer" value="grade:inadequate"' in shown.content.decode()
    assert "This is a preview" in words(shown)


def test_preview_shows_what_the_rule_suggests(version: FrameworkVersion, desk: Client) -> None:
    answers = {"first-criterion": "grade:good", "second-criterion": "grade:good", "group-based": "choice:yes"}
    typed = {f"{code}-answer": value for code, value in answers.items()} | {"overall-grade-answer": "grade:inadequate"}
    typed |= {f"{code}-version": "0" for code in (*answers, "overall-grade")}
    text = words(desk.post(url("draft-preview", version, "overall"), typed))
    assert "Suggested grade: Good" in text
    assert "Why does your grade differ from the suggested one: Good?" in text


def test_rules_are_tried_and_kept_as_an_example(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-try", version)
    typed = {"a-first-criterion": "good", "a-second-criterion": "inadequate", "a-group-based": "yes"}
    shown = words(desk.post(address, typed))
    assert "Suggested: Inadequate." in shown
    refused = desk.post(address, typed | {"then": "keep", "title": "One is inadequate"})
    assert "Tick the box to confirm" in words(refused)
    kept = typed | {"then": "keep", "title": "One is inadequate", "confirmed": "on"}
    assert desk.post(address, kept).status_code == 302
    assert desk.post(address, kept).status_code == 302
    assert [one.expect.review for one in file_of(version).examples] == ["good", "inadequate"]
    assert "As expected" in words(desk.get(f"{address}?example=2"))


def test_incomplete_answers_tell_what_is_missing(version: FrameworkVersion, desk: Client) -> None:
    text = words(desk.post(url("draft-try", version), {"a-first-criterion": "good"}))
    assert "Not complete" in text
    assert "Not answered: Is the second thing done well?" in text


def test_examples_that_fail_are_shown(ada: User, version: FrameworkVersion, desk: Client) -> None:
    example = {"title": "Wrong", "fill": {"case-grade": "good"}, "answers": {"group-based": "yes"}}
    wrong = example | {"expect": {"review": "inadequate"}}
    actions.add_part(builders.acting(ada), version, "example", wrong)
    assert "Gives something else" in words(desk.get(url("draft-try", version)))
    assert "1 thing to mend before publishing" in words(desk.get(url("draft", version)))


def test_comments_are_added_settled_and_taken_up_again(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-comments", version)
    assert "Write the comment" in words(desk.post(address, {"place": str(FIRST), "text": " "}))
    desk.post(address, {"place": str(FIRST), "text": "Too vague?"})
    desk.post(address, {"place": str(FIRST), "text": "Too vague?"})
    comment = AuthorComment.objects.get()
    assert "1 comment" in words(desk.get(url("draft", version)))
    assert "Too vague?" in words(desk.get(url("draft-part", version, "question", "first-criterion")))
    desk.post(address, {"comment": comment.public_id, "then": "settle"})
    comment.refresh_from_db()
    assert comment.settled_at is not None
    desk.post(address, {"comment": comment.public_id, "then": "reopen"})
    comment.refresh_from_db()
    assert (comment.settled_at, AuthorComment.objects.count()) == (None, 1)
    assert desk.post(address, {"comment": "nonsense", "then": "settle"}).status_code == 404


def test_publishing_asks_for_a_note_and_keeps_it(version: FrameworkVersion, desk: Client, ada: User) -> None:
    save(builders.acting(ada), version, FIRST, guidance="Something new.")
    address = url("framework-publish", version)
    page = desk.get(address)
    sent = {"sha256": page.context["form"]["sha256"].value(), "read": "on"}
    assert "Enter a note" in words(desk.post(address, sent))
    assert desk.post(address, sent | {"note": "With guidance."}).status_code == 302
    assert StatusChange.objects.latest("pk").reason == "With guidance."
    assert "With guidance." in words(desk.get(url("framework-version", version)))


def test_publishing_is_refused_where_the_draft_is_another_than_was_read(
    version: FrameworkVersion, desk: Client, ada: User
) -> None:
    sent = {"sha256": version.sha256, "read": "on", "note": "A note."}
    save(builders.acting(ada), version, FIRST, guidance="Something new.")
    answer = desk.post(url("framework-publish", version), sent)
    assert "Somebody changed this draft after you opened the page" in words(answer)
    assert "A note." in answer.content.decode()


def test_publishing_is_refused_while_something_is_to_be_mended(
    version: FrameworkVersion, desk: Client, ada: User
) -> None:
    whole = own(file_of(version), FIRST, whole=True)
    actions.remove_part(builders.acting(ada), version, FIRST, digest(whole))
    version.refresh_from_db()
    sent = {"sha256": version.sha256, "read": "on", "note": "A note."}
    answer = desk.post(url("framework-publish", version), sent)
    assert "cannot be published yet" in words(answer)
    version.refresh_from_db()
    assert version.status == "draft"


def test_publishing_what_is_published_already_is_refused(version: FrameworkVersion, desk: Client) -> None:
    sent = {"sha256": version.sha256, "read": "on", "note": "A note."}
    assert "says just what version 1 says" in words(desk.post(url("framework-publish", version), sent))


def test_second_person_publishes_where_the_policy_says_so(
    version: FrameworkVersion, desk: Client, ada: User, settings: Settings
) -> None:
    settings.PUBLISHING = "second-person"
    save(builders.acting(ada), version, FIRST, guidance="Something new.")
    version.refresh_from_db()
    sent = {"sha256": version.sha256, "read": "on", "note": "A note."}
    address = url("framework-publish", version)
    assert "another administrator must read and publish it" in words(desk.get(address))
    assert "another administrator must read and publish it" in words(desk.post(address, sent))
    assert signed_in(author("ben")).post(address, sent).status_code == 302
    version.refresh_from_db()
    assert version.status == "published"


def test_draft_is_discarded_with_a_reason(version: FrameworkVersion, desk: Client) -> None:
    address = url("framework-discard", version)
    assert "Enter a reason" in words(desk.post(address, {}))
    assert desk.post(address, {"reason": "Nobody needs it."}).status_code == 302
    text = words(desk.get(url("framework-version", version)))
    assert "Nobody needs it." in text
    assert "A draft that was discarded." in text
    assert desk.get(url("draft", version)).status_code == 409
    assert desk.get(url("draft-comments", version)).status_code == 200


def test_changes_are_listed_with_who_and_when(version: FrameworkVersion, desk: Client, ada: User) -> None:
    save(builders.acting(ada), version, FIRST_TOPIC, title="Another title")
    text = words(desk.get(url("draft-changes", version)))
    assert "Changed topic “First topic”: title" in text
    assert "2 March 2026, 09:00 by Ada" in text
