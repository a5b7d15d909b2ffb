"""What tests of outputs may ask for: that PDFs can be made here."""

import os

import pytest

from tests import pdf_libraries as libraries


@pytest.fixture(scope="session")
def pdf_libraries() -> None:
    """Leave a test out where PDFs cannot be made; on a build machine it fails then."""
    if libraries.found():
        return
    if os.environ.get("CI"):
        pytest.fail(libraries.MISSING)
    pytest.skip(libraries.MISSING)
