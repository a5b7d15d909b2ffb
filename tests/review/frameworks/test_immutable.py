"""No way in: what is published stays as it was, whoever writes and however, on both databases."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError

from access import immutability
from review.frameworks import actions
from review.frameworks.models import Choice, Criterion, FrameworkVersion, Grade, Rule, Scale, Topic
from tests.review.frameworks.drafts import SYSTEM, imported, published
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db
PARTS: tuple[type[models.Model], ...] = (FrameworkVersion, Topic, Criterion, Choice, Rule, Scale, Grade)
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


def published_with_a_rule(text: str = SMALL) -> FrameworkVersion:
    """Return a published version that has a rule too, which no file brings yet."""
    version = imported(text)
    Rule.objects.create(framework_version=version, code="rule", of="review", body={}, position=1)
    FrameworkVersion.objects.filter(pk=version.pk).update(status="published", published_at=version.created_at)
    version.refresh_from_db()
    return version


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
    return rows[model].first()


def another(row: Any, column: str) -> object:
    """Return a value for a column that is not the row's."""
    field = next(f for f in row._meta.concrete_fields if f.column == column)
    if isinstance(field, models.UUIDField):
        return uuid4().hex if connection.vendor == "sqlite" else uuid4()
    if isinstance(field, models.BooleanField):
        return not getattr(row, column)
    return next(value for kind, value in OTHERS.items() if isinstance(field, kind))


@pytest.mark.parametrize(("model", "column"), COLUMNS)
def test_database_refuses_to_change_any_column(model: type[models.Model], column: str) -> None:
    row = row_of(model, published_with_a_rule())
    table = model._meta.db_table
    refused(lambda: run(f"UPDATE {table} SET {column} = %s WHERE id = %s", another(row, column), row.pk))  # noqa: S608


@pytest.mark.parametrize("model", PARTS)
def test_database_refuses_to_delete_a_row(model: type[models.Model]) -> None:
    row = row_of(model, published_with_a_rule())
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
    row = row_of(model, published_with_a_rule())
    refused(lambda: inserted("INSERT", row, **changes))


@pytest.mark.parametrize("model", PARTS)
def test_database_refuses_to_insert_over_a_row(model: type[models.Model]) -> None:
    row = row_of(model, published_with_a_rule())
    column = next(c for c in ("title", "question", "label", "body") if hasattr(row, c))
    value = '["other"]' if column == "body" else "other"
    ending = f"ON CONFLICT (id) DO UPDATE SET {column} = excluded.{column}"
    refused(lambda: inserted("INSERT", row, ending, id=row.pk, **{column: value}))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite can replace rows while inserting")
@pytest.mark.parametrize("model", PARTS)
def test_sqlite_refuses_to_replace_a_row(model: type[models.Model]) -> None:
    row = row_of(model, published_with_a_rule())
    refused(lambda: inserted("INSERT OR REPLACE", row, id=row.pk))


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="only SQLite can replace rows while updating")
def test_sqlite_refuses_to_move_a_draft_over_a_published_version() -> None:
    version, draft = published(), imported(SMALL.replace("Tests", "Others"))
    refused(lambda: run("UPDATE OR REPLACE review_frameworkversion SET id = %s WHERE id = %s", version.pk, draft.pk))


@pytest.mark.parametrize("model", PARTS)
def test_models_cannot_save_or_delete_what_is_published(model: type[models.Model]) -> None:
    row = row_of(model, published_with_a_rule())
    row.code = row.title = row.label = "other"
    refused(row.save)
    refused(row.delete)
    refused(lambda: model._default_manager.filter(pk=row.pk).delete())


def test_bulk_updates_cannot_change_what_is_published() -> None:
    version = published()
    refused(lambda: Criterion.objects.filter(framework_version=version).update(question="Something else?"))
    topics = list(version.topics.all())
    for topic in topics:
        topic.title = "other"
    refused(lambda: Topic.objects.bulk_update(topics, ["title"]))


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
