"""The judgments of forces as a document, of which every file is made."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from access.refusals import Invalid
from review.domain.chart import Bar, ChartGrade, bar_chart
from review.frameworks.models import FrameworkVersion
from review.judging.basis import Reasons, reasons_of
from review.judging.grid import ForceRow, Grid, Topic
from review.judging.pages import grade_words, reconciled
from review.reports.document import Column, Line, Picture, ReportDocument, Sheet, Value
from review.reports.documents import SYNTHETIC, marking_of, moment_words

NO_FRAMEWORK = (
    "The forces of this inspection are not judged: it has no framework for that. "
    "Choose one on the page “Judgments of forces” of the inspection."
)
NOT_AVERAGED = (
    "Judgments of forces are made topic by topic on five tiers. They are not worked out from the grades of cases: "
    "how cases were chosen, how few they are and what weighs in each are judged, and no average of grades says that."
)

ONLY_SIGNED_OFF = "Only judgments that are signed off are shown; otherwise the cell says where they stand."
CHANGED_MARK = "[evidence changed]"
CHANGED_MEANS = (
    "A case that the judgment or its topic rests on was reopened or signed off anew since it was cited, or cases were "
    "signed off or reopened since a figure was. The judgment stands as it was signed off. Its evidence says what "
    "changed; reopen the judgments if they no longer stand."
)


def judgments_document(grid: Grid, now: datetime) -> ReportDocument:
    """Return the judgments of an inspection's forces as a document. Raises Invalid where no framework was chosen."""
    if grid.version is None:
        raise Invalid(NO_FRAMEWORK)
    inspection = grid.inspection
    title = f"{inspection.title}: judgments of forces"
    sheets = (_by_force(grid), _by_topic(grid), _reasons(grid))
    return ReportDocument(
        name=inspection.slug_id,
        title=title,
        marking=marking_of([inspection]),
        about=tuple(_about(grid, grid.version, now)),
        sheets=sheets,
        pictures=(Picture("by-topic", sheets[1].title, _bars(grid, sheets[1].title)),),
        notes=(NOT_AVERAGED, *((SYNTHETIC,) if inspection.synthetic else ())),
        measure="judgments",
        data=_data(grid),
    )


def _about(grid: Grid, version: FrameworkVersion, now: datetime) -> Iterator[tuple[str, str]]:
    signed = sum(row.is_signed_off for row in grid.rows)
    yield "Counted", "Judgments of forces, topic by topic"
    yield "Forces", f"{len(grid.rows)}, of which {signed} signed off"
    yield "Method", "Professional judgment on reasons and evidence; never an average of the grades of cases"
    yield "Data as of", moment_words(now)
    yield "Framework", f"{version.title}, version {version.number} ({version.sha256[:12]})"


def _by_force(grid: Grid) -> Sheet:
    lines = tuple(
        Line(
            (row.label,),
            tuple(Value(None, _judgment_words(row, topic)) for topic in grid.topics),
            (row.label,),
        )
        for row in grid.rows
    )
    columns = tuple(Column(topic.title, "text", topic.code, "judgment") for topic in grid.topics)
    notes = (ONLY_SIGNED_OFF, *_change_notes(grid))
    return Sheet("by-force", "Judgments by force and topic", ("Force",), columns, lines, notes, ("force",))


def _judgment_words(row: ForceRow, topic: Topic) -> str:
    judgment = row.judged.get(topic.key)
    words = grade_words(judgment) if judgment else row.state
    return f"{words} {CHANGED_MARK}" if row.evidence_changed(topic) else words


def _change_notes(grid: Grid) -> Iterator[str]:
    """Yield what the mark of changed evidence means, and where the judgment of a force as a whole would have it."""
    if grid.any_changed:
        yield f"{CHANGED_MARK} {CHANGED_MEANS}"
    for row in grid.rows:
        if row.whole_changed:
            yield f"{row.label}: evidence of the judgment of the force as a whole changed, too."


def _by_topic(grid: Grid) -> Sheet:
    grades = tuple(Column(grade.label, "count", grade.code, "grade") for grade in grid.grades)
    around = (
        Column("Forces judged (n)", "count", figure="n"),
        Column("Left out: not applicable", "count", "not-applicable", "left-out"),
        Column("Left out: not signed off", "count", "not-signed-off", "left-out"),
        Column("Forces", "count", figure="selected"),
    )
    lines = tuple(
        Line(
            (one.topic.title,),
            tuple(
                Value(number, str(number))
                for number in (*one.counts, one.n, one.not_applicable, one.not_signed_off, one.forces)
            ),
            (one.topic.code,),
        )
        for one in grid.by_topic
    )
    notes = tuple(
        f"{one.topic.title}: {reconciled(one.forces, one.n, one.not_applicable, one.not_signed_off)}."
        for one in grid.by_topic
    )
    return Sheet("by-topic", "Forces by topic and grade", ("Topic",), (*grades, *around), lines, notes, ("topic",))


def _reasons(grid: Grid) -> Sheet:
    columns = tuple(Column(title, "text", figure=code) for title, code in REASON_COLUMNS)
    lines = tuple(
        Line((one.force, one.topic), tuple(Value(None, words) for words in _words(one)), (one.force, one.code))
        for one in reasons_of(grid)
    )
    notes = ("Evidence as it stood when it was cited; in square brackets what became of it since.",)
    return Sheet("reasons", "Reasons and evidence", ("Force", "Topic"), columns, lines, notes, ("force", "topic"))


REASON_COLUMNS = (("Judgment", "judgment"), ("Made", "basis"), ("Reasons", "reasons"), ("Evidence", "evidence"))


def _words(one: Reasons) -> tuple[str, ...]:
    """Return a judgment in cells, each on a single line: its words as they are, its line breaks as spaces."""
    cells = (one.grade, one.basis, one.rationale, "; ".join(one.evidence))
    return tuple(" ".join(cell.split()) for cell in cells)


def _bars(grid: Grid, title: str) -> str:
    grades = [ChartGrade(grade.code, grade.label, grade.tone) for grade in grid.grades]
    codes = [grade.code for grade in grid.grades]
    bars = [Bar(one.topic.title, dict(zip(codes, one.counts, strict=True))) for one in grid.by_topic]
    return bar_chart(title, grades, bars, "by-topic", units=("force", "forces"))


def _data(grid: Grid) -> dict[str, Any]:
    return {
        "inspection": grid.inspection.slug_id,
        "topics": [{"code": topic.code, "title": topic.title} for topic in grid.topics],
        "forces": [
            {
                "label": row.label,
                "state": row.state,
                "judgments": {
                    topic.code: judged.grade.code if judged.grade else "not-applicable"
                    for topic in grid.topics
                    if (judged := row.judged.get(topic.key))
                },
                "evidence_changed": [topic.code for topic in grid.topics if row.evidence_changed(topic)],
            }
            for row in grid.rows
        ],
    }
