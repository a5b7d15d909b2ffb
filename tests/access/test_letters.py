"""What is sent in other letters than the pages' own is refused in words, and never breaks anything."""

import pytest
from django.test import Client

from tests import builders

pytestmark = pytest.mark.django_db
PARTS = '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nSome words.\r\n--x--\r\n'
TRY = "/language/try/"


@pytest.fixture
def client(db: None) -> Client:
    """Return the browser of somebody signed in."""
    client = Client()
    client.force_login(builders.make_inspector())
    return client


def sent_in(client: Client, letters: str, **headers: str) -> tuple[int, str]:
    kind = f"multipart/form-data; boundary=x; charset={letters}"
    answer = client.generic("POST", TRY, PARTS, content_type=kind, headers=headers)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("letters", ["rot13", "hex", "utf-16", "latin-1", "idna"])
def test_other_letters_are_refused_in_words(client: Client, letters: str) -> None:
    status, page = sent_in(client, letters)
    assert (status, "not written in UTF-8" in page) == (400, True)


def test_a_script_is_told_a_state(client: Client) -> None:
    status, told = sent_in(client, "rot13", Accept="application/json")
    assert (status, '"state": "invalid"' in told) == (400, True)


@pytest.mark.parametrize("letters", ["utf-8", "UTF-8", "utf8", "no-such-letters"])
def test_the_pages_own_letters_are_read(client: Client, letters: str) -> None:
    assert sent_in(client, letters)[0] == 200
