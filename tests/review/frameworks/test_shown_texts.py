"""What stands in a file is shown as text: HTML in a question does nothing on a version's page."""

import pytest
from django.test import Client
from django.utils.html import escape

from tests import builders
from tests.review.frameworks.drafts import imported
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db
HTML = "<script>alert(1)</script> <b>bold</b> & {{ more }}?"
HEBREW = "האם הטיפול היה טוב?"


def test_version_page_shows_html_and_letters_of_any_script_as_text(client: Client) -> None:
    text = SMALL.replace("Is the first thing done well?", f'"{HTML}"')
    version = imported(text.replace("Is the second thing done well?", f'"{HEBREW}"'))
    assert version.criteria.get(code="first-criterion").question == HTML
    client.force_login(builders.make_administrator())
    page = client.get("/frameworks/small/1/").content.decode()
    assert escape(HTML) in page
    assert "<script>alert" not in page
    assert HEBREW in page
