"""Every address of the site: guarded, closed to whoever has no business there, and silent about what it hides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from access.models import User
from access.permissions import PERMISSIONS
from tests.architecture.world import World, build, unknown

pytestmark = pytest.mark.django_db

OF_THE_LIBRARY = {"account_login", "account_logout", "account_change_password"}
"""Sign-in, sign-out and one's own password: the library looks after these itself."""
FOR_EVERYBODY = {"accessibility", "session-state"}
BY_SCRIPTS = {"answer-save", "evidence-add"}
"""Writes that a page's script sends and reads the answer of: 401 where nobody is signed in, 422 for nothing at all."""
IN_AN_INSPECTION = {
    "slug",
    "force",
    "member",
    "subject",
    "person",
    "document",
    "review",
    "evidence",
    "flag",
    "sign_off",
    "late",
    "saved",
    "release",
}
OF_A_CASE = {"subject", "person", "document", "review", "evidence", "flag", "sign_off", "late"}
PUBLISHED = {"external-result", "external-download", "external-change", "external-withdraw", "external-restore"}
"""Have a slug, but of a published result, which everyone signed in can read."""
DOES_IT = {
    "review.write": "inspector",
    "review.view": "inspector",
    "user.manage": "administrator",
    "framework.view": "administrator",
    "framework.edit": "administrator",
    "language.edit": "administrator",
    "external.edit": "administrator",
}
"""Who in the world may do what a page is for; all else is the supervisor's."""
REFUSED = {403, 404}
ROLE_OF = {
    "administrator": "administrator",
    "inspector elsewhere": "inspector",
    "supervisor elsewhere": "supervisor",
    "once on the team": "inspector",
}
OUTSIDERS = tuple(ROLE_OF)


@dataclass(frozen=True)
class Address:
    """A page: the name of its address, the parts of that, and the permission that its view asks."""

    name: str
    parts: tuple[str, ...]
    permission: str | None

    @property
    def is_inside(self) -> bool:
        """Return whether the address leads into an inspection."""
        return bool(IN_AN_INSPECTION & set(self.parts)) and self.name not in PUBLISHED

    def of(self, world: World, **changed: Any) -> str:
        """Return the path to the world's own thing, but for the parts changed."""
        return reverse(self.name, kwargs={**world.address_parts(self.name, list(self.parts)), **changed})

    def doer(self, world: World) -> User:
        """Return whoever in the world may do what the page is for."""
        return world.people[DOES_IT.get(self.permission or "", "supervisor")]


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern)
        else:
            yield pattern


def every_address() -> list[Address]:
    return [
        Address(str(p.name), tuple(p.pattern.converters), getattr(p.callback, "permission", None))
        for p in patterns(get_resolver())
    ]


def guarded_addresses() -> list[Address]:
    return [address for address in every_address() if address.name not in OF_THE_LIBRARY | FOR_EVERYBODY]


@pytest.fixture
def world(db: None) -> World:
    return build()


def client_of(user: User | None, **options: Any) -> Client:
    client = Client(raise_request_exception=False, **options)
    if user is not None:
        client.force_login(user)
    return client


def answers(client: Client, path: str) -> list[int]:
    """Return the states of the answers to looking at a page and to posting nothing to it, but for "no such method"."""
    return [r.status_code for r in (client.get(path), client.post(path, {})) if r.status_code != 405]


def test_every_view_asks_a_permission_of_the_table() -> None:
    views = {str(p.name): getattr(p.callback, "permission", "unguarded") for p in patterns(get_resolver())}
    without = {name: permission for name, permission in views.items() if permission not in PERMISSIONS}
    assert without == dict.fromkeys(OF_THE_LIBRARY, "unguarded") | dict.fromkeys(FOR_EVERYBODY)


def test_every_address_has_a_name_of_its_own() -> None:
    names = [address.name for address in every_address()]
    assert sorted(set(names)) == sorted(names)
    assert "None" not in names


def test_nobody_sees_a_guarded_page_without_signing_in(world: World) -> None:
    client = client_of(None)
    wrong = {}
    for address in guarded_addresses():
        path = address.of(world)
        replies = [r for r in (client.get(path), client.post(path, {})) if r.status_code != 405]
        if address.name in BY_SCRIPTS and {reply.status_code for reply in replies} == {401}:
            continue
        led_to = {reply.headers.get("Location", "") for reply in replies}
        if not replies or led_to != {f"{reverse('account_login')}?next={path}"}:
            wrong[address.name] = [(reply.status_code, reply.headers.get("Location")) for reply in replies]
    assert wrong == {}


def test_nobody_learns_without_signing_in_whether_a_thing_exists(world: World) -> None:
    client = client_of(None)
    changed = [(a, part) for a in guarded_addresses() for part in a.parts]
    found = {f"{a.name}:{part}": set(answers(client, a.of(world, **{part: unknown(part)}))) for a, part in changed}
    told = {f"{a.name}:{part}": 401 if a.name in BY_SCRIPTS else 302 for a, part in changed}
    assert {place: states for place, states in found.items() if states != {told[place]}} == {}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_no_outsider_gets_into_an_inspection_or_learns_that_it_exists(world: World, who: str) -> None:
    """What is there is answered as what is not: a page that says 403 for the one and 404 for the other tells."""
    client = client_of(world.people[who])
    inside = [address for address in guarded_addresses() if address.is_inside]
    found = {a.name: answers(client, a.of(world)) for a in inside}
    absent = {a.name: answers(client, a.of(world, **{part: unknown(part) for part in a.parts})) for a in inside}
    assert len(found) > 30
    assert {name: states for name, states in found.items() if not states or set(states) - REFUSED} == {}
    assert found == absent


@pytest.mark.parametrize("who", OUTSIDERS)
def test_pages_outside_inspections_open_to_the_roles_of_the_permission_table(world: World, who: str) -> None:
    client = client_of(world.people[who])
    wrong = {}
    for address in guarded_addresses():
        if address.is_inside or address.permission is None:
            continue
        opens = ROLE_OF[who] in PERMISSIONS[address.permission].roles
        state = client.get(address.of(world)).status_code
        if (state == 200) != opens or (not opens and state not in REFUSED):
            wrong[address.name] = state
        if not opens and set(answers(client, address.of(world))) - REFUSED:
            wrong[f"{address.name} (post)"] = answers(client, address.of(world))
    assert wrong == {}


@pytest.mark.parametrize("who", ["colleague", "conflicted supervisor"])
def test_a_case_is_closed_to_whoever_on_the_team_must_not_see_it(world: World, who: str) -> None:
    """Another's review is for no other inspector's eyes, and a declared conflict beats the role."""
    client = client_of(world.people[who])
    of_cases = [address for address in guarded_addresses() if OF_A_CASE & set(address.parts)]
    found = {a.name: answers(client, a.of(world)) for a in of_cases}
    absent = {
        a.name: answers(client, a.of(world, **{p: unknown(p) for p in OF_A_CASE & set(a.parts)})) for a in of_cases
    }
    assert len(found) > 20
    assert {name: states for name, states in found.items() if not states or set(states) - REFUSED} == {}
    assert found == absent


def test_every_page_opens_to_whoever_may_do_what_it_is_for(world: World) -> None:
    """Show that the world's addresses are right, so that the refusals of the other tests mean something.

    A page may say that this cannot be done now (409), or lead to another page that says what to do first; one that
    only takes posts may miss what was not posted (400).
    """
    wrong = {}
    for address in guarded_addresses():
        path, client = address.of(world), client_of(address.doer(world))
        reply, opened = client.get(path), {200, 302, 409}
        if reply.status_code == 405:
            reply, opened = client.post(path, {}), {302, 400, 409, 422 if address.name in BY_SCRIPTS else 400}
        signs_in = reply.headers.get("Location", "").startswith(reverse("account_login"))
        if reply.status_code not in opened or signs_in:
            wrong[address.name] = reply.status_code
    assert wrong == {}


def test_an_unknown_part_of_an_address_is_not_found(world: World) -> None:
    wrong = {}
    for address in guarded_addresses():
        client = client_of(address.doer(world))
        for part in address.parts:
            states = answers(client, address.of(world, **{part: unknown(part)}))
            if set(states) != {404}:
                wrong[f"{address.name}:{part}"] = states
    assert wrong == {}


def test_a_post_without_its_token_is_refused_everywhere(world: World) -> None:
    before = rows()
    wrong = {}
    for address in every_address():
        client = client_of(address.doer(world), enforce_csrf_checks=True)
        state = client.post(address.of(world), {"reason": "Because."}).status_code
        if state != 403:
            wrong[address.name] = state
    assert (wrong, rows()) == ({}, before)


def test_looking_at_a_page_changes_nothing(world: World) -> None:
    """The trail may grow, by who opened which case or document or downloaded which report; nothing else may."""
    before = rows()
    for address in guarded_addresses():
        client_of(address.doer(world)).get(address.of(world))
    assert rows() == before


def rows() -> dict[str, list[Any]]:
    """Return what stands in every table of ours, but for the trail and for when somebody signed in last."""
    models = [model for app in ("access", "casefiles", "review") for model in apps.get_app_config(app).get_models()]
    kept = {model.__name__: model for model in models if not model.__name__.startswith("Audit")}
    found = {name: list(model._default_manager.order_by("pk").values()) for name, model in kept.items()}
    for user in found["User"]:
        del user["last_login"]
    return found
