"""What the standing checks find in a real review, and where pages tell it: all at the check, little beside answers."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from access.actor import Actor, system_actor
from casefiles.documents.models import Document
from review.inspections.models import Subject
from review.language.shipped_actions import load_language
from review.reviewing.actions import AnswerInput, add_evidence, save_answers
from review.reviewing.checking.finding import findings_for, findings_in
from review.reviewing.citing import EvidenceInput
from review.reviewing.models import Review
from review.reviewing.whole import whole_review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_picture, add_text, graded, judgment_of
from tests.review.reviewing.pages import ONE, TWO, address, signed_in, text_of, topic
from tests.ruled import ALONE, GROUP

OVERALL = "overall-grade"
SAME = "It was done as the guidance says."


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


def found(actor: Actor, review: Review) -> list[tuple[str, str]]:
    """Return everything that the checks find: the code of each check with that of the question."""
    return [(one.check.code, one.code) for one in findings_for(actor, whole_review(review))]


def cite(actor: Actor, review: Review, document: Document, words: str, code: str = ONE) -> None:
    """Cite a passage of a document's first page or section."""
    add_evidence(actor, review, code, EvidenceInput(document, 1, words))


def links_in(page: str, panel: str) -> list[str]:
    """Return the addresses of the links in one of the panels of the check page."""
    inside = page[page.index(f'id="{panel}"') :].partition("</div>")[0]
    return re.findall(r'href="([^"]+)"', inside)


def test_checks_find_slips_in_answers(world: World, actor: Actor, review: Review) -> None:
    answers = [
        graded(review, ONE, "inadequate", rationale=SAME),
        graded(review, TWO, "inadequate", rationale=SAME),
        graded(review, OVERALL, "good", rationale="Well."),
        AnswerInput("group-based", 0, "choice", "no"),
    ]
    save_answers(actor, review, answers)
    assert found(actor, review) == [
        ("lowest-without-evidence", ONE),
        ("lowest-without-evidence", TWO),
        ("same-rationale", TWO),
        ("overall-better", OVERALL),
    ]


def test_checks_tell_quotations_that_were_not_found_or_cannot_be_checked(
    world: World, actor: Actor, subject: Subject, review: Review, log: Document, client: Client
) -> None:
    picture = add_picture(world, subject)
    for document in (log, picture):
        client.get(reverse("document", args=[document.public_id]))
    save_answers(actor, review, [graded(review)])
    cite(actor, review, log, "The child was seen on the day of the report.")
    assert ("not-found", ONE) not in found(actor, review)
    cite(actor, review, log, "These words stand nowhere.")
    cite(actor, review, picture, "Words on a picture.")
    assert [one for one in found(actor, review) if one[1] == ONE] == [("not-found", ONE), ("not-checked", ONE)]


def test_checks_tell_documents_that_this_reviewer_never_opened(
    world: World, actor: Actor, subject: Subject, review: Review, log: Document, client: Client
) -> None:
    notes = add_text(world, subject, "Notes", "Other words.")
    signed_in(world.supervisor).get(reverse("document", args=[log.public_id]))
    client.get(reverse("document", args=[notes.public_id]))
    said = [one.sentence for one in findings_for(actor, whole_review(review)) if one.check.code == "not-opened"]
    assert said == ["You have not opened “Investigation log”."]
    client.get(reverse("document", args=[log.public_id]))
    assert ("not-opened", "") not in found(actor, review)


def test_checks_tell_passages_of_the_screen_that_are_not_decided(
    world: World, actor: Actor, subject: Subject, review: Review, client: Client
) -> None:
    load_language(system_actor("tests", builders.NOW))
    log = add_text(world, subject, text="Entry one. She is said to be streetwise and to put herself at risk.")
    client.get(reverse("document", args=[log.public_id]))
    (said,) = (one for one in findings_for(actor, whole_review(review)) if not one.code)
    assert (said.check.code, said.is_error) == ("not-decided", False)
    page = text_of(client.get(address("review-check", review)))
    (link,) = links_in(page, "look-again")
    assert link == f"{address('flag-add', review)}#proposals"
    assert 'id="proposals"' in text_of(client.get(link))


def test_checks_tell_what_is_kept_behind_a_question_and_a_short_reason(
    world: World, actor: Actor, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, {**GROUP, **ALONE, OVERALL: "good"}, reasons={OVERALL: "Hard case"})
    kept = [code for check, code in found(actor, ruled) if check == "kept-behind"]
    assert set(kept) == set(GROUP) - {"group-based", *ALONE}
    assert ("short-reason", OVERALL) in found(actor, ruled)


def test_check_page_tells_errors_and_warnings_each_with_its_place(
    world: World, client: Client, actor: Actor, review: Review, log: Document
) -> None:
    save_answers(actor, review, [graded(review, ONE, "inadequate"), graded(review, TWO, "good")])
    page = text_of(client.get(address("review-check", review)))
    assert links_in(page, "missing") == [
        f"{topic(review, 'second-topic')}?check=1#id_{TWO}-rationale",
        f"{topic(review, 'classification')}?check=1#c-group-based",
        f"{topic(review, 'overall')}?check=1#c-{OVERALL}",
    ]
    assert links_in(page, "look-again") == [
        f"{topic(review)}?check=1#c-{ONE}",
        f"{address('review', review)}#documents",
    ]
    assert ("3 things still to do" in page, "2 things to look at again" in page) == (True, True)
    assert "Complete: 1 of 1 answered; 1 thing to look at again" in page


def test_links_of_the_check_page_lead_to_places_that_are_there(
    world: World, client: Client, actor: Actor, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, {**GROUP, **ALONE, OVERALL: "good", "pursued": "inadequate"})
    builders.answer(world.inspector, ruled, {"group-based": "no", "seen": "not-applicable"}, reasons={})
    version = judgment_of(ruled, "seen").version
    save_answers(actor, ruled, [AnswerInput("seen", version, "not-applicable")])
    page = text_of(client.get(address("review-check", ruled)))
    for link in [*links_in(page, "missing"), *links_in(page, "look-again")]:
        where, _, spot = link.partition("#")
        assert f'id="{spot}"' in text_of(client.get(where)), link


def test_warnings_stop_no_submission(world: World, client: Client, actor: Actor, review: Review) -> None:
    builders.answer(world.inspector, review, {**builders.ANSWERS, ONE: "inadequate"})
    review.refresh_from_db()
    post = {"version": review.version, "statement": "on"}
    page = text_of(client.get(address("review-check", review)))
    assert "to look at again" in page
    sent = re.search(r'name="version" value="(\d+)"', page)
    assert sent
    client.post(address("review-submit", review), post | {"version": sent[1]})
    review.refresh_from_db()
    assert review.status == "submitted"


def test_question_tells_its_warnings_quietly_and_nothing_that_is_missing(
    client: Client, actor: Actor, review: Review
) -> None:
    save_answers(actor, review, [graded(review, ONE, "inadequate")])
    page = text_of(client.get(topic(review)))
    assert "<strong>Look again:</strong> Graded Inadequate, the lowest grade, without any evidence." in page
    untouched = text_of(client.get(topic(review, "second-topic")))
    assert ("cg-findings" in untouched, "Missing:" in untouched) == (False, False)


def test_question_tells_what_is_missing_to_whoever_comes_from_the_check(client: Client, review: Review) -> None:
    page = text_of(client.get(f"{topic(review, 'second-topic')}?check=1"))
    assert "<strong>Missing:</strong> This question is not answered." in page


def test_checks_of_answers_need_no_query(
    world: World, actor: Actor, review: Review, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    builders.answer(world.inspector, review)
    whole = whole_review(review)
    with django_assert_num_queries(0):
        findings_in(whole)


@pytest.mark.parametrize("number", [1, 3])
def test_checks_beside_the_answers_take_the_same_queries_for_more_documents(
    world: World,
    actor: Actor,
    subject: Subject,
    review: Review,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
) -> None:
    for one in range(number):
        add_text(world, subject, f"Document {one}", f"Words {one}.")
    whole = whole_review(review)
    findings_for(actor, whole)
    with django_assert_num_queries(7):
        findings_for(actor, whole)


def with_length(text: str = builders.FRAMEWORK) -> str:
    """Return the small framework whose second criterion wants three to five words."""
    return text.replace("rationale: required", "rationale: required\n        rationale-words: {least: 3, most: 5}", 1)


@pytest.fixture
def counted(world: World) -> Review:
    """Return a review by a framework that says how many words a rationale has."""
    version = builders.published_framework(with_length())
    inspection = builders.make_inspection(world.supervisor, version, inspectors=[world.inspector])
    subject = builders.add_case(world.supervisor, inspection, world.force)
    return builders.assign(world.supervisor, subject, world.inspector)


@pytest.mark.parametrize(
    ("rationale", "said"),
    [
        ("Two words", "The rationale has 2 words, and needs 3 or more."),
        ("Just three words", ""),
        ("Now this has five words", ""),
        ("This one here has six words", "The rationale has 6 words, and can have 5 at most."),
    ],
)
def test_length_of_a_rationale_is_checked_with_both_numbers(
    client: Client, actor: Actor, counted: Review, rationale: str, said: str
) -> None:
    save_answers(actor, counted, [graded(counted, TWO, rationale=rationale)])
    page = text_of(client.get(address("review-check", counted)))
    told = re.findall(r"The rationale has [^<]*", page[page.index('id="missing"') : page.index('id="t-first-topic"')])
    assert told == ([said] if said else [])


def test_form_says_how_many_words_and_counts_them(client: Client, counted: Review) -> None:
    page = text_of(client.get(topic(counted, "second-topic")))
    field = re.search(r'<textarea[^>]*name="second-criterion-rationale"[^>]*>', page)
    assert field
    assert ('data-words-least="3"' in field[0], 'data-words-most="5"' in field[0]) == (True, True)
    hint = re.search(r'id="id_second-criterion-rationale_helptext"[^>]*>([^<]*)<', page)
    assert (hint[1].strip() if hint else "") == "3 to 5 words."
    assert "id_second-criterion-rationale_helptext" in field[0]


def post_of(review: Review, then: str) -> dict[str, Any]:
    """Return a post of the first topic with its question graded."""
    return {"then": then, f"{ONE}-version": judgment_of(review, ONE).version, f"{ONE}-answer": "grade:good"}


def test_next_leads_through_everything_that_is_missing_and_round(client: Client, actor: Actor, review: Review) -> None:
    def following(after: str = "") -> str:
        query = f"?after={after}" if after else ""
        return client.get(f"{address('review-next', review)}{query}").headers["Location"]

    save_answers(actor, review, [graded(review, TWO, "good")])
    assert following() == f"{topic(review)}#c-{ONE}"
    assert following(ONE) == f"{topic(review, 'second-topic')}#c-{TWO}"
    assert following(TWO) == f"{topic(review, 'classification')}#c-group-based"
    assert following(OVERALL) == f"{topic(review)}#c-{ONE}"
    assert following("no-such-question") == f"{topic(review)}#c-{ONE}"


def test_next_comes_back_to_the_question_itself_where_it_is_the_only_one_left(
    world: World, client: Client, review: Review
) -> None:
    builders.answer(world.inspector, review, {**builders.ANSWERS, ONE: "none"})
    answer = client.get(f"{address('review-next', review)}?after={ONE}")
    assert answer.headers["Location"] == f"{topic(review)}#c-{ONE}"


def test_next_leads_to_the_check_once_nothing_is_missing(world: World, client: Client, review: Review) -> None:
    builders.answer(world.inspector, review)
    answer = client.get(address("review-next", review), follow=True)
    assert answer.redirect_chain == [(address("review-check", review), 302)]
    assert "Nothing is missing any more." in text_of(answer)


def test_next_of_a_review_out_of_its_hands_leads_to_what_can_be_read(
    world: World, client: Client, actor: Actor, subject: Subject
) -> None:
    review = builders.submitted(world.supervisor, subject, world.inspector)
    assert client.get(address("review-next", review)).headers["Location"] == address("review", review)


def test_next_is_closed_to_everybody_else(world: World, review: Review) -> None:
    assert [
        signed_in(user).get(address("review-next", review)).status_code for user in (world.other, world.supervisor)
    ] == [
        404,
        404,
    ]


def test_every_page_of_the_review_has_the_way_to_the_next_question(client: Client, review: Review) -> None:
    pages = [
        address("review", review),
        topic(review),
        topic(review, "overall"),
        address("review-check", review),
        address("flag-add", review),
    ]
    assert [page for page in pages if f'href="{address("review-next", review)}' not in text_of(client.get(page))] == []
    assert f"{address('review-next', review)}?after={ONE}" in text_of(client.get(topic(review, "second-topic")))


def test_save_can_lead_to_the_next_unanswered_question(client: Client, review: Review) -> None:
    answer = client.post(topic(review), post_of(review, "next"), follow=True)
    assert [where for where, _ in answer.redirect_chain] == [
        f"{address('review-next', review)}?after={ONE}",
        f"{topic(review, 'second-topic')}#c-{TWO}",
    ]
    assert judgment_of(review, ONE).kind == "grade"


def test_overall_judgment_can_be_entered_earlier_and_it_is_told_that_it_comes_last(
    client: Client, review: Review
) -> None:
    page = text_of(client.get(topic(review, "overall")))
    assert "The overall judgment comes last, when everything else is answered." in page
    post = {"then": "stay", f"{OVERALL}-version": 0, f"{OVERALL}-answer": "grade:good", f"{OVERALL}-rationale": "Well."}
    assert client.post(topic(review, "overall"), post).status_code == 302
    assert judgment_of(review, OVERALL).kind == "grade"


def test_check_page_says_what_submitting_means_and_who_reads_it_next(
    world: World, client: Client, review: Review
) -> None:
    builders.answer(world.inspector, review)
    page = text_of(client.get(address("review-check", review)))
    panel = page[page.index('id="submit"') :]
    assert "A supervisor of this inspection reads it next: Sam." in panel
    assert "You cannot change it while it is with them" in panel
    assert "every grade is your own judgment" in panel


def test_submitted_review_says_so_to_its_reviewer_alone(world: World, client: Client, subject: Subject) -> None:
    review = builders.submitted(world.supervisor, subject, world.inspector)
    page = text_of(client.get(address("review", review)))
    assert ("Review submitted" in page, "Sam reads it, and signs the case off" in page) == (True, True)
    assert "Review submitted" not in text_of(signed_in(world.supervisor).get(address("review", review)))
