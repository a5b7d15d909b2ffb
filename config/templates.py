"""Templates as they are laid out for people to read, without what that layout would add to a page."""

import re

from django.template import Origin
from django.template.loaders.app_directories import Loader as AppDirectories
from django.template.loaders.filesystem import Loader as Filesystem

INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)
ONLY_TAGS = re.compile(r"^((?:\{%[^%]*%\}|\{#.*?#\})+)[ \t]*\n", re.MULTILINE)


def trimmed(text: str) -> str:
    """Return a template without indentation, and without the line end after a line of nothing but tags.

    Words that stand on lines of their own stay apart: of the white space between them one line end is left. A page of
    sixty questions is a fifteenth shorter by it, and asks the browser to keep as many fewer empty texts.
    """
    return ONLY_TAGS.sub(r"\1", INDENTED.sub("", text))


class _Trimming:
    """Loads templates trimmed; those that are not HTML stay as they are."""

    def get_contents(self, origin: Origin) -> str:
        """Return the text of a template."""
        text: str = super().get_contents(origin)  # type: ignore[misc]
        return trimmed(text) if str(origin.name).endswith(".html") else text


class FolderLoader(_Trimming, Filesystem):
    """The templates of the project's own folder."""


class AppLoader(_Trimming, AppDirectories):
    """The templates of the apps."""
