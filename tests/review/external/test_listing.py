"""The list of published results: page by page, narrowed to a force, a kind, and what is known of them."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from access.models import User
from review.external import actions
from review.external.facts import facts_of
from review.external.models import ExternalResult
from review.reports.published import published_report
from review.reports.published_views import PER_PAGE
from tests import builders

pytestmark = pytest.mark.django_db
QUERIES = 11


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    """Load what ships: 24 results, 13 of them complete."""
    call_command("load_reference")


def listed(user: User, **address: Any) -> list[str]:
    """Return the short names on a page of the list."""
    client = Client()
    client.force_login(user)
    return [row[0].slug_id for row in client.get(reverse("external-list"), address).context["rows"]]


def test_the_list_comes_page_by_page() -> None:
    user = builders.make_inspector()
    first, second = listed(user), listed(user, page=2)
    assert (len(first), len(second), len({*first, *second})) == (PER_PAGE, 4, 24)
    assert listed(user, page=99) == second


def test_the_list_is_narrowed_by_what_is_known() -> None:
    """Each result is in one of the two, as arithmetic over its counts says."""
    user = builders.make_inspector()
    found = {one.slug_id: published_report(one).found.complete for one in ExternalResult.objects.all()}
    assert sorted(listed(user, known="complete")) == sorted(slug for slug, complete in found.items() if complete)
    assert sorted(listed(user, known="part")) == sorted(slug for slug, complete in found.items() if not complete)
    assert (len(listed(user, known="complete")), len(listed(user, known="part"))) == (13, 11)


def test_the_list_is_narrowed_to_a_force_and_a_kind() -> None:
    user = builders.make_inspector()
    assert sorted(listed(user, q="north york")) == [
        "north-yorkshire-2021",
        "north-yorkshire-2022",
        "north-yorkshire-2022-child-protection",
    ]
    assert listed(user, q="north york", kind="NCPI") == ["north-yorkshire-2021"]
    assert listed(user, q="north york", kind="PIR", known="part") == ["north-yorkshire-2022-child-protection"]
    assert listed(user, q="atlantis") == []


def test_the_list_leaves_out_what_an_address_cannot_ask_for() -> None:
    user = builders.make_inspector()
    assert len(listed(user, kind="AUDIT", known="some", page="x")) == PER_PAGE


def test_withdrawn_results_are_listed_for_those_who_can_bring_them_back() -> None:
    ada = builders.make_administrator("ada")
    actions.withdraw_result(builders.acting(ada), ExternalResult.objects.get(slug="surrey-2015"), "It says little.", 0)
    assert listed(ada, known="withdrawn") == ["surrey-2015"]
    assert "surrey-2015" not in listed(builders.make_inspector(), known="withdrawn")


@pytest.mark.parametrize("results", [1, 3])
def test_the_list_asks_the_same_number_of_queries_for_more(results: int, django_assert_num_queries: Any) -> None:
    ada = builders.make_administrator("ada")
    for place in range(results):
        facts = facts_of(ExternalResult.objects.get(slug="northamptonshire-2019"))
        actions.add_result(builders.acting(ada), replace(facts, slug=f"listed-{place}", title=f"Listed {place}"))
    client = Client()
    client.force_login(builders.make_inspector())
    with django_assert_num_queries(QUERIES):
        assert len(client.get(reverse("external-list"), {"q": "Listed"}).context["rows"]) == results


def test_what_ships_names_the_publication_that_a_reader_can_look_up() -> None:
    sources = list(ExternalResult.objects.values_list("source", flat=True))
    assert [one for one in sources if not one.startswith(("HMIC, ", "HMICFRS, "))] == []
    assert [one for one in sources if "fixtures" in one or ".csv" in one] == []


def test_a_page_says_that_the_lists_that_ship_know_no_page_until_somebody_enters_it() -> None:
    ada = builders.make_administrator("ada")
    client, address = Client(), reverse("external-result", args=["metropolitan-2016"])
    client.force_login(ada)
    said = "25 November 2016. On which page is not known here."
    assert said in client.get(address).content.decode()
    result = ExternalResult.objects.get(slug="metropolitan-2016")
    facts = replace(facts_of(result), source="HMIC, “Metropolitan Police Service”, page 12")
    actions.change_result(builders.acting(ada), result, facts, result.version)
    page = client.get(address).content.decode()
    assert ("page 12" in page, "not known here" in page) == (True, False)


def test_a_figure_that_another_paper_gives_stands_with_the_result_wherever_it_is_shown() -> None:
    client = Client()
    client.force_login(builders.make_inspector())
    note = "Another paper says about 384 cases; 38 referred back to the force."
    for address in (reverse("external-list"), reverse("external-result", args=["metropolitan-2016"])):
        assert note in client.get(address).content.decode()
