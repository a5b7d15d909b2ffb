"""Requests that never got to their page: told in words, as a state for scripts, with what was typed."""

from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from access.failures import fault

TYPED = {"one-rationale": "She was seen <at once>.", "password": "not to be shown", "csrfmiddlewaretoken": "a b c"}
FULL = OperationalError("database or disk is full")


def answered(error: Exception, **headers: Any) -> HttpResponse:
    request = RequestFactory().post("/anywhere/", TYPED, headers=headers)
    try:
        raise error
    except type(error):
        return fault(request)


def test_a_full_disk_is_told_with_the_words_and_without_secrets() -> None:
    answer = answered(FULL)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "She was seen &lt;at once&gt;.</textarea>" in page
    assert ("not to be shown" in page, "a b c" in page) == (False, False)


def test_a_script_is_told_a_state() -> None:
    answer = answered(FULL, accept="application/json")
    assert (answer.status_code, b'"state": "unavailable"' in answer.content) == (503, True)
    assert answered(ValueError("odd"), accept="application/json").status_code == 500


def test_any_other_fault_is_ours() -> None:
    assert "Sorry, something went wrong" in answered(ValueError("odd")).content.decode()


@pytest.mark.django_db
def test_nobody_signed_in_has_a_token_and_no_keys() -> None:
    answer = Client().get("/session/")
    told = answer.json()
    assert (answer["Cache-Control"], told["user"], told["keys"]) == ("no-store", "", [])
    assert told["token"]
