"""How many queries one answer takes that saves itself: session, user, roles, lock, permission, words, trail and key."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from review.frameworks.published import offered_by
from review.reviewing.models import Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import fields, save_url
from tests.review.reviewing.conftest import words_of
from tests.review.reviewing.pages import ONE, signed_in

MOST = 14
AROUND = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def taken(client: Client, review: Review, code: str = ONE, **parts: Any) -> int:
    """Return how many queries saving an answer takes, not counting where transactions begin and end."""
    post = fields(review, code, **parts)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.post(save_url(review, code), post)
    assert (answer.status_code, answer.json()["state"], answer.json()["changed"]) == (200, "saved", True)
    return len([one for one in asked if not one["sql"].startswith(AROUND)])


def of_size(world: World, number: int) -> Review:
    """Return a review by a framework with so many criteria in its first topic."""
    start = builders.FRAMEWORK.index("      - code: first-criterion")
    question = builders.FRAMEWORK[start : builders.FRAMEWORK.index("  - code: second-topic")]
    more = "".join(question.replace("first-criterion", f"more-{place}") for place in range(number - 1))
    text = builders.FRAMEWORK.replace("framework: small", f"framework: of-{number}")
    text = text.replace("  - code: second-topic", f"{more}  - code: second-topic", 1)
    inspection = builders.make_inspection(
        world.supervisor, builders.published_framework(text), inspectors=[world.inspector]
    )
    subject = builders.add_case(world.supervisor, inspection, world.force)
    return builders.assign(world.supervisor, subject, world.inspector)


@pytest.mark.parametrize("number", [3, 60])
def test_an_answer_takes_the_same_queries_however_many_criteria_there_are(world: World, number: int) -> None:
    review, client = of_size(world, number), signed_in(world.inspector)
    offered_by(review.framework_version)  # as it is once a page with its questions was shown
    counts = {
        "the first words, which start the review": taken(client, review, rationale="Begun."),
        "words that grow": taken(client, review, rationale="Begun. Gone on."),
        "words changed": taken(client, review, rationale="Something else."),
        "a grade": taken(client, review, answer="grade:good", rationale="Something else."),
        "a grade and words": taken(client, review, answer="grade:inadequate", rationale="Both."),
        "not applicable": taken(client, review, answer="not-applicable", reason="It did not arise.", rationale="Both."),
    }
    assert counts == {
        "the first words, which start the review": 13,
        "words that grow": 11,
        "words changed": 11,
        "a grade": 10,
        "a grade and words": 11,
        "not applicable": 11,
    }
    assert max(counts.values()) <= MOST


def test_a_framework_with_rules_takes_a_few_more_where_they_come_to_something_else(world: World, ruled: Review) -> None:
    client = signed_in(world.inspector)
    offered_by(ruled.framework_version)
    counts = {"the first answer, which starts the review": taken(client, ruled, "group-based", answer="choice:yes")}
    builders.answer(world.inspector, ruled, {"group-based": "yes", "suspects": "7", "seen": "good"})
    client.post(save_url(ruled, "seen"), fields(ruled, "seen", answer="grade:good", rationale="Begun."))
    counts |= {
        "words": taken(client, ruled, "seen", answer="grade:good", rationale="Something else."),
        "a choice": taken(client, ruled, "linked", answer="choice:yes"),
        "several choices": taken(client, ruled, "roles", answer=["choices:leader"]),
        "others of them": taken(client, ruled, "roles", answer=["choices:recruiter"]),
        "more of them and words": taken(
            client, ruled, "roles", answer=["choices:recruiter", "choices:leader"], rationale="Both."
        ),
        "a date": taken(client, ruled, "first-known", date_0="1", date_1="2", date_2="2025"),
        "what decides a suggestion": taken(client, ruled, "safe", answer="grade:inadequate"),
        "what decides what is asked": taken(client, ruled, "group-based", answer="choice:no"),
    }
    assert counts == {
        "the first answer, which starts the review": 14,
        "words": 11,
        "a choice": 13,
        "several choices": 14,
        "others of them": 13,
        "more of them and words": 13,
        "a date": 11,
        "what decides a suggestion": 13,
        "what decides what is asked": 14,
    }
    assert max(counts.values()) <= MOST
    assert words_of(ruled, "seen", "rationale")[-1][2] == "Something else."
