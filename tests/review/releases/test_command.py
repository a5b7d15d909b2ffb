"""Releases by command: given out once they are written, and never where they cannot be."""

import errno
import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from review.management.report_writing import NOT_WRITTEN
from review.releases.actions import PolicyInput, set_policy
from review.releases.models import PublicRelease
from review.releases.queries import policy_of
from review.reports.outputs.svg import NO_PICTURE
from tests.review.conftest import World
from tests.review.releases.conftest import actor_of, signed

RELEASE = ("report", "test-world", "--public", "--purpose", "A request")


class Full(StringIO):
    """A terminal that goes into a file on a full disk."""

    def flush(self) -> None:
        """Find no room."""
        raise OSError(errno.ENOSPC, "No space left on device")


def refused(*more: str, **options: object) -> str:
    """Return the sentence with which no release is made, or the one that was made is not written."""
    with pytest.raises(CommandError) as found:
        call_command(*RELEASE, *more, **options)
    assert found.value.returncode == 2
    return str(found.value)


def test_nothing_is_given_out_that_cannot_be_written(world: World, tmp_path: Path) -> None:
    signed(world)
    os.mkfifo(tmp_path / "pipe")
    for out, sentence in (
        ("/nowhere/at/all.json", "There is no folder /nowhere/at. Make it first, or name another."),
        (str(tmp_path), f"{tmp_path} is a folder. Name a file in it."),
        (str(tmp_path / ("n" * 256)), "The name of the file is too long. Choose a shorter one."),
        (str(tmp_path / "pipe"), f"{tmp_path / 'pipe'} is a device or a pipe, not a file."),
    ):
        assert refused("--format", "json", "--out", out).startswith(sentence)
    assert "leave out --picture" in refused("--format", "svg", "--picture", "nothing")
    assert (PublicRelease.objects.count(), list(tmp_path.iterdir())) == (0, [tmp_path / "pipe"])


def test_nothing_is_given_out_that_does_not_fit_the_format(world: World, tmp_path: Path) -> None:
    signed(world)
    everything = PolicyInput(10, False, 0, True, True, True)
    set_policy(actor_of(world.supervisor), world.inspection, everything, policy_of(world.inspection).version)
    for out in ([], ["--out", str(tmp_path / "chart.svg")], ["--out", str(tmp_path)]):
        assert refused("--format", "svg", *out) == NO_PICTURE
    assert list(tmp_path.iterdir()) == []
    assert not PublicRelease.objects.exists()


def test_release_is_written_as_it_was_given_out(world: World, tmp_path: Path) -> None:
    signed(world)
    path = tmp_path / "release.json"
    call_command(*RELEASE, "--format", "json", "--out", str(path))
    first = path.read_bytes()
    assert (json.loads(first)["release"], PublicRelease.objects.get().number) == (1, 1)
    call_command(*RELEASE, "--format", "json", "--out", str(path))
    assert (path.read_bytes(), PublicRelease.objects.count()) == (first, 1)


def test_release_that_could_not_be_printed_says_that_it_was_made(world: World) -> None:
    signed(world)
    assert refused(stdout=Full()) == NOT_WRITTEN.format(number=1, why="No space left on device.")
    out = StringIO()
    call_command(*RELEASE, stdout=out)
    assert ("Release: 1" in out.getvalue(), PublicRelease.objects.count()) == (True, 1)


def test_release_whose_file_was_taken_away_meanwhile_says_that_it_was_made(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed(world)
    path = tmp_path / "release.txt"
    make = PublicRelease.objects.create

    def meanwhile(**fields: object) -> PublicRelease:
        path.mkdir()
        return make(**fields)

    monkeypatch.setattr(PublicRelease.objects, "create", meanwhile)
    words = refused("--out", str(path))
    assert words.startswith("Release 1 was made and is kept, but it was not written:")
    assert (PublicRelease.objects.count(), list(tmp_path.iterdir())) == (1, [path])


def test_a_release_by_command_is_called_what_it_counts_and_is_by_whom_it_was_run_as(world: World) -> None:
    signed(world)
    call_command(*RELEASE, "--all", "--by", "team-type", stdout=StringIO())
    call_command(*RELEASE, "--all", "--measure", "language", acting_as=world.supervisor.username, stdout=StringIO())
    found = list(PublicRelease.objects.order_by("number").values_list("title", "made_by__username"))
    assert found == [
        ("Inspection test-world: overall grade by team type", None),
        ("Inspection test-world: victim-blaming language", world.supervisor.username),
    ]
    client = Client()
    client.force_login(world.supervisor)
    page = client.get(reverse("releases", args=["test-world"])).content.decode()
    assert page.count("by the command, run without the name of a user (--as)") == 1
    assert page.count(f" by {world.supervisor.name}") == 1
