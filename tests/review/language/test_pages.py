"""The pages of the language list, as inspectors and administrators see them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.actor import Actor
from access.models import User
from review.language.actions import PatternInput, add_pattern, retire_pattern
from review.language.models import LanguagePattern
from review.moderation.actions import sign_off
from review.reviewing import actions as reviewing
from review.reviewing.screening.actions import confirm, dismiss
from review.reviewing.screening.queries import screen_of
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_text

pytestmark = pytest.mark.django_db

POSTED = {
    "pattern": "Street-wise",
    "category": "minimising",
    "why": "It makes a risk small.",
    "instead": "",
    "sample": "",
}


@pytest.fixture
def ada() -> User:
    """Return an administrator."""
    return builders.make_administrator("ada")


@pytest.fixture
def acting(ada: User) -> Actor:
    return builders.acting(ada)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(reply: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", reply.content.decode()).split())


def wording(actor: Actor, pattern: str = "streetwise") -> LanguagePattern:
    return add_pattern(actor, PatternInput(pattern, "minimising", "It makes a risk small.", "Say what the risk is."))


def test_everybody_reads_the_list_and_only_administrators_can_change_it(acting: Actor, ada: User) -> None:
    wording(acting)
    page = client_of(builders.make_inspector()).get(reverse("language-list"))
    assert "streetwise It makes a risk small. Instead: Say what the risk is." in text_of(page)
    assert [words in text_of(page) for words in ("Add a wording", "Decisions", "Retire")] == [False] * 3
    page = client_of(ada).get(reverse("language-list"))
    assert [words in text_of(page) for words in ("Add a wording", "Decisions", "Retire")] == [True] * 3


def test_the_list_is_in_everybodys_menu(ada: User) -> None:
    for user in (ada, builders.make_inspector(), builders.make_supervisor()):
        menu = client_of(user).get("/").context["navigation"]
        assert "Language list" in [place["label"] for place in menu]


def test_a_text_is_tried_and_stored_nowhere(acting: Actor) -> None:
    wording(acting)
    client = client_of(builders.make_inspector())
    page = client.post(reverse("language-try"), {"text": "She is <b>street-wise</b>."})
    assert '<mark class="cg-mark">street-wise</mark>&lt;/b&gt;' in page.content.decode()
    assert "1 passage found" in text_of(page)
    page = client.post(reverse("language-try"), {"text": "She is fifteen."})
    assert "Nothing was found" in text_of(page)
    assert "Enter the text to try" in text_of(client.post(reverse("language-try"), {"text": " "}))
    page = client.post(reverse("language-try"), {"text": "x" * 20_001})
    assert "20,000 characters or fewer" in text_of(page)


def test_a_wording_is_tried_before_it_is_added(ada: User) -> None:
    client = client_of(ada)
    trying = POSTED | {"sample": "A street-wise child.", "try": "yes"}
    page = client.post(reverse("language-add"), trying)
    assert ("1 passage found" in text_of(page), LanguagePattern.objects.count()) == (True, 0)
    page = client.post(reverse("language-add"), trying | {"sample": ""})
    assert "Enter the text to try the wording on" in text_of(page)
    page = client.post(reverse("language-add"), POSTED, follow=True)
    assert "“street-wise” is looked for from now on." in text_of(page)


def test_a_refused_wording_is_shown_again_with_what_was_typed(ada: User) -> None:
    page = client_of(ada).post(reverse("language-add"), POSTED | {"pattern": "(his|her", "why": "My own words."})
    assert "Close each bracket" in text_of(page)
    assert "My own words." in text_of(page)


def test_a_wording_is_changed_retired_and_brought_back(ada: User, acting: Actor) -> None:
    added, client = wording(acting), client_of(ada)
    address = reverse("language-edit", args=[added.public_id])
    page = client.post(address, POSTED | {"pattern": "streetwise child", "version": 0}, follow=True)
    assert "Other words are another wording" in text_of(page)
    assert client.get(address).url == reverse("language-restore", args=[added.public_id])
    added.refresh_from_db()
    client.post(reverse("language-restore", args=[added.public_id]), {"version": added.version})
    assert sorted(LanguagePattern.objects.filter(active=True).values_list("pattern", flat=True)) == [
        "streetwise",
        "streetwise child",
    ]
    client.post(reverse("language-retire", args=[added.public_id]), {"version": added.version + 1})
    assert "Retired (1)" in text_of(client.get(reverse("language-list")))


def test_a_change_of_an_older_version_shows_what_was_typed(ada: User, acting: Actor) -> None:
    added = wording(acting)
    retire_pattern(acting, added, 0)
    again = LanguagePattern.objects.get(pk=added.pk)
    client = client_of(ada)
    client.post(reverse("language-restore", args=[again.public_id]), {"version": 1})
    page = client.post(reverse("language-edit", args=[added.public_id]), POSTED | {"why": "My words.", "version": 0})
    assert (page.status_code, "while you had it open" in text_of(page), "My words." in text_of(page)) == (
        409,
        True,
        True,
    )


def decided(world: World, acting: Actor, number: int, signed: bool) -> None:
    """Confirm one proposal and dismiss the others, in a case of so many."""
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    add_text(world, subject, text="\n\n".join(f"Entry {place}. She is streetwise." for place in range(number)))
    review = builders.answer(world.inspector, builders.assign(world.supervisor, subject, world.inspector))
    actor = builders.acting(world.inspector)
    keys = [proposal.key for proposal in screen_of(review).undecided]
    confirm(actor, review, keys[:1])
    if keys[1:]:
        dismiss(actor, review, keys[1:], "Neutral here.")
    if signed:
        reviewing.submit(actor, review)
        subject.refresh_from_db()
        sign_off(builders.acting(world.supervisor), subject)


def test_decisions_are_counted_over_signed_off_reviews_and_never_where_they_are_few(
    world: World, acting: Actor, ada: User
) -> None:
    wording(acting)
    client = client_of(ada)
    counted = [cell(client)]
    decided(world, acting, 6, signed=False)
    counted.append(cell(client))
    decided(world, acting, 4, signed=True)
    counted.append(cell(client))
    decided(world, acting, 2, signed=True)
    counted.append(cell(client))
    assert counted == ["None", "None", "Fewer than 5", "2 confirmed, 4 dismissed"]


def cell(client: Client) -> str:
    """Return what the list says of the decisions on its one wording."""
    found = re.findall(r'data-label="Decisions">([^<]*)<', client.get(reverse("language-list")).content.decode())
    return str(found[0])


def test_the_list_asks_the_same_number_of_questions_whatever_is_on_it(acting: Actor, ada: User) -> None:
    client, asked = client_of(ada), []
    later = builders.acting(ada, builders.NOW + timedelta(days=1))
    for number in (1, 3):
        while LanguagePattern.objects.count() < number:
            made = wording(acting, f"wording {'abc'[LanguagePattern.objects.count()]}")
            retire_pattern(later, made, 0) if number == 3 else None
        client.get(reverse("language-list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("language-list"))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_wording_that_is_too_long_is_refused_with_the_limit_and_stays_as_it_was_typed(ada: User) -> None:
    client, typed = client_of(ada), "wording " * 40
    assert "maxlength" not in client.get(reverse("language-add")).content.decode()
    page = client.post(reverse("language-add"), POSTED | {"pattern": typed})
    assert "The wording must be 200 characters or fewer" in text_of(page)
    assert typed.strip() in page.content.decode()


@pytest.mark.parametrize("typed", ["pro*", "the", "(street|the)"])
def test_a_wording_that_finds_nearly_everything_is_kept_at_the_second_press(ada: User, typed: str) -> None:
    client = client_of(ada)
    page = client.post(reverse("language-add"), POSTED | {"pattern": typed})
    assert ("stands in nearly every document" in text_of(page), LanguagePattern.objects.count()) == (True, 0)
    assert "Add the wording all the same" in text_of(page)
    assert (f">\n{typed}</textarea>" in page.content.decode(), "[&#x27;" in page.content.decode()) == (True, False)
    sure = str(re.findall(r'name="sure" value="([^"]*)"', page.content.decode())[0])
    client.post(reverse("language-add"), POSTED | {"pattern": typed, "sure": sure})
    assert LanguagePattern.objects.count() == 1


def test_being_sure_of_one_wording_is_not_being_sure_of_another(ada: User) -> None:
    client_of(ada).post(reverse("language-add"), POSTED | {"pattern": "pro*", "sure": "the"})
    assert LanguagePattern.objects.count() == 0


def test_a_wording_that_another_covers_is_told(ada: User, acting: Actor) -> None:
    wording(acting)
    page = client_of(ada).post(reverse("language-add"), POSTED | {"pattern": "she is streetwise"})
    assert "“streetwise” is on the list already and finds every place that this wording finds." in text_of(page)
    assert LanguagePattern.objects.count() == 1


def test_what_is_said_about_a_wording_is_changed_without_a_caution(ada: User, acting: Actor) -> None:
    loose = wording(acting, "pro*")
    client = client_of(ada)
    client.post(reverse("language-edit", args=[loose.public_id]), POSTED | {"pattern": "pro*", "version": 0})
    loose.refresh_from_db()
    assert loose.instead == ""


def test_after_a_wording_is_kept_the_list_opens_at_its_row_which_says_so(ada: User, acting: Actor) -> None:
    wording(acting, "asking for it")
    client = client_of(ada)
    reply = client.post(reverse("language-add"), POSTED)
    added = LanguagePattern.objects.get(pattern="street-wise")
    assert reply["Location"] == f"{reverse('language-list')}?saved={added.public_id}#w-{added.public_id}"
    page = client.get(reply["Location"])
    assert f'id="w-{added.public_id}"' in page.content.decode()
    assert text_of(page).count("Saved just now") == 1
    assert "street-wise Saved just now" in text_of(page)


def test_the_list_is_searched_by_words_and_leads_to_its_groups(ada: User, acting: Actor) -> None:
    wording(acting)
    add_pattern(acting, PatternInput("asking for it", "blame", "It blames.", ""))
    client = client_of(ada)
    page = client.get(reverse("language-list")).content.decode()
    assert ('href="#blame"' in page, 'href="#minimising"' in page, 'href="#lifestyle"' in page) == (True, True, False)
    page = text_of(client.get(reverse("language-list"), {"q": "RISK small"}))
    assert ("streetwise" in page, "asking for it" in page) == (True, False)
    assert "No wording that is looked for says “zebra”." in text_of(
        client.get(reverse("language-list"), {"q": "zebra"})
    )
