"""Template tags for lists on pages: the numbers under a long one, and the way a column's heading sorts it."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.core.paginator import Page

register = template.Library()


@register.simple_tag
def page_numbers(page: "Page[Any]") -> Sequence[int | None]:
    """Return the page numbers to link: the first, the last and those around this one; None where some are left out."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]


@register.simple_tag
def next_sort(key: str, current: str) -> str:
    """Return the `sort` value that a column's link asks for: its key, or "-key" where it is already sorted by it."""
    return f"-{key}" if current == key else key


@register.simple_tag
def sort_direction(key: str, current: str) -> str:
    """Return the aria-sort word of a column: "ascending", "descending" or "none"."""
    return {key: "ascending", f"-{key}": "descending"}.get(current, "none")
