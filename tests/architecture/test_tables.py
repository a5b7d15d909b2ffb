"""The tables: re-exported whole for Django, and pointing at each other only in the order of their packages."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import CASCADE, ForeignObject, ManyToManyField, Model

from tests.architecture.sources import ROOT, module_at, modules, place_of
from tests.architecture.test_imports import APP_ORDER, CASEFILES_ORDER, ORDERS, REVIEW_ORDER

CUT_BY_CAPABILITY = {"casefiles": CASEFILES_ORDER, "review": REVIEW_ORDER}

BASES = ("models.Model", "Removable")
"""What a table is derived from: Django's own base, or one that several files share."""


def tables_in(tree: ast.Module) -> list[str]:
    """Return the names of the models in a file, without abstract ones."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    named = {node.name: node for node in classes}
    return [node.name for node in classes if is_model(node, named) and not is_abstract(node)]


def is_model(node: ast.ClassDef, named: dict[str, ast.ClassDef]) -> bool:
    for base in node.bases:
        name = ast.unparse(base)
        if name in BASES or (name in named and is_model(named[name], named)):
            return True
    return False


def is_abstract(node: ast.ClassDef) -> bool:
    metas = [inner for inner in node.body if isinstance(inner, ast.ClassDef) and inner.name == "Meta"]
    return any("abstract = True" in ast.unparse(meta) for meta in metas)


@pytest.mark.parametrize("app", sorted(CUT_BY_CAPABILITY))
def test_the_facade_re_exports_exactly_the_tables_of_its_folders(app: str) -> None:
    homes = [
        module for module in modules() if module.app == app and module.file == "models" and module.name.count(".") > 1
    ]
    defined = sorted((home.name, name) for home in homes for name in tables_in(home.tree))
    facade = module_at(ROOT / app / "models.py").tree
    imported = sorted(
        (str(node.module), alias.name)
        for node in facade.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    )
    assert imported == defined


@pytest.mark.parametrize("app", sorted(CUT_BY_CAPABILITY))
def test_the_facade_says_what_it_re_exports_and_nothing_else(app: str) -> None:
    facade = module_at(ROOT / app / "models.py").tree
    assert [type(node).__name__ for node in facade.body if not isinstance(node, ast.ImportFrom)] == ["Expr", "Assign"]
    listed = next(ast.literal_eval(node.value) for node in facade.body if isinstance(node, ast.Assign))
    assert listed == sorted(model.__name__ for model in apps.get_app_config(app).get_models())


def relations() -> Iterator[tuple[type[Model], ForeignObject | ManyToManyField, type[Model]]]:
    for app in APP_ORDER[:-1]:
        for model in apps.get_app_config(app).get_models():
            for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
                if isinstance(field.related_model, type):
                    yield model, field, field.related_model


def test_tables_point_downwards_only() -> None:
    wrong = [
        f"{model.__name__}.{field.name} points at {target.__module__}.{target.__name__}"
        for model, field, target in relations()
        if not is_downwards(model.__module__, target.__module__)
    ]
    assert wrong == []


def is_downwards(source: str, target: str) -> bool:
    """Return whether a table of the module `source` may point at one of `target`."""
    app, other = source.partition(".")[0], target.partition(".")[0]
    if other not in APP_ORDER:
        return True
    if app != other:
        return APP_ORDER.index(other) < APP_ORDER.index(app)
    order = ORDERS.get(app)
    return order is None or order.index(place_of(target)) <= order.index(place_of(source))


def test_is_downwards_knows_up_from_down() -> None:
    assert is_downwards("review.reviewing.models", "review.inspections.models")
    assert is_downwards("review.reviewing.models", "casefiles.cases.models")
    assert not is_downwards("review.inspections.models", "review.reviewing.models")
    assert not is_downwards("casefiles.cases.models", "review.inspections.models")


def test_nothing_that_is_pointed_at_takes_others_with_it() -> None:
    """Only the parts of a draft framework, of a published result and of what counts go when their whole goes."""
    cascading = {
        f"{model.__name__}.{field.name}"
        for model, field, _ in relations()
        if not field.many_to_many and field.remote_field.on_delete is CASCADE
    }
    assert cascading == {
        "Choice.criterion",
        "Criterion.framework_version",
        "Criterion.topic",
        "ExternalCount.result",
        "ExternalJointCount.result",
        "ExternalJointGrade.joint",
        "Rule.framework_version",
        "Topic.framework_version",
        "Topic.parent",
        "StandingSuspect.standing",
    }
