"""The domain folders: nothing but the standard library, no clock, no chance without a seed, no machine around them."""

import ast
import sys

from tests.architecture.sources import Module, calls_of, imports_of, modules

THE_MACHINE_AROUND = {
    "asyncio",
    "glob",
    "http",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
}
"""Of the standard library what asks the clock, chance, the network, the disk or the environment."""
CLOCK = {"now", "utcnow", "today", "fromtimestamp"}
OUTSIDE = {"open", "input", "print", "exec", "eval", "__import__"}


def domain() -> list[Module]:
    return [module for module in modules() if "domain" in module.name.split(".")]


def test_there_is_a_domain_in_casefiles_and_in_review() -> None:
    assert {module.app for module in domain()} == {"casefiles", "review"}


def test_domain_imports_the_standard_library_and_itself_only() -> None:
    wrong = [
        f"{module.path} imports {name}"
        for module in domain()
        for name in imports_of(module)
        if not name.startswith(f"{module.app}.domain") and name.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert wrong == []


def test_domain_imports_nothing_of_the_machine_around_it() -> None:
    wrong = [
        f"{module.path} imports {name}"
        for module in domain()
        for name in imports_of(module)
        if name.partition(".")[0] in THE_MACHINE_AROUND
    ]
    assert wrong == []


def test_domain_asks_no_clock_and_opens_nothing() -> None:
    wrong = [
        f"{module.path}:{call.lineno} {name}"
        for module in domain()
        for call, name in calls_of(module.tree)
        if (name in CLOCK and isinstance(call.func, ast.Attribute))
        or (name in OUTSIDE and isinstance(call.func, ast.Name))
    ]
    assert wrong == []


def test_chance_in_domain_has_a_seed() -> None:
    """Only `random.Random(seed)` can be repeated; the module's own functions share one hidden state."""
    wrong = [
        f"{module.path}:{call.lineno} {ast.unparse(call)}"
        for module in domain()
        for call, name in calls_of(module.tree)
        if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "random"
        if name != "Random" or not call.args
    ]
    imported = [
        f"{m.path}" for m in domain() for n in ast.walk(m.tree) if isinstance(n, ast.ImportFrom) if n.module == "random"
    ]
    assert (wrong, imported) == ([], [])
