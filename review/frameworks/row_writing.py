"""Writing what a framework file says into the tables, for a version that is new or a draft that changed."""

from collections.abc import Iterable
from typing import Any

from review.frameworks.file.model import FrameworkFile
from review.frameworks.lineage import Line, lines
from review.frameworks.models import Choice, Criterion, FrameworkVersion, Rule, Scale, Topic
from review.frameworks.rows import CriterionRow, rule_rows, topic_rows


def write_rows(version: FrameworkVersion, file: FrameworkFile, scales: Iterable[Scale]) -> None:
    """Write a version's topics, criteria, choices and rules. Call inside an action, on a version without any.

    `scales` are those that the file names, as they are stored.
    """
    rows = topic_rows(file)
    by_hash = {scale.content_hash: scale for scale in scales}
    topics: dict[str, Topic] = {}
    for inner in (False, True):
        made = Topic.objects.bulk_create(
            Topic(
                framework_version=version,
                parent=topics[row.parent] if row.parent else None,
                code=row.code,
                title=row.title,
                headline=row.headline,
                position=row.position,
            )
            for row in rows
            if bool(row.parent) is inner
        )
        topics |= {topic.code: topic for topic in made}
    pairs = [(topics[parent.code], row) for parent in rows for row in parent.criteria]
    origins = lines(version, file, (row for _, row in pairs))
    criteria = Criterion.objects.bulk_create(
        _criterion(version, topic, row, line, by_hash) for (topic, row), line in zip(pairs, origins, strict=True)
    )
    Choice.objects.bulk_create(
        Choice(criterion=criterion, code=code, label=label, position=position)
        for criterion, (_, row) in zip(criteria, pairs, strict=True)
        for position, (code, label) in enumerate(row.choices, 1)
    )
    Rule.objects.bulk_create(
        Rule(
            framework_version=version,
            code=row.code,
            of=row.of,
            topic_code=row.topic,
            body=row.body,
            position=row.position,
        )
        for row in rule_rows(file)
    )


def _criterion(
    version: FrameworkVersion, topic: Topic, row: CriterionRow, line: Line, scales: dict[str, Scale]
) -> Criterion:
    return Criterion(
        framework_version=version,
        topic=topic,
        lineage=line.lineage,
        relation=line.relation,
        came_from=line.came_from,
        scale=scales[row.scale] if row.scale else None,
        **_columns(row),
    )


def _columns(row: CriterionRow) -> dict[str, Any]:
    """Return the columns of a criterion that are the same in its row; sequences as the lists that JSON has."""
    same = {name: value for name, value in vars(row).items() if name not in ("scale", "choices")}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in same.items()}
