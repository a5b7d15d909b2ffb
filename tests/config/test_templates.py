"""What is left of a template's layout: one line end where words or tags of HTML stood on lines of their own."""

import pytest

from config.templates import trimmed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<p>\n    {% if one %}\n    Two\n    {% endif %}\n</p>\n", "<p>\n{% if one %}Two\n{% endif %}</p>\n"),
        ("Two {% if one %}words{% endif %}\n  and more\n", "Two {% if one %}words{% endif %}\nand more\n"),
        ("One\n\n  {# told #}{% load two %}\nThree\n", "One\n\n{# told #}{% load two %}Three\n"),
    ],
)
def test_templates_are_read_without_the_layout_that_people_gave_them(text: str, found: str) -> None:
    assert trimmed(text) == found
