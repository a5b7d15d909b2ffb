"""Template tag of the sign-in page: what to do while nobody can sign in."""

from django import template

from access.first_steps import create_administrator
from access.queries import has_no_user

register = template.Library()


@register.simple_tag
def first_command() -> str:
    """Return the command that makes the first administrator while there is no user at all, else nothing."""
    return create_administrator() if has_no_user() else ""
