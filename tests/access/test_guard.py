"""The guard of every page: sign in first, then 404 for what cannot be seen, 403 with a sentence for what is refused."""

import re
from uuid import UUID, uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from access.actor import Actor
from access.guard import guarded, public
from access.models import User
from access.permissions import NOWHERE, Scope
from access.queries import user_at
from access.refusals import Conflict, Invalid
from config.urls import urlpatterns as pages
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def everybody(actor: Actor, user: UUID) -> User:
    return User.objects.get(public_id=user)


def by_number(actor: Actor, number: int) -> int:
    if number > 9:
        raise ValueError("too many")
    return number


def standing(actor: Actor, user: User) -> Scope:
    return Scope(memberships=frozenset({"supervisor"})) if user.username == "own" else NOWHERE


@guarded("framework.edit")
def without_thing(request: HttpRequest, word: str) -> HttpResponse:
    return HttpResponse(word)


@guarded("user.manage", user_at)
def with_thing(request: HttpRequest, user: User) -> HttpResponse:
    return HttpResponse(user.username)


@guarded("inspection.manage", everybody, standing)
def with_scope(request: HttpRequest, user: User) -> HttpResponse:
    return HttpResponse(user.username)


@guarded("home.view", by_number)
def numbered(request: HttpRequest, number: int) -> HttpResponse:
    if number == 1:
        raise Conflict("Somebody else was faster.")
    if number == 2:
        raise Invalid("That cannot be taken.")
    return HttpResponse(str(number))


@public
def open_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.actor.name)  # type: ignore[attr-defined]


urlpatterns = [
    *pages,
    path("try/word/<slug:word>/", without_thing),
    path("try/user/<uuid:user>/", with_thing),
    path("try/scope/<uuid:user>/", with_scope),
    path("try/number/<int:number>/", numbered),
    path("try/open/", open_page),
]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def without_random_parts(response: HttpResponse) -> str:
    """Return the page without addresses' identifiers and the form's token."""
    return re.sub(r"[0-9a-f-]{36}|[A-Za-z0-9]{64}", "", words(response))


@pytest.mark.parametrize("address", ["word/a", f"user/{UUID(int=1)}", f"scope/{UUID(int=1)}", "number/1"])
def test_guard_sends_the_unknown_to_sign_in_and_back(client: Client, address: str) -> None:
    response = client.get(f"/try/{address}/?q=1")
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next=/try/{address}/%3Fq%3D1")


def test_guard_lets_the_role_in(administrator: User) -> None:
    response = signed_in(administrator).get("/try/word/hello/")
    assert (response.status_code, response.content) == (200, b"hello")


def test_guard_refuses_another_role_with_the_sentence() -> None:
    response = signed_in(builders.make_inspector()).get("/try/word/hello/")
    assert response.status_code == 403
    assert "Your account has no role that can do this." in words(response)


def test_guard_loads_the_thing_for_the_view(administrator: User) -> None:
    response = signed_in(administrator).get(f"/try/user/{administrator.public_id}/")
    assert response.content.decode() == administrator.username


def test_guard_answers_404_for_what_is_not_there(administrator: User) -> None:
    assert signed_in(administrator).get(f"/try/user/{uuid4()}/").status_code == 404


def test_guard_answers_404_for_what_cannot_be_seen_as_if_it_were_not_there(administrator: User) -> None:
    client = signed_in(builders.make_supervisor())
    hidden, absent = client.get(f"/try/user/{administrator.public_id}/"), client.get(f"/try/user/{uuid4()}/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert without_random_parts(hidden) == without_random_parts(absent)


def test_guard_asks_how_the_actor_stands_to_the_thing() -> None:
    supervisor, own, other = builders.make_supervisor(), builders.make_inspector("own"), builders.make_inspector()
    client = signed_in(supervisor)
    assert client.get(f"/try/scope/{own.public_id}/").content == b"own"
    refused = client.get(f"/try/scope/{other.public_id}/")
    assert refused.status_code == 403
    assert "Only a supervisor on this inspection&#x27;s team can do this." in words(refused)


def test_guard_answers_404_where_loading_makes_no_sense_of_the_address(administrator: User) -> None:
    assert signed_in(administrator).get("/try/number/10/").status_code == 404


@pytest.mark.parametrize(
    ("number", "status", "sentence"), [(1, 409, "Somebody else was faster."), (2, 400, "That cannot be taken.")]
)
def test_refusal_of_an_action_is_a_page_with_its_sentence(
    administrator: User, number: int, status: int, sentence: str
) -> None:
    response = signed_in(administrator).get(f"/try/number/{number}/")
    assert response.status_code == status
    assert sentence in words(response)


def test_guard_names_its_permission_and_refuses_an_unknown_one() -> None:
    assert (with_thing.permission, open_page.permission) == ("user.manage", None)  # type: ignore[attr-defined]
    with pytest.raises(KeyError):
        guarded("user.erase")


def test_public_page_is_for_everybody(client: Client) -> None:
    assert client.get("/try/open/").content == b"not signed in"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accessibility/?q=%00", "/users/?q=a%00b"])
def test_an_address_with_a_nul_character_is_refused_with_a_sentence(client: Client, address: str) -> None:
    """PostgreSQL cannot look for it, so nobody gets a traceback for asking."""
    answer = client.get(address)
    assert answer.status_code == 400
    assert "cannot be searched for" in answer.content.decode()
