"""The source as the architecture tests see it: parsed, never imported."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("access", "casefiles", "review", "config")
NOT_OURS = ("static/vendor/", "var/", "build/")


@dataclass(frozen=True)
class Module:
    """A Python file of the application: where it lies, its dotted name, and its parsed text."""

    path: str
    name: str
    tree: ast.Module

    @property
    def app(self) -> str:
        """Return the first part of its name: access, casefiles, review or config."""
        return self.name.partition(".")[0]

    @property
    def place(self) -> str:
        """Return the folder (or the root module) of the app that it lies in, such as `reviewing` or `workflow`."""
        return place_of(self.name)

    @property
    def file(self) -> str:
        """Return the name of the file without its ending."""
        return Path(self.path).stem


def place_of(name: str) -> str:
    """Return the second part of a dotted name, empty for the app itself."""
    return name.split(".")[1] if "." in name else ""


@functools.cache
def modules() -> tuple[Module, ...]:
    """Return every module of the application but for its migrations."""
    paths = (path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts)
    return tuple(module_at(path) for path in paths)


def module_at(path: Path) -> Module:
    """Return the module at a path of the project."""
    relative = path.relative_to(ROOT)
    parts = relative.with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(relative.as_posix(), name, ast.parse(path.read_text(encoding="utf-8")))


@functools.cache
def known_names() -> frozenset[str]:
    """Return the dotted names of all modules and packages of the application."""
    return frozenset(module.name for module in modules())


def imports_of(module: Module) -> Iterator[str]:
    """Yield the dotted name of each module that a module imports, at its top or inside a function."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.path}:{node.lineno} imports by a relative name"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in known_names() else str(node.module)


def own_imports() -> Iterator[tuple[Module, str]]:
    """Yield each pair of a module and a module of the application that it imports."""
    for module in modules():
        for name in sorted(set(imports_of(module))):
            if name.partition(".")[0] in APPS:
                yield module, name


def calls_of(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Yield each call of a method or function with the name called: `save` for `row.save()`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node, node.func.attr
            elif isinstance(node.func, ast.Name):
                yield node, node.func.id


@functools.cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file that is, or could be, part of a commit; without git every file but for what is made."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
        names = [path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts[:-1])]
    kept = sorted({name for name in names if not name.startswith(NOT_OURS)})
    return tuple(ROOT / name for name in kept if (ROOT / name).is_file())
