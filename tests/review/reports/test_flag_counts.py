"""Language flags by force, counted by hand in a small world: as instances and as cases."""

import pytest

from access.models import User
from casefiles.documents.actions import add_document
from casefiles.documents.models import Document
from casefiles.forces.models import Force
from review.counting.method import method_of
from review.domain.tabulation import EVERY_CASE
from review.inspections.actions import add_force
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reports.asking import Asked
from review.reports.queries import flags_by_force
from review.reports.tracing import traced
from review.reviewing import actions as reviewing
from review.reviewing.actions import FlagInput
from review.reviewing.models import Review
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.conftest import World

TEXT = "She is streetwise. She is street-wise.\n\nIt was her choice. It was her choice."


class Case:
    """A case under review with one document, in which its reviewer flags passages."""

    def __init__(self, world: World, force: Force) -> None:
        self.world = world
        self.subject: Subject = builders.add_case(world.supervisor, world.inspection, force)
        self.review: Review = builders.assign(world.supervisor, self.subject, world.inspector)
        self.document: Document = document_of(world.supervisor, self.subject)

    def flag(self, quotation: str, page: int = 1, category: str = "minimising", note: str = "") -> "Case":
        flag = FlagInput(category, self.document, page, quotation, note)
        self.last = reviewing.add_flag(builders.acting(self.world.inspector), self.review, flag)
        return self

    def remove(self) -> "Case":
        reviewing.remove_flag(builders.acting(self.world.inspector), self.last)
        return self

    def sign_off(self) -> "Case":
        builders.answer(self.world.inspector, self.review)
        reviewing.submit(builders.acting(self.world.inspector), self.review)
        self.subject.refresh_from_db()
        moderation.sign_off(builders.acting(self.world.supervisor), self.subject)
        return self


def document_of(supervisor: User, subject: Subject) -> Document:
    actor, case = builders.acting(supervisor), builders.case_of(subject)
    return add_document(actor, subject_scope(actor, subject), case, "Log", "log.txt", TEXT.encode())


@pytest.fixture
def other(world: World) -> Force:
    """Return a second force of the inspection."""
    force = builders.make_force("synthetic-two")
    add_force(builders.acting(world.supervisor), world.inspection, world.force)
    add_force(builders.acting(world.supervisor), world.inspection, force)
    return force


def flags(world: World) -> dict[int, tuple[int, int]]:
    """Return the passages and the cases of each force that has any."""
    found = flags_by_force(method_of(world.inspection))
    return {force: (one.instances, one.cases) for (_, force), one in found.items() if one.instances}


def flagged(world: World) -> set[int]:
    """Return the cases behind the figure of those with victim-blaming language."""
    found = traced(method_of(world.inspection), Asked(EVERY_CASE, measure="language", answer="yes"))
    return set(found.subjects().values_list("pk", flat=True))


def test_no_flag_means_no_force(world: World, other: Force) -> None:
    Case(world, other).sign_off()
    assert (flags(world), flagged(world)) == ({}, set())


def test_instances_and_cases_of_each_force(world: World, other: Force) -> None:
    first = Case(world, world.force).flag("She is streetwise.").flag("her choice", 2).sign_off()
    second = Case(world, world.force).flag("She is streetwise.").sign_off()
    third = Case(world, other).flag("her choice", 2, "lifestyle").sign_off()
    assert flags(world) == {world.force.pk: (3, 2), other.pk: (1, 1)}
    assert flagged(world) == {case.subject.pk for case in (first, second, third)}


def test_one_passage_is_one_instance_in_however_many_categories(world: World, other: Force) -> None:
    Case(world, other).flag("her choice", 2, "lifestyle").flag("her choice", 2, "blame").sign_off()
    assert flags(world) == {other.pk: (1, 1)}


def test_one_passage_with_two_notes_or_other_spacing_is_one_instance(world: World, other: Force) -> None:
    case = Case(world, other).flag("her choice", 2).flag("her choice", 2, note="Said twice.").flag("her  choice", 2)
    case.sign_off()
    assert flags(world) == {other.pk: (1, 1)}


def test_the_same_words_on_another_page_are_another_instance(world: World, other: Force) -> None:
    Case(world, other).flag("was", 1).flag("was", 2).sign_off()
    assert flags(world) == {other.pk: (2, 1)}


def test_what_was_taken_back_or_is_not_signed_off_counts_nowhere(world: World, other: Force) -> None:
    Case(world, other).flag("her choice", 2).remove().sign_off()
    Case(world, world.force).flag("her choice", 2)
    kept = Case(world, world.force).flag("her choice", 2).flag("She is streetwise.").remove().sign_off()
    assert flags(world) == {world.force.pk: (1, 1)}
    moderation.reopen(builders.acting(world.supervisor), kept.subject, "Look again.")
    assert (flags(world), flagged(world)) == ({}, set())
