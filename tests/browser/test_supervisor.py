"""A supervisor's work: from an empty inspection to a figure that can be followed down to a page of a case file."""

from collections.abc import Callable

from tests import builders
from tests.browser import colleagues, worlds
from tests.browser.steps import Person

COLUMNS = "reference,force,case_area,reported_on,team_type"
GOOD = f"{COLUMNS}\nCSV-1,synthetic-one,online,2025-02-01,specialist\nCSV-2,synthetic-one,online,,non-specialist\n"
BROKEN = GOOD.replace("2025-02-01", "1 February").replace("synthetic-one,online,,", "nowhere,online,,")
QUOTED = "The child was seen"
READ_IT = "I have read the review and its evidence, and I approve the grades as they stand"


def test_supervisor_runs_an_inspection_and_defends_its_figure(somebody: Callable[..., Person]) -> None:
    builders.published_framework()
    builders.make_supervisor("sam")
    builders.make_force("synthetic-one")
    ines, sam = builders.make_inspector("ines"), somebody()
    creates_an_inspection(sam)
    names_forces_and_team(sam)
    starts_fieldwork(sam)
    adds_a_case(sam)
    adds_a_document(sam)
    imports_cases(sam)
    assigns_all_at_once(sam)
    colleagues.answers_and_submits(ines, "FORM-1", QUOTED)
    returns_the_review(sam)
    colleagues.submits_again(ines, "FORM-1", {"first-criterion": "good", "overall-grade": "good"})
    signs_off(sam)
    reads_the_report(sam)
    follows_a_number_down_to_the_page(sam)
    reopens_and_the_figure_is_gone(sam)


def creates_an_inspection(sam: Person) -> None:
    sam.signs_in("sam")
    assert sam.misses("You supervise no inspection.", "No submitted review waits for you.") == []
    sam.looking_at("main").follows("Create an inspection")
    sam.enters("Title", "A small inspection")
    sam.enters("Short name", "small")
    sam.selects("Framework", "A small framework, version 1")
    sam.selects("Kind of exercise", "Thematic inspection")
    sam.enters("Cases that the report counts first", "group-based=yes")
    sam.presses("Create the inspection")
    assert sam.problems == ["Select how the cases are chosen"]
    sam.ticks("Purposive sample")
    sam.presses("Create the inspection")
    assert sam.told == ["A small inspection was created. You are its supervisor."]


def names_forces_and_team(sam: Person) -> None:
    sam.follows("Forces and their labels")
    sam.selects("Force", "synthetic-one (synthetic)")
    sam.presses("Add the force")
    assert sam.told == ["synthetic-one (synthetic) was added as Force A."]
    sam.follows("A small inspection")
    sam.follows("Team, roles and dates")
    sam.selects("Person", "Ines (inspector)")
    sam.ticks("Inspector")
    sam.presses("Put on the team")
    assert (sam.told, sam.cells("Ines")[0]) == (["Ines was put on the team."], "Inspector")


def starts_fieldwork(sam: Person) -> None:
    sam.follows("A small inspection")
    sam.presses("Start fieldwork")
    sam.presses("Start fieldwork")
    assert sam.told == ["A small inspection is now in this state: fieldwork."]


def adds_a_case(sam: Person) -> None:
    sam.follows("Add a case")
    sam.enters("Reference", "FORM-1")
    sam.selects("Force", "Force A: synthetic-one (synthetic)")
    sam.selects("Case area", "Child sexual exploitation")
    sam.enters_date("Reported on", 27, 3, 2025)
    sam.ticks("Specialist team")
    for question in ("Did the force's own records", "Did a national taskforce"):
        sam.looking_at("fieldset", question).ticks("No")
    sam.presses("Add the case")
    assert (sam.heading, sam.value("Reported on")) == ("Case FORM-1", "27 March 2025")


def adds_a_document(sam: Person) -> None:
    sam.follows("Add a document")
    sam.enters("Title", "Investigation log")
    sam.attaches("File", "log.txt", worlds.LOG)
    sam.presses("Add the document")
    assert sam.cells("Investigation log")[:2] == ["Text", "2"]


def imports_cases(sam: Person) -> None:
    sam.follows("Cases")
    sam.follows("Import cases")
    sam.attaches("CSV file", "cases.csv", BROKEN)
    sam.presses("Check and import")
    assert sam.problems == ["Nothing was imported. Mend the lines below in your file and choose it again."]
    assert sam.looking_at("table", "What is wrong in the file").read("tbody tr") == [
        "2 reported_on “1 February” is not a date. Write it as 2023-05-14 or 14/05/2023.",
        "3 force “nowhere” is not the code of a force in this inspection. Use one of: synthetic-one. "
        "A force that is missing is added under Forces first.",
    ]
    sam.attaches("CSV file", "cases.csv", GOOD)
    sam.presses("Check and import")
    assert sam.told == ["2 case files were imported."]


def assigns_all_at_once(sam: Person) -> None:
    sam.ticks("Select FORM-1", "Select CSV-1", "Select CSV-2")
    sam.selects("Reviewer", "Ines")
    sam.presses("Assign")
    assert (sam.told, sam.cells("CSV-2")[2:4]) == (["3 cases were assigned to Ines."], ["Under review", "Ines"])


def returns_the_review(sam: Person) -> None:
    sam.goes_to("/")
    sam.follows("FORM-1")
    sam.follows("Read the review by Ines")
    sam.follows("Go to the case, to sign it off or return the review")
    sam.presses("Return to the reviewer")
    sam.presses("Return the review")
    assert sam.problems == ["Enter a reason"]
    sam.enters("Reason", "Look at the first criterion again, please.")
    sam.presses("Return the review")
    assert sam.told == ["Case FORM-1 was returned."]


def signs_off(sam: Person) -> None:
    sam.page.reload()
    sam.presses("Sign off")
    sam.ticks(READ_IT)
    sam.presses("Sign off")
    assert sam.told == ["Case FORM-1 was signed off. It now counts in the report."]


def reads_the_report(sam: Person) -> None:
    sam.goes_to("/")
    assert sam.misses("Good 1, Requires improvement 0, Inadequate 0") == []
    sam.follows("Report of A small inspection")
    headline = sam.looking_at("section", "Headline")
    assert [headline.cells(grade)[:2] for grade in ("Good", "Requires improvement", "Inadequate")] == [
        ["1 Good", "1 of 1"],
        ["0", "0 of 1"],
        ["0", "0 of 1"],
    ]
    assert headline.misses("3 selected = 1 counted + 2 left out: review not submitted yet 2.") == []


def follows_a_number_down_to_the_page(sam: Person) -> None:
    sam.looking_at("section", "Headline").follows("1 Good")
    assert sam.heading == "Good: 1 case"
    sam.follows("Read the judgment on FORM-1")
    evidence = sam.looking_at("#c-first-criterion")
    assert evidence.misses("Good", "Reasons for first-criterion.", QUOTED, "Found in section 1") == []
    evidence.follows("Investigation log, section 1")
    assert sam.read(".cg-part--asked .cg-part__text") == ["Entry one. The child was seen on the day of the report."]


def reopens_and_the_figure_is_gone(sam: Person) -> None:
    sam.follows("Case FORM-1")
    sam.presses("Reopen")
    sam.enters("Reason", "A part of the file came late.")
    sam.presses("Reopen the case")
    assert sam.told == ["Case FORM-1 was reopened."]
    sam.follows("A small inspection")
    sam.follows("Report")
    assert (
        sam.looking_at("section", "Headline").misses(
            "3 selected = 0 counted + 3 left out: review not submitted yet 2, review not signed off yet 1."
        )
        == []
    )
