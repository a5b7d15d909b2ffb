"""`manage.py generate_docs`: writes the pages of the documentation that are made from the code's own tables."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from access import permissions_page
from casefiles.imports import columns_page
from review import workflow_page
from review.frameworks.documentation import page as format_page
from review.frameworks.file import schema

PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "permissions.md": ("access/permissions.py", permissions_page.page),
    "workflow.md": ("review/workflow.py", workflow_page.page),
    "import-columns.md": ("casefiles/domain/import_layouts.py", columns_page.page),
    "framework-format.md": ("review/frameworks/documentation/page.py", format_page.page),
}
"""The name of each page, what it is made from, and what makes its text."""
DATA: dict[str, tuple[str, Callable[[], str]]] = {
    "framework-format.schema.json": ("review/frameworks/file/schema.py", schema.schema_text),
}
"""The same for what programs read."""


class Command(BaseCommand):
    """Writes the generated pages into docs/ or, with --check, ends with 1 where one of them is out of date."""

    help = "Write the generated pages of the documentation, or check that they are fresh."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add `--check`."""
        parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a page is stale")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        """Write or check. Raises SystemExit with 1, after a line for each stale page."""
        stale = [name for name in (*PAGES, *DATA) if not is_fresh(name)]
        if not check:
            for name in stale:
                place(name).write_text(text_of(name), encoding="utf-8")
                self.stdout.write(f"wrote docs/{name}")
            return
        for name in stale:
            source, _ = (PAGES | DATA)[name]
            self.stderr.write(f"docs/{name} is out of date with {source}: run `manage.py generate_docs`.")
        if stale:
            raise SystemExit(1)


def is_fresh(name: str) -> bool:
    """Return whether the page stands in docs/ as it would be written now."""
    return place(name).is_file() and place(name).read_text(encoding="utf-8") == text_of(name)


def text_of(name: str) -> str:
    """Return the page as it would be written now, with a first line that says what to change instead of it.

    What programs read has no such line.
    """
    if name in DATA:
        return DATA[name][1]()
    source, make = PAGES[name]
    return f"<!-- Made by `manage.py generate_docs` from {source}: change that, not this page. -->\n\n{make()}"


def place(name: str) -> Path:
    """Return where the page lies."""
    return Path(settings.BASE_DIR, "docs", name)
