"""The locked requirements are whole, fit each other, and hold nothing of the machine they were made on."""

import re
from pathlib import Path

import pytest
from django.conf import settings

FILES = ("requirements.txt", "requirements-dev.txt")


def read(name: str) -> str:
    """Return a file of the project's folder."""
    return Path(settings.BASE_DIR, name).read_text()


def locked(name: str) -> dict[str, str]:
    """Return each package of a locked file with its version."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;]+)", read(name), re.MULTILINE))


def asked(name: str) -> set[str]:
    """Return the packages that a file written by hand asks for, in the spelling of locked files."""
    lines = (line.strip() for line in read(name).splitlines())
    wanted = (line for line in lines if line and not line.startswith(("#", "-r ")))
    return {re.split(r"[\[~=<>! ;]", line)[0].lower().replace("_", "-") for line in wanted}


@pytest.mark.parametrize("name", FILES)
def test_locked_file_names_no_address_and_no_folder(name: str) -> None:
    assert re.findall(r"https?://|file:|--(?:extra-)?index-url|--find-links|/[a-z]+/", read(name)) == []


@pytest.mark.parametrize("name", FILES)
def test_locked_file_has_a_hash_for_each_package(name: str) -> None:
    entries = re.split(r"\n(?=[A-Za-z0-9])", re.sub(r"^ *#.*\n", "", read(name), flags=re.MULTILINE))
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", FILES)
def test_locked_file_holds_what_is_asked_for(name: str) -> None:
    assert asked(name.replace(".txt", ".in")) - set(locked(name)) == set()


def test_development_has_the_versions_that_run() -> None:
    run, develop = (locked(name) for name in FILES)
    assert {name: develop.get(name) for name in run} == run
