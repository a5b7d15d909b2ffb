"""The small templates that pages include: every one compiles, escapes, and keeps to the content policy."""

import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for folder in ("templates", "review/templates", "casefiles/templates")
    for path in (ROOT / folder).rglob("*.html")
)
SHARED = [
    path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES if path.is_relative_to(ROOT / "templates")
]


@pytest.mark.parametrize("name", SHARED)
def test_shared_template_compiles(name: str) -> None:
    assert get_template(name).template.name == name


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_template_keeps_to_the_content_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:|<script(?![^>]*\ssrc=)[^>]*>", text) == []


def test_pagination_keeps_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/cases/", {"q": "CSE/1", "sort": "-ref", "page": "5"})
    page = Paginator(range(95), 10).get_page(5)
    html = render_to_string("components/pagination.html", {"page_obj": page}, request)
    links = re.findall(r'href="\?([^"]+)"', html)
    assert links == [f"q=CSE%2F1&amp;sort=-ref&amp;page={n}" for n in (4, 1, 4, 5, 6, 10, 6)]
    assert html.count('aria-current="page"') == 1


def test_pagination_of_a_short_list_is_nothing() -> None:
    request = RequestFactory().get("/")
    page = Paginator(range(3), 10).get_page(1)
    assert render_to_string("components/pagination.html", {"page_obj": page}, request).strip() == ""


@pytest.mark.parametrize(
    ("sort", "direction", "link"),
    [("ref", "ascending", "?sort=-ref"), ("-ref", "descending", "?sort=ref"), ("force", "none", "?sort=ref")],
)
def test_sort_header_turns_round_and_starts_at_the_first_page(sort: str, direction: str, link: str) -> None:
    request = RequestFactory().get("/", {"page": "3"})
    html = render_to_string("components/sort_header.html", {"label": "Reference", "key": "ref", "sort": sort}, request)
    assert (re.findall(r'aria-sort="(\w+)"', html), re.findall(r'href="([^"]+)"', html)) == ([direction], [link])


def test_search_sends_the_other_filters_along() -> None:
    context = {"q": "<b>", "keep": [("force", "a&b")]}
    html = render_to_string("components/search.html", context, RequestFactory().get("/"))
    assert [text in html for text in ('value="&lt;b&gt;"', 'name="force" value="a&amp;b"', 'href="?force=a%26b"')] == [
        True
    ] * 3


def test_summary_list_tells_nothing_recorded_from_empty() -> None:
    rows = [{"label": "Outcome", "value": None}, {"label": "Pages", "value": 0}]
    html = render_to_string("components/summary_list.html", {"rows": rows})
    assert re.findall(r'__value">([^<]*)<', html) == ["Not recorded", "0"]


def test_side_nav_marks_the_part_shown() -> None:
    items = [{"label": "One", "url": "/1", "key": "a"}, {"label": "Two", "url": "/2", "key": "b"}]
    html = render_to_string("components/side_nav.html", {"items": items, "current": "b"})
    assert re.findall(r'href="([^"]+)" aria-current="page"', html) == ["/2"]


def test_task_list_describes_each_task_by_its_own_state() -> None:
    items = [
        {"label": "One", "url": "/1", "status": "Completed"},
        {"label": "Two", "url": "/2", "status": "To do", "tone": "grey", "hint": "x"},
    ]
    html = render_to_string("components/task_list.html", {"items": items, "prefix": "t"})
    assert re.findall(r'aria-describedby="([^"]+)"', html) == ["t-1-status", "t-2-hint t-2-status"]
