"""Exercises beside each other, for whom: nothing of an inspection shows whose report is closed to the reader."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from access.models import AuditEvent, User
from access.permissions import may
from access.refusals import Invalid
from review.domain.multiples import NOT_A_TREND
from review.external.actions import withdraw_result
from review.external.models import ExternalResult
from review.frameworks.models import FrameworkVersion
from review.inspections.actions import close, declare_conflict
from review.inspections.models import Inspection
from review.inspections.queries import report_scope, reportable
from review.reports.beside import MOST_EXERCISES, NONE_SUCH, TOO_MANY, beside, offered
from review.reports.beside_choosing import PER_PAGE
from tests import builders
from tests.review.reports.side_by_side import PAIRS, SYSTEM, address, inspected

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_reportable_inspections_are_those_whose_report_may_be_read(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    supervisor, inspector = people
    first = inspected(people, version, builders.make_force(), [], "first")
    tied = builders.make_supervisor("cleo")
    builders.inspection_actions.add_member(builders.acting(supervisor), first, tied, "supervisor", date(2026, 1, 1))
    declare_conflict(builders.acting(tied), first, inspection_force=first.forces.get(), reason="Worked there.")
    builders.make_inspection(tied, version, slug="second")
    settled = inspected(people, version, builders.make_force(), ["good"], "settled")
    waiting = inspected(people, version, builders.make_force(), ["good"], "waiting")
    builders.submitted(supervisor, builders.add_case(supervisor, waiting, waiting.forces.get().force), inspector)
    for one in (settled, waiting):
        close(builders.acting(supervisor), one)
    assert {one.slug_id for one in reportable(builders.acting(inspector))} == {"settled"}
    for user in (supervisor, inspector, tied, builders.make_administrator(), builders.make_supervisor()):
        actor = builders.acting(user)
        allowed = {
            one.slug_id for one in Inspection.objects.all() if may(actor, "report.view", report_scope(actor, one))
        }
        assert {one.slug_id for one in reportable(actor)} == allowed


@pytest.mark.parametrize("who", ["inspector", "elsewhere", "administrator", "conflicted"])
def test_an_inspection_whose_report_is_closed_is_answered_as_one_that_is_not_there(
    people: tuple[User, User], version: FrameworkVersion, who: str
) -> None:
    supervisor, inspector = people
    made = inspected(people, version, builders.make_force(), ["good"], "hidden-one")
    conflicted = builders.make_supervisor("cleo")
    builders.inspection_actions.add_member(
        builders.acting(supervisor), made, conflicted, "supervisor", builders.NOW.date()
    )
    declare_conflict(builders.acting(conflicted), made, inspection_force=made.forces.get(), reason="Worked there.")
    user = {
        "inspector": inspector,
        "elsewhere": builders.make_supervisor("silas"),
        "administrator": builders.make_administrator("ada"),
        "conflicted": conflicted,
    }[who]
    client = client_of(user)
    for more in ({}, {"format": "json"}, {"format": "svg", "picture": "side-by-side"}):
        closed = client.get(address("hidden-one", **more))
        absent = client.get(address("absent-one", **more))
        assert closed.status_code == absent.status_code == 400
        same = closed.content.replace(b"hidden-one", b"absent-one")
        assert b"There is no exercise called" in same
        assert same.count(b"absent-one") == absent.content.count(b"absent-one")
    assert "hidden-one" not in client.get(reverse("report-beside")).content.decode()
    with pytest.raises(Invalid) as refused:
        beside(builders.acting(user), ["hidden-one"])
    assert refused.value.sentence == NONE_SUCH.format("hidden-one")
    assert [one for one in offered(builders.acting(user)) if one.own] == []


def test_withdrawn_results_and_too_many_are_refused() -> None:
    call_command("load_reference")
    results = list(ExternalResult.objects.all())
    with pytest.raises(Invalid) as many:
        beside(SYSTEM, [one.slug_id for one in results[:13]])
    assert many.value.sentence == TOO_MANY.format(13, MOST_EXERCISES)
    withdraw_result(SYSTEM, results[0], "Retracted.", 0)
    with pytest.raises(Invalid):
        beside(SYSTEM, [results[0].slug_id])


def test_page_asks_the_same_number_of_queries_for_one_and_three_inspections(
    people: tuple[User, User], version: FrameworkVersion, django_assert_num_queries: Any
) -> None:
    force = builders.make_force()
    for slug in ("first", "second", "third"):
        inspected(people, version, force, ["good", "inadequate"], slug)
    client = client_of(people[0])
    for slugs in (("first",), ("first", "second", "third")):
        client.get(address(*slugs))
        with django_assert_num_queries(18):
            client.get(address(*slugs))


def test_too_many_exercises_are_told_in_the_form_which_keeps_what_was_chosen(people: tuple[User, User]) -> None:
    call_command("load_reference")
    slugs = list(ExternalResult.objects.order_by("pk").values_list("slug_id", flat=True)[:13])
    client = client_of(people[1])
    answer = client.get(address(*slugs))
    page = answer.content.decode()
    kept = [slug for slug in slugs if f'value="{slug}" checked' in page]
    assert (answer.status_code, kept, page.count(TOO_MANY.format(13, MOST_EXERCISES))) == (400, slugs, 2)
    assert 'href="#chosen-1"' in page
    assert client.get(address(*slugs, format="csv")).status_code == 400


def offered_in(page: str) -> tuple[list[str], list[str]]:
    """Return the short names of the exercises of the form: those that are ticked, and the others."""
    boxes = re.findall(r'name="with" value="([^"]+)"( checked)?', page)
    return [slug for slug, ticked in boxes if ticked], [slug for slug, ticked in boxes if not ticked]


def test_what_is_ticked_stays_so_while_others_are_searched_for(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    call_command("load_reference")
    inspected(people, version, builders.make_force(), ["good"], "first")
    client = client_of(people[0])
    page = client.get(address("first", "dorset-2022", q="warwickshire police", find="yes")).content.decode()
    ticked, others = offered_in(page)
    assert (ticked, others) == (["first", "dorset-2022"], ["warwickshire-2022", "warwickshire-2023"])
    assert "Exercises side by side" not in page
    page = client.get(address("dorset-2022", q="nowhere", find="yes")).content.decode()
    assert offered_in(page) == (["dorset-2022"], [])
    assert "Nothing else has “nowhere” in its title" in page
    assert 'href="?with=dorset-2022&amp;find=yes"' in page
    shown = client.get(address("dorset-2022", "suffolk-2022", q="nowhere")).content.decode()
    assert ("Exercises side by side" in shown, len(offered_in(shown)[1]) > 10) == (True, True)


def test_published_results_are_chosen_page_by_page_and_what_is_ticked_is_not_offered_twice(
    people: tuple[User, User],
) -> None:
    call_command("load_reference")
    every = set(ExternalResult.objects.values_list("slug__slug", flat=True))
    client = client_of(people[1])
    pages = [offered_in(client.get(address("dorset-2022", page=n)).content.decode()) for n in ("1", "2")]
    assert [ticked for ticked, _ in pages] == [["dorset-2022"]] * 2
    assert (len(pages[0][1]), len(every)) == (PER_PAGE, 24)
    assert sorted([*pages[0][1], *pages[1][1]]) == sorted(every - {"dorset-2022"})
    wrong = client.get(address("no-such-exercise", page="nothing")).content.decode()
    assert offered_in(wrong)[0] == []


def test_page_shows_pictures_tables_files_and_what_can_be_chosen(people: tuple[User, User]) -> None:
    call_command("load_reference")
    client = client_of(people[1])
    page = client.get(address(*PAIRS[0])).content.decode()
    assert page.count(NOT_A_TREND) > 1
    assert "so no difference is shown. Different exercise types: not a trend. </p>" in page
    assert 'value="north-yorkshire-2021" checked' in page
    assert "North Yorkshire Police (3)" in page
    assert address(*PAIRS[0]).partition("?")[2].replace("&", "&amp;") in page
    assert client.get(reverse("report-beside")).status_code == 200
    assert client.get(address(format="csv")).status_code == 400


def test_downloads_of_own_figures_are_in_the_trail_and_published_ones_are_not(
    people: tuple[User, User], version: FrameworkVersion
) -> None:
    call_command("load_reference")
    inspected(people, version, builders.make_force(), ["good"], "first")
    client = client_of(people[0])
    data = json.loads(b"".join(client.get(address("dorset-2022", "suffolk-2022", format="json")).streaming_content))
    assert (data["kind"], data["lines"], len(data["apart"])) == ("beside", [], 1)
    assert not AuditEvent.objects.filter(action="report.exported").exists()
    for _ in range(2):
        b"".join(client.get(address("first", "dorset-2022", format="json")).streaming_content)
    assert AuditEvent.objects.filter(action="report.exported").count() == 1
