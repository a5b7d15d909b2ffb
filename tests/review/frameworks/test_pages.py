"""The pages of frameworks: who sees what, what is told, and what each button does."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from review.frameworks import actions
from review.frameworks.models import FrameworkVersion
from tests import builders
from tests.review.frameworks.drafts import SYSTEM, imported, published
from tests.review.frameworks.ruled import RULED
from tests.review.frameworks.test_exchange import SHIPPED
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db
LIST, IMPORT = "/frameworks/", "/frameworks/import/"
PAGE = "/frameworks/small/1/"


def signed_in(client: Client, *roles: str) -> Client:
    """Return the client, signed in as somebody with these roles."""
    client.force_login(builders.make_user(f"some-{'-'.join(roles)}", *roles))
    return client


@pytest.fixture
def admin(client: Client) -> Client:
    """Return a client that is signed in as an administrator."""
    return signed_in(client, "administrator")


def upload(client: Client, text: str) -> "object":
    """Send a file to the import page and return the answer."""
    return client.post(IMPORT, {"file": SimpleUploadedFile("small.yaml", text.encode())})


def words(response: object) -> str:
    """Return a page's text with its white space made single."""
    return " ".join(response.content.decode().split())


def test_list_says_what_to_do_where_there_is_none(admin: Client) -> None:
    text = words(admin.get(LIST))
    assert "There is no framework yet." in text
    assert f'href="{IMPORT}"' in text


def test_list_sends_others_to_their_administrator_where_there_is_none(client: Client) -> None:
    imported()
    text = words(signed_in(client, "inspector").get(LIST))
    assert "There is no published framework yet." in text
    assert IMPORT not in text


def test_list_shows_versions_in_the_same_queries_for_one_and_three(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    imported()
    with django_assert_num_queries(5):
        assert "version 1" in words(admin.get(LIST))
    imported(SMALL.replace("Tests", "Others"))
    imported(SMALL.replace(": small", ": other"))
    with django_assert_num_queries(5):
        assert "/frameworks/other/1/" in words(admin.get(LIST))


def test_import_makes_a_draft_and_leads_to_its_page(admin: Client) -> None:
    answer = upload(admin, SMALL)
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert FrameworkVersion.objects.get().created_by.username == "some-administrator"
    assert "was imported as a draft" in words(admin.get(PAGE))


def test_import_shows_every_problem_with_its_line_place_and_sentence(admin: Client) -> None:
    answer = upload(admin, SMALL.replace("tone: red", "tone: crimson").replace("owner: Tests\n", ""))
    text = words(answer)
    assert answer.status_code == 400
    assert "Nothing was imported." in text
    assert "scales[0].grades[2].tone" in text
    assert "“crimson” cannot stand here." in text
    assert "The file needs the field “owner”." in text
    assert FrameworkVersion.objects.count() == 0


def test_import_shows_what_stands_in_the_file_as_text_only(admin: Client) -> None:
    answer = upload(admin, SMALL.replace("tone: red", "tone: <script>alert(1)</script>"))
    assert "<script>alert" not in words(answer)


def test_import_tells_that_a_version_has_this_content_already(admin: Client) -> None:
    imported()
    answer = upload(admin, SMALL)
    assert answer.status_code == 400
    assert "version 1 of small (draft) has exactly this content" in words(answer)


def test_import_and_steps_complain_of_nothing_before_anything_was_sent(admin: Client) -> None:
    imported()
    published(SMALL.replace("Tests", "Others"))
    for address in (IMPORT, f"{PAGE}publish/", "/frameworks/small/2/retire/"):
        answer = admin.get(address)
        assert answer.status_code == 200
        assert "There is a problem" not in words(answer)


def test_import_asks_for_a_file(admin: Client) -> None:
    assert "Choose a framework file" in words(admin.post(IMPORT, {}))


@pytest.mark.parametrize("role", ["inspector", "supervisor"])
def test_changing_frameworks_is_refused_to_others(client: Client, role: str) -> None:
    published()
    signed_in(client, role)
    addresses = [IMPORT, f"{PAGE}retire/", f"{PAGE}publish/"]
    assert [client.get(address).status_code for address in addresses] == [403, 403, 403]
    assert client.post(f"{PAGE}retire/", {"reason": "No."}).status_code == 403


def test_version_page_reads_as_a_document(admin: Client) -> None:
    version = published()
    text = words(admin.get(PAGE))
    for part in (
        'href="#topic-first-topic"',
        "The first headline.",
        "Is the first thing done well?",
        "It is done in time.",
        "Good, Requires improvement, Inadequate (case grade)",
        "Rationale optional. Evidence optional. “Not applicable” allowed, with a reason.",
        "Did the investigation uncover group-based exploitation?",
        "Yes, No",
        "Overall judgment",
        version.sha256,
        "For tests only",
        "2 March 2026, 09:00 by a command of Casegrade",
    ):
        assert part in text


def test_version_page_tells_the_method(admin: Client) -> None:
    published(RULED)
    text = words(admin.get("/frameworks/ruled/1/"))
    for part in (
        "Asked only where “What kind of case was it?” is Online.",
        'numeric">1</td>',
        "Leadership (conformity)",
        "For the topic Response in each review.",
        "The share, in per cent, of all graded criteria of Response that are Met. What is not applicable is left out.",
        "By “Share of criteria met”: Good from 80, Requires improvement from 50, Inadequate from 0.",
        "“The response”, at most Requires improvement where “Was there a plan?” is Not met: without a plan",
        "For all cases of an inspection, and those of each force.",
        "of the cases by “Was the child seen promptly?” that are Met.",
        "The worst of “At least 95%” and Leadership.",
    ):
        assert part in text


def test_version_page_says_which_answers_need_a_rationale(admin: Client) -> None:
    plain = 'code: plan, question: "Was there a plan?", answer: grade, scale: met, not-applicable: with-reason'
    assert plain in RULED
    published(RULED.replace(plain, plain.replace("with-reason", 'without-reason, rationale-for: ["no"]')))
    text = words(admin.get("/frameworks/ruled/1/"))
    assert "Rationale needed for Not met. Evidence optional. “Not applicable” allowed, without a reason." in text


def test_version_page_says_that_there_are_no_rules(admin: Client) -> None:
    published()
    assert "None: every grade is professional judgment." in words(admin.get(PAGE))


def test_version_page_takes_the_same_queries_for_a_small_and_a_large_version(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    imported()
    imported(SHIPPED.read_text(encoding="utf-8"))
    for address in (PAGE, "/frameworks/group-based-cse/1/"):
        with django_assert_num_queries(10):
            assert admin.get(address).status_code == 200


def test_version_page_of_a_draft_is_for_administrators(client: Client) -> None:
    imported()
    assert signed_in(client, "supervisor").get(PAGE).status_code == 404
    assert signed_in(client, "administrator").get(PAGE).status_code == 200


def test_version_page_offers_the_next_step_to_administrators_only(client: Client) -> None:
    published()
    retire = f"{PAGE}retire/"
    assert retire in words(signed_in(client, "administrator").get(PAGE))
    assert retire not in words(signed_in(client, "inspector").get(PAGE))


def test_unknown_versions_are_not_found(admin: Client) -> None:
    imported()
    addresses = ["/frameworks/other/1/", "/frameworks/small/2/", f"/frameworks/small/{10**30}/"]
    assert [admin.get(address).status_code for address in addresses] == [404, 404, 404]


def test_file_is_the_canonical_form(admin: Client) -> None:
    version = published()
    answer = admin.get(f"{PAGE}file/")
    assert answer.content.decode() == version.canonical
    assert answer["Content-Disposition"] == 'attachment; filename="small-1.yaml"'


def test_publish_asks_for_confirmation_and_publishes(admin: Client) -> None:
    version = imported()
    address = reverse("framework-publish", args=["small", 1])
    assert "can never be changed" in words(admin.get(address))
    assert "Tick the box" in words(admin.post(address, {}))
    assert admin.post(address, {"read": "on", "note": "The first."}).url == PAGE
    version.refresh_from_db()
    assert version.status == "published"


def test_publish_twice_is_a_conflict(admin: Client) -> None:
    published()
    answer = admin.post(f"{PAGE}publish/", {"read": "on"})
    assert answer.status_code == 409
    assert "is published, so it cannot be edited" in words(answer)


def test_retire_asks_for_a_reason_and_shows_it_afterwards(admin: Client) -> None:
    published()
    address = f"{PAGE}retire/"
    assert "Enter a reason" in words(admin.post(address, {"reason": " "}))
    assert admin.post(address, {"reason": "It was replaced <b>."}).url == PAGE
    text = words(admin.get(PAGE))
    assert "It was replaced &lt;b&gt;." in text
    assert "Some-Administrator" in text


def test_retire_of_a_draft_or_a_retired_version_is_a_conflict(admin: Client) -> None:
    version = imported()
    assert admin.get(f"{PAGE}retire/").status_code == 409
    actions.retire(SYSTEM, actions.publish(SYSTEM, version), "It was replaced.")
    assert admin.post(f"{PAGE}retire/", {"reason": "Again."}).status_code == 409
