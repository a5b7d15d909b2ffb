"""A report's page, its files and the command have the same tables, row by row and number by number."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from review.counting.method import method_of
from review.inspections.models import Inspection
from review.reports.asked_documents import document_for
from review.reports.asking import asked_in, is_standard
from review.reports.document import ReportDocument
from tests import builders
from tests.review.conftest import World
from tests.review.reports.outputs import on_page
from tests.ruled import ALONE, GROUP


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


@pytest.fixture
def counted(world: World) -> Inspection:
    """Return an inspection of two forces with cases in and out of its headline, and some in other states."""
    second = builders.make_force("synthetic-two")
    for place in range(16):
        force = second if place % 4 == 3 else world.force
        facts = {"team_type": "specialist" if place % 3 else "non-specialist"}
        subject = builders.add_case(world.supervisor, world.inspection, force, **facts)
        grade = ("good", "inadequate", "requires-improvement")[place % 3]
        answers = {**builders.ANSWERS, "overall-grade": grade, "group-based": "no" if place > 11 else "yes"}
        builders.signed_off(world.supervisor, subject, world.inspector, answers)
    builders.submitted(
        world.supervisor, builders.add_case(world.supervisor, world.inspection, world.force), world.inspector
    )
    builders.add_case(world.supervisor, world.inspection, second)
    return world.inspection


def page_of(world: World, query: str) -> Any:
    """Return the page of a report: the standard one, or a built one."""
    client = Client()
    client.force_login(world.supervisor)
    name = "report" if is_standard(QueryDict(query)) else "report-build"
    return client.get(f"{reverse(name, args=['test-world'])}?{query}")


def document_of(inspection: Inspection, query: str) -> ReportDocument:
    """Return the document of the files that the page links."""
    method = method_of(inspection)
    sent = QueryDict(query)
    asked = asked_in(sent, inspection, method, by="")
    return document_for(method, asked, is_standard(sent), builders.NOW)


QUERIES = [
    ("", ["headline", "whole", "by-force", "by-criterion", "language", "unsigned"]),
    ("intervals=yes", ["headline", "whole", "by-force", "by-criterion", "language", "unsigned"]),
    ("all=yes", ["whole", "by-force", "by-criterion", "language", "unsigned"]),
    ("count=grade", ["whole"]),
    ("by=force&by=team-type&intervals=yes", ["whole", "by"]),
    ("by=criterion&all=yes", ["whole", "by"]),
    ("by=force&w.team-type=specialist", ["whole", "by"]),
    ("count=language&by=force", ["whole", "by", "passages"]),
]


@pytest.mark.parametrize(("query", "names"), QUERIES)
def test_page_and_files_have_the_same_tables(world: World, counted: Inspection, query: str, names: list[str]) -> None:
    document = document_of(counted, query)
    assert [sheet.name for sheet in document.sheets] == names
    assert on_page.of_page(page_of(world, query).content.decode()) == on_page.of_document(document)


COMMANDS = [
    ("", []),
    ("intervals=yes", ["--intervals"]),
    ("all=yes", ["--all"]),
    ("by=force&by=team-type", ["--by", "force", "--by", "team-type"]),
    ("by=criterion&all=yes", ["--by", "criterion", "--all"]),
    ("by=force&w.team-type=specialist", ["--by", "force", "--where", "team-type=specialist"]),
    ("count=language&by=force", ["--measure", "language", "--by", "force"]),
]


@pytest.mark.parametrize(("query", "arguments"), COMMANDS)
def test_command_and_files_have_the_same_tables(
    world: World, counted: Inspection, query: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    client = Client()
    client.force_login(world.supervisor)
    by = "" if "by=" in query or is_standard(QueryDict(query)) else "&by="
    address = f"{reverse('report-download', args=['test-world'])}?format=json&{query}{by}"
    sent = json.loads(b"".join(client.get(address)))  # type: ignore[call-overload]
    capsys.readouterr()
    call_command("report", "test-world", "--format", "json", *arguments)
    told = json.loads(capsys.readouterr().out)
    assert _timeless(told) == _timeless(sent)


@pytest.fixture
def with_roles(world: World) -> Inspection:
    """Return an inspection of eleven cases with one to three roles, and some with none, one of them open."""
    first = builders.ruled_subject(world.supervisor, [world.inspector], world.force)
    builders.signed_off(world.supervisor, first, world.inspector, ALONE)
    made = [("leader",), ("leader", "other"), ("leader", "recruiter", "other"), ("leader", "recruiter")]
    roles = [*made[:2] * 4, *made[2:], ("other",), "not-applicable"]
    for chosen in roles:
        subject = builders.add_case(world.supervisor, first.inspection, world.force)
        builders.signed_off(world.supervisor, subject, world.inspector, {**GROUP, "roles": chosen})
    builders.add_case(world.supervisor, first.inspection, world.force)
    return first.inspection


CHOICES = [
    ("count=roles&by=", ["--measure", "roles"]),
    ("count=roles&by=force", ["--measure", "roles", "--by", "force"]),
    ("by=roles&w.roles=leader", ["--by", "roles", "--where", "roles=leader"]),
    ("count=roles&by=force&by=roles", ["--measure", "roles", "--by", "force", "--by", "roles"]),
]


def test_page_files_and_command_count_choices_that_overlap_alike(
    world: World, with_roles: Inspection, capsys: pytest.CaptureFixture[str]
) -> None:
    client, slug, method = Client(), with_roles.slug_id, method_of(with_roles)
    client.force_login(world.supervisor)
    for query, arguments in CHOICES:
        page = client.get(f"{reverse('report-build', args=[slug])}?{query}", follow=True)
        document = document_for(method, asked_in(QueryDict(query), with_roles, method, by=""), False, builders.NOW)
        assert on_page.of_page(page.content.decode()) == on_page.of_document(document), query
        sent = client.get(f"{reverse('report-download', args=[slug])}?format=json&{query}")
        capsys.readouterr()
        call_command("report", slug, "--format", "json", *arguments)
        told = json.loads(capsys.readouterr().out)
        assert _timeless(told) == _timeless(json.loads(b"".join(sent)))  # type: ignore[call-overload]
        assert told["answers_overlap"] == ("count=roles" in query)


def _timeless(found: dict[str, Any]) -> dict[str, Any]:
    """Return a report without the moment at which it was made."""
    about = [one for one in found["document"]["about"] if one["label"] != "Data as of"]
    return {**found, "document": {**found["document"], "about": about}}


def test_page_names_the_files_links_of_each_chart(world: World, counted: Inspection) -> None:
    for query, _ in QUERIES:
        page = page_of(world, query).content.decode()
        linked = re.findall(r"picture=([a-z0-9-]+)", unescape(page))
        assert linked == [picture.name for picture in document_of(counted, query).pictures], query
