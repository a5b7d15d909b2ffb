"""A release as plain data, to be kept and read again when the next one is made."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from review.domain.disclosure.releases import Published
from review.domain.disclosure.rule import Figure, Mark, Rule
from review.domain.disclosure.tables import Cell, Dimensions, Subset, Table


def as_data(published: Published) -> dict[str, Any]:
    """Give what a release tells as lists, texts and numbers, ready for JSON, in an order that is always the same."""
    rule = published.rule
    return {
        "name": published.name,
        "rule": {
            "threshold": rule.threshold,
            "zeros_shown": rule.zeros_shown,
            "base": rule.base,
            "off": sorted(rule.off),
        },
        "tables": [_table_data(table) for table in published.tables],
        "withheld": [_table_data(table) for table in published.withheld],
        "open": [_table_data(table) for table in published.open],
        "known": sorted(_listed(cell.conditions) for cell in published.known),
        "figures": [
            [_listed(cell.conditions), figure.value if isinstance(figure, Mark) else figure]
            for cell, figure in sorted(published.figures.items(), key=lambda item: item[0].conditions)
        ],
    }


def of_data(data: Mapping[str, Any]) -> Published:
    """Read what `as_data` gave. Raises KeyError or ValueError where the data is not of that form."""
    rule = Rule(**{**data["rule"], "off": frozenset(data["rule"]["off"])})
    tables, withheld, unprotected = (tuple(map(_table, data[part])) for part in ("tables", "withheld", "open"))
    known = frozenset(Cell(_read(conditions)) for conditions in data["known"])
    figures = {Cell(_read(conditions)): _figure(figure) for conditions, figure in data["figures"]}
    return Published(data["name"], rule, tables, figures, withheld, unprotected, known)


def widened(published: Published, dimensions: Dimensions) -> Published:
    """Give an earlier release with the categories that are known now: of each new one it told that nobody had it.

    A table lists every category that it knows of, so that what it did not list nobody had. Raises ValueError where
    a dimension of its tables is gone.
    """
    figures = dict(published.figures)
    for table in published.tables:
        for cell in table.cells(dimensions).values():
            figures.setdefault(cell, 0)
    return replace(published, figures=figures)


def _table_data(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "dimensions": list(table.dimensions),
        "kind": table.kind,
        "subset": _listed(table.subset.where),
        "margins_only": table.margins_only,
    }


def _table(data: Mapping[str, Any]) -> Table:
    subset = Subset(_read(data["subset"]))
    return Table(data["name"], tuple(data["dimensions"]), data["kind"], subset, data["margins_only"])


def _figure(figure: int | str) -> Figure:
    return Mark(figure) if isinstance(figure, str) else figure


def _listed(conditions: tuple[tuple[str, tuple[str, ...]], ...]) -> list[list[Any]]:
    return [[name, list(allowed)] for name, allowed in conditions]


def _read(listed: list[list[Any]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(allowed)) for name, allowed in listed)
