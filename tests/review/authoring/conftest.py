"""A draft, its author, and a browser in which they are signed in."""

import pytest
from django.test import Client

from access.models import User
from review.frameworks.models import FrameworkVersion
from tests.review.authoring.authors import RULED, author, draft
from tests.review.authoring.pages import signed_in


@pytest.fixture
def ada(db: None) -> User:
    """Return an administrator."""
    return author()


@pytest.fixture
def version(ada: User) -> FrameworkVersion:
    """Return a draft with a rule and a worked example."""
    return draft(ada, RULED)


@pytest.fixture
def desk(ada: User) -> Client:
    """Return a browser in which the administrator is signed in."""
    return signed_in(ada)
