"""The trail: it verifies, every kind of tampering is found, and the database itself refuses to change it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from access import audit, immutability
from access.actor import Actor
from access.models import AuditDetail, AuditEvent, AuditHead

pytestmark = pytest.mark.django_db
CUT = "The head does not match the last event: the end of the trail was cut or added to."


@pytest.fixture
def three(system: Actor) -> list[AuditEvent]:
    """Return three events, the second with a detail."""
    with transaction.atomic():
        return [
            audit.record(system, "thing.added", "thing", 1),
            audit.record(system, "thing.changed", "thing", 1, fields=["b", "a"], old={"a": 1}, new={"a": 2}),
            audit.record(system, "thing.ended", "thing", 1, ids={"other": 7}),
        ]


@contextmanager
def unprotected() -> Iterator[None]:
    """Tamper as the tables' owner could, who can take the triggers away."""
    immutability.drop(connection)
    yield
    immutability.install(connection)


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_trail_verifies(three: list[AuditEvent]) -> None:
    assert audit.verify() == audit.Verdict(events=3, erased_details=0, head=three[-1].hash, faults=())


def test_empty_trail_verifies() -> None:
    assert audit.verify() == audit.Verdict(events=0, erased_details=0, head="", faults=())


def test_event_says_who_when_what_and_to_which_row(three: list[AuditEvent], system: Actor) -> None:
    first, second, third = AuditEvent.objects.all()
    assert (first.sequence, first.actor_id, first.actor_name) == (1, None, "system: tests")
    assert (second.action, second.thing, second.thing_id, second.fields) == ("thing.changed", "thing", "1", ["a", "b"])
    assert (third.ids, third.detail_digest, third.previous_hash) == ({"other": "7"}, "", second.hash)


def test_words_are_in_the_detail_only(three: list[AuditEvent]) -> None:
    detail = AuditDetail.objects.get()
    assert (detail.event_sequence, detail.body) == (2, {"old": {"a": 1}, "new": {"a": 2}})


@pytest.mark.django_db(transaction=True)
def test_event_outside_a_transaction_is_refused(system: Actor) -> None:
    with pytest.raises(RuntimeError) as refused:
        audit.record(system, "thing.added", "thing", 1)
    assert str(refused.value) == "An event of the trail is written inside its action's transaction."


def test_events_recorded_together_are_chained_in_their_order_in_the_queries_of_one(
    three: list[AuditEvent], system: Actor, django_assert_num_queries: Callable[..., AbstractContextManager[None]]
) -> None:
    with transaction.atomic(), django_assert_num_queries(4), audit.together():
        for number in (4, 5, 6):
            audit.record(system, "thing.changed", "thing", number, new={"a": number})
    told = AuditEvent.objects.order_by("sequence").values_list("sequence", "thing_id")
    assert list(told)[3:] == [(4, "4"), (5, "5"), (6, "6")]
    assert list(AuditDetail.objects.filter(event_sequence__gt=3).values_list("event_sequence", "body__new__a")) == [
        (4, 4),
        (5, 5),
        (6, 6),
    ]
    assert (audit.verify().events, audit.verify().faults) == (6, ())


def test_events_together_inside_others_are_written_with_those(system: Actor) -> None:
    with transaction.atomic(), audit.together():
        with audit.together():
            audit.record(system, "thing.added", "thing", 1)
        assert AuditEvent.objects.count() == 0
        audit.record(system, "thing.changed", "thing", 1)
    assert list(AuditEvent.objects.values_list("action", flat=True)) == ["thing.added", "thing.changed"]
    with transaction.atomic():
        audit.record(system, "thing.ended", "thing", 1)
    assert (audit.verify().events, audit.verify().faults) == (3, ())


def test_of_events_together_none_is_written_where_something_is_raised(system: Actor) -> None:
    with pytest.raises(ActionFailed), transaction.atomic(), audit.together():
        act_and_fail(system)
    with transaction.atomic():
        audit.record(system, "thing.added", "thing", 2)
    assert list(AuditEvent.objects.values_list("thing_id", flat=True)) == ["2"]


class ActionFailed(Exception):
    """Something went wrong after the event was written."""


def act_and_fail(actor: Actor) -> None:
    with transaction.atomic():
        audit.record(actor, "thing.added", "thing", 1)
        raise ActionFailed


def test_event_falls_with_its_action(system: Actor) -> None:
    with pytest.raises(ActionFailed):
        act_and_fail(system)
    assert audit.verify() == audit.Verdict(events=0, erased_details=0, head="", faults=())


TAMPERING: dict[str, tuple[Callable[[], object], tuple[str, ...]]] = {
    "a changed field": (
        lambda: AuditEvent.objects.filter(sequence=2).update(actor_name="somebody else"),
        ("Event 2 was changed.",),
    ),
    "a changed time": (
        lambda: AuditEvent.objects.filter(sequence=1).update(at="2020-01-01T00:00Z"),
        ("Event 1 was changed.",),
    ),
    "a deleted event": (
        lambda: AuditEvent.objects.filter(sequence=2).delete(),
        (
            "Event 2 is missing (found 3).",
            "Event 3 does not follow the event before it.",
            CUT,
            "Detail 2 belongs to no event.",
        ),
    ),
    "a cut tail": (lambda: AuditEvent.objects.filter(sequence=3).delete(), (CUT,)),
    "a cut tail with its head": (
        lambda: (AuditEvent.objects.filter(sequence=3).delete(), AuditHead.objects.update(sequence=2)),
        (CUT,),
    ),
    "a head set back": (lambda: AuditHead.objects.update(sequence=2), (CUT,)),
    "a changed detail": (
        lambda: AuditDetail.objects.filter(pk=2).update(body={"old": {"a": 1}, "new": {"a": 3}}),
        ("Event 2: its detail was changed.",),
    ),
    "an added detail": (
        lambda: AuditDetail.objects.create(event_sequence=3, salt="", body={}),
        ("Event 3: its detail was changed.",),
    ),
    "a detail of no event": (
        lambda: AuditDetail.objects.create(event_sequence=9, salt="", body={}),
        ("Detail 9 belongs to no event.",),
    ),
}


@pytest.mark.parametrize("kind", TAMPERING)
def test_tampering_is_found(three: list[AuditEvent], kind: str) -> None:
    tamper, faults = TAMPERING[kind]
    with unprotected():
        tamper()
    assert audit.verify().faults == faults


def test_swapped_events_are_found(three: list[AuditEvent]) -> None:
    with unprotected():
        for old, new in ((1, 99), (3, 1), (99, 3)):
            AuditEvent.objects.filter(sequence=old).update(sequence=new)
    faults = audit.verify().faults
    assert faults[:2] == ("Event 1 does not follow the event before it.", "Event 1 was changed.")
    assert faults[-1] == CUT


def test_forged_event_without_the_key_is_found(three: list[AuditEvent]) -> None:
    forged = AuditEvent.objects.get(sequence=3)
    forged.sequence, forged.previous_hash, forged.hash = 4, forged.hash, "0" * 64
    forged.save(force_insert=True)
    assert audit.verify().faults == (CUT,)
    AuditHead.objects.update(sequence=4, hash=forged.hash)
    assert audit.verify().faults == ("Event 4 was changed.",)


def test_long_list_of_faults_ends(system: Actor) -> None:
    with transaction.atomic():
        for number in range(30):
            audit.record(system, "thing.added", "thing", number)
    with unprotected():
        AuditEvent.objects.update(actor_name="somebody else")
    assert len(audit.verify().faults) == 21


def test_erased_detail_still_verifies(three: list[AuditEvent]) -> None:
    AuditDetail.objects.filter(event_sequence=2).delete()
    assert audit.verify() == audit.Verdict(events=3, erased_details=1, head=three[-1].hash, faults=())


REPLACE = {
    "sqlite": "INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE {key} = 2",
    "postgresql": "INSERT INTO {table} SELECT * FROM {table} WHERE {key} = 2 "
    "ON CONFLICT ({key}) DO UPDATE SET {key} = EXCLUDED.{key}",
}
REFUSED = {
    "update an event": "UPDATE access_auditevent SET action = 'x' WHERE sequence = 2",
    "update all events": "UPDATE access_auditevent SET actor_name = actor_name",
    "delete an event": "DELETE FROM access_auditevent WHERE sequence = 3",
    "replace an event": REPLACE[connection.vendor].format(table="access_auditevent", key="sequence"),
    "update a detail": "UPDATE access_auditdetail SET body = '{}' WHERE event_sequence = 2",
}


@pytest.mark.parametrize("attempt", REFUSED)
def test_database_refuses_to_change_the_trail(three: list[AuditEvent], attempt: str) -> None:
    with pytest.raises(DatabaseError, match="The trail is append-only"), transaction.atomic():
        sql(REFUSED[attempt])
    assert audit.verify().faults == ()
