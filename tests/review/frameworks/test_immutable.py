"""No way in: what is published stays as it was, whoever writes and however, on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.db.models import ProtectedError

from access import immutability
from review.frameworks import actions
from review.frameworks.models import Choice, Criterion, FrameworkVersion, Grade, Rule, Scale, Topic
from tests.review.frameworks.drafts import SYSTEM, imported, published
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db
PARTS: tuple[type[models.Model], ...] = (FrameworkVersion, Topic, Criterion, Choice, Rule, Scale, Grade)
WHOLE = (
    SMALL.replace(
        "classification:\n",
        """\
    topics:
      - code: inner-topic
        title: Inner topic
        criteria:
          - code: inner-criterion
            question: Is the inner thing done well?
            answer: grade
            scale: case-grade
            asked-when: [{question: group-based, is: [yes]}]
classification:
""",
    )
    + """\
rules:
  - code: first-rule
    title: First rule
    of: topic
    topic: first-topic
    steps: [{name: worst, worst-of: {questions: [first-criterion]}}]
    result: worst
"""
)
"""A file with a topic inside a topic, a condition and a rule."""
TELLING = ("inner-topic", "inner-criterion", "first-rule")
"""Codes of the rows of such a version that have most in their columns."""
FREE = {"review_frameworkversion": {"status", "version"}}
"""Columns of a published version that its retirement changes."""
OTHERS: dict[type, Any] = {
    models.CharField: "other",
    models.TextField: "other",
    models.JSONField: '["other"]',
    models.BooleanField: None,
    models.DateTimeField: datetime(2001, 1, 1, tzinfo=UTC),
    models.DecimalField: 7,
    models.IntegerField: 4321,
    models.AutoField: 4321,
    models.ForeignKey: 4321,
}
"""A kind of column to a value that no row of the tests has in it."""
COLUMNS = [
    (model, field.column)
    for model in PARTS
    for field in model._meta.concrete_fields
    if field.column not in FREE.get(model._meta.db_table, ())
]


def refused(write: Callable[[], Any]) -> None:
    """Check that a write is refused: by the database's triggers or, where others point at the row, by Django."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        write()
    assert isinstance(refusal.value, ProtectedError) or immutability.REFUSED in str(refusal.value)


def run(sql: str, *values: object) -> None:
    """Run one statement past all of Django."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def published_whole() -> FrameworkVersion:
    """Return a published version of that file."""
    return published(WHOLE)


def row_of(model: type[models.Model], version: FrameworkVersion) -> Any:
    """Return a row of the version."""
    rows = {
        FrameworkVersion: FrameworkVersion.objects.filter(pk=version.pk),
        Topic: Topic.objects.filter(framework_version=version),
        Criterion: Criterion.objects.filter(framework_version=version),
        Choice: Choice.objects.filter(criterion__framework_version=version),
        Rule: Rule.objects.filter(framework_version=version),
        Scale: Scale.objects.filter(pk=version.overall_scale_id),
        Grade: Grade.objects.filter(scale=version.overall_scale_id),
    }
    found = rows[model]
    return (found.filter(code__in=TELLING).first() if hasattr(model, "code") else None) or found.first()


def another(row: Any, column: str) -> object:
    """Return a value for a column that is not the row's."""
    field = next(f for f in row._meta.concrete_fields if f.column == column)
    if isinstance(field, models.UUIDField):
        return uuid4().hex if connection.vendor == "sqlite" else uuid4()
    if isinstance(field, models.BooleanField):
        return not getattr(row, column)
    return next(value for kind, value in OTHERS.items() if isinstance(field, kind))


def test_rows_that_the_tests_change_have_what_they_are_about() -> None:
    version = published_whole()
    topic, criterion, rule = (row_of(model, version) for model in (Topic, Criterion, Rule))
    assert (topic.code, topic.parent.code) == ("inner-topic", "second-topic")
    assert criterion.asked_when == [{"question": "group-based", "is": ["yes"]}]
    assert (rule.of, rule.topic_code, rule.body["result"]) == ("topic", "first-topic", "worst")


@pytest.mark.parametrize(("model", "column"), COLUMNS)
def test_database_refuses_to_change_any_column(model: type[models.Model], column: str) -> None:
    row = row_of(model, published_whole())
    table = model._meta.db_table
    refused(lambda: run(f"UPDATE {table} SET {column} = %s WHERE id = %s", another(row, column), row.pk))  # noqa: S608


@pytest.mark.parametrize("model", PARTS)
def test_database_refuses_to_delete_a_row(model: type[models.Model]) -> None:
    row = row_of(model, published_whole())
    refused(lambda: run(f"DELETE FROM {model._meta.db_table} WHERE id = %s", row.pk))  # noqa: S608


def inserted(verb: str, row: Any, ending: str = "", **changes: object) -> None:
    """Insert a copy of a row with other values in some columns."""
    table, columns = row._meta.db_table, [field.column for field in row._meta.concrete_fields]
    if "id" not in changes:
        columns.remove("id")
    chosen = ", ".join("%s" if column in changes else column for column in columns)
    values = [changes[column] for column in columns if column in changes]
    source = f"SELECT {chosen} FROM {table} WHERE id = %s"  # noqa: S608
    run(f"{verb} INTO {table} ({', '.join(columns)}) {source} {ending}", *values, row.pk)


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        (Topic, {"code": "more", "position": 99}),
        (Criterion, {"code": "more", "position": 99}),
        (Choice, {"code": "more", "position": 99}),
        (Rule, {"code": "more", "position": 99}),
        (Grade, {"code": "more", "rank": 99}),
    ],
)
def test_database_refuses_to_add_a_row(model: type[models.Model], changes: dict[str, object]) -> None:
    row = row_of(model, published_whole())
    refused(lambda: inserted("INSERT", row, **changes))


@pytest.mark.parametrize("model", PARTS)
def test_database_refuses_to_insert_over_a_row(model: type[models.Model]) -> None:
    row = row_of(model, published_whole())
    column = next(c for c in ("title", "question", "label", "body") if hasattr(row, c))
    value = '["other"]' if column == "body" else "other"
    ending = f"ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}"
    refused(lambda: inserted("INSERT", row, ending, id=row.pk, **{column: value}))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite can replace rows while inserting")
@pytest.mark.parametrize("model", PARTS)
def test_sqlite_refuses_to_replace_a_row(model: type[models.Model]) -> None:
    row = row_of(model, published_whole())
    refused(lambda: inserted("INSERT OR REPLACE", row, id=row.pk))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite can replace rows while updating")
def test_sqlite_refuses_to_move_a_draft_over_a_published_version() -> None:
    version, draft = published(), imported(SMALL.replace("Tests", "Others"))
    refused(lambda: run("UPDATE OR REPLACE review_frameworkversion SET id = %s WHERE id = %s", version.pk, draft.pk))


@pytest.mark.parametrize("model", PARTS)
def test_models_cannot_save_or_delete_what_is_published(model: type[models.Model]) -> None:
    row = row_of(model, published_whole())
    row.code = row.title = row.label = "other"
    refused(row.save)
    refused(row.delete)
    refused(lambda: model._default_manager.filter(pk=row.pk).delete())


@pytest.mark.parametrize("model", PARTS)
def test_bulk_updates_cannot_change_what_is_published(model: type[models.Model]) -> None:
    row = row_of(model, published_whole())
    column = next(c for c in ("title", "question", "label", "body") if hasattr(row, c))
    value: Any = ["other"] if column == "body" else "other"
    rows = model._default_manager.filter(pk=row.pk)
    refused(lambda: rows.update(**{column: value}))
    setattr(row, column, value)
    refused(lambda: model._default_manager.bulk_update([row], [column]))


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL can empty a table past its rows")
@pytest.mark.parametrize("model", PARTS)
def test_postgresql_refuses_to_empty_a_table(model: type[models.Model]) -> None:
    published_whole()
    run("SET CONSTRAINTS ALL IMMEDIATE")  # or PostgreSQL refuses since it has rows of this transaction to check
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        run(f"TRUNCATE {model._meta.db_table} CASCADE")
    assert immutability.REFUSED in str(refusal.value)


def test_topics_inside_a_published_topic_stay_where_they_are() -> None:
    version, draft = published_whole(), imported(WHOLE.replace("Tests", "Others"))
    outer = version.topics.get(code="first-topic")
    for change in ({"parent": None}, {"parent": outer}):
        refused(lambda change=change: version.topics.filter(code="inner-topic").update(**change))  # type: ignore[misc]
    refused(lambda: version.topics.get(code="second-topic").delete())
    refused(lambda: Topic.objects.create(framework_version=version, parent=outer, code="x", title="X", position=99))
    assert draft.topics.filter(code="inner-topic").update(parent=None) == 1


def test_rules_of_a_published_version_can_neither_come_nor_go() -> None:
    version, draft = published_whole(), imported(WHOLE.replace("Tests", "Others"))
    refused(lambda: draft.rules.filter(code="first-rule").update(framework_version=version, code="x", position=9))
    refused(lambda: version.rules.filter(code="first-rule").update(framework_version=draft, code="x", position=9))
    refused(lambda: version.rules.all().delete())
    more = Rule(framework_version=version, code="x", of="review", body={}, position=9)
    refused(lambda: Rule.objects.bulk_create([more]))
    assert version.rules.count() == 1


def test_children_of_a_draft_cannot_move_into_a_published_version() -> None:
    version, draft = published(), imported(SMALL.replace("Tests", "Others"))
    topic, criterion, choice = (row_of(model, draft) for model in (Topic, Criterion, Choice))
    published_choice = row_of(Choice, version)
    refused(lambda: Topic.objects.filter(pk=topic.pk).update(framework_version=version, code="moved", position=99))
    refused(
        lambda: Criterion.objects.filter(pk=criterion.pk).update(framework_version=version, code="moved", position=99)
    )
    refused(lambda: Criterion.objects.filter(pk=criterion.pk).update(topic=row_of(Topic, version)))
    refused(
        lambda: Choice.objects.filter(pk=choice.pk).update(
            criterion=published_choice.criterion, code="moved", position=99
        )
    )


def test_rows_of_a_published_version_cannot_move_into_a_draft() -> None:
    version, draft = published(), imported(SMALL.replace("Tests", "Others"))
    refused(
        lambda: Topic.objects.filter(framework_version=version, code="first-topic").update(
            framework_version=draft, code="moved", position=99
        )
    )
    refused(
        lambda: Choice.objects.filter(criterion__framework_version=version).update(criterion=row_of(Criterion, draft))
    )


def test_grades_cannot_be_added_to_a_scale_that_a_draft_uses() -> None:
    scale = imported().overall_scale
    refused(lambda: Grade.objects.create(scale=scale, code="more", label="More", rank=99))


def test_published_version_can_be_retired_and_stays_as_it_was() -> None:
    version = actions.retire(SYSTEM, published(), "It was replaced.")
    version.refresh_from_db()
    assert version.status == "retired"
    refused(lambda: FrameworkVersion.objects.filter(pk=version.pk).update(title="other"))
    refused(lambda: Criterion.objects.filter(framework_version=version).update(question="other"))
    refused(version.delete)


@pytest.mark.parametrize("status", ["draft", "published"])
def test_retired_version_cannot_come_back(status: str) -> None:
    version = actions.retire(SYSTEM, published(), "It was replaced.")
    refused(lambda: FrameworkVersion.objects.filter(pk=version.pk).update(status=status))


def test_published_version_cannot_become_a_draft_again() -> None:
    version = published()
    refused(lambda: FrameworkVersion.objects.filter(pk=version.pk).update(status="draft", published_at=None))


def test_draft_can_be_changed_and_deleted() -> None:
    published()
    draft = imported(SMALL.replace("Tests", "Others"))
    assert Criterion.objects.filter(framework_version=draft).update(guidance="other") == 4
    assert FrameworkVersion.objects.filter(pk=draft.pk).update(title="other") == 1
    Topic.objects.create(framework_version=draft, code="more", title="More", position=99)
    draft.delete()
    assert [version.owner for version in FrameworkVersion.objects.all()] == ["Tests"]


def test_every_trigger_is_installed() -> None:
    assert immutability.missing(connection) == []
