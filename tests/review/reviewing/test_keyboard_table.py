"""The keys of the form: one table, said the same on the page and in the guide, and free of what others need."""

import re
from pathlib import Path

from django.template.loader import render_to_string

from review.reviewing.keyboard import IN_OPTIONS, SHORTCUTS
from review.reviewing.models import Review

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guide" / "inspectors.md"
TAKEN = {"Ctrl+PageDown", "Ctrl+PageUp", "Alt+Home", "Alt+ArrowLeft", "Alt+ArrowRight", "F1", "F3", "F5", "F6", "F7"}
"""What browsers keep for themselves."""


def test_no_two_combinations_are_the_same() -> None:
    assert len({one.pressed for one in SHORTCUTS}) == len({one.does for one in SHORTCUTS}) == len(SHORTCUTS)


def test_no_combination_writes_a_character_or_is_a_browsers_own() -> None:
    for one in SHORTCUTS:
        *held, key = one.pressed.split("+")
        assert one.pressed not in TAKEN
        assert not {"Ctrl", "Alt"} <= set(held)
        assert len(key) > 1 or held == ["Ctrl"]
        assert not key.isalnum() or len(key) > 1


def test_the_page_lists_every_key_as_its_script_reads_it() -> None:
    page = render_to_string("review/reviewing/keyboard.html", {"review": Review()})
    rows = re.findall(r'data-does="(\w+)" data-pressed="([^"]+)"', page)
    assert rows == [(one.does, one.pressed) for one in SHORTCUTS]
    assert [words for _, words in IN_OPTIONS if words not in page] == []


def test_the_guide_says_the_same_of_every_key() -> None:
    rows = re.findall(r"^\| (`.+`) \| (.+) \|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    combinations = [(" + ".join(f"`{key}`" for key in one.keys), one.words) for one in SHORTCUTS]
    assert rows == [*combinations, *((f"`{key}`", words) for key, words in IN_OPTIONS)]


def test_the_script_has_a_deed_for_every_combination() -> None:
    script = (GUIDE.parents[2] / "static" / "casegrade" / "desk" / "keys.js").read_text(encoding="utf-8")
    deeds = re.search(r"const deeds = {(.*?)};", script, re.DOTALL)
    assert deeds
    assert {re.split(r":", deed)[0].strip() for deed in deeds[1].split(",")} == {one.does for one in SHORTCUTS}
