"""Columns that are unique by themselves: public identifiers, codes, slugs, and what stands one to one."""

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Field, Model

from tests.constraints.rows import VALID, new

pytestmark = pytest.mark.django_db

TABLES = [model for app in ("access", "casefiles", "review") for model in apps.get_app_config(app).get_models()]
UNIQUE = [
    (model, field) for model in TABLES for field in model._meta.local_fields if field.unique and not field.primary_key
]


def test_every_table_has_a_valid_row() -> None:
    assert set(VALID) == set(TABLES)


@pytest.mark.parametrize(("model", "field"), UNIQUE, ids=[f"{m.__name__}.{f.name}" for m, f in UNIQUE])
def test_unique_columns_refuse_the_same_again(model: type[Model], field: Field) -> None:
    first = new(model)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        new(model, **{field.name: getattr(first, field.name)})
    assert f"{model._meta.db_table}.{field.column}" in str(refused.value) or f"({field.column})" in str(refused.value)
    assert new(model).pk != first.pk
