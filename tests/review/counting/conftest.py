"""A world small enough to count by hand, in which every name of a report has answers."""

import pytest

from review.counting.method import Method, method_of
from tests.review.conftest import World
from tests.review.counting.cases import CLOSED, OFFICER, REPORTED, SELF, add, flagged, sign_off, suspect


@pytest.fixture
def method(world: World) -> Method:
    """Return the method of an inspection with three signed-off cases of two forces, and one still to be reviewed."""
    first = add(world, grade="good", closed_on=CLOSED, reported_on=REPORTED, force_flag="yes", outcome_type="1")
    flagged(world, first)
    suspect(world, first, "S1", (SELF, "W1", "", "arrest"), (OFFICER, "IC3", "", "report"))
    suspect(world, first, "S2", (OFFICER, "IC4", "", "custody"))
    suspect(world, first, "S3")
    sign_off(world, first)
    second = add(world, grade="inadequate", group="no", team_type="non-specialist", offence="Rape, of a child")
    suspect(world, second, "S4", (SELF, "", "not-stated", "interview"))
    sign_off(world, second)
    third = add(
        world, grade="inadequate", case_area="online", reported_on=None, by=world.other, taskforce_support="yes"
    )
    sign_off(world, third)
    still_open = add(world, grade="")
    suspect(world, still_open, "S5", (SELF, "A2", "", "arrest"))
    return method_of(world.inspection)
