"""An administrator's work: people who can sign in, frameworks that can be used, and nothing of any case."""

from collections.abc import Callable

from django.urls import reverse

from tests import builders
from tests.browser import worlds
from tests.browser.steps import Person

WRONG = builders.FRAMEWORK.replace("standing:", "standin:")
OWN_PASSWORD = "three quiet herons wade"


def test_administrator_looks_after_people_and_frameworks(somebody: Callable[..., Person]) -> None:
    world = worlds.fieldwork()
    builders.make_administrator("ada")
    ada = somebody()
    ada.signs_in("ada")
    password = adds_a_user(ada)
    nora = somebody()
    chooses_a_password(nora, password)
    imports_a_framework(ada)
    publishes_it(ada)
    deactivates_somebody_with_open_work(ada)
    sees_nothing_of_a_case(ada, world)


def adds_a_user(ada: Person) -> str:
    ada.follows("Users")
    ada.presses("Add a user")
    ada.enters("Username", "ines")
    ada.enters("Full name", "Nora New")
    ada.presses("Add the user")
    assert ada.problems == ["Select at least one role"]
    ada.ticks("Inspector", "Supervisor")
    ada.presses("Add the user")
    assert ada.problems == ["There is already a user with this username. Choose another, or reactivate that user."]
    ada.enters("Username", "nora")
    ada.presses("Add the user")
    assert ada.heading == "One-time password for Nora New"
    return ada.value("One-time password")


def chooses_a_password(nora: Person, one_time: str) -> None:
    nora.signs_in("nora", "not the password")
    assert nora.problems == ["The username or the password is not right. Check both and try again."]
    nora.enters("Password", one_time)
    nora.presses("Sign in")
    nora.goes_to("/inspections/")
    assert nora.heading == "Change your password"
    nora.enters("One-time password", one_time)
    nora.enters("New password", OWN_PASSWORD)
    nora.enters("New password again", OWN_PASSWORD)
    nora.presses("Change password")
    assert nora.misses("You supervise no inspection.", "No case is assigned to you.") == []
    nora.signs_out()
    nora.signs_in("nora", OWN_PASSWORD)
    assert nora.heading == "Home"


def imports_a_framework(ada: Person) -> None:
    ada.follows("Frameworks")
    ada.presses("Import a framework")
    ada.attaches("Framework file", "method.yaml", WRONG)
    ada.presses("Check and import")
    assert ada.problems == ["Nothing was imported. Mend what is listed below in your file and choose it again."]
    lines_and_places = [" ".join(row.split()[:2]) for row in ada.read("table tbody tr")]
    assert lines_and_places == ["1 standing", "6 standin"]
    ada.attaches("Framework file", "method.yaml", builders.FRAMEWORK.replace("A small framework", "A newer framework"))
    ada.presses("Check and import")
    assert ada.told == ["A newer framework, version 2 was imported as a draft. Read it, then publish it."]


def publishes_it(ada: Person) -> None:
    ada.presses("Publish")
    ada.enters("Note", "A newer title.")
    ada.ticks("I have read this version, and it can be used as it stands")
    ada.presses("Publish")
    assert ada.read("h1, h1 + p .govuk-tag") == ["A newer framework", "Published"]
    ada.follows("Home")
    assert ada.cells("A newer framework") == ["2", "Published"]


def deactivates_somebody_with_open_work(ada: Person) -> None:
    ada.follows("See users, their roles and their open work")
    assert ada.cells("Ines")[:3] == ["ines", "Inspector", "1"]
    ada.follows("Ines")
    ada.follows("Deactivate the user")
    assert ada.misses("Ines has 1 open review. They stay as they are until a supervisor reassigns the cases.") == []
    ada.presses("Deactivate the user")
    assert (ada.told, ada.cells("Ines")[-1]) == (["Ines was deactivated and signed out."], "Deactivated")


def sees_nothing_of_a_case(ada: Person, world: worlds.Fieldwork) -> None:
    addresses = [
        reverse("case", args=[world.subject.public_id]),
        reverse("review", args=[world.review.public_id]),
        reverse("inspection", args=[world.inspection.slug_id]),
        reverse("report", args=[world.inspection.slug_id]),
    ]
    assert [(ada.goes_to(address), ada.heading) for address in addresses] == [(404, "Page not found")] * 4
    assert ada.page.get_by_role("link", name="Inspections").count() == 0
