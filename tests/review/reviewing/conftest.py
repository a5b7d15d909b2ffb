"""A review in an inspector's hands, with documents to quote from."""

from io import BytesIO

import pytest
from PIL import Image

from access.actor import Actor
from casefiles.documents.actions import add_document
from casefiles.documents.models import Document
from review.inspections.models import Subject
from review.reviewing.actions import AnswerInput
from review.reviewing.models import Judgment, Review
from review.reviewing.queries import subject_scope
from review.reviewing.whole import whole_review
from tests import builders
from tests.review.conftest import World

LOG = "Entry one. The child was seen on the day of the report.\n\nEntry two. She is said to be streetwise.\n"


@pytest.fixture
def subject(world: World) -> Subject:
    """Return a case that waits to be assigned."""
    return builders.add_case(world.supervisor, world.inspection, world.force, "CASE-1")


@pytest.fixture
def review(world: World, subject: Subject) -> Review:
    """Return a review that was just assigned to the world's inspector."""
    return builders.assign(world.supervisor, subject, world.inspector)


@pytest.fixture
def ruled(world: World) -> Review:
    """Return a review by the framework with rules, just assigned to the world's inspector."""
    subject = builders.ruled_subject(world.supervisor, [world.inspector, world.other], world.force)
    return builders.assign(world.supervisor, subject, world.inspector)


@pytest.fixture
def actor(world: World) -> Actor:
    """Return the inspector, acting."""
    return builders.acting(world.inspector)


def add_text(world: World, subject: Subject, title: str = "Investigation log", text: str = LOG) -> Document:
    """Return a text document added to the subject's case by the supervisor."""
    return _add(world, subject, title, "log.txt", text.encode())


def add_picture(world: World, subject: Subject) -> Document:
    """Return a picture added to the subject's case: its one page has no text."""
    file = BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG")
    return _add(world, subject, "Photograph", "photo.png", file.getvalue())


def _add(world: World, subject: Subject, title: str, name: str, data: bytes) -> Document:
    supervisor = builders.acting(world.supervisor)
    case = builders.case_of(subject)
    return add_document(supervisor, subject_scope(supervisor, subject), case, title, name, data)


@pytest.fixture
def log(world: World, subject: Subject) -> Document:
    """Return the case's log: two sections of text."""
    return add_text(world, subject)


def judgment_of(review: Review, code: str) -> Judgment:
    """Return the review's judgment of the question with a code, as it is stored."""
    rows = Judgment.objects.select_related("grade", "suggested_grade", "choice", "criterion")
    return rows.get(review=review, criterion__code=code)


def stamp_of(review: Review) -> int:
    """Return the stamp of the review as it is stored: what its reviewer's page of checking carries."""
    return whole_review(Review.objects.select_related("subject__inspection").get(pk=review.pk)).stamp


def graded(review: Review, code: str = "first-criterion", value: str = "good", **more: object) -> AnswerInput:
    """Return an answer with a grade, made of the version that is stored."""
    version = judgment_of(review, code).version
    return AnswerInput(code, version, "grade", value, **more)  # type: ignore[arg-type]


def not_applicable(review: Review, reason: str = "It did not arise.", **more: object) -> AnswerInput:
    """Return the answer that the first criterion does not apply, made of the version that is stored."""
    version = judgment_of(review, "first-criterion").version
    return AnswerInput("first-criterion", version, "not-applicable", reason=reason, **more)  # type: ignore[arg-type]


def words_of(review: Review, code: str, part: str) -> list[tuple[int, bool, str]]:
    """Return the revisions of the words beside a judgment: number, whether in force, text."""
    rows = judgment_of(review, code).texts.filter(part=part).order_by("revision")
    return list(rows.values_list("revision", "current", "text"))
