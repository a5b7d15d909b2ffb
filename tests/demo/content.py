"""Everything that an installation's tables say, without what chance, the clock and keys put into them.

Rows are told by their place in their table, so that two databases with the same content give the same text.
Run as a program, it makes a new database, builds the demonstration in it twice, and prints what came of it as JSON.
"""

import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.utils import timezone

APPS = ("access", "casefiles", "review")
BY_CHANCE = {
    "user": {"password"},
    "auditevent": {"at", "hash", "previous_hash", "detail_digest"},
    "auditdetail": {"salt"},
    "audithead": {"hash"},
    "signoff": {"digest"},
}
"""The columns that hold the trail's clock and keys, a salt, a hash of these or a digest over random identifiers."""
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""The moment as of which reports are made."""
RANDOM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}")


def content() -> dict[str, Any]:
    """Return every row of every table, by table."""
    tables = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    places = {model: _places(model) for model in tables}
    names = dict(_random_names(tables, places))
    rows = {model._meta.model_name: [_row(row, places) for row in _rows(model)] for model in tables}
    text = json.dumps(rows, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return json.loads(RANDOM.sub(lambda found: names.get(found[0], found[0]), text))


def _rows(model: type[models.Model]) -> list[models.Model]:
    return list(model._default_manager.order_by("pk"))


def _places(model: type[models.Model]) -> dict[Any, int]:
    return {row.pk: place for place, row in enumerate(_rows(model))}


def _row(row: models.Model, places: dict[type[models.Model], dict[Any, int]]) -> dict[str, Any]:
    kept = [field for field in row._meta.concrete_fields if not _is_left_out(field)]
    told = {field.name: _value(row, field, places) for field in kept}
    for field in row._meta.many_to_many:
        told[field.name] = sorted(str(other) for other in getattr(row, field.name).all())
    return told


def _is_left_out(field: Any) -> bool:
    table = str(field.model._meta.model_name)
    return field.primary_key or field.default is timezone.now or field.name in BY_CHANCE.get(table, ())


def _value(row: models.Model, field: Any, places: dict[type[models.Model], dict[Any, int]]) -> Any:
    value = field.value_from_object(row)
    if isinstance(field, models.ForeignKey) and field.related_model in places and field.target_field.primary_key:
        return None if value is None else places[field.related_model][value]
    if field.name == "actor_id":  # points at a user without a foreign key
        return None if value is None else places[apps.get_model("access", "User")][value]
    return value


def _random_names(
    tables: list[type[models.Model]], places: dict[type[models.Model], dict[Any, int]]
) -> Iterator[tuple[str, str]]:
    """Yield the random identifiers and the digests over them, with a name that is the same in every database."""
    for model in tables:
        for column in ("public_id", "lineage", "digest"):
            if column in {field.name for field in model._meta.concrete_fields}:
                for key, value in model._default_manager.values_list("pk", column):
                    yield str(value), f"{model._meta.model_name} {places[model][key]} {column}"


SUSPECTS = "ethnicity"
"""How names begin by which only suspects can be broken down."""


def reports() -> dict[str, str]:
    """Return every report of every exercise, as JSON, text and CSV."""
    from access.actor import system_actor
    from review.counting.dimensions import CRITERION
    from review.counting.measures import measures
    from review.external.queries import external_results
    from review.inspections.models import Inspection
    from review.reports.building import Definition, headline_of, method_of, own_report
    from review.reports.document import ReportDocument
    from review.reports.documents import own_document
    from review.reports.formats import FORMATS
    from review.reports.published import published_document, published_report

    def written(document: ReportDocument) -> str:
        return "".join(b"".join(FORMATS[name].write(document)).decode() for name in ("json", "text", "csv"))

    told: dict[str, str] = {}
    for inspection in Inspection.objects.order_by("slug"):
        method = method_of(inspection)
        asked = [((), name) for name in measures(method)]
        asked += [((name,), "grade") for name in [*method.dimensions, CRITERION] if not name.startswith(SUSPECTS)]
        for by, measure in asked:
            report = own_report(method, Definition(headline_of(inspection, method), by, measure))
            told[f"{inspection.slug_id} {by} {measure}"] = written(own_document(method, report, NOW))
    for result in external_results(system_actor("tests")):
        told[result.slug_id] = written(published_document(published_report(result)))
    return told


def main() -> None:
    """Make the tables of a new database, build the demonstration, and print its content and what was printed."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    _count_on()
    printed = io.StringIO()
    call_command("demo_data", stdout=printed)
    print(json.dumps({"printed": printed.getvalue(), "reports": reports(), "content": content()}))


def _count_on() -> None:
    """Let the keys of each table begin elsewhere, so that they differ wherever one is told as if it said something."""
    with connection.cursor() as cursor:
        for place, model in enumerate(apps.get_models()):
            table = model._meta.db_table
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, 1000 + 7 * place])


if __name__ == "__main__":
    main()
