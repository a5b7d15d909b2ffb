"""A topic of many questions: as many queries as one of few, and a page that is not too large."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from review.reviewing.models import Review
from tests import builders
from tests.bench.form import framework
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_text
from tests.review.reviewing.pages import text_of, topic

MOST = 200_000
"""The size of a page with sixty questions, in bytes, at most: as it is sent, before it is compressed."""
DOCUMENTS = 3


def form_of(world: World, questions: int) -> tuple[Client, Review]:
    """Return a review of so many questions in one topic, none of them answered, and its reviewer's browser."""
    text = framework(questions).replace("framework: small\n", f"framework: of-{questions}\n", 1)
    version = builders.published_framework(text)
    inspection = builders.make_inspection(
        world.supervisor, version, inspectors=[world.inspector], slug=f"of-{questions}"
    )
    subject = builders.add_case(world.supervisor, inspection, world.force)
    for number in range(DOCUMENTS):
        add_text(world, subject, f"Document {number} of the case", f"Text {number} of the case.")
    client = Client()
    client.force_login(world.inspector)
    return client, builders.assign(world.supervisor, subject, world.inspector)


def queries_for(client: Client, review: Review) -> int:
    client.get(topic(review))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(topic(review)).status_code == 200
    return len(asked)


def test_a_form_asks_as_many_queries_for_sixty_questions_as_for_one(world: World) -> None:
    found = [queries_for(*form_of(world, number)) for number in (1, 3, 60)]
    assert found == [found[0]] * 3


def test_a_page_of_sixty_questions_is_not_too_large(world: World) -> None:
    client, review = form_of(world, 60)
    page = client.get(topic(review))
    assert text_of(page).count("data-question=") == 60
    assert len(page.content) <= MOST
