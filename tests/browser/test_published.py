"""Published results in a browser: an administrator keeps them, a supervisor compares them, on a narrow screen too."""

from collections.abc import Callable

from django.core.management import call_command
from django.urls import reverse

from tests import builders
from tests.browser import worlds
from tests.browser.steps import Person
from tests.browser.test_narrow import NARROW, sideways

LIST = """\
exercise_id,force,force_code,exercise_type,fieldwork,scope,scale,n,good,requires_improvement,inadequate,together
kent-2023,Kent,kent,PIR,2023,all,case grade,30,12,,,requires_improvement+inadequate=18
"""
COMPARED = "?with=north-yorkshire-2021&with=north-yorkshire-2022&with=metropolitan-2017-q3&with=metropolitan-2017-18-q4"


def test_published_results_are_kept_and_compared(somebody: Callable[..., Person]) -> None:
    call_command("load_reference")
    world = worlds.fieldwork()
    builders.make_administrator("ada")
    ada = somebody()
    ada.signs_in("ada")
    adds_a_result(ada)
    imports_a_list(ada)
    withdraws_one(ada)
    supervisor = somebody()
    supervisor.signs_in(world.supervisor.username)
    compares(supervisor)


def adds_a_result(ada: Person) -> None:
    ada.follows("Published results")
    ada.presses("Add a published result")
    ada.goes_to(
        ada.page.get_by_label("Case grade: Good, Requires improvement, Inadequate").first.evaluate(
            "(radio) => `/published/add/?scale=${radio.value}`"
        )
    )
    ada.enters("Short name", "kent-2022")
    ada.enters("Title", "Kent, 2022")
    ada.ticks("Post-inspection review")
    ada.enters("When the fieldwork took place", "2022")
    ada.enters("Which cases were counted", "all")
    ada.enters("Cases graded (n)", "30")
    ada.enters("Requires improvement and Inadequate together", "18")
    ada.presses("Add the result")
    assert ada.problems == ["Say where this was published"]
    ada.enters("Source", "A public report, page 12")
    ada.presses("Add the result")
    assert ada.heading == "Kent, 2022"
    assert ada.misses("Derived: 30 − 18", "from 0 to 18 is possible") == []


def imports_a_list(ada: Person) -> None:
    ada.follows("Published results")
    ada.presses("Import a list")
    ada.attaches("CSV file", "list.csv", LIST.replace("12,,,", "13,,,"))
    ada.enters("Source of the rows that name none (optional)", "A public report")
    ada.presses("Check the file")
    assert ada.misses("The counts of single grades, of grades together and n do not fit each other.") == []
    ada.attaches("CSV file", "list.csv", LIST)
    ada.presses("Check the file")
    assert ada.misses("1 published result would be added", "Kent: post-inspection review, 2023") == []
    ada.presses("Import all of it")
    assert ada.misses("1 published result was added") == []


def withdraws_one(ada: Person) -> None:
    ada.goes_to(reverse("external-result", args=["kent-2022"]))
    ada.follows("Withdraw")
    ada.enters("Why is it withdrawn?", "Retracted by its source.")
    ada.presses("Withdraw")
    assert ada.misses("Retracted by its source.") == []


def compares(supervisor: Person) -> None:
    supervisor.follows("Published results")
    supervisor.follows("Compare exercises over time")
    supervisor.follows("North Yorkshire Police (3)")
    assert supervisor.heading == "Comparison over time"
    assert supervisor.misses("Different exercise types: not a trend", "None of these exercises compare over time") == []


def test_pages_of_published_results_fit_a_narrow_screen(somebody: Callable[..., Person]) -> None:
    call_command("load_reference")
    builders.make_administrator("ada")
    ada = somebody(viewport=NARROW)
    ada.signs_in("ada")
    addresses = [
        reverse("external-list"),
        reverse("external-result", args=["metropolitan-2016"]),
        reverse("external-change", args=["metropolitan-2016"]),
        reverse("external-withdraw", args=["metropolitan-2016"]),
        reverse("external-add"),
        reverse("report-beside"),
        reverse("report-beside") + COMPARED,
    ]
    assert [(address, sideways(ada, address)) for address in addresses] == [(a, []) for a in addresses]
