"""The base page and the error pages say what they must, with as little context as they may get."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.messages.constants import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string

ERROR_PAGES = ("400", "403", "403_csrf", "404", "409", "413", "429", "500")
SYNTHETIC = "No real case, person or officer is described here."


def page(**context: Any) -> str:
    """Return the base page with this context, its white space evened out."""
    return " ".join(render_to_string("base.html", context).split())


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_needs_no_context_and_says_what_to_do(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert (
        html.count("<h1"),
        len(re.findall(r'<p class="govuk-body">[^<]*\w', html)),
        "Go to the start page" in html,
    ) == (1, 2, True)


@pytest.mark.parametrize("name", ["400", "403", "409", "413"])
def test_error_page_shows_the_reason_and_escapes_it(name: str) -> None:
    assert "Because &lt;b&gt;so." in render_to_string(f"{name}.html", {"reason": "Because <b>so."})


def test_not_found_page_does_not_repeat_what_was_not_found() -> None:
    assert "secret-slug" not in render_to_string("404.html", {"exception": "secret-slug"})


@pytest.mark.parametrize("synthetic", [True, False])
def test_synthetic_data_is_said_only_where_it_is_shown(synthetic: bool) -> None:
    assert (SYNTHETIC in page(synthetic=synthetic)) is synthetic


def test_navigation_marks_where_one_is() -> None:
    links = [
        {"label": "My cases", "url": "/mine/", "current": True},
        {"label": "Reports", "url": "/reports/", "current": False},
    ]
    html = page(navigation=links)
    assert (html.count('aria-current="true"'), 'href="/reports/">Reports' in html) == (1, True)


def test_sign_out_is_a_form_shown_to_those_signed_in() -> None:
    signed_in = page(actor=SimpleNamespace(user_id=1, name="ab"), user=SimpleNamespace(name="A B"), csrf_token="t")
    button = '<button type="submit" class="cg-header__button">Sign out</button>'
    assert [text in signed_in for text in ('method="post"', "Signed in as A B", "csrfmiddlewaretoken", button)] == [
        True
    ] * 4
    assert "Sign out" not in page(actor=SimpleNamespace(user_id=None, name="not signed in"))


def test_messages_say_their_kind_in_words() -> None:
    html = page(messages=[Message(SUCCESS, "Saved."), Message(ERROR, "Not <b>saved.")])
    wanted = ("Success", "Saved.", "There is a problem", "Not &lt;b&gt;saved.")
    assert [text for text in wanted if text not in html] == []


def test_breadcrumbs_end_where_one_is() -> None:
    html = page(breadcrumbs=[("Inspections", "/i/"), ("Case", None)])
    assert ('href="/i/">Inspections</a>' in html, 'aria-current="page">Case</li>' in html) == (True, True)


def test_footer_claims_no_government_service() -> None:
    words = (
        "Casegrade: open source case file review. In the style of the GOV.UK Design System; not a government service."
    )
    assert (words in page(), 'href="/accessibility/"' in page()) == (True, True)
