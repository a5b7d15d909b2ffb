"""Templates keep to the strict content policy: no script, style or handler of their own, nothing marked as safe."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, modules

FOLDERS = ("templates", "access/templates", "casefiles/templates", "review/templates")
TEMPLATES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.html"))
FAULTS = {
    "script without a file of its own": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "words inside a script": re.compile(r"<script[^>]*>\s*[^<\s]", re.IGNORECASE),
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "address that is a script": re.compile(r"javascript:", re.IGNORECASE),
}
FROM_ELSEWHERE = re.compile(r"""(?:src|action)\s*=\s*["']?(?:https?:)?//|<link[^>]*href\s*=\s*["']?(?:https?:)?//""")


def markup_of(path: Path) -> str:
    """Return a template's markup without comments and without template tags, whose signs look like markup."""
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"{%.*?%}|{{.*?}}", "x", text, flags=re.DOTALL)


def faults_of(markup: str) -> list[str]:
    return [name for name, pattern in FAULTS.items() if pattern.search(markup)]


def test_templates_have_nothing_that_the_content_policy_refuses() -> None:
    assert len(TEMPLATES) > 50
    wrong = {path.relative_to(ROOT).as_posix(): faults_of(markup_of(path)) for path in TEMPLATES}
    assert {path: faults for path, faults in wrong.items() if faults} == {}


def test_templates_load_nothing_from_elsewhere() -> None:
    assert [path.name for path in TEMPLATES if FROM_ELSEWHERE.search(markup_of(path))] == []


def test_every_form_that_posts_has_its_token() -> None:
    posting = re.compile(r"""<form[^>]*method\s*=\s*["']?post.*?</form>""", re.IGNORECASE | re.DOTALL)
    texts = {path: re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8")) for path in TEMPLATES}
    wrong = [
        path.relative_to(ROOT).as_posix()
        for path, text in texts.items()
        for form in posting.findall(text)
        if "csrf_token" not in form and "{% crispy" not in form and "{% block" not in form
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<script>go()</script>", "script without a file of its own"),
        ('<script src="/static/x.js">go()</script>', "words inside a script"),
        ('<p class="x" style="color: red">', "style attribute"),
        ("<style>", "style element"),
        ('<button\n type="submit" onclick="go()">', "handler"),
        ('<a href="javascript:go()">', "address that is a script"),
    ],
)
def test_each_fault_is_found(markup: str, fault: str) -> None:
    assert fault in faults_of(markup)


def test_source_makes_no_markup_that_the_content_policy_refuses() -> None:
    """Look at the pictures and form parts that Python writes, too."""
    wrong = [
        module.path
        for module in modules()
        if re.search(r"""<[^>\n]*\sstyle=|<script\b|\sonclick=|\sonload=""", (ROOT / module.path).read_text("utf-8"))
    ]
    assert wrong == []
