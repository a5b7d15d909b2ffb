"""A small world that many tests start from: a framework, a force, a supervisor, two inspectors, an inspection."""

from dataclasses import dataclass

import pytest

from access.models import User
from casefiles.forces.models import Force
from review.frameworks.models import FrameworkVersion
from review.inspections.models import Inspection
from tests import builders


@dataclass
class World:
    """What the world is made of."""

    version: FrameworkVersion
    force: Force
    supervisor: User
    inspector: User
    other: User
    inspection: Inspection


@pytest.fixture
def world(db: None) -> World:
    """Return an inspection in fieldwork with its people, and no case yet."""
    version = builders.published_framework()
    supervisor = builders.make_supervisor("sam")
    inspector, other = builders.make_inspector("ines"), builders.make_inspector("otto")
    inspection = builders.make_inspection(
        supervisor, version, inspectors=[inspector, other], slug="test-world", headline_subset="group-based=yes"
    )
    return World(version, builders.make_force("synthetic-one"), supervisor, inspector, other, inspection)
