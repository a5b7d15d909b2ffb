"""The comparison of two versions on its pages: who sees it, what it shows, and how versions are chosen."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from review.authoring import actions
from review.authoring.places import digest, own
from tests import builders
from tests.review.authoring import authors
from tests.review.authoring.test_replay import LOWEST_OF_TWO, MIXED, SECOND_ALONE, past_reviews
from tests.review.frameworks.drafts import imported, published
from tests.review.frameworks.test_command import printed
from tests.review.frameworks.test_diff import RULED
from tests.review.frameworks.test_exchange import SHIPPED
from tests.review.frameworks.test_pages import signed_in, words
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db
CHOOSE, PAGE = "/frameworks/small/diff/", "/frameworks/small/diff/1/2/"
REWORDED = SMALL.replace("done well?", "done <b>quickly</b>?", 1)


@pytest.fixture
def admin(client: Client) -> Client:
    """Return a client that is signed in as an administrator."""
    return signed_in(client, "administrator")


def test_page_shows_what_changed_by_words_and_marks(admin: Client) -> None:
    published()
    imported(REWORDED)
    text = words(admin.get(PAGE))
    assert '<del class="cg-diff__removed"><span class="govuk-visually-hidden">removed: </span>well' in text
    assert '<ins class="cg-diff__added"><span class="govuk-visually-hidden">added: </span>&lt;b&gt;quickly' in text
    assert "Reworded" in text
    assert "nothing says that it is still the same. Figures do not compare." in text
    assert "The same question in both versions: figures compare." in text


def test_page_says_where_nothing_changed(admin: Client) -> None:
    published()
    assert "The two say the same: nothing was changed." in words(admin.get("/frameworks/small/diff/1/1/"))


def test_page_shows_examples_whose_results_change(admin: Client) -> None:
    published(RULED)
    newer = RULED.replace("[first-criterion, second-criterion]", "[second-criterion]")
    imported(newer.replace("expect: {review: inadequate}", "expect: {review: good}"))
    text = words(admin.get(PAGE))
    assert "The review as a whole: Inadequate by version 1, <strong>Good</strong> by version 2" in text


def test_page_is_for_whoever_can_read_both_versions(client: Client) -> None:
    published()
    draft = imported(REWORDED)
    assert signed_in(client, "supervisor").get(PAGE).status_code == 404
    assert client.get("/frameworks/small/diff/1/1/").status_code == 200
    client.force_login(builders.make_administrator())
    assert client.get(PAGE).status_code == 200
    assert draft.status == "draft"


def test_page_takes_the_same_queries_for_small_and_large_versions(
    admin: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published()
    imported(REWORDED)
    shipped = SHIPPED.read_text(encoding="utf-8")
    published(shipped)
    imported(shipped.replace("owner:", "owner: Another,"))
    for address in (PAGE, "/frameworks/group-based-cse/diff/1/2/"):
        with django_assert_num_queries(9):
            assert admin.get(address).status_code == 200


def test_versions_are_chosen_by_a_form_that_leads_to_their_comparison(admin: Client) -> None:
    published()
    imported(REWORDED)
    assert "Version 2 (draft)" in words(admin.get(CHOOSE))
    assert admin.get(CHOOSE, {"older": 1, "newer": 2}).url == PAGE
    wrong = admin.get(CHOOSE, {"older": 7})
    assert wrong.status_code == 400
    assert "Choose a version" in words(wrong)
    assert "Choose the version to compare with" in words(wrong)


def test_form_offers_no_version_that_the_person_cannot_read(client: Client) -> None:
    published()
    imported(REWORDED)
    text = words(signed_in(client, "inspector").get(CHOOSE))
    assert "There is one version of this framework only." in text
    assert client.get(CHOOSE, {"older": 1, "newer": 2}).status_code == 400
    assert client.get("/frameworks/other/diff/").status_code == 404


def test_version_page_leads_to_the_comparison_with_the_version_before(admin: Client) -> None:
    published()
    imported(REWORDED)
    text = words(admin.get("/frameworks/small/2/"))
    assert f'href="{PAGE}">Compare with version 1' in text
    assert "Changed since version 1: figures do not compare." in text
    assert "Same question as in version 1." in text
    assert "Compare with" not in words(admin.get("/frameworks/small/1/"))


def test_past_reviews_are_for_authors_and_told_in_ranges(client: Client) -> None:
    past_reviews(published(LOWEST_OF_TWO), *[MIXED] * 11)
    published(SECOND_ALONE)
    address = f"{PAGE}past-reviews/"
    assert signed_in(client, "supervisor").get(address).status_code == 403
    assert address not in words(client.get(PAGE))
    client.force_login(builders.make_administrator())
    assert address in words(client.get(PAGE))
    text = words(client.get(address))
    assert "11 of 11 reviews looked at" in text
    assert "5 or more" in text
    assert "fewer than 5" in text


def test_past_reviews_say_where_there_are_too_few_or_no_rules(admin: Client) -> None:
    past_reviews(published(), *[builders.ANSWERS])
    published(REWORDED)
    assert "There are fewer than 10 such reviews." in words(admin.get(f"{PAGE}past-reviews/"))


def test_past_reviews_of_a_draft_whose_names_lead_nowhere_are_not_told(admin: Client) -> None:
    ada = authors.author()
    newer = authors.draft(ada, authors.RULED)
    whole = digest(own(authors.file_of(newer), authors.SECOND, whole=True))
    actions.remove_part(builders.acting(ada), newer, authors.SECOND, whole)
    page = admin.get(f"{PAGE}past-reviews/")
    assert page.status_code == 200
    assert "has something to mend before its rules can be worked through" in words(page)
    assert admin.get(PAGE).status_code == 200
    assert "nothing is told" in printed("diff", "small:1", "small:2")
