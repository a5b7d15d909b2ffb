"""What was typed behind a question stays, where the answer that closes it saves itself or a late one comes after."""

import pytest
from django.test import Client

from review.reviewing.models import Evidence, JudgmentText, Review
from review.reviewing.whole import whole_review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.autosave.posting import fields, save, save_url, sent
from tests.review.reviewing.conftest import judgment_of, words_of
from tests.review.reviewing.pages import signed_in, text_of, topic
from tests.ruled import GROUP

BEHIND = ("suspects", "linked", "how-linked", "roles", "first-known", "pursued")


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


def stored(review: Review) -> list[tuple[str, str, int, str]]:
    """Return everything that is entered behind the deciding question, word for word."""
    judgments = [judgment_of(review, code) for code in BEHIND]
    texts = JudgmentText.objects.filter(judgment__in=judgments).order_by("pk")
    words = [f"{row.part}.{row.revision}.{row.current}: {row.text}" for row in texts]
    evidence = [str(pk) for pk in Evidence.objects.filter(judgment__in=judgments).values_list("pk", flat=True)]
    values = [(one.kind, f"{one.grade_id} {one.choice_id} {one.number} {one.date}") for one in judgments]
    chosen = [",".join(sorted(row.choice.code for row in one.chosen.all())) for one in judgments]
    return [(kind, value, len(evidence), " ".join([*words, *chosen])) for kind, value in values]


def test_answer_that_closes_questions_by_itself_deletes_nothing_behind_them(
    world: World, client: Client, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, GROUP)
    before = stored(ruled)
    status, told = save(client, ruled, "group-based", answer="choice:no", rationale="Reasons for group-based.")
    assert (status, told["state"], told["refresh"]) == (200, "saved", True)
    assert ([judgment_of(ruled, code).asked for code in BEHIND], stored(ruled)) == ([False] * 6, before)
    assert text_of(client.get(topic(ruled, "group-work"))).count("What was entered here is kept") == 6
    save(client, ruled, "group-based", answer="choice:yes", rationale="Reasons for group-based.")
    assert ([judgment_of(ruled, code).asked for code in BEHIND], stored(ruled)) == ([True] * 6, before)
    assert [entry.has_kept for entry in whole_review(ruled).topic("group-work").entries] == [True] * 6


def test_words_that_were_under_way_when_the_question_closed_are_kept(
    world: World, client: Client, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, GROUP)
    post = fields(ruled, "how-linked", text="By telephone records, and by letters.", rationale="Still typing.")
    save(client, ruled, "group-based", answer="choice:no", rationale="Reasons for group-based.")
    status, told = sent(client, save_url(ruled, "how-linked"), post)
    assert (status, told["state"]) == (200, "saved")
    assert judgment_of(ruled, "how-linked").asked is False
    assert words_of(ruled, "how-linked", "answer")[-1][2] == "By telephone records, and by letters."
    assert words_of(ruled, "how-linked", "rationale")[-1][2] == "Still typing."
    assert whole_review(ruled).missing == ()
