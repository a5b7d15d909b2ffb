"""A file written whole: what may stand in its place, and who can read it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from access.refusals import Invalid
from review.reports.outputs.files import TOO_LONG, write_whole


def mode(path: Path) -> int:
    """Return who may read and write a file."""
    return path.stat().st_mode & 0o777


def refusal(path: Path) -> str:
    """Return the sentence with which a place is refused."""
    with pytest.raises(Invalid) as refused:
        write_whole(path, [b"New."])
    return str(refused.value)


def test_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_whole(tmp_path / "report", [b"New."])
    assert (mode(tmp_path / "report"), list(tmp_path.iterdir())) == (0o600, [tmp_path / "report"])


@pytest.mark.parametrize("given", [0o600, 0o640, 0o644])
def test_file_that_is_replaced_stays_as_readable_as_it_was(tmp_path: Path, given: int) -> None:
    path = tmp_path / "report"
    path.write_bytes(b"Old.")
    path.chmod(given)
    write_whole(path, [b"Ne", b"w."])
    assert (path.read_bytes(), mode(path)) == (b"New.", given)


def test_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "folder" / "report", tmp_path / "link"
    target.parent.mkdir()
    for old in (None, b"Old."):
        if old:
            target.write_bytes(old)
        else:
            link.symlink_to(target)
        write_whole(link, [b"New."])
        assert (link.is_symlink(), target.read_bytes()) == (True, b"New.")
        assert list(target.parent.iterdir()) == [target]


def test_ring_of_links_is_refused(tmp_path: Path) -> None:
    ring = tmp_path / "ring"
    ring.symlink_to(ring)
    assert refusal(ring) == f"{ring} cannot be written here. Name a file in a folder of yours."


def test_pipe_is_refused_and_stays_one(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    sentence = f"{pipe} is a device or a pipe, not a file. Name a file, or leave out --out and send it there."
    assert (refusal(pipe), refusal(link), pipe.is_fifo(), link.is_symlink()) == (sentence, sentence, True, True)


def test_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / ("n" * 256)) == TOO_LONG
    longest = tmp_path / ("n" * 255)
    write_whole(longest, [b"New."])
    assert longest.read_bytes() == b"New."


def test_nothing_is_left_of_a_file_that_was_not_finished(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_bytes(b"Old.")

    def half() -> Iterator[bytes]:
        yield b"Half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_whole(path, half())
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"Old.", [path])
