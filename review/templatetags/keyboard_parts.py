"""The keys of the review form, for the pages that tell of them."""

from django import template

from review.reviewing.keyboard import IN_OPTIONS, SHORTCUTS, Shortcut

register = template.Library()


@register.simple_tag
def shortcuts() -> tuple[Shortcut, ...]:
    """Return the combinations that work anywhere on the page of a topic."""
    return SHORTCUTS


@register.simple_tag
def option_keys() -> tuple[tuple[str, str], ...]:
    """Return the keys that work while an option has the focus, each with what it does."""
    return IN_OPTIONS
