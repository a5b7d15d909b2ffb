"""The page on which a topic is answered."""

import re
from typing import Any

import pytest
from django.test import Client

from access.actor import Actor
from access.models import AuditEvent
from casefiles.documents.models import Document
from review.reviewing.actions import EvidenceInput, add_evidence, save_answers, submit
from review.reviewing.models import Evidence, Review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_text, graded, judgment_of, not_applicable, words_of
from tests.review.reviewing.pages import ONE, TWO, address, posted, signed_in, text_of, topic


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


def test_page_shows_question_grades_and_what_good_looks_like(client: Client, review: Review, log: Document) -> None:
    page = text_of(client.get(topic(review)))
    for words in ("Is the first thing done well?", "Requires improvement", "Not applicable", "It is done in time."):
        assert words in page
    assert f'id="c-{ONE}"' in page
    assert "Rationale (optional)" in page
    assert "Evidence (optional)" in page
    assert "Rationale (needed)" in text_of(client.get(topic(review, "second-topic")))
    assert "Investigation log" in page


def test_page_says_where_evidence_is_needed(world: World, client: Client) -> None:
    text = builders.FRAMEWORK.replace("framework: small", "framework: strict").replace(
        "evidence: optional", "evidence: required"
    )
    inspection = builders.make_inspection(
        world.supervisor, builders.published_framework(text), inspectors=[world.inspector]
    )
    subject = builders.add_case(world.supervisor, inspection, world.force)
    page = text_of(client.get(topic(builders.assign(world.supervisor, subject, world.inspector))))
    assert "Evidence (at least one quotation needed)</h3>" in page
    assert "Evidence (optional)" not in page


def test_page_shows_what_is_stored(client: Client, actor: Actor, review: Review, log: Document) -> None:
    save_answers(actor, review, [graded(review, rationale="Seen & <noted>.")])
    add_evidence(actor, review, ONE, EvidenceInput(log, 1, "seen on the day"))
    page = text_of(client.get(topic(review)))
    assert re.search(r'value="grade:good" checked', page)
    assert "Seen &amp; &lt;noted&gt;.</textarea>" in page
    assert "Found in section 1" in page
    assert f"/documents/{log.public_id}/?page=1" in page


def test_save_and_continue_leads_to_the_next_topic(client: Client, review: Review) -> None:
    answer = client.post(topic(review), posted(review, answer="grade:good", rationale="Seen."))
    assert (answer.status_code, answer["Location"]) == (302, f"{topic(review, 'second-topic')}?saved=first-topic")
    assert judgment_of(review, ONE).grade.code == "good"  # type: ignore[union-attr]
    assert "Saved. First topic: complete." in text_of(client.get(answer["Location"]))


def test_last_topic_leads_to_checking(client: Client, review: Review) -> None:
    answer = client.post(topic(review, "overall"), posted(review, "overall-grade"))
    assert answer["Location"] == f"{address('review-check', review)}?saved=overall"


@pytest.mark.parametrize(
    ("then", "place"),
    [("stay", "?saved=all"), (f"stay:{ONE}", f"?saved={ONE}#c-{ONE}"), ("stay://elsewhere", "?saved=all")],
)
def test_save_and_stay_comes_back(client: Client, review: Review, then: str, place: str) -> None:
    assert client.post(topic(review), posted(review, then=then))["Location"] == f"{topic(review)}{place}"


def test_save_and_flag_leads_to_the_flags(client: Client, review: Review) -> None:
    assert client.post(topic(review), posted(review, then="flags"))["Location"] == address("flag-add", review)


def test_half_an_answer_is_saved_without_nagging(client: Client, review: Review) -> None:
    assert client.post(topic(review), posted(review, answer="not-applicable")).status_code == 302
    assert client.post(topic(review), posted(review, rationale="Only words.")).status_code == 302
    assert words_of(review, ONE, "rationale") == [(1, True, "Only words.")]


def test_answer_can_be_cleared_with_its_words_kept(client: Client, actor: Actor, review: Review) -> None:
    save_answers(actor, review, [graded(review, rationale="Seen.")])
    client.post(topic(review), posted(review, then=f"clear:{ONE}", answer="grade:good", rationale="Seen."))
    assert (judgment_of(review, ONE).kind, words_of(review, ONE, "rationale")) == ("none", [(1, True, "Seen.")])


def test_reason_typed_for_not_applicable_stays_when_a_grade_is_chosen(client: Client, review: Review) -> None:
    client.post(topic(review), posted(review, answer="not-applicable", reason="It did not arise."))
    client.post(topic(review), posted(review, answer="grade:good", reason="It did not arise."))
    assert words_of(review, ONE, "reason") == [(1, True, "It did not arise.")]


def test_quotation_is_saved_with_the_answer(client: Client, review: Review, log: Document) -> None:
    passage = {"document": str(log.public_id), "page": "1", "quotation": "seen on the\r\nday"}
    answer = client.post(topic(review), posted(review, then=f"stay:{ONE}", answer="grade:good", **passage))
    assert answer["Location"].endswith(f"#c-{ONE}")
    assert Evidence.objects.get().check_result == "found"


def test_quotation_that_was_not_found_is_said_after_the_save(client: Client, review: Review, log: Document) -> None:
    passage = {"document": str(log.public_id), "page": "1", "quotation": "never written"}
    answer = client.post(topic(review), posted(review, then=f"stay:{ONE}", **passage))
    assert answer["Location"] == f"{topic(review)}?saved={ONE}#main-content"
    said = "Saved. 1 quotation was not found in the text: it is marked as typed by you."
    assert said in text_of(client.get(answer["Location"]))
    assert said not in text_of(client.get(answer["Location"]))


def test_quotation_in_parts_is_saved_with_its_place(client: Client, review: Review, log: Document) -> None:
    passage = {"document": str(log.public_id), "page": "1", "quotation": "“the child ... On the day”"}
    client.post(topic(review), posted(review, **passage))
    evidence = Evidence.objects.get()
    found = "Entry one. The child was seen on the day of the report."[evidence.start : evidence.end]
    assert (evidence.check_result, found) == ("found", "The child was seen on the day")


def test_quotation_on_another_page_is_saved_with_a_warning(client: Client, review: Review, log: Document) -> None:
    passage = {"document": str(log.public_id), "page": "1", "quotation": "streetwise"}
    answer = client.post(topic(review), posted(review, then=f"stay:{ONE}", **passage))
    page = text_of(client.get(answer["Location"]))
    assert "was not found in section 1 of Investigation log: it stands in section 2." in page
    assert "Not found in the text: typed by the reviewer" in page


@pytest.mark.parametrize(
    ("parts", "sentences"),
    [
        ({"document": "log", "page": "1", "quotation": "“...”"}, ["Enter the words that you quote"]),
        ({"page": "1"}, ["Choose the document that you quote", "Enter the words that you quote"]),
        ({"quotation": "x"}, ["Choose the document that you quote", "Enter the number of the page or section"]),
        ({"document": "log"}, ["Enter the number of the page or section", "Enter the words that you quote"]),
        ({"document": "log", "page": "9", "quotation": "x"}, ["“Investigation log” has sections 1 to 2"]),
        ({"document": "log", "page": "two", "quotation": "x"}, ["Enter the page or section as a number, such as 7"]),
        ({"document": "other", "page": "1", "quotation": "x"}, ["Choose one of this case&#x27;s documents"]),
        ({"answer": "grade:outstanding"}, ["Select one of the answers offered"]),
        ({"answer": "choice:yes"}, ["Select one of the answers offered"]),
        ({"rationale": "x" * 50_001}, ["Rationale must be 50,000 characters or fewer: there are 50001"]),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_kept(
    client: Client, review: Review, log: Document, parts: dict[str, str], sentences: list[str]
) -> None:
    known = {"log": str(log.public_id)}
    given = {part: known.get(value, value) for part, value in parts.items()}
    answer = client.post(topic(review), posted(review, **{"reason": "Typed all the same.", **given}))
    page = text_of(answer)
    assert (answer.status_code, "<title>Error: First topic" in page) == (200, True)
    summary = page[page.index("There is a problem") : page.index("<h1")]
    assert re.findall(r'<a href="#([^"]+)"', summary) == [
        link for link in re.findall(r'<a href="#([^"]+)"', summary) if f'id="{link}"' in page
    ]
    for sentence in sentences:
        assert sentence in summary
    assert "Typed all the same." in page
    assert (judgment_of(review, ONE).version, Evidence.objects.count()) == (0, 0)


def test_fields_for_a_quotation_stand_where_one_is_begun_and_once_more_for_scripts_to_copy(
    client: Client, review: Review, log: Document
) -> None:
    def offered(page: str) -> list[str]:
        return re.findall(r'name="([\w-]+)-quotation"', page)

    assert offered(text_of(client.get(topic(review)))) == ["QUESTION"]
    assert offered(text_of(client.post(topic(review), posted(review, page="1")))) == [ONE, "QUESTION"]


def test_add_a_quotation_saves_and_comes_back_with_the_fields(client: Client, review: Review, log: Document) -> None:
    answer = client.post(topic(review), posted(review, then=f"quote:{ONE}", rationale="Kept."))
    assert answer["Location"] == f"{topic(review)}?saved={ONE}&quote={ONE}#c-{ONE}"
    assert words_of(review, ONE, "rationale") == [(1, True, "Kept.")]
    page = text_of(client.get(answer["Location"]))
    assert f'name="{ONE}-quotation"' in page
    assert 'name="second-criterion-quotation"' not in page


@pytest.mark.parametrize("code", ["no-such-question", "", "'\"<b>"])
def test_asking_for_the_fields_of_no_question_of_the_page_shows_none(
    client: Client, review: Review, log: Document, code: str
) -> None:
    assert client.post(topic(review), posted(review, then=f"quote:{code}"))["Location"] == f"{topic(review)}?saved=all"
    page = text_of(client.get(topic(review), {"quote": code}))
    assert re.findall(r'name="([\w-]+)-quotation"', page) == ["QUESTION"]


def test_line_ends_do_not_count_against_the_limit(client: Client, review: Review) -> None:
    text = "\r\n".join(["x" * 99] * 50)
    assert client.post(topic(review), posted(review, rationale=text)).status_code == 302


def test_missing_version_is_refused(client: Client, review: Review) -> None:
    answer = client.post(topic(review), {"then": "stay", f"{ONE}-answer": "grade:good"})
    assert (answer.status_code, judgment_of(review, ONE).kind) == (200, "none")


def test_remove_saves_first_and_then_asks(client: Client, actor: Actor, review: Review, log: Document) -> None:
    evidence = add_evidence(actor, review, ONE, EvidenceInput(log, 1, "seen on the day"))
    asked = client.post(topic(review), posted(review, then=f"remove:{evidence.public_id}", rationale="Not lost."))
    assert words_of(review, ONE, "rationale") == [(1, True, "Not lost.")]
    assert asked["Location"] == address("evidence-remove", review, evidence.public_id)
    assert "seen on the day" in text_of(client.get(asked["Location"]))
    assert client.post(asked["Location"])["Location"] == f"{topic(review)}?saved={ONE}#c-{ONE}"
    evidence.refresh_from_db()
    assert evidence.removed_by == builders.User.objects.get(pk=actor.user_id)
    assert client.get(asked["Location"]).status_code == 404


def test_removing_what_is_not_there_leads_back(client: Client, review: Review) -> None:
    assert client.post(topic(review), posted(review, then="remove:nothing"))["Location"] == topic(review)


def test_submitted_review_is_refused_with_the_words_typed(world: World, client: Client, review: Review) -> None:
    late = posted(review, rationale="Typed too late.")
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    answer = client.post(topic(review), late)
    assert answer.status_code == 409
    assert "waits for a supervisor, so it cannot be changed now" in text_of(answer)
    assert "Typed too late.</textarea>" in text_of(answer)
    assert client.get(topic(review))["Location"] == f"{address('review', review)}#t-first-topic"


def test_other_people_get_nowhere(world: World, review: Review) -> None:
    posts = posted(review, answer="grade:good", rationale="Not mine.")
    for user in (world.other, world.supervisor, builders.make_administrator()):
        answer = signed_in(user).post(topic(review), posts)
        assert (answer.status_code, "Not mine.</textarea>" in text_of(answer)) == (404, True)
        assert signed_in(user).get(topic(review)).status_code == 404
    submit(builders.acting(world.inspector), builders.answer(world.inspector, review))
    supervisor = signed_in(world.supervisor)
    assert (supervisor.get(topic(review)).status_code, supervisor.post(topic(review), posts).status_code) == (403, 403)


def test_unknown_topic_is_not_found(client: Client, review: Review) -> None:
    assert client.get(topic(review, "elsewhere")).status_code == 404


def test_words_are_shown_again_where_the_session_ended(review: Review) -> None:
    answer = Client().post(topic(review), posted(review, rationale="Typed <before> it ended."))
    page = text_of(answer)
    assert (answer.status_code, "Typed &lt;before&gt; it ended.</textarea>" in page) == (403, True)
    assert f"/accounts/login/?next={topic(review)}" in page
    assert "Rationale: first-criterion" in page
    assert "Is the first thing done well?" not in page


def test_words_shown_again_are_headed_by_the_question_that_the_page_sent(client: Client, review: Review) -> None:
    questions = re.search(r'name="questions" value="([^"]*)"', text_of(client.get(topic(review))))
    assert questions
    answer = Client().post(topic(review), posted(review, rationale="Typed.") | {"questions": questions[1]})
    assert ">Rationale: Is the first thing done well?</label>" in text_of(answer)


def test_first_link_inside_the_page_skips_to_the_questions(client: Client, review: Review) -> None:
    page = text_of(client.get(topic(review)))
    inside = page[page.index("<main") :]
    assert re.findall(r'<a href="([^"]+)"', inside)[0] == "#questions"
    assert "<form" in inside[inside.index('id="questions"') :]


def test_a_post_without_words_asks_to_sign_in(review: Review) -> None:
    assert Client().post(topic(review), posted(review))["Location"].startswith("/accounts/login/")


def test_looking_changes_nothing(client: Client, review: Review) -> None:
    before = AuditEvent.objects.exclude(action__endswith="opened").count()
    for name in ("first-topic", "second-topic", "classification", "overall"):
        assert client.get(topic(review, name)).status_code == 200
    after = AuditEvent.objects.exclude(action__endswith="opened").count()
    assert (after, Review.objects.get(pk=review.pk).status) == (before, "assigned")


def test_queries_are_the_same_for_more_documents_and_evidence(
    world: World, client: Client, actor: Actor, review: Review, log: Document, django_assert_num_queries: Any
) -> None:
    client.get(topic(review))
    for rounds in (1, 3):
        for number in range(rounds):
            add_text(world, review.subject, f"Document {rounds} {number}", f"Text {rounds} {number}")
            add_evidence(actor, review, ONE, EvidenceInput(log, 1, f"words {rounds} {number}"))
        with django_assert_num_queries(16):
            client.get(topic(review))
        save_answers(actor, review, [not_applicable(review), graded(review, TWO, rationale="Words.")])
