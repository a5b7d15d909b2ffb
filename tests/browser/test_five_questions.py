"""A supervisor asks the model inspection five questions, and comes to each answer by themselves."""

from collections.abc import Callable

import pytest
from django.conf import settings

from review.demo.building import demonstration
from tests.browser.steps import Check, Person

SLUG = "group-based-cse-2023"
GROUP = "Did the investigation uncover exploitation by a group"


@pytest.fixture
def supervisor(somebody: Callable[..., Person]) -> Person:
    """Return the supervisor of the demonstration, signed in."""
    demonstration()
    person = somebody(viewport={"width": 1280, "height": 900})
    person.signs_in("supervisor", settings.DEMO_PASSWORD)
    return person


def test_supervisor_gets_an_answer_to_five_questions(supervisor: Person, axe: Check) -> None:
    supervisor.follows("Report of Group-based child sexual exploitation, model inspection")
    reads_how_many_were_good(supervisor)
    reads_where_language_blamed_the_victim(supervisor)
    supervisor.presses("Build a report, or open a saved one")
    asks_how_specialist_teams_compare(supervisor)
    asks_how_reliable_ethnicity_is(supervisor)
    asks_what_the_forces_knew(supervisor)
    keeps_the_answer(supervisor)
    gives_the_figures_out(supervisor)


def reads_how_many_were_good(sam: Person) -> None:
    headline = sam.looking_at("section", "Headline")
    assert [headline.cells(grade)[:2] for grade in ("Good", "Requires improvement", "Inadequate")] == [
        ["9 Good", "33.3%"],
        ["14 Requires improvement", "51.9%"],
        ["4 Inadequate", "14.8%"],
    ]
    assert headline.misses("52 selected = 27 counted + 25 left out: not in the subset 25.") == []


def reads_where_language_blamed_the_victim(sam: Person) -> None:
    flags = sam.looking_at("section", "Language flags by force")
    assert flags.misses("12 in 9 cases, in 3 of 6 forces") == []
    counted = {
        name: flags.cells(name)[0] for name in ("Force A", "Force B", "Force C", "Force D", "Force E", "Force F")
    }
    assert {name for name, number in counted.items() if number != "0"} == {"Force B", "Force D", "Force F"}
    assert flags.cells("All forces") == ["12 in All forces", "9 in All forces", "52 in All forces"]


def asks(sam: Person, count: str, by: str, every_case: bool = False) -> None:
    sam.selects("What to count", count)
    sam.selects("Break down by", by)
    box = sam.page.locator("#build-all")
    box.set_checked(every_case)
    sam.presses("Show this report")


def asks_how_specialist_teams_compare(sam: Person) -> None:
    asks(sam, "Overall grade", "Team type", every_case=True)
    compared = sam.looking_at("section", "Groups compared")
    assert compared.misses("The sample was chosen on purpose, so that differences") == []
    sam.follows("Show intervals all the same")
    table = sam.looking_at("section", "Overall grade by team type")
    assert table.cells("Specialist team")[:2] == ["25 Specialist team", "12 Good 48.0% 30.0% to 66.5%"]
    assert table.cells("Non-specialist team")[:2] == ["27 Non-specialist team", "5 Good 18.5% 8.2% to 36.7%"]
    compared = sam.looking_at("section", "Groups compared")
    warned = "neither these differences with their intervals nor the tests say anything about cases outside the sample"
    assert compared.misses("29.5 percentage points apart; 95% interval 3.9 to 50.7.", warned) == []


def asks_how_reliable_ethnicity_is(sam: Person) -> None:
    asks(sam, "Ethnicity of the suspect", "Stage of the ethnicity record that counts")
    whole = sam.looking_at("section", "Ethnicity of the suspect")
    assert [whole.cells(name)[0] for name in ("Not stated", "Unknown", "Not recorded")] == [
        "0",
        "9 Unknown",
        "7 Not recorded",
    ]
    assert whole.cells("Suspects counted (n)")[0] == "88 suspects"
    stages = sam.looking_at("section", "by stage of the ethnicity record that counts")
    assert stages.cells("Arrest")[0] == "17 Arrest"
    records = sam.looking_at("section[aria-labelledby=records]")
    assert records.misses("Contradicted by a later record") == []
    asks(sam, "Agreement of the records of the suspect’s ethnicity", "Force")
    assert "Records name different groups" in sam.looking_at("#main-heading").page.content()


def asks_what_the_forces_knew(sam: Person) -> None:
    sam.selects("What to count", "Flagged as group-based by the force")
    options = sam.page.locator("#build-by option", has_text=GROUP)
    sam.page.locator("#build-by").select_option(str(options.first.get_attribute("value")))
    sam.page.locator("#build-all").check()
    sam.presses("Show this report")
    assert sam.misses("Of the 27 cases in which reviewers answered", "records had flagged 10 (37.0%)") == []


def keeps_the_answer(sam: Person) -> None:
    sam.enters("Save this report as", "What the forces knew")
    sam.presses("Save")
    assert (sam.heading, sam.misses("Nothing: every figure is what it was.")) == ("What the forces knew", [])


def gives_the_figures_out(sam: Person) -> None:
    sam.goes_to(f"/inspections/{SLUG}/report/")
    sam.follows("public release")
    sam.presses("Prepare a release")
    sam.enters("Title", "Grades of group-based investigations")
    sam.enters("For whom is it, and why?", "The published report")
    for table in ("headline", "force"):
        sam.page.locator(f"input[value={table}]").check()
    sam.presses("Show what would be released")
    assert sam.misses("Nothing has left the house yet.", "17 counts kept back because they are small.") == []
    sam.presses("Make this release")
    assert sam.heading == "Grades of group-based investigations"
    whole, forces = (sam.looking_at("section", words) for words in ("Inadequate", "Force A"))
    assert [whole.cells(grade) for grade in ("Good", "Requires improvement", "Inadequate")] == [
        ["9 (33.3%)"],
        ["14 (51.9%)"],
        ["4 (14.8%)"],
    ]
    assert forces.cells("Force A") == ["5", "[c]", "[c]", "0"]
    with sam.page.expect_download() as download:
        sam.page.get_by_role("link", name="Plain text").click()
    words = download.value.path().read_text(encoding="utf-8")
    assert "Public release: small counts are kept back" in words
    assert "Force A" in words
