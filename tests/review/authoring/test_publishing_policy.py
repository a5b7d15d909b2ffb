"""Who may publish a draft: anyone who edits, or a second person where the installation says so."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from pytest_django import Settings

from access.refusals import NotAllowed
from review.authoring.draft_actions import discard, start_draft
from review.authoring.publishing import why_not
from review.authoring.publishing_actions import publish
from review.frameworks.models import FrameworkVersion
from tests import builders
from tests.review.authoring.authors import FIRST, author, draft, save
from tests.review.frameworks.drafts import SYSTEM, imported

ADA, BEN = 1, 2


@pytest.mark.parametrize(
    ("publisher", "authors", "allowed"),
    [
        (ADA, {ADA: "Ada"}, False),
        (BEN, {ADA: "Ada"}, True),
        (ADA, {ADA: "Ada", BEN: "Ben"}, True),
        (ADA, {}, True),
        (None, {}, True),
        (None, {ADA: "Ada"}, False),
        (None, {ADA: "Ada", BEN: "Ben"}, False),
    ],
)
def test_nobody_publishes_what_they_alone_have_changed(
    publisher: int | None, authors: dict[int, str], allowed: bool
) -> None:
    assert (why_not(publisher, authors) == "") is allowed


@pytest.mark.django_db
def test_anyone_publishes_unless_the_policy_asks_for_two(settings: Settings) -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    save(ada, version, FIRST, guidance="Something new.")
    assert settings.PUBLISHING == "anyone"
    assert publish(SYSTEM, version).status == "published"


@pytest.mark.django_db
def test_command_publishes_what_no_person_has_changed(settings: Settings) -> None:
    settings.PUBLISHING = "second-person"
    published = publish(SYSTEM, imported())
    assert published.status == "published"
    version = start_draft(builders.acting(author()), published)
    with pytest.raises(NotAllowed, match="a person must publish it, other than Ada"):
        publish(SYSTEM, version)


@pytest.mark.django_db
def test_command_keeps_to_the_policy_and_keeps_the_note(settings: Settings) -> None:
    settings.PUBLISHING = "second-person"
    ada = author()
    version = draft(ada)
    save(builders.acting(ada), version, FIRST, guidance="Something new.")
    with pytest.raises(CommandError, match="another administrator must read and publish it"):
        call_command("framework", "publish", "small", "2", "--as", "ada", stdout=StringIO())
    author("ben")
    call_command("framework", "publish", "small", "2", "--note", "Guidance.", "--as", "ben", stdout=StringIO())
    assert FrameworkVersion.objects.get(pk=version.pk).status == "published"


@pytest.mark.django_db
def test_whoever_only_started_a_draft_is_no_second_author(settings: Settings) -> None:
    settings.PUBLISHING = "second-person"
    ada, ben = author(), author("ben")
    version = draft(ben)
    save(builders.acting(ada), version, FIRST, guidance="Something new.")
    with pytest.raises(NotAllowed, match="Only you changed this draft"):
        publish(builders.acting(ada), version)
    assert publish(builders.acting(ben), version).status == "published"


@pytest.mark.django_db
def test_draft_started_from_a_draft_keeps_its_authors(settings: Settings) -> None:
    settings.PUBLISHING = "second-person"
    ada, ben = author(), author("ben")
    first = draft(ada)
    save(builders.acting(ada), first, FIRST, guidance="Something new.")
    first.refresh_from_db()
    discard(builders.acting(ada), first, "To be begun again.")
    again = start_draft(builders.acting(ben), first)
    with pytest.raises(NotAllowed, match="Only you changed this draft"):
        publish(builders.acting(ada), again)
    with pytest.raises(NotAllowed, match="a person must publish it, other than Ada"):
        publish(SYSTEM, again)
    assert publish(builders.acting(ben), again).status == "published"


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["title", "canonical", "status"])
def test_discarded_draft_cannot_change_in_the_database(column: str) -> None:
    version = draft(author())
    discard(builders.acting(author("ben")), version, "Nobody needs it.")
    with pytest.raises(DatabaseError), transaction.atomic():
        FrameworkVersion.objects.filter(pk=version.pk).update(**{column: "draft"})
