"""Giving out a release: who may, what is kept of it, what is refused, and that it never changes."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction

from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.domain.legible import ALL_INVISIBLE, PARTLY_INVISIBLE
from review.counting.method import method_of
from review.domain.disclosure import Rule
from review.inspections import actions as inspection_actions
from review.inspections.details import details_of
from review.releases.actions import PolicyInput, Wanted, make_release, release_of, set_policy
from review.releases.documents import rule_words
from review.releases.drafting import Draft, drafted
from review.releases.frozen import document_of
from review.releases.models import DisclosurePolicy, PublicRelease
from review.releases.queries import policy_of, rule_of
from review.reports.formats import ALL
from review.reports.outputs.svg import NO_PICTURE
from tests import builders
from tests.review.conftest import World
from tests.review.releases.conftest import actor_of, asked, draft_of, released, signed, wanted

CHANGED = PolicyInput(10, False, 0, True, True, False)


def test_a_release_is_kept_as_it_was_looked_at(world: World) -> None:
    signed(world)
    draft = draft_of(world.inspection, asked(world.inspection))
    release = released(world, asked(world.inspection))
    release.refresh_from_db()
    assert (release.number, release.title, release.purpose) == (1, "Grades", "A published report.")
    assert document_of(release.document) == draft.document
    assert release.asked == {"reports": [{"where": [], "by": [], "measure": "grade"}], "intervals": False}
    assert release.made_by == world.supervisor
    event = AuditEvent.objects.get(action="release.made")
    assert event.ids == {"release": str(release.public_id)}


def test_a_release_never_changes(world: World) -> None:
    release = released(world, asked(world.inspection))
    rows = PublicRelease.objects.filter(pk=release.pk)
    with pytest.raises(DatabaseError, match="What was given out stays"), transaction.atomic():
        rows.update(title="Other")
    with pytest.raises(DatabaseError, match="What was given out stays"), transaction.atomic():
        rows.delete()


def test_figures_that_changed_since_they_were_looked_at_are_not_given_out(world: World) -> None:
    definition = asked(world.inspection)
    draft = draft_of(world.inspection, definition)
    signed(world)
    with pytest.raises(Conflict, match="the figures, or the disclosure control, are others"):
        make_release(actor_of(world.supervisor), method_of(world.inspection), wanted(definition), draft.digest)
    assert not PublicRelease.objects.exists()


def test_the_same_release_is_not_made_twice(world: World) -> None:
    signed(world)
    first = released(world, asked(world.inspection))
    with pytest.raises(Conflict, match="release 1 shows the same of the same cases"):
        released(world, asked(world.inspection))
    again = release_of(actor_of(world.supervisor), method_of(world.inspection), wanted(asked(world.inspection)))
    assert again == first


@pytest.mark.parametrize(
    ("title", "purpose", "problems"),
    [
        (" ", "Why", {"title": ["Enter a title"]}),
        ("\u200b", "\u2066\u2069", {"title": [ALL_INVISIBLE], "purpose": [ALL_INVISIBLE]}),
        ("Kent\u200b", "Why\x00", {"title": [PARTLY_INVISIBLE], "purpose": [PARTLY_INVISIBLE]}),
        ("Title", "", {"purpose": ["Enter for whom and why"]}),
        ("T" * 201, "P" * 301, {"title": ["Use 200 characters or fewer"], "purpose": ["Use 300 characters or fewer"]}),
    ],
)
def test_a_release_says_what_it_is_and_for_whom(
    world: World, title: str, purpose: str, problems: dict[str, list[str]]
) -> None:
    given = Wanted(title, purpose, (asked(world.inspection),))
    with pytest.raises(Invalid) as refused:
        release_of(actor_of(world.supervisor), method_of(world.inspection), given)
    assert refused.value.errors == problems


def test_only_the_supervisors_of_the_inspection_make_releases(world: World) -> None:
    stranger = builders.make_supervisor()
    conflicted = builders.make_supervisor()
    leader = actor_of(world.supervisor)
    inspection_actions.add_member(leader, world.inspection, conflicted, "supervisor", builders.NOW.date())
    force = inspection_actions.add_force(leader, world.inspection, world.force)
    inspection_actions.declare_conflict(
        actor_of(conflicted), world.inspection, inspection_force=force, reason="Worked there."
    )
    for person in (world.inspector, stranger, conflicted):
        with pytest.raises(NotAllowed):
            release_of(actor_of(person), method_of(world.inspection), wanted(asked(world.inspection)))
        with pytest.raises(NotAllowed):
            set_policy(actor_of(person), world.inspection, CHANGED, 0)
    assert not PublicRelease.objects.exists()


def test_disclosure_control_begins_with_what_is_practised(world: World) -> None:
    rule = rule_of(policy_of(world.inspection))
    assert rule == Rule()
    assert rule_words(rule) == (
        "In tables by group and tables of suspects counts from 1 to 4 are kept back, and so are other counts that "
        "would give one of them away. Zeros are shown. Shown as they are: the grades of all cases."
    )


def test_disclosure_control_is_set_with_its_trail(world: World) -> None:
    actor = actor_of(world.supervisor)
    set_policy(actor, world.inspection, CHANGED, 0)
    assert rule_of(policy_of(world.inspection)) == Rule(10, False, 0, frozenset({"persons"}))
    event = AuditEvent.objects.get(action="disclosure.set")
    assert sorted(event.fields) == ["protects_overall", "protects_persons", "threshold", "zeros_shown"]
    set_policy(actor, world.inspection, CHANGED, 1)
    assert DisclosurePolicy.objects.get().version == 1
    with pytest.raises(Conflict, match="somebody else changed the disclosure control"):
        set_policy(actor, world.inspection, CHANGED, 0)


@pytest.mark.parametrize(
    ("threshold", "base", "fields"), [(1, 0, {"threshold"}), (101, 0, {"threshold"}), (5, 4, {"base"})]
)
def test_disclosure_control_that_protects_nothing_sensible_is_refused(
    world: World, threshold: int, base: int, fields: set[str]
) -> None:
    given = PolicyInput(threshold, True, base, True, True, True)
    with pytest.raises(Invalid) as refused:
        set_policy(actor_of(world.supervisor), world.inspection, given, 0)
    assert set(refused.value.errors) == fields
    assert not DisclosurePolicy.objects.exists()


def test_every_format_is_made_of_what_was_given_out(counted: World) -> None:
    """A hidden count cannot be in a file: they are all made of the stored document, which has none."""
    release = released(counted, asked(counted.inspection, ["team-type"]))
    document = document_of(release.document)
    lines = [line for sheet in document.sheets for line in sheet.lines]
    hidden = [value.number for line in lines for value in line.values if value.words in ("[c]", "[x]")]
    assert hidden
    assert set(hidden) == {None}
    for one in ALL:
        if one.name == "svg":
            with pytest.raises(Invalid, match=NO_PICTURE):
                one.write(document)
        else:
            assert b"".join(one.write(document))
    content = json.loads(b"".join(next(one for one in ALL if one.name == "json").write(document)))
    told = [value for table in content["document"]["tables"] for row in table["rows"] for value in row["values"]]
    assert [value["number"] for value in told if value["words"] in ("[c]", "[x]")] == hidden
    assert "counts" not in content


def test_command_makes_a_release_and_finds_it_again(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    signed(world)
    arguments = ["report", "test-world", "--public", "--by", "force", "--purpose", "A request"]
    call_command(*arguments)
    first = capsys.readouterr().out
    call_command(*arguments)
    assert capsys.readouterr().out == first
    assert "Release: 1" in first
    assert PublicRelease.objects.get().made_by is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["test-world", "--public"], "--purpose WORDS"),
        (["test-world", "--public", "--by", "reviewer", "--purpose", "A request"], "A breakdown by reviewer"),
        (["test-world", "--results", "--public"], "are not released"),
    ],
)
def test_command_says_what_cannot_be_released(world: World, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("report", *arguments)
    assert not PublicRelease.objects.exists()


def test_no_format_says_which_force_stands_behind_a_label(counted: World) -> None:
    definitions = asked(counted.inspection, ["force"]), asked(counted.inspection, where=["force=force-a"])
    release = released(counted, *definitions)
    document = document_of(release.document)
    assert [line.keys for line in document.sheets[0].lines] == [(), ("force-a",)]
    for one in ALL:
        if one.name != "svg":
            written = b"".join(one.write(document))
            assert (one.name, b"synthetic-one" in written) == (one.name, False)
    assert "synthetic-one" not in json.dumps(release.document)


def test_what_changes_while_a_release_is_made_stops_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making one can take seconds, in which nothing is locked."""
    definition = asked(world.inspection)
    digest = draft_of(world.inspection, definition).digest

    def slowly(*args: Any) -> Draft:
        made = drafted(*args)
        signed(world)
        return made

    monkeypatch.setattr("review.releases.actions.drafted", slowly)
    with pytest.raises(Conflict, match="are others than those that you checked"):
        make_release(actor_of(world.supervisor), method_of(world.inspection), wanted(definition), digest)
    assert not PublicRelease.objects.exists()


def test_a_title_that_nobody_looked_at_is_not_given_out(world: World) -> None:
    definition = asked(world.inspection)
    digest = draft_of(world.inspection, definition).digest
    given = wanted(definition, title="Another title")
    with pytest.raises(Conflict):
        make_release(actor_of(world.supervisor), method_of(world.inspection), given, digest)


def test_another_headline_does_not_tell_a_breakdown_as_it_is(counted: World) -> None:
    """The first headline's grades are told as they are; those of a later one are protected as any table is."""
    released(counted, asked(counted.inspection, where=["group-based=yes"]))
    for _ in range(6):
        signed(counted, group="no")
    signed(counted, "inadequate", group="no")
    change_headline(counted, "group-based=no")
    [sheet] = draft_of(counted.inspection, asked(counted.inspection, where=["group-based=no"])).document.sheets
    assert [line.values[0].words for line in sheet.lines] == ["[c]", "0", "[c]", "7"]


def change_headline(world: World, subset: str) -> None:
    """Let the inspection count other cases first."""
    details = replace(details_of(world.inspection), headline_subset=subset)
    world.inspection = inspection_actions.update_inspection(
        actor_of(world.supervisor), world.inspection, details, world.inspection.version
    )
