"""A review whose documents hold wordings of a small list, for the tests of the language screen."""

from collections.abc import Sequence

import pytest

from access.actor import Actor
from casefiles.documents.models import Document
from review.language.actions import PatternInput, add_pattern
from review.language.models import LanguagePattern
from review.reviewing.models import Review
from review.reviewing.screening.models import ScreenDecision
from review.reviewing.screening.queries import Proposal, screen_of
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_text

TEXT = (
    "Entry one. She is street-wise. Her mother was told.\n\n"
    "Entry two. She makes poor lifestyle choices and is streetwise.\n\n"
    "Entry three. Her general proclivity with older men was written down.\n"
)
WORDINGS = (
    ("street-wise", "minimising"),
    ("lifestyle choice*", "lifestyle"),
    ("poor ... choice*", "lifestyle"),
)


@pytest.fixture
def administrator(db: None) -> Actor:
    """Return an administrator, acting."""
    return builders.acting(builders.make_administrator())


@pytest.fixture
def wordings(administrator: Actor) -> list[LanguagePattern]:
    """Return a list of three wordings."""
    return [wording(administrator, pattern, category) for pattern, category in WORDINGS]


def wording(actor: Actor, pattern: str, category: str = "blame") -> LanguagePattern:
    """Return a wording put on the list."""
    return add_pattern(actor, PatternInput(pattern, category, "It may blame the victim.", "Say what was done."))


@pytest.fixture
def notes(world: World, review: Review, wordings: Sequence[LanguagePattern]) -> Document:
    """Return a document of three sections, in two of which there are wordings of the list."""
    return add_text(world, review.subject, "Case notes", TEXT)


def proposals(review: Review) -> list[Proposal]:
    """Return what is proposed and not decided."""
    return list(screen_of(review).undecided)


def keys(review: Review) -> list[str]:
    """Return how a page names what is proposed."""
    return [proposal.key for proposal in proposals(review)]


def words(review: Review) -> list[str]:
    """Return the words that are proposed."""
    return [proposal.passage.words for proposal in proposals(review)]


def standing(review: Review) -> list[tuple[str, str]]:
    """Return the decisions in force: outcome, and reason or the category of the flag."""
    rows = ScreenDecision.objects.filter(review=review, removed_at__isnull=True).order_by("pk")
    return [(row.outcome, row.reason or (row.flag.category if row.flag else "")) for row in rows]
