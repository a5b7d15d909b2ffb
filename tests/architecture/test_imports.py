"""Imports go one way: between the apps, between the packages of an app, and for its root modules."""

import pytest

from tests.architecture.sources import Module, imports_of, known_names, modules, own_imports, place_of

APP_ORDER = ("access", "casefiles", "review", "config")
REVIEW_ORDER = (
    "domain",
    "history",
    "frameworks",
    "inspections",
    "external",
    "language",
    "reviewing",
    "counting",
    "results",
    "moderation",
    "casework",
    "people",
    "authoring",
    "reports",
    "judging",
    "releases",
    "demo",
)
CASEFILES_ORDER = ("domain", "forces", "cases", "documents", "imports")
ORDERS = {"review": REVIEW_ORDER, "casefiles": CASEFILES_ORDER}

ALLOWED_TO_ROOT_MODULES = {
    # Tables of words and tuples: what reads them must not pull in a database.
    "workflow": set(),
    "workflow_page": {"review.workflow"},
    # Registers table names, which it writes as words, since models are not loaded yet when it is.
    "immutable": {"access.immutability"},
    # Runs for every request, of any package: it knows addresses by name only.
    "navigation": {"access.permissions"},
    # Serves the forms of every package, so it can know none.
    "form_conflicts": {"access.refusals"},
    "form_errors": {"access.refusals"},
    # The one writer of `status` knows the four tables that have one, and no query or action.
    "transitions": {
        "access.actor",
        "access.audit",
        "access.permissions",
        "access.refusals",
        "review.workflow",
        "review.history.models",
        "review.frameworks.models",
        "review.inspections.models",
        "review.reviewing.models",
    },
    "apps": {"review.immutable"},
    "urls": set(),
}
"""What each module at the root of review can import of ours. `models` is the facade, which has a test of its own."""

FREE = {"management", "templatetags", "models"}
"""Places of review that stand above all packages: commands, what templates call, and the facade."""


def told(module: Module, name: str) -> str:
    return f"{module.path} imports {name}"


def test_apps_import_downwards_only() -> None:
    wrong = [
        told(module, name)
        for module, name in own_imports()
        if APP_ORDER.index(name.partition(".")[0]) > APP_ORDER.index(module.app)
    ]
    assert wrong == []


@pytest.mark.parametrize("app", sorted(ORDERS))
def test_packages_import_downwards_only(app: str) -> None:
    order = ORDERS[app]
    wrong = [
        told(module, name)
        for module, name in own_imports()
        if module.app == app and module.place in order and name.startswith(f"{app}.")
        if place_of(name) in order and order.index(place_of(name)) > order.index(module.place)
    ]
    assert wrong == []


@pytest.mark.parametrize("app", sorted(ORDERS))
def test_every_folder_of_an_app_has_its_place_in_the_order(app: str) -> None:
    folders = {module.place for module in modules() if module.app == app and module.name.count(".") >= 2}
    assert folders - FREE - set(ORDERS[app]) == set()


def test_every_root_module_of_review_has_its_allowance() -> None:
    roots = {module.place for module in modules() if module.app == "review" and module.name.count(".") == 1}
    assert roots - set(REVIEW_ORDER) - FREE == set(ALLOWED_TO_ROOT_MODULES)


@pytest.mark.parametrize("name", sorted(ALLOWED_TO_ROOT_MODULES))
def test_root_modules_of_review_import_only_what_they_are_allowed(name: str) -> None:
    imported = {name_ for module, name_ in own_imports() if module.name == f"review.{name}"}
    assert imported - ALLOWED_TO_ROOT_MODULES[name] == set()


def test_facades_are_imported_by_nobody() -> None:
    """Each table is imported from its home, so that the order of packages can be read from the imports."""
    facades = {"review.models", "casefiles.models"}
    assert [told(module, name) for module, name in own_imports() if name in facades] == []


def test_packages_above_the_order_are_imported_by_nobody_in_it() -> None:
    above = tuple(f"review.{place}" for place in ("management", "templatetags", "navigation", "apps", "urls"))
    wrong = [
        told(module, name) for module, name in own_imports() if module.place in REVIEW_ORDER and name.startswith(above)
    ]
    assert wrong == []


def test_the_application_imports_no_tests() -> None:
    wrong = [told(module, name) for module in modules() for name in imports_of(module) if name.startswith("tests")]
    assert wrong == []


def test_every_import_of_ours_is_of_a_module_that_exists() -> None:
    assert [told(module, name) for module, name in own_imports() if name not in known_names()] == []
