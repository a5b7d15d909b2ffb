"""The standard report says the same from the kept figure counts and from the facts."""

import pytest

from review.counting.method import method_of
from review.counting.models import FigureCount, FigureSummary
from review.counting.standard import kept_cells
from review.reports.building import headline_of
from review.reports.standard import StandardReport, standard_report
from tests import builders
from tests.review.casework.newer import REWORDED, adopted
from tests.review.conftest import World
from tests.review.counting.test_summaries import Play


def both(world: World, every_case: bool = False) -> tuple[StandardReport, StandardReport]:
    """Return the report from the kept counts and from the facts."""
    world.inspection.refresh_from_db()
    method = method_of(world.inspection, named=())
    headline = headline_of(world.inspection, method)
    where = type(headline)() if every_case else headline
    assert kept_cells(method) is not None
    kept = standard_report(method, where)
    rows, summaries = list(FigureCount.objects.all()), list(FigureSummary.objects.all())
    FigureCount.objects.all().delete()
    FigureSummary.objects.all().delete()
    facts = standard_report(method, where)
    FigureSummary.objects.bulk_create(summaries)
    FigureCount.objects.bulk_create(rows)
    return kept, facts


def assert_same(kept: StandardReport, facts: StandardReport) -> None:
    """Check every figure, and when they last changed."""
    assert kept.by_force == facts.by_force
    assert kept.by_criterion == facts.by_criterion
    assert {k: v for k, v in kept.flags.items() if v.signed} == {k: v for k, v in facts.flags.items() if v.signed}
    assert kept.changed_at == facts.changed_at


@pytest.mark.parametrize("seed", range(4))
def test_standard_report_is_the_same_kept_or_counted(world: World, seed: int) -> None:
    play = Play(world, 100 + seed)
    builders.add_case(world.supervisor, world.inspection, world.force)
    for _ in range(5):
        play.chance.choice([play.sign_off_another, play.sign_off_another, play.reopen_one])()
    play.sign_off_another()
    for every_case in (False, True):
        assert_same(*both(world, every_case))


def test_standard_report_is_the_same_over_two_versions(world: World) -> None:
    play = Play(world, 1)
    play.sign_off_another()
    adopted(world, REWORDED)
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    answers = {**builders.ANSWERS, "second-criterion": "inadequate", "third-criterion": "good"}
    builders.signed_off(world.supervisor, subject, world.inspector, answers)
    kept, facts = both(world)
    assert_same(kept, facts)
    assert len(kept.by_criterion.groups) == 4


def test_a_headline_that_was_changed_is_counted_from_the_facts_until_the_next_sign_off(world: World) -> None:
    play = Play(world, 3)
    play.sign_off_another()
    FigureSummary.objects.update(headline="group-based=no")
    assert kept_cells(method_of(world.inspection, named=())) is None
