"""What an import looks at beside the file itself: the versions of its framework that are here already."""

from access.refusals import Conflict
from review.frameworks.difference.files import difference
from review.frameworks.difference.text import short_lines
from review.frameworks.file.exchange import Problem, canonical, read_stored, sha256
from review.frameworks.file.model import FrameworkFile
from review.frameworks.file.reading import CheckedFile
from review.frameworks.lineage import other_questions, statement_problems
from review.frameworks.models import Framework, FrameworkVersion

KNOWN = (
    "Nothing was imported: version {} of {} ({}) has exactly this content. "
    "Change the file first if you want another version."
)
OTHER = (
    "Nothing was imported: version {number} of {code} ({state}) is here already, with other content. To import the "
    "file as a new version, take “version: {number}” out of it, or write a number that is free, such as {free}."
)
DIFFERS = "What the file says otherwise, with what went as [-words-] and what came as {+words+}:"


class OtherContent(Conflict):
    """The number that a file asks for is that of a version with other content.

    `summary` says so and what to do, `lines` what differs, in short; the sentence is both.
    """

    def __init__(self, summary: str, lines: list[str]) -> None:
        self.summary, self.lines = summary, lines
        super().__init__("\n".join([summary, DIFFERS, *(f"  {line}" for line in lines)]))


def refuse_known(framework: Framework, file: FrameworkFile) -> None:
    """Refuse content that is here already, and a number that another content has. Raises Conflict; OtherContent.

    A draft that was discarded does not stand in the way of its content, but its number is not given again.
    """
    digest = sha256(canonical(file))
    numbered = framework.versions.filter(number=file.version).first() if file.version else None
    if numbered and numbered.sha256 != digest:
        raise _other_content(framework, numbered, file)
    kept = framework.versions.exclude(status=FrameworkVersion.Status.DISCARDED)
    if known := numbered or kept.filter(sha256=digest).order_by("number").first():
        raise Conflict(KNOWN.format(known.number, framework.code, known.get_status_display().lower()))


def _other_content(framework: Framework, numbered: FrameworkVersion, file: FrameworkFile) -> OtherContent:
    newest = framework.versions.order_by("-number").first() or numbered
    state = numbered.get_status_display().lower()
    summary = OTHER.format(number=numbered.number, code=framework.code, state=state, free=newest.number + 1)
    return OtherContent(summary, short_lines(difference(read_stored(numbered.canonical), file)))


def problems_of_statements(framework: Framework, read: CheckedFile) -> list[Problem]:
    """Return what a file says wrongly of earlier versions of its framework, with the places."""
    newest = framework.versions.order_by("-number").first()
    number = read.file.version or (newest.number + 1 if newest else 1)
    return read.placed(statement_problems(read.file, other_questions(framework.pk, number)))
