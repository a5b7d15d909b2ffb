"""The pages of results: who reads them, what each cell leads to, and entering that loses nobody's words."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from access.models import User
from review.inspections import actions as inspections
from review.inspections.details import details_of
from review.inspections.version_actions import adopt_version
from review.results.models import EnteredResult
from tests import builders
from tests.review.conftest import World
from tests.review.results.conftest import Standards, standards_of
from tests.review.results.method import method

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
SignIn = Callable[[User], Client]


def page(name: str, standards: Standards, *parts: object) -> str:
    """Return the address of a page of the inspection."""
    return reverse(name, args=[standards.inspection.slug_id, *parts])


def force_page(standards: Standards, topic: str = "assessment") -> str:
    """Return the address of a result of the first force."""
    return page("force-result", standards, standards.in_inspection(standards.first).public_id, topic)


def words(content: bytes) -> str:
    """Return the words of a page, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", content.decode()).replace("&#x27;", "'").split())


def table(answer: Any) -> dict[str, list[str]]:
    """Return the words of each cell by row."""
    return {row.label: [cell.words if cell else "" for _, cell in row.titled] for row in answer.context["rows"]}


def test_table_shows_every_force_and_the_whole(standards: Standards, signed_in: SignIn) -> None:
    standards.signed(count=2)
    standards.signed(engage="no")
    standards.enter("good")
    answer = signed_in(standards.supervisor).get(page("results", standards))
    assert table(answer) == {
        "All forces": ["Good", "Outstanding", "Good"],
        "Force A": ["Good", "Outstanding", "Not complete"],
        "Force B": ["Not complete", "Not complete", "Not complete"],
    }
    said = words(answer.content)
    assert "suggested by the framework’s rules from the signed-off cases" in said
    assert "Data as of 2 March 2026, 09:00" in said
    assert f"{standards.results().basis.version.sha256[:12]} (first 12 of 64 characters)" in said


def test_table_names_forces_as_the_inspection_says(standards: Standards, signed_in: SignIn) -> None:
    standards.signed()
    shown = signed_in(standards.supervisor).get(page("results", standards)).content.decode()
    assert ("Force A" in shown, "synthetic-one" in shown) == (True, False)
    details = details_of(standards.inspection)
    named = type(details)(**{**vars(details), "show_labels": False})
    inspections.update_inspection(builders.acting(standards.supervisor), standards.inspection, named, 1)
    shown = signed_in(standards.supervisor).get(page("results", standards)).content.decode()
    assert ("Force A" in shown, "synthetic-one" in shown) == (False, True)


def test_every_cell_leads_to_how_it_came_about(standards: Standards, signed_in: SignIn) -> None:
    standards.signed(count=13)
    standards.signed(count=7, engage="no")
    client = signed_in(standards.supervisor)
    rows = client.get(page("results", standards)).context["rows"]
    addresses = [cell.url for row in rows for _, cell in row.titled]
    assert len(addresses) == 9
    assert {client.get(address).status_code for address in addresses} == {200}
    said = words(client.get(force_page(standards)).content)
    for part in ("from n = 20 cases", "13 of 20 cases", "65%", "20 selected = 20 counted + 0 left out."):
        assert part in said
    assert "version 1" in said


def test_forces_stand_beside_each_other_on_the_page_of_a_topic(standards: Standards, signed_in: SignIn) -> None:
    standards.signed(count=2)
    standards.signed(engage="not-applicable")
    standards.signed(standards.second, engage="no")
    answer = signed_in(standards.supervisor).get(page("result", standards, "assessment"))
    engage = answer.context["numbers"][0]
    assert (engage.title, engage.labels) == ("Was the child engaged?", ("Yes", "No"))
    assert [(row.label, row.n, [count for _, count, _ in row.figures], row.aside) for row in engage.rows] == [
        ("All forces", 3, [2, 1], (("Not applicable", 1),)),
        ("Force A", 2, [2, 0], (("Not applicable", 1),)),
        ("Force B", 1, [0, 1], ()),
    ]
    assert "Force A, 2 cases: Yes 2, No 0." in str(engage.chart)


def test_percentages_stand_beside_counts_of_ten_and_more(standards: Standards, signed_in: SignIn) -> None:
    standards.signed(count=9)
    client = signed_in(standards.supervisor)
    assert client.get(force_page(standards)).context["numbers"][0].rows[0].figures == (("Yes", 9, ""), ("No", 0, ""))
    assert "few cases" in client.get(page("results", standards)).content.decode()
    standards.signed(engage="no")
    figures = client.get(force_page(standards)).context["numbers"][0].rows[0].figures
    assert figures == (("Yes", 9, "90.0%"), ("No", 1, "10.0%"))


def test_what_is_missing_is_listed_with_the_way_to_enter_it(standards: Standards, signed_in: SignIn) -> None:
    standards.signed()
    answer = signed_in(standards.supervisor).get(page("result", standards, "overall"))
    assert answer.context["lines"] == ["Not entered: Leadership (leadership)"]
    assert page("results-enter", standards) in answer.content.decode()


def test_a_topic_for_forces_alone_has_no_result_for_the_whole(signed_in: SignIn) -> None:
    standards = standards_of(method(delivery_for="force"))
    standards.signed()
    client = signed_in(standards.supervisor)
    assert table(client.get(page("results", standards)))["All forces"] == ["Outstanding", ""]
    answer = client.get(page("result", standards, "delivery"))
    assert "none for all of them together" in words(answer.content)
    assert [row.label for row in answer.context["numbers"][0].rows] == ["Force A", "Force B"]
    assert client.get(page("result", standards, "overall")).status_code == 404


def test_mixed_versions_are_said_plainly(standards: Standards, signed_in: SignIn) -> None:
    standards.signed(count=2)
    text = method().replace("Was there a plan?", "Was there a written plan?")
    adopt_version(builders.acting(standards.supervisor), standards.inspection, builders.published_framework(text))
    client = signed_in(standards.supervisor)
    assert client.get(page("results", standards)).context["warnings"] == [
        "Every signed-off case was judged by version 1 of the framework, so the results are by the rules of version 1. "
        "The inspection uses version 2 now."
    ]
    standards.signed()
    assert client.get(page("results", standards)).context["warnings"] == [
        "2 signed-off cases were judged by version 1 of the framework and left out here: "
        "the results are by the rules of version 2."
    ]


def test_without_cases_the_page_says_what_to_do(standards: Standards, signed_in: SignIn) -> None:
    said = words(signed_in(standards.supervisor).get(page("results", standards)).content)
    assert "No case is signed off yet" in said
    assert "with the first case that is signed off" in said


def test_without_rules_over_cases_there_is_no_link_and_the_address_says_so(world: World, signed_in: SignIn) -> None:
    client, slug = signed_in(world.supervisor), world.inspection.slug_id
    address = reverse("results", args=[slug])
    for name in ("inspection", "report"):
        assert address not in client.get(reverse(name, args=[slug])).content.decode()
    assert "has no rules over cases" in words(client.get(address).content)
    assert client.get(reverse("result", args=[slug, "first-topic"])).status_code == 404
    assert client.get(reverse("results-enter", args=[slug])).status_code == 409


def test_inspection_and_report_lead_to_the_results(standards: Standards, signed_in: SignIn) -> None:
    client = signed_in(standards.supervisor)
    for name in ("inspection", "report"):
        assert page("results", standards) in client.get(page(name, standards)).content.decode()


def test_results_are_for_the_inspections_supervisors(standards: Standards, signed_in: SignIn) -> None:
    """Refused whole with a sentence to the team; people outside do not learn that there is anything."""
    standards.signed()
    for address in (page("results", standards), page("result", standards, "assessment"), force_page(standards)):
        assert signed_in(standards.inspector).get(address).status_code == 403
        assert signed_in(builders.make_supervisor()).get(address).status_code == 404


def test_results_are_closed_to_a_supervisor_with_a_conflict(standards: Standards, signed_in: SignIn) -> None:
    """Refused whole, never filtered: of the other force, too, and of entering."""
    subject = standards.signed(standards.second)[0]
    actor = builders.acting(standards.supervisor)
    inspections.declare_conflict(actor, standards.inspection, subject=subject, reason="I know somebody in it.")
    client = signed_in(standards.supervisor)
    for address in (page("results", standards), force_page(standards), page("results-enter", standards)):
        answer = client.get(address)
        assert (answer.status_code, b"declared conflict of interest" in answer.content) == (403, True)


def sent(grade: str, reason: str, revision: int = 0) -> dict[str, object]:
    """Return what the form posts."""
    return {"leadership-grade": grade, "leadership-reason": reason, "leadership-revision": revision}


def test_form_enters_a_result_and_shows_what_was_entered_before(standards: Standards, signed_in: SignIn) -> None:
    client, address = signed_in(standards.supervisor), page("results-enter", standards)
    assert client.post(address, sent("good", "Interviews.")).url == page("results", standards)  # type: ignore[attr-defined]
    client.post(address, sent("inadequate", "More of them.", 1))
    shown = client.get(address)
    assert [item["title"] for item in shown.context["history"]] == ["Leadership: Inadequate", "Leadership: Good"]
    assert "More of them." in shown.content.decode()


def test_form_says_what_is_wrong_beside_the_field(standards: Standards, signed_in: SignIn) -> None:
    client = signed_in(standards.supervisor)
    answer = client.post(page("results-enter", standards), sent("good", ""))
    assert answer.context["form"].errors == {"leadership-reason": ["Enter a reason: Leadership"]}
    answer = client.post(page("results-enter", standards), sent("", "Words that must not be lost."))
    assert (answer.status_code, "Words that must not be lost." in answer.content.decode()) == (400, True)


def test_stale_form_shows_both_and_can_be_saved_again(standards: Standards, signed_in: SignIn) -> None:
    standards.enter("good", reason="What somebody else heard.")
    client, address = signed_in(standards.supervisor), page("results-enter", standards)
    answer = client.post(address, sent("inadequate", "What I heard."))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert ("What somebody else heard." in shown, "What I heard." in shown) == (True, True)
    assert answer.context["form"]["leadership-revision"].value() == "1"
    client.post(address, sent("inadequate", "What I heard.", 1))
    assert EnteredResult.objects.get(current=True).reason == "What I heard."


def test_closed_inspection_keeps_its_words_and_takes_no_more(standards: Standards, signed_in: SignIn) -> None:
    standards.enter("good")
    inspections.close(builders.acting(standards.supervisor), standards.inspection)
    client = signed_in(standards.supervisor)
    assert page("results-enter", standards) not in client.get(page("results", standards)).content.decode()
    answer = client.post(page("results-enter", standards), sent("inadequate", "Too late."))
    assert (answer.status_code, "Too late." in answer.content.decode()) == (403, True)


def test_pages_take_the_same_queries_for_one_and_three(
    standards: Standards, signed_in: SignIn, django_assert_num_queries: Any
) -> None:
    client = signed_in(standards.supervisor)
    addresses = {page("results", standards): 18, force_page(standards): 19, page("results-enter", standards): 11}
    standards.signed()
    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            client.get(address)
    standards.signed(count=2)
    standards.signed(standards.second)
    inspections.add_force(builders.acting(standards.supervisor), standards.inspection, builders.make_force())
    standards.enter("good")
    standards.enter("good", standards.first)
    for address, queries in addresses.items():
        with django_assert_num_queries(queries):
            client.get(address)


def test_command_prints_the_results_that_the_page_shows(
    standards: Standards, capsys: pytest.CaptureFixture[str]
) -> None:
    standards.signed(count=2)
    standards.signed(standards.second, plan="no")
    call_command("report", "standards", "--results", "--format", "json")
    found = json.loads(capsys.readouterr().out)
    whole, (first, second) = found["whole"], found["forces"]
    assert (whole["n"], whole["topics"]["delivery"]["result"], whole["inspection"]["kind"]) == (3, "good", "incomplete")
    assert [(force["key"], force["n"], force["topics"]["delivery"]["result"]) for force in (first, second)] == [
        ("force-a", 2, "outstanding"),
        ("force-b", 1, "inadequate"),
    ]
    assert set(first["topics"]["delivery"]) == {"result", "kind", "trace"}
    call_command("report", "standards", "--results")
    printed = capsys.readouterr().out
    assert "Force B: 1 selected = 1 counted + 0 left out.\n  Assessment: Outstanding (n = 1)\n" in printed


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nothing-here", "--results"], "There is no inspection called “nothing-here”."),
        (
            ["standards", "--results", "--by", "force"],
            "leave out --where, --all, --by, --measure, --beside, --intervals and --public",
        ),
        (["standards", "--results", "--format", "csv"], "Results are written as text or json."),
    ],
)
def test_command_refuses_in_one_line(standards: Standards, arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=re.escape(sentence)) as refused:
        call_command("report", *arguments)
    assert refused.value.returncode == 2


def test_command_says_that_a_framework_has_no_rules_over_cases(world: World) -> None:
    with pytest.raises(CommandError, match="has no rules over cases"):
        call_command("report", "test-world", "--results")
