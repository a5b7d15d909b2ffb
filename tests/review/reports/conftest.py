"""Who stands behind the inspections that are put beside each other."""

import pytest

from access.models import User
from review.frameworks.models import FrameworkVersion
from tests import builders


@pytest.fixture
def people(db: None) -> tuple[User, User]:
    """Return a supervisor and an inspector."""
    return builders.make_supervisor("sam"), builders.make_inspector("ines")


@pytest.fixture
def version(db: None) -> FrameworkVersion:
    """Return a published framework version."""
    return builders.published_framework()
