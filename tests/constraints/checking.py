"""What the tables of constraints are made of, and how a database's refusal tells which constraint it was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, Model, UniqueConstraint

from tests.constraints.rows import new

Columns = Mapping[str, Any]


@dataclass(frozen=True)
class Check:
    """A check constraint: changes to a valid row that break it, and changes that it must bear."""

    constraint: str
    model: type[Model]
    breaks: tuple[Columns, ...]
    fits: tuple[Columns, ...] = ()


@dataclass(frozen=True)
class Unique:
    """A unique constraint: the changes that make a valid row fall under it and, if it has a condition, out of it."""

    constraint: str
    model: type[Model]
    row: Columns = field(default_factory=dict)
    outside: Columns | None = None


def each(column: str, values: list[str], **others: object) -> tuple[Columns, ...]:
    """Return a change for each of the values that a column can have, all of which must fit."""
    return tuple({column: value, **others} for value in values)


def unknown(column: str, **others: object) -> tuple[Columns, ...]:
    """Return changes to values that a column cannot have."""
    return ({column: "", **others}, {column: "unheard-of", **others})


def constraints_of(app: str, kind: type[CheckConstraint] | type[UniqueConstraint]) -> list[str]:
    """Return the names of the constraints of a kind that the tables of an app have."""
    models = apps.get_app_config(app).get_models()
    return sorted(c.name for model in models for c in model._meta.constraints if isinstance(c, kind))


def named(constraint: str, model: type[Model]) -> CheckConstraint | UniqueConstraint:
    """Return a table's constraint by its name."""
    return next(c for c in model._meta.constraints if c.name == constraint)


def refused_by(model: type[Model], **changes: Any) -> str:
    """Write a row that the database must refuse, and return the name of the constraint that refused it."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        new(model, **changes)
    return broken(refused.value, model)


def broken(error: IntegrityError, model: type[Model]) -> str:
    """Return the name of the broken constraint; SQLite names only columns where a row must be unique."""
    if connection.vendor == "postgresql":
        return str(error.__cause__.diag.constraint_name)  # type: ignore[union-attr]
    words = str(error)
    if found := re.fullmatch(r"CHECK constraint failed: (\w+)", words):
        return found.group(1)
    columns = set(re.findall(r"\w+\.(\w+)", words.removeprefix("UNIQUE constraint failed: ")))
    unique = (c for c in model._meta.constraints if isinstance(c, UniqueConstraint))
    return next((c.name for c in unique if {model._meta.get_field(f).column for f in c.fields} == columns), words)


def check_refuses(check: Check) -> None:
    """Assert that each of the breaking changes is refused by this constraint and by no other."""
    refusals = [refused_by(check.model, **changes) for changes in check.breaks]
    assert refusals == [check.constraint] * len(check.breaks)


def check_accepts(check: Check) -> None:
    """Assert that the valid row is taken, plain and with each of the changes that fit."""
    for changes in ({}, *check.fits):
        with transaction.atomic():
            assert new(check.model, **changes).pk
            transaction.set_rollback(True)


def check_unique(unique: Unique) -> None:
    """Assert that another row is taken, the same one again is refused, and taken again outside the condition."""
    fields = named(unique.constraint, unique.model).fields
    first = new(unique.model, **unique.row)
    new(unique.model, **unique.row)
    same = {name: getattr(first, name) for name in fields}
    assert refused_by(unique.model, **{**unique.row, **same}) == unique.constraint
    if unique.outside is not None:
        new(unique.model, **{**unique.row, **same, **unique.outside})


def has_condition(unique: Unique) -> bool:
    """Return whether the constraint binds some rows only."""
    constraint = named(unique.constraint, unique.model)
    return isinstance(constraint, UniqueConstraint) and constraint.condition is not None
