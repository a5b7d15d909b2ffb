"""Entering results: revisions, never overwritten; only while the inspection is open; nobody's words are lost."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from access.models import AuditDetail, AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from review.inspections import actions as inspections
from review.results.actions import EnteredInput, StaleResults, enter_results
from review.results.models import EnteredResult
from tests import builders
from tests.review.results.conftest import Standards, standards_of
from tests.review.results.method import method

pytestmark = pytest.mark.django_db


def kept() -> list[tuple[str, str, int, bool]]:
    """Return every revision: grade, reason, number, and whether it is in force."""
    rows = EnteredResult.objects.order_by("revision")
    return [(row.grade.code, row.reason, row.revision, row.current) for row in rows]


def given(
    grade: str = "good", reason: str = "Interviews.", revision: int = 0, code: str = "leadership"
) -> EnteredInput:
    """Return a result as a form sends it."""
    return EnteredInput(code, revision, grade, reason)


def test_entering_again_adds_a_revision(standards: Standards) -> None:
    standards.enter("good")
    standards.enter("inadequate", revision=1, reason="More interviews.")
    assert kept() == [("good", "Interviews.", 1, False), ("inadequate", "More interviews.", 2, True)]
    event = AuditEvent.objects.filter(action="result.entered").latest("sequence")
    assert (event.thing_id, event.fields, event.ids) == (str(standards.inspection.public_id), ["leadership"], {})
    assert AuditDetail.objects.get(event_sequence=event.sequence).body == {
        "old": {"leadership": {"grade": "good", "revision": 1}},
        "new": {"leadership": {"grade": "inadequate", "revision": 2}},
    }


def test_entering_the_same_again_changes_nothing(standards: Standards) -> None:
    standards.enter("good")
    events = AuditEvent.objects.count()
    standards.enter("good", reason="  Interviews.\n")
    assert (kept(), AuditEvent.objects.count()) == ([("good", "Interviews.", 1, True)], events)


def test_what_is_empty_is_not_entered(standards: Standards) -> None:
    actor = builders.acting(standards.supervisor)
    assert enter_results(actor, standards.inspection, None, [given("", " ")]) == ()
    assert kept() == []


def test_each_force_and_the_whole_have_results_of_their_own(standards: Standards) -> None:
    standards.enter("good")
    standards.enter("inadequate", standards.first)
    rows = EnteredResult.objects.filter(current=True).values_list("inspection_force__force__code", "grade__code")
    assert set(rows) == {(None, "good"), ("synthetic-one", "inadequate")}


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        (
            given(""),
            {"leadership.grade": ["Select a grade: Leadership. What was entered can be changed, not taken away."]},
        ),
        (given("yes"), {"leadership.grade": ["“yes” is no grade of the scale of Leadership."]}),
        (given(reason=" "), {"leadership.reason": ["Enter a reason: Leadership"]}),
        (given(reason="x" * 4001), {"leadership.reason": ["The reason must be 4,000 characters or fewer: Leadership"]}),
        (given(code="staffing"), {"": ["The framework asks for no result “staffing” here."]}),
    ],
)
def test_entering_refuses_what_does_not_fit(
    standards: Standards, sent: EnteredInput, errors: dict[str, list[str]]
) -> None:
    with pytest.raises(Invalid) as refused:
        enter_results(builders.acting(standards.supervisor), standards.inspection, None, [sent])
    assert (refused.value.errors, kept()) == (errors, [])


def test_a_result_cannot_be_sent_twice_at_once(standards: Standards) -> None:
    with pytest.raises(Invalid):
        enter_results(builders.acting(standards.supervisor), standards.inspection, None, [given(), given("inadequate")])
    assert kept() == []


def test_a_result_that_no_rule_of_a_force_reads_is_not_asked_for(db: None) -> None:
    standards = standards_of(method(delivery_for="force"))
    with pytest.raises(Invalid):
        standards.enter("good", standards.first)


def test_a_force_of_another_inspection_is_refused(standards: Standards) -> None:
    other = builders.make_inspection(standards.supervisor, standards.results().basis.version)
    force = inspections.add_force(builders.acting(standards.supervisor), other, standards.first)
    with pytest.raises(Invalid):
        enter_results(builders.acting(standards.supervisor), standards.inspection, force, [given()])


def test_a_stale_result_is_refused_with_both(standards: Standards) -> None:
    standards.enter("good")
    with pytest.raises(StaleResults) as refused:
        standards.enter("inadequate", reason="What I heard.")
    stale = refused.value.stale[0]
    assert (stale.sent.reason, stale.stored.reason, stale.stored.grade.code) == ("What I heard.", "Interviews.", "good")
    assert kept() == [("good", "Interviews.", 1, True)]


def test_a_closed_inspection_keeps_what_was_entered(standards: Standards) -> None:
    standards.enter("good")
    inspections.close(builders.acting(standards.supervisor), standards.inspection)
    with pytest.raises(NotAllowed, match="This inspection is closed"):
        standards.enter("inadequate", revision=1)
    assert kept() == [("good", "Interviews.", 1, True)]


def test_nobody_enters_results_but_the_inspections_supervisors(standards: Standards) -> None:
    for user in (standards.inspector, builders.make_supervisor(), builders.make_administrator()):
        with pytest.raises(NotAllowed):
            enter_results(builders.acting(user), standards.inspection, None, [given()])


def test_a_conflict_of_interest_closes_the_results(standards: Standards) -> None:
    actor = builders.acting(standards.supervisor)
    force = standards.in_inspection(standards.second)
    inspections.declare_conflict(actor, standards.inspection, inspection_force=force, reason="I worked there.")
    with pytest.raises(NotAllowed):
        standards.enter("good", standards.first)


@pytest.mark.django_db(transaction=True)
def test_of_racing_entries_exactly_one_wins(transactional_db: None) -> None:
    standards = standards_of(method())
    racers = 6
    start = Barrier(racers)

    def run(number: int) -> str:
        try:
            start.wait(timeout=30)
            standards.enter("good", reason=f"Window {number}.")
        except Conflict as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "entered"

    with ThreadPoolExecutor(racers) as pool:
        came_to = Counter(pool.map(run, range(racers), timeout=120))
    assert came_to == {"entered": 1, "StaleResults": racers - 1}
    assert EnteredResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_entering_that_races_the_close_is_in_it_or_refused(transactional_db: None) -> None:
    standards = standards_of(method())
    actor = builders.acting(standards.supervisor)
    start = Barrier(2)

    def run(attempt: Callable[[], object]) -> str:
        try:
            start.wait(timeout=30)
            attempt()
        except (Conflict, NotAllowed) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        close = pool.submit(run, lambda: inspections.close(actor, standards.inspection))
        entered = pool.submit(run, lambda: standards.enter("good"))
    assert close.result() == "done"
    assert (entered.result(), len(kept())) in (("done", 1), ("NotAllowed", 0))
