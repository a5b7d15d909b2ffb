"""Who acts in these tests."""

import pytest

from access.actor import Actor, system_actor
from access.models import User
from tests import builders


@pytest.fixture
def system() -> Actor:
    """Return a command that acts for nobody in particular."""
    return system_actor("tests", builders.NOW)


@pytest.fixture
def administrator() -> User:
    """Return an administrator."""
    return builders.make_administrator()


@pytest.fixture
def actor(administrator: User) -> Actor:
    """Return the administrator, acting."""
    return builders.acting(administrator)
