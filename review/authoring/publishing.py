"""Who may publish a draft where the policy asks for a second person."""

from collections.abc import Mapping

SECOND_PERSON = "second-person"
"""The policy, as settings have it, by which somebody else than a draft's only author publishes it."""


def why_not(publisher: int | None, authors: Mapping[int, str]) -> str:
    """Return why somebody may not publish a draft, empty where they may.

    `authors` are those who made or changed it, with their names, by their keys; `publisher` is None for a command.
    Nobody publishes what they alone have changed, and a command publishes only what no person has changed.
    """
    if publisher is None:
        return f"People changed this draft, so a person must publish it{_who(authors)}." if authors else ""
    if set(authors) == {publisher}:
        return "Only you changed this draft, so another administrator must read and publish it."
    return ""


def _who(authors: Mapping[int, str]) -> str:
    return f", other than {next(iter(authors.values()))}" if len(authors) == 1 else ""
