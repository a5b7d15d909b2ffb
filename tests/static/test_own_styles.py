"""Our own style sheets know every class of ours that a template uses."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STYLES = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sorted((ROOT / "static" / "casegrade").glob("*.css")))
TEMPLATES = [
    path
    for folder in ("templates", "review/templates", "casefiles/templates")
    for path in (ROOT / folder).rglob("*.html")
]


def classes_used(path: Path) -> set[str]:
    """Return our classes in a template; one that ends with a value, such as cg-badge--, stands for any of its kind."""
    given = re.findall(r'class="((?:{%.*?%}|{{.*?}}|[^"])*)"', path.read_text(encoding="utf-8"))
    words = " ".join(re.sub(r"{%.*?%}", " ", text).replace("{{", " {{") for text in given).split()
    return {word for word in words if word.startswith("cg-")}


def test_every_class_of_ours_has_a_rule() -> None:
    known = set(re.findall(r"\.(cg-[a-z0-9_-]+)", STYLES))
    unknown = {
        (path.name, name)
        for path in TEMPLATES
        for name in classes_used(path)
        if name not in known and not (name.endswith("--") and any(one.startswith(name) for one in known))
    }
    assert unknown == set()
