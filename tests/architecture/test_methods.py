"""Every address that takes no such request says so in words, and leads to a page that can be opened."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.architecture.test_urls import BY_SCRIPTS, client_of, every_address
from tests.architecture.world import World, build

pytestmark = pytest.mark.django_db
PAGES_ABOVE = {
    "case-assign-many": "case-list",
    "force-take-up": "force-judgments",
    "inspection-force-remove": "inspection-forces",
    "inspection-member-remove": "inspection-team",
    "late-hand-over": "review",
    "report-remove": "report-saved",
    "report-save": "report",
}
"""The addresses that only take what a form sends, with the page to which somebody is led who opens one."""


@pytest.fixture
def world(db: None) -> World:
    return build()


def led_to(reply: HttpResponse) -> list[str]:
    return re.findall(
        r'<a class="govuk-link" href="([^"]+)">(?:Open the page|Go to the start page)</a>', reply.content.decode()
    )


def test_no_address_answers_a_request_that_it_does_not_take_with_an_empty_page(world: World) -> None:
    found, wrong, above = 0, {}, {}
    for address in every_address():
        client = client_of(address.doer(world))
        for method in ("get", "put"):  # a post could do what it asks
            reply: HttpResponse = getattr(client, method)(address.of(world))
            if reply.status_code != 405 or address.name in BY_SCRIPTS:
                continue
            found += 1
            opened = [client.get(link).status_code for link in led_to(reply)]
            if "<h1" not in reply.content.decode() or not reply["Allow"] or opened not in ([200], [302], [409]):
                wrong[f"{method} {address.name}"] = (led_to(reply), opened)
            if method == "get":
                above[address.name] = led_to(reply)
    assert wrong == {}
    pages = {address.name: address for address in every_address()}
    review = world.address_parts("late-hand-over", ["review"])
    expected = {name: pages[page].of(world) for name, page in PAGES_ABOVE.items() if page != "review"}
    expected["late-hand-over"] = reverse("review", kwargs=review)
    assert {name: links[0] for name, links in above.items()} == expected
    assert found > 80


def test_a_script_is_told_in_its_own_way_that_an_address_takes_no_such_request(world: World) -> None:
    client = client_of(world.people["supervisor"], headers={"accept": "application/json"})
    pages = {address.name: address for address in every_address()}
    replies = [client.get(pages[name].of(world)) for name in PAGES_ABOVE] + [client.post("/inspections/")]
    told = [(r.status_code, r.json()["state"], bool(r.json()["sentence"]), r["Cache-Control"]) for r in replies]
    assert told == [(405, "refused", True, "no-store")] * 8


def test_somebody_who_is_not_signed_in_is_told_too(world: World) -> None:
    slug = world.parts["slug"]
    reply = Client().get(reverse("case-assign-many", args=[slug]))
    assert (reply.status_code, led_to(reply)) == (405, [reverse("case-list", args=[slug])])
