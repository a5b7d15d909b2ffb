"""What somebody may not see is answered as what does not exist, to the letter; and blind work learns of no other."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from access.models import User
from casefiles.documents.models import Document
from review.casework import actions as casework
from review.inspections.team_actions import declare_conflict
from review.reviewing.actions import FlagInput, add_flag, open_review, submit
from review.reviewing.late.actions import hand_over
from review.reviewing.late.models import LateWords
from review.reviewing.models import Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.late.sending import WORDS, begun, send
from tests.review.reviewing.pages import ONE, TOPICS, address, signed_in, text_of, topic

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
READ = ("review", "review-record", "flag-add", "review-check", "review-moved", "review-next")
WRITTEN = ("flag-add", "screen-decide", "review-submit")
SAVED = ("answer-save", "evidence-add")
Happens = Callable[[World, Review], User]


def another_inspector(world: World, review: Review) -> User:
    return world.other


def a_supervisor_while_it_is_in_hand(world: World, review: Review) -> User:
    begun(world, review)
    return world.supervisor


def an_administrator(world: World, review: Review) -> User:
    return builders.make_administrator()


def a_supervisor_of_another_inspection(world: World, review: Review) -> User:
    supervisor = builders.make_supervisor()
    builders.make_inspection(supervisor, world.version)
    return supervisor


def its_reviewer_with_a_conflict(world: World, review: Review) -> User:
    begun(world, review)
    declare_conflict(builders.acting(world.inspector), world.inspection, subject=review.subject, reason="A tie.")
    return world.inspector


def a_blind_second_reviewer(world: World, review: Review) -> User:
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    open_review(builders.acting(world.supervisor), review.subject, world.other, Review.Kind.SECOND)
    return world.other


def who_has_the_case_after_them(world: World, review: Review) -> User:
    begun(world, review)
    casework.reassign(builders.acting(world.supervisor), review.subject, world.other, "She is ill.")
    return world.other


STRANGERS: list[Happens] = [
    another_inspector,
    a_supervisor_while_it_is_in_hand,
    an_administrator,
    a_supervisor_of_another_inspection,
    its_reviewer_with_a_conflict,
    a_blind_second_reviewer,
    who_has_the_case_after_them,
]


def answers(browser: Client, review: object, log: object) -> list[tuple[str, int, str]]:
    """Return what every address of a review answers: its name, status and body without what is random in it."""
    sent = {"key": str(uuid4()), f"{ONE}-version": 0, f"{ONE}-rationale": "Words.", "document": log, "page": 1}
    sent |= {"quotation": "seen on the day", "do": "confirm", "wording": "x", "version": 0, "statement": "on"}
    found: list[tuple[str, Any]] = [(name, browser.get(reverse(name, args=[review]))) for name in READ]
    found += [(name, browser.post(reverse(name, args=[review]), sent)) for name in WRITTEN]
    found += [(name, browser.post(reverse(name, args=[review, ONE]), sent)) for name in SAVED]
    found += [("topic", browser.get(reverse("review-topic", args=[review, TOPICS[0]])))]
    found += [("topic", browser.post(reverse("review-topic", args=[review, TOPICS[0]]), sent))]
    found += [("record", browser.get(reverse("review-record-question", args=[review, ONE])))]
    found += [("late", browser.post(reverse("late-hand-over", args=[review, uuid4()])))]
    return [(name, answer.status_code, TOKEN.sub("", answer.content.decode())) for name, answer in found]


@pytest.mark.parametrize("happens", STRANGERS)
def test_a_review_that_is_not_theirs_answers_as_one_that_is_not_there(
    world: World, review: Review, log: Document, happens: Happens
) -> None:
    browser, nowhere = signed_in(happens(world, review)), uuid4()
    theirs = answers(browser, review.public_id, log.public_id)
    assert {status for _, status, _ in theirs} == {404}
    absent = answers(browser, nowhere, log.public_id)
    assert theirs == [
        (name, status, body.replace(str(nowhere), str(review.public_id))) for name, status, body in absent
    ]


@pytest.mark.parametrize("happens", STRANGERS[:1] + STRANGERS[2:5])
def test_a_document_that_is_not_theirs_answers_as_one_that_is_not_there(
    world: World, review: Review, log: Document, happens: Happens
) -> None:
    browser, nowhere = signed_in(happens(world, review)), uuid4()
    for name in ("document", "document-parts", "document-file"):
        there = browser.get(reverse(name, args=[log.public_id]))
        absent = browser.get(reverse(name, args=[nowhere]))
        assert (there.status_code, TOKEN.sub("", text_of(there)).replace(str(log.public_id), str(nowhere))) == (
            404,
            TOKEN.sub("", text_of(absent)),
        )


def test_a_blind_second_reviewer_learns_nothing_of_the_first_review(
    world: World, review: Review, log: Document
) -> None:
    """Not its words, flags, quotations or grade, nor what was handed over to it or came too late."""
    begun(world, review)
    first = casework.reassign(builders.acting(world.supervisor), review.subject, world.other, "She is ill.")
    send(world, review)
    hand_over(builders.acting(world.supervisor), LateWords.objects.get())
    builders.answer(world.other, first)
    add_flag(builders.acting(world.other), first, FlagInput("blame", log, 2, "said to be streetwise", "A note of it."))
    submit(builders.acting(world.other), first)
    third = builders.make_inspector()
    builders.inspection_actions.add_member(
        builders.acting(world.supervisor), world.inspection, third, "inspector", builders.NOW.date()
    )
    second = open_review(builders.acting(world.supervisor), first.subject, third, Review.Kind.SECOND)
    browser = signed_in(third)
    urls = [address(name, second) for name in (*READ, "review-submit")]
    urls += [topic(second, code) for code in TOPICS] + [address("review-record-question", second, ONE)]
    urls += [reverse("case", args=[second.subject.public_id]), reverse("home"), reverse("language-list")]
    urls += [reverse("document", args=[log.public_id]), reverse("case-list", args=[world.inspection.slug_id])]
    pages = {url: text_of(browser.get(url, follow=True)) for url in urls}
    told = (WORDS, "Reasons for first-criterion.", "A note of it.", world.other.name, world.inspector.name)
    assert [(url, words) for url, page in pages.items() for words in told if words in page] == []
