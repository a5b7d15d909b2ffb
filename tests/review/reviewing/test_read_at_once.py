"""A page is made of a review as it was at one moment, also where something is saved while it is read."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from access.actor import Actor
from review.reviewing.actions import AnswerInput, save_answers
from review.reviewing.models import Review
from tests.review.conftest import World
from tests.review.reviewing.conftest import judgment_of
from tests.review.reviewing.pages import ONE, signed_in, text_of, topic

Execute = Callable[..., Any]


class SavedMeanwhile:
    """Saves words each time that the words of a review are about to be read, until so many saves were made."""

    def __init__(self, actor: Actor, review: Review, times: int) -> None:
        self.actor, self.review, self.left = actor, review, times

    def __call__(self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Run a statement, after a save where it reads words."""
        if self.left and sql.startswith("SELECT") and 'FROM "review_judgmenttext"' in sql:
            self.left, times = 0, self.left
            version = judgment_of(self.review, ONE).version
            words = AnswerInput(ONE, version, "none", rationale=f"Version {version + 1}.")
            save_answers(self.actor, self.review, [words])
            self.left = times - 1
        return execute(sql, params, many, context)


@pytest.mark.parametrize("times", [0, 1, 2])
def test_words_and_versions_of_a_page_belong_together(world: World, actor: Actor, review: Review, times: int) -> None:
    save_answers(actor, review, [AnswerInput(ONE, 0, "none", rationale="Version 1.")])
    client = signed_in(world.inspector)
    with connection.execute_wrapper(SavedMeanwhile(actor, review, times)):
        page = text_of(client.get(topic(review)))
    found = re.search(rf'name="{ONE}-version" value="(\d+)"', page)
    assert found is not None
    assert (int(found[1]), f"Version {found[1]}.</textarea>" in page) == (times + 1, True)
