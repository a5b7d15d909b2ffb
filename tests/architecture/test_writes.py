"""Who writes to the database: actions, the trail and move(), nobody else; and who reads: never a view by itself.

A write is a call that only a model or a manager has: `create` and its kin, `save`, `delete`; `update` with nothing but
named columns (a dictionary's takes another dictionary); a change of a many-to-many field; an open cursor.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import Module, calls_of, module_at, modules, own_imports

ALWAYS_WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save", "delete"}
CHANGES_LINKS = {"add", "set", "clear", "remove"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
TRAIL, MOVE = "access/audit.py", "review/transitions.py"
TRIGGERS = "access/immutability.py"
LISTENERS = {
    # The one need that triggers have: to be put back after a migration.
    "access/apps.py",
    # Django sends these at every door by which one can sign in, of which the library has several.
    "access/sign_in_events.py",
}
"""Signals hide what happens when, so nobody else listens to any."""
PARTS_OF_ACTIONS: dict[str, set[str]] = {
    "access/sign_ins.py": set(),
    # The same scale comes with a framework's file and with the published results that ship with the project.
    "review/frameworks/row_writing.py": set(),
    "review/frameworks/scales.py": {"review/external/reference.py"},
    "review/reviewing/answering.py": set(),
    "review/reviewing/citing.py": set(),
    # The language screen's decisions are writes to the review, in a folder of their own.
    "review/reviewing/hands.py": {"review/reviewing/screening/actions.py"},
    "review/reviewing/judgment_rows.py": set(),
    "review/reviewing/opening.py": set(),
    "review/reviewing/resting.py": set(),
    "review/reviewing/submitting.py": set(),
    "review/reviewing/suggesting.py": set(),
    "review/reviewing/words.py": set(),
}
"""Where a folder has too many writes for one file, its `actions` is the door, and these stand behind it.

With each stand the modules that may use it besides: actions of a folder inside, and what only commands call.
"""


def is_actions(module: Module) -> bool:
    return module.file == "actions" or module.file.endswith("_actions")


def is_view(module: Module) -> bool:
    return module.file == "views" or "views" in module.name.split(".")


def many_to_many_fields() -> set[str]:
    """Return the names of the many-to-many fields of our tables."""
    return {
        target.id
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if isinstance(node.value.func, ast.Attribute) and node.value.func.attr == "ManyToManyField"
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def is_write(call: ast.Call, name: str, links: set[str]) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    receiver = call.func.value
    if name in CHANGES_LINKS:
        return isinstance(receiver, ast.Attribute) and receiver.attr in links
    return name in ALWAYS_WRITES or (name == "update" and not call.args and bool(call.keywords))


def writes_of(module: Module, links: set[str]) -> Iterator[str]:
    for call, name in calls_of(module.tree):
        if is_write(call, name, links):
            yield f"{module.path}:{call.lineno} {ast.unparse(call.func)}"


def test_only_actions_the_trail_and_move_write() -> None:
    links = many_to_many_fields()
    writers = {TRAIL, MOVE, *PARTS_OF_ACTIONS}
    wrong = [
        line
        for module in modules()
        if not is_actions(module) and module.path not in writers
        for line in writes_of(module, links)
    ]
    assert wrong == []


def writing_functions(module: Module, links: set[str]) -> set[str]:
    """Return the names of a module's functions that write, or move a status, themselves or by one of the others."""
    functions = [node for node in module.tree.body if isinstance(node, ast.FunctionDef)]
    writing = {f.name for f in functions if any(is_write(c, n, links) or n == "move" for c, n in calls_of(f))}
    while more := {f.name for f in functions if {n for _, n in calls_of(f)} & writing} - writing:
        writing |= more
    return writing


def test_parts_of_actions_write_through_their_actions_only() -> None:
    links = many_to_many_fields()
    parts = {module.name: module for module in modules() if module.path in PARTS_OF_ACTIONS}
    wrong = [
        f"{module.path} imports {alias.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module in parts
        for alias in node.names
        if alias.name in writing_functions(parts[node.module], links)
        if not stands_behind(module, parts[node.module].path)
    ]
    assert wrong == []


def stands_behind(module: Module, part: str) -> bool:
    """Return whether a module is the door of a part, another part of the same folder, or named with it."""
    folder = part.rpartition("/")[0]
    same_folder = module.path.rpartition("/")[0] == folder
    return module.path in PARTS_OF_ACTIONS[part] or (
        same_folder and (is_actions(module) or module.path in PARTS_OF_ACTIONS)
    )


def test_only_actions_know_move() -> None:
    """Keep move(), which knows the tables of four packages, out of what any of them reads."""
    knowing = [module for module, name in own_imports() if name == "review.transitions"]
    assert [m.path for m in knowing if not is_actions(m) and m.path not in PARTS_OF_ACTIONS] == []


def test_every_part_of_actions_exists_and_writes() -> None:
    links = many_to_many_fields()
    writing = {module.path for module in modules() if writing_functions(module, links)}
    assert set(PARTS_OF_ACTIONS) - writing == set()


def test_only_the_trigger_module_opens_cursors() -> None:
    raw = {"cursor", "raw", "executescript"}
    found = {module.path for module in modules() for _, name in calls_of(module.tree) if name in raw}
    assert found - {TRIGGERS} == set()


def test_a_saved_row_names_its_columns() -> None:
    """Keep a save from writing back columns that somebody else changed meanwhile."""
    wrong = [
        f"{module.path}:{call.lineno}"
        for module in modules()
        for call, name in calls_of(module.tree)
        if name == "save" and not {keyword.arg for keyword in call.keywords} & {"update_fields", "force_insert"}
    ]
    assert wrong == []


def test_views_never_reach_for_a_manager() -> None:
    wrong = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        if is_view(module)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
    ]
    assert wrong == []


def test_views_start_no_transaction() -> None:
    wrong = [
        module.path for module in modules() if is_view(module) and "atomic" in {n for _, n in calls_of(module.tree)}
    ]
    assert wrong == []


def test_models_have_no_save_of_their_own() -> None:
    own = [
        f"{module.path}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ]
    assert own == []


def test_nobody_listens_to_signals_but_where_nothing_else_does() -> None:
    listening = {"receiver", "connect"}
    found = {module.path for module in modules() for _, name in calls_of(module.tree) if name in listening}
    assert found == LISTENERS


HAVE_A_STATUS = {"FrameworkVersion", "Inspection", "Subject", "Review"}


def status_writes(module: Module) -> Iterator[str]:
    """Yield each place that gives a thing a status, but for a copy that is brought up to date from its own row."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and any(keyword.arg == "status" for keyword in node.keywords):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
            if called in ALWAYS_WRITES | {"update"} | HAVE_A_STATUS:
                yield f"{module.path}:{node.lineno} {called}(status=...)"
        elif isinstance(node, ast.Assign):
            for target, value in assigned(node):
                up_to_date = isinstance(value, ast.Attribute) and value.attr == "status"
                if isinstance(target, ast.Attribute) and target.attr == "status" and not up_to_date:
                    yield f"{module.path}:{node.lineno} {ast.unparse(node)}"
        elif isinstance(node, ast.keyword) and node.arg == "update_fields" and "'status'" in ast.unparse(node.value):
            yield f"{module.path}:{node.value.lineno} saves status"


def assigned(node: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    """Yield each target of an assignment with its value, also of several at once."""
    for target in node.targets:
        if isinstance(target, ast.Tuple):
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [None] * len(target.elts)
            yield from zip(target.elts, values, strict=True)
        else:
            yield target, node.value


def test_only_move_writes_a_status() -> None:
    wrong = [line for module in modules() if module.path != MOVE for line in status_writes(module)]
    assert wrong == []


def test_move_is_seen_to_write_a_status() -> None:
    """Show that the search finds what it looks for."""
    path = Path(__file__).resolve().parents[2] / MOVE
    assert len(list(status_writes(module_at(path)))) == 2
