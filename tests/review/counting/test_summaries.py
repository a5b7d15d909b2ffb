"""The kept figure counts are what a full recount gives, whatever was done before."""

import random
from dataclasses import replace

import pytest

from casefiles.documents.actions import add_document
from casefiles.forces.models import Force
from review.counting.models import FigureCount, FigureSummary
from review.counting.summaries import Place, counted, kept
from review.inspections import actions as inspection_actions
from review.inspections.models import Inspection, Subject
from review.moderation import actions as moderation
from review.reviewing import actions as reviewing
from review.reviewing.actions import FlagInput
from review.reviewing.queries import subject_scope
from tests import builders
from tests.review.conftest import World

GRADES = ("good", "requires-improvement", "inadequate")


def figures(inspection: Inspection) -> dict[Place, tuple[int, int, int]]:
    """Return the kept figures."""
    return {place: (one.cases, one.instances, one.flagged) for place, one in kept(inspection).amounts.items()}


def recounted(inspection: Inspection) -> dict[Place, tuple[int, int, int]]:
    """Return the figures from the standing reviews."""
    return {place: (one.cases, one.instances, one.flagged) for place, one in counted(inspection).amounts.items()}


class Play:
    """Does what changes figures, by chance from a seed."""

    def __init__(self, world: World, seed: int) -> None:
        self.world, self.chance = world, random.Random(seed)
        self.forces = [world.force, builders.make_force(f"synthetic-more-{seed}")]
        self.leader = builders.acting(world.supervisor)

    def sign_off_another(self) -> None:
        """Sign off a case with answers by chance, and sometimes with flags."""
        force: Force = self.chance.choice(self.forces)
        subject = builders.add_case(self.world.supervisor, self.world.inspection, force)
        self._judge(subject, builders.assign(self.world.supervisor, subject, self.world.inspector))

    def _judge(self, subject: Subject, review: object) -> None:
        answers = {
            "first-criterion": self.chance.choice([*GRADES, "not-applicable"]),
            "second-criterion": self.chance.choice(GRADES),
            "group-based": self.chance.choice(["yes", "no"]),
            "overall-grade": self.chance.choice(GRADES),
        }
        builders.answer(self.world.inspector, review, answers)  # type: ignore[arg-type]
        for place in range(self.chance.choice([0, 0, 1, 2])):
            self._flag(subject, review, place)
        reviewing.submit(builders.acting(self.world.inspector), review)  # type: ignore[arg-type]
        subject.refresh_from_db()
        moderation.sign_off(self.leader, subject)

    def _flag(self, subject: Subject, review: object, place: int) -> None:
        case = builders.case_of(subject)
        log = case.documents.first() or add_document(
            self.leader, subject_scope(self.leader, subject), case, "Log", "log.txt", b"It was her choice. She chose."
        )
        words = ("her choice", "She chose")[place]
        reviewing.add_flag(builders.acting(self.world.inspector), review, FlagInput("other", log, 1, words))  # type: ignore[arg-type]

    def reopen_one(self) -> None:
        """Reopen a signed-off case, and sometimes sign it off again with other answers."""
        signed = list(Subject.objects.filter(status="signed-off").order_by("pk"))
        if signed:
            subject = self.chance.choice(signed)
            moderation.reopen(self.leader, subject, "Look again.")
            if self.chance.random() < 0.5:
                subject.refresh_from_db()
                self._judge(subject, subject.reviews.exclude(status="closed").get())

    def change_the_headline(self) -> None:
        """Count other cases first; what is kept is split by it only after the next case."""
        other = self.chance.choice(["", "group-based=yes", "group-based=no"])
        self.world.inspection.refresh_from_db()
        details = replace(
            builders.DETAILS, slug=self.world.inspection.slug_id, title="Inspection", headline_subset=other
        )
        inspection_actions.update_inspection(self.leader, self.world.inspection, details, self.world.inspection.version)
        self.world.inspection.refresh_from_db()
        self.sign_off_another()


@pytest.mark.parametrize("seed", range(6))
def test_kept_figures_equal_a_full_recount_after_anything(world: World, seed: int) -> None:
    play = Play(world, seed)
    deeds = [play.sign_off_another] * 3 + [play.reopen_one] * 2 + [play.change_the_headline]
    for _ in range(8):
        play.chance.choice(deeds)()
        assert figures(world.inspection) == recounted(world.inspection)
    assert FigureSummary.objects.get().headline == world.inspection.headline_subset


def test_kept_figures_are_small_whatever_the_number_of_cases(world: World) -> None:
    play = Play(world, 1)
    for _ in range(5):
        play.sign_off_another()
    assert sum(row.cases for row in FigureCount.objects.filter(criterion__purpose="overall")) == 5
    assert FigureCount.objects.count() <= 2 * 3 * 3 * 4


def test_figures_of_cases_that_were_loaded_otherwise_are_counted_at_the_next_change(world: World) -> None:
    """Where nothing is kept yet, the first sign-off or reopening counts all that stands."""
    play = Play(world, 2)
    play.sign_off_another()
    FigureCount.objects.all().delete()
    FigureSummary.objects.all().delete()
    play.sign_off_another()
    assert figures(world.inspection) == recounted(world.inspection)
    FigureCount.objects.all().delete()
    FigureSummary.objects.all().delete()
    moderation.reopen(play.leader, Subject.objects.filter(status="signed-off").first(), "Look again.")  # type: ignore[arg-type]
    assert figures(world.inspection) == recounted(world.inspection)
