"""Several authors at the same moment, on a real database: nothing is lost, and nothing is mixed."""

from collections.abc import Callable
from functools import partial

import pytest

from access.actor import Actor
from access.refusals import Conflict, Invalid
from review.authoring import actions
from review.authoring.actions import StalePart
from review.authoring.draft_actions import discard, start_draft
from review.authoring.models import DraftChange
from review.authoring.places import Place
from review.authoring.publishing_actions import publish
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from tests import builders, racing
from tests.review.authoring.authors import FIRST, SECOND, SECOND_TOPIC, assert_whole, author, draft, file_of, save, sent
from tests.review.frameworks.drafts import imported

pytestmark = pytest.mark.django_db(transaction=True)
AUTHORS = 5
race = partial(racing.race, refusals=(Conflict, Invalid))


def saving(actor: Actor, version: FrameworkVersion, place: Place, **fields: str) -> Callable[[], object]:
    """Return an attempt to save a part, made of what is stored now, with a copy of the version of its own."""
    change, mine = sent(version, place, **fields), FrameworkVersion.objects.get(pk=version.pk)
    return lambda: actions.save_part(actor, mine, change)


def test_of_racing_changes_of_one_part_exactly_one_wins(transactional_db: None) -> None:
    version = draft(author())
    actors = [builders.acting(author(f"author-{number}")) for number in range(AUTHORS)]
    attempts = [saving(one, version, FIRST, guidance=f"Of author {number}.") for number, one in enumerate(actors)]
    assert race(attempts) == {"done": 1, StalePart.__name__: AUTHORS - 1}
    assert_whole(version)


def test_racing_changes_of_different_parts_all_win(transactional_db: None) -> None:
    version = draft(author())
    ada, ben = builders.acting(author("alma")), builders.acting(author("ben"))
    question = {"code": "third-criterion", "question": "Is a third thing done?", "answer": "yes-no"}
    mine = FrameworkVersion.objects.get(pk=version.pk)
    attempts = [
        saving(ada, version, FIRST, guidance="Of Ada."),
        saving(ben, version, SECOND, guidance="Of Ben."),
        saving(ben, version, SECOND_TOPIC, title="Of Ben"),
        lambda: actions.add_part(ada, mine, "question", question, SECOND_TOPIC),
    ]
    assert race(attempts) == {"done": 4}
    file = file_of(version)
    assert [one.guidance for topic in file.topics for one in topic.criteria] == ["Of Ada.", "Of Ben.", ""]
    assert (file.topics[1].title, DraftChange.objects.count()) == ("Of Ben", 4)
    assert_whole(version)


def test_change_that_races_the_publication_is_in_it_or_refused(transactional_db: None) -> None:
    version = draft(author())
    ada = builders.acting(author("alma"))
    save(ada, version, SECOND, guidance="Something new.")
    mine = FrameworkVersion.objects.get(pk=version.pk)
    came_to = race([saving(ada, version, FIRST, guidance="Late."), lambda: publish(ada, mine, "A note.", mine.sha256)])
    late = file_of(version).topics[0].criteria[0].guidance == "Late."
    version.refresh_from_db()
    assert (came_to["done"], late, version.status) in ((1, True, "draft"), (1, False, "published"))
    assert_whole(version)


def test_racing_clicks_start_one_draft(transactional_db: None) -> None:
    version = builders.published_framework()
    ada = builders.acting(author())
    assert race([lambda: start_draft(ada, version)] * AUTHORS) == {"done": AUTHORS}
    assert FrameworkVersion.objects.count() == 2


def test_of_racing_publications_exactly_one_wins(transactional_db: None) -> None:
    version = draft(author())
    ada = builders.acting(author("alma"))
    save(ada, version, SECOND, guidance="Something new.")
    copies = [FrameworkVersion.objects.get(pk=version.pk) for _ in range(AUTHORS)]
    came_to = race([partial(publish, ada, mine, f"Note {number}.") for number, mine in enumerate(copies)])
    assert came_to == {"done": 1, "Conflict": AUTHORS - 1}
    assert StatusChange.objects.filter(thing_id=version.public_id, to_status="published").count() == 1
    assert_whole(version)


def test_change_that_races_the_discarding_is_in_it_or_refused(transactional_db: None) -> None:
    version = draft(author())
    ada = builders.acting(author("alma"))
    mine = FrameworkVersion.objects.get(pk=version.pk)
    came_to = race([saving(ada, version, FIRST, guidance="Late."), lambda: discard(ada, mine, "Nobody needs it.")])
    late = file_of(version).topics[0].criteria[0].guidance == "Late."
    version.refresh_from_db()
    assert (came_to["done"], late, version.status) in (
        (1, True, "draft"),
        (2, True, "discarded"),
        (1, False, "discarded"),
    )
    assert_whole(version)


def test_of_racing_imports_of_the_same_content_exactly_one_wins(transactional_db: None) -> None:
    assert race([imported] * AUTHORS) == {"done": 1, "Conflict": AUTHORS - 1}
    assert_whole(FrameworkVersion.objects.get())


def test_publication_that_races_the_discarding_is_one_of_the_two(transactional_db: None) -> None:
    version = draft(author())
    ada = builders.acting(author("alma"))
    save(ada, version, SECOND, guidance="Something new.")
    one, other = (FrameworkVersion.objects.get(pk=version.pk) for _ in range(2))
    assert race([lambda: publish(ada, one), lambda: discard(ada, other, "Nobody needs it.")]) == {
        "done": 1,
        "Conflict": 1,
    }
    assert_whole(version)
