"""Published results of other exercises, and the loading of everything that ships as data."""

from dataclasses import replace
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from access.actor import system_actor
from access.models import AuditEvent
from access.refusals import Invalid, NotAllowed
from casefiles.forces.models import Force
from review.domain.published_counts import Joint
from review.external.actions import ExternalFacts, save_external_result
from review.external.models import ExternalCount, ExternalResult
from review.external.reference import FIXTURES, load_reference, rows
from review.frameworks.actions import import_framework
from review.frameworks.models import Scale
from review.frameworks.scales import GradeContent, scale_of
from review.inspections.models import ExerciseSlug
from tests import builders

pytestmark = pytest.mark.django_db
ACTOR = system_actor("tests", builders.NOW)
GRADES = [GradeContent("good", "Good"), GradeContent("middle", "Middle"), GradeContent("poor", "Poor")]


@pytest.fixture
def facts() -> ExternalFacts:
    """Return a published result on a scale of its own."""
    return ExternalFacts(
        slug="somewhere-2020",
        title="Somewhere, 2020",
        force_code="",
        exercise_type="PIR",
        fieldwork="2020",
        scope="all",
        scale=scale_of("three", "Three grades", GRADES),
        n=10,
        counts={"good": 5, "middle": 3, "poor": 2},
        source="A public report",
        note="",
    )


def test_save_external_result_keeps_counts(facts: ExternalFacts) -> None:
    """The totals are there, grade by grade."""
    result = save_external_result(ACTOR, facts)
    result.refresh_from_db()
    assert (result.slug_id, result.n, result.force) == ("somewhere-2020", 10, None)
    assert list(result.counts.values_list("grade__code", "count")) == [("good", 5), ("middle", 3), ("poor", 2)]
    assert AuditEvent.objects.latest("sequence").action == "external-result.added"


def test_save_external_result_twice_changes_nothing(facts: ExternalFacts) -> None:
    """The same again leaves no event."""
    save_external_result(ACTOR, facts)
    events = AuditEvent.objects.count()
    save_external_result(ACTOR, facts)
    assert (ExternalResult.objects.count(), AuditEvent.objects.count()) == (1, events)


def test_save_external_result_brings_it_up_to_date(facts: ExternalFacts) -> None:
    """A correction of the source replaces the counts, with an event of its own."""
    save_external_result(ACTOR, facts)
    save_external_result(ACTOR, replace(facts, counts={"good": 6, "middle": 3, "poor": 1}))
    assert list(ExternalCount.objects.values_list("count", flat=True)) == [6, 3, 1]
    assert AuditEvent.objects.latest("sequence").action == "external-result.changed"


def test_save_external_result_keeps_unknown_unknown(facts: ExternalFacts) -> None:
    """A grade that was not published has no count, which is not zero."""
    result = save_external_result(ACTOR, replace(facts, counts={"good": 5}))
    assert list(result.counts.values_list("grade__code", "count")) == [("good", 5)]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"slug": "Some Where"}, "slug"),
        ({"exercise_type": "AUDIT"}, "exercise_type"),
        ({"force_code": "atlantis"}, "force_code"),
        ({"counts": {"good": 5, "middle": 3, "poor": 1}}, "counts"),
        ({"counts": {"good": 11}}, "counts"),
        ({"counts": {"great": 10}}, "counts"),
        ({"n": 0, "counts": {}}, "n"),
        ({"source": " "}, "source"),
        ({"title": ""}, "title"),
        ({"note": "x" * 2001}, "note"),
        ({"counts": {}, "joints": (Joint(("middle", "poor"), 11),)}, "counts"),
        ({"counts": {"middle": 3}, "joints": (Joint(("middle", "poor"), 2),)}, "counts"),
        ({"counts": {}, "joints": (Joint(("good", "poor"), 2),)}, "counts"),
        ({"counts": {}, "joints": (Joint(("good", "great"), 2),)}, "counts"),
    ],
)
def test_save_external_result_refuses_what_cannot_be(
    facts: ExternalFacts, changed: dict[str, object], field: str
) -> None:
    """Totals that do not add up are not taken, and nothing is left of them."""
    with pytest.raises(Invalid) as refused:
        save_external_result(ACTOR, replace(facts, **changed))  # type: ignore[arg-type]
    assert list(refused.value.errors) == [field]
    assert (ExternalResult.objects.count(), ExerciseSlug.objects.count()) == (0, 0)


def test_save_external_result_refuses_the_slug_of_an_inspection(facts: ExternalFacts) -> None:
    """Own figures and others' never share a name."""
    builders.make_inspection(builders.make_supervisor(), builders.published_framework(), slug="somewhere-2020")
    with pytest.raises(Invalid) as refused:
        save_external_result(ACTOR, facts)
    assert list(refused.value.errors) == ["slug"]


def test_save_external_result_is_for_administrators(facts: ExternalFacts) -> None:
    """They keep reference data; nobody else writes figures that stand beside their own."""
    save_external_result(builders.acting(builders.make_administrator()), facts)
    for user in (builders.make_supervisor(), builders.make_inspector()):
        with pytest.raises(NotAllowed):
            save_external_result(builders.acting(user), replace(facts, n=11))


def test_load_reference_agrees_with_the_list() -> None:
    """Twelve results with the counts of the list, whole, none for the exercise of the demonstration; twelve partial."""
    load_reference(ACTOR)
    wanted = {
        row["exercise_id"]: [int(row[name]) for name in ("n", "good", "requires_improvement", "inadequate")]
        for row in rows("published_outcomes.csv")
        if row["exercise_id"] != "group-based-cse-2023"
    }
    found = {
        result.slug_id: [result.n, *result.counts.values_list("count", flat=True)]
        for result in ExternalResult.objects.filter(slug__in=wanted)
    }
    assert (len(found), found, ExternalResult.objects.count()) == (12, wanted, 24)
    assert all(counts[0] == sum(counts[1:]) for counts in found.values())


def test_load_reference_keeps_the_scale_of_2015_apart() -> None:
    """Only that row has the middle grade adequate, with the note that this is unconfirmed."""
    load_reference(ACTOR)
    apart = ExternalResult.objects.get(slug__slug="eight-forces-2015")
    assert list(apart.counts.values_list("grade__code", "count")) == [
        ("good", 177),
        ("adequate", 179),
        ("inadequate", 220),
    ]
    assert "unconfirmed" in apart.note
    assert ExternalResult.objects.filter(scale=apart.scale).count() == 1


def test_load_reference_shares_the_scale_of_the_framework_that_ships() -> None:
    """The same scale, whichever of the two comes first, so that figures may stand side by side."""
    load_reference(ACTOR)
    text = (FIXTURES / "frameworks" / "group-based-cse.yaml").read_text(encoding="utf-8")
    version = import_framework(ACTOR, text.encode(), "group-based-cse.yaml")
    assert ExternalResult.objects.filter(scale=version.overall_scale).count() == 23


def test_load_reference_has_forces_and_roles() -> None:
    """45 forces, and the three roles of the installation."""
    load_reference(ACTOR)
    assert Force.objects.count() == 45
    assert set(Group.objects.values_list("name", flat=True)) == {"inspector", "supervisor", "administrator"}
    assert ExternalResult.objects.get(slug__slug="suffolk-2022").force == Force.objects.get(code="suffolk")


def test_load_reference_says_the_same_twice_and_writes_once() -> None:
    """Run again, it changes nothing and leaves no event."""
    first, second = StringIO(), StringIO()
    call_command("load_reference", stdout=first)
    events = AuditEvent.objects.count()
    call_command("load_reference", stdout=second)
    assert AuditEvent.objects.count() == events
    assert first.getvalue().splitlines() == [
        "Roles: 3 added.",
        "Police forces: 45 added or changed.",
        "Published results of other exercises: 24 up to date.",
        "Language list: 97 wordings added or changed.",
    ]
    assert second.getvalue().splitlines()[0] == "Roles: 0 added."


def test_scale_of_is_the_same_for_the_same_content() -> None:
    """Another title, or another order, is another scale."""
    scale = scale_of("three", "Three grades", GRADES)
    assert scale_of("three", "Three grades", list(GRADES)) == scale
    assert scale_of("three", "Three", GRADES) != scale
    assert scale_of("three", "Three grades", GRADES[::-1]) != scale
    assert Scale.objects.count() == 3
    assert list(scale.grades.values_list("code", "rank")) == [("good", 1), ("middle", 2), ("poor", 3)]
