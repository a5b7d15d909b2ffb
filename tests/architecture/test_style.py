"""Files of a size to read, named for what they are, documented, and silent about the machine they were made on."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, Module, modules, tracked_files

MOST_LINES = 400
SAY_NOTHING = {"utils", "util", "helpers", "helper", "services", "managers", "common", "misc"}
TEXTS = {
    ".py",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".md",
    ".yaml",
    ".toml",
    ".cfg",
    ".ini",
    ".sh",
    ".in",
    ".csv",
    ".json",
    "",
}
WRITTEN_BY_HAND = {".py", ".html", ".js", ".sh"}
ELSEWHERE = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry.np" + "mjs",
    r"(?<![\w.-])/(?:home|Users)/[\w.-]+/",
    r"(?<![\w.-])/(?:root|mnt)" + "/",
]
"""Addresses of package registries and paths of somebody's machine; cut in two so as not to find themselves."""


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_longer_than_one_can_read() -> None:
    written = [p for p in tracked_files() if p.suffix in WRITTEN_BY_HAND and "migrations" not in p.parts]
    assert {relative(p): len(lines_of(p)) for p in written if len(lines_of(p)) > MOST_LINES} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    parts = {relative(p): {*p.parent.relative_to(ROOT).parts, p.stem} for p in tracked_files() if p.suffix == ".py"}
    assert [path for path, names in parts.items() if names & SAY_NOTHING] == []


def undocumented(module: Module) -> Iterator[str]:
    """Yield the public functions, classes and methods of a module without a docstring, and the module itself."""
    if module.file != "__init__" and ast.get_docstring(module.tree) is None:
        yield module.path
    yield from inside(module.tree, module)


def inside(node: ast.Module | ast.ClassDef, module: Module) -> Iterator[str]:
    for child in node.body:
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and is_public(child.name):
            if ast.get_docstring(child) is None:
                yield f"{module.path}:{child.lineno} {child.name}"
            if isinstance(child, ast.ClassDef):
                yield from inside(child, module)


def is_public(name: str) -> bool:
    return not name.startswith("_") and name != "Meta"


def test_everything_public_has_a_docstring() -> None:
    assert [line for module in modules() for line in undocumented(module)] == []


def test_texts_know_no_registry_and_no_machine() -> None:
    pattern = re.compile("|".join([*ELSEWHERE, re.escape(f"{ROOT}/")]))
    wrong = [
        f"{relative(path)}:{number}: {found.group()}"
        for path in tracked_files()
        if path.suffix in TEXTS
        for number, line in enumerate(lines_of(path), start=1)
        if (found := pattern.search(line))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    [
        "See https://py" + "pi.org/simple",
        "open('/home/" + "somebody/x')",
        'cd "/root' + '/casegrade"',
    ],
)
def test_the_pattern_finds_what_it_looks_for(line: str) -> None:
    assert re.search("|".join(ELSEWHERE), line)
