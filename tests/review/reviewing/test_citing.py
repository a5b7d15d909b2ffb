"""Evidence and language flags: compared with the document, taken back but kept."""

import pytest

from access.actor import Actor
from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from casefiles.documents.models import Document
from review.inspections.models import Subject
from review.reviewing.actions import (
    EvidenceInput,
    FlagInput,
    add_evidence,
    add_flag,
    remove_evidence,
    remove_flag,
    save_page,
    submit,
)
from review.reviewing.models import Evidence, LanguageFlag, Review
from review.reviewing.passages import pages_with
from review.reviewing.queries import flags_of
from review.reviewing.whole import whole_review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import add_picture, add_text, graded, judgment_of

ONE = "first-criterion"
WORDS = "seen on the day"


def cite(actor: Actor, review: Review, document: Document, page: int = 1, quotation: str = WORDS) -> Evidence:
    return add_evidence(actor, review, ONE, EvidenceInput(document, page, quotation))


def flagged(document: Document, page: int = 2, quotation: str = "streetwise", **more: str) -> FlagInput:
    return FlagInput(**{"category": "minimising", "note": ""} | more, document=document, page=page, quotation=quotation)


def test_quotation_that_stands_there_is_found_with_its_place(actor: Actor, review: Review, log: Document) -> None:
    evidence = cite(actor, review, log, quotation="  seen on\r\n the day ")
    text = log.pages.get(number=1).text
    assert (evidence.check_result, evidence.quotation) == ("found", "seen on\n the day")
    assert text[evidence.start : evidence.end] == WORDS


@pytest.mark.parametrize("quotation", ["seen a week later", "streetwise"])
def test_quotation_that_does_not_stand_there_is_kept_as_typed(
    actor: Actor, review: Review, log: Document, quotation: str
) -> None:
    evidence = cite(actor, review, log, 1, quotation)
    assert (evidence.check_result, evidence.start, evidence.end) == ("not-found", None, None)


def test_page_without_text_cannot_be_checked(world: World, actor: Actor, review: Review) -> None:
    photograph = add_picture(world, review.subject)
    assert cite(actor, review, photograph).check_result == "cannot-be-checked"


def test_evidence_starts_the_review_and_is_in_the_trail(actor: Actor, review: Review, log: Document) -> None:
    evidence = cite(actor, review, log)
    event = AuditEvent.objects.get(action="evidence.added")
    assert (review.status, event.thing_id) == ("in-progress", str(evidence.public_id))
    assert event.ids == {
        "review": str(review.public_id),
        "criterion": ONE,
        "document": str(log.public_id),
        "page": "1",
    }


def test_evidence_leaves_the_version_of_the_answer_alone(actor: Actor, review: Review, log: Document) -> None:
    cite(actor, review, log)
    assert judgment_of(review, ONE).version == 0


def test_same_passage_again_is_the_same_evidence(actor: Actor, review: Review, log: Document) -> None:
    assert cite(actor, review, log) == cite(actor, review, log)
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("page", "quotation", "part", "sentence"),
    [
        (0, WORDS, "page", "“Investigation log” has sections 1 to 2: enter one of these."),
        (3, WORDS, "page", "“Investigation log” has sections 1 to 2: enter one of these."),
        (10**12, WORDS, "page", "“Investigation log” has sections 1 to 2: enter one of these."),
        (1, " \r\n", "quotation", "Enter the words that you quote."),
        (1, "x" * 2001, "quotation", "The quotation must be 2,000 characters or fewer."),
    ],
)
def test_wrong_passage_is_refused_by_part(
    actor: Actor, review: Review, log: Document, page: int, quotation: str, part: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        cite(actor, review, log, page, quotation)
    assert (refused.value.errors, Evidence.objects.count()) == ({part: [sentence]}, 0)
    assert Review.objects.get(pk=review.pk).status == "assigned"


def test_document_of_another_case_is_refused(world: World, actor: Actor, review: Review) -> None:
    other = add_text(world, builders.add_case(world.supervisor, world.inspection, world.force))
    for refused_action in (lambda: cite(actor, review, other), lambda: add_flag(actor, review, flagged(other))):
        with pytest.raises(Invalid) as refused:
            refused_action()
        assert refused.value.errors == {"document": ["Choose one of this case's documents."]}


def test_unknown_criterion_is_refused(actor: Actor, review: Review, log: Document) -> None:
    with pytest.raises(Invalid) as refused:
        add_evidence(actor, review, "elsewhere", EvidenceInput(log, 1, WORDS))
    assert list(refused.value.errors) == ["criterion_code"]


def test_removed_evidence_is_kept_with_who_and_when(actor: Actor, review: Review, log: Document) -> None:
    evidence = remove_evidence(actor, cite(actor, review, log))
    assert (evidence.removed_by_id, evidence.removed_at) == (actor.user_id, actor.now)
    assert [entry.evidence for topic in whole_review(review).topics for entry in topic.entries] == [(), (), (), ()]
    assert cite(actor, review, log) != evidence


def test_removing_twice_changes_nothing(actor: Actor, review: Review, log: Document) -> None:
    evidence = cite(actor, review, log)
    remove_evidence(actor, evidence)
    remove_evidence(actor, evidence)
    assert AuditEvent.objects.filter(action="evidence.removed").count() == 1


def test_flag_is_stored_compared_and_counted(actor: Actor, review: Review, log: Document) -> None:
    flag = add_flag(actor, review, flagged(log, note=" Said by a visitor. "))
    assert (flag.check_result, flag.note, flag.added_by_id) == ("found", "Said by a visitor.", actor.user_id)
    assert list(flags_of(review)) == [flag]
    assert add_flag(actor, review, flagged(log, note="Said by a visitor.")) == flag


def test_removed_flag_is_kept_with_who_and_when(actor: Actor, review: Review, log: Document) -> None:
    flag = remove_flag(actor, add_flag(actor, review, flagged(log)))
    assert (flag.removed_by_id, flag.removed_at) == (actor.user_id, actor.now)
    assert (list(flags_of(review)), LanguageFlag.objects.count()) == ([], 1)
    assert AuditEvent.objects.filter(action="flag.removed", thing_id=str(flag.public_id)).count() == 1


@pytest.mark.parametrize(
    ("more", "part"),
    [({"category": "rude"}, "category"), ({"note": "x" * 1001}, "note"), ({"quotation": ""}, "quotation")],
)
def test_wrong_flag_is_refused_by_part(
    actor: Actor, review: Review, log: Document, more: dict[str, str], part: str
) -> None:
    with pytest.raises(Invalid) as refused:
        add_flag(actor, review, flagged(log, **more))
    assert (list(refused.value.errors), LanguageFlag.objects.count()) == ([part], 0)


def test_other_people_cannot_cite_flag_or_remove(world: World, actor: Actor, review: Review, log: Document) -> None:
    evidence, flag = cite(actor, review, log), add_flag(actor, review, flagged(log))
    for user in (world.other, world.supervisor):
        stranger = builders.acting(user)
        for tried in (
            lambda who: cite(who, review, log),
            lambda who: add_flag(who, review, flagged(log)),
            lambda who: remove_evidence(who, evidence),
            lambda who: remove_flag(who, flag),
        ):
            with pytest.raises(NotAllowed):
                tried(stranger)
    assert (Evidence.objects.get().removed_at, LanguageFlag.objects.get().removed_at) == (None, None)


def test_submitted_review_takes_no_passage_and_gives_none_back(
    world: World, actor: Actor, review: Review, log: Document
) -> None:
    evidence = cite(actor, review, log)
    submit(actor, builders.answer(world.inspector, review))
    for tried in (
        lambda: cite(actor, review, log, 2, "said"),
        lambda: add_flag(actor, review, flagged(log)),
        lambda: remove_evidence(actor, evidence),
    ):
        with pytest.raises(Conflict, match="waits for a supervisor"):
            tried()


def test_page_is_saved_with_its_passages(actor: Actor, review: Review, log: Document) -> None:
    cited = {ONE: EvidenceInput(log, 1, WORDS)}
    saved, evidence = save_page(actor, review, [graded(review)], cited)
    assert (saved.changed, [one.judgment.criterion.code for one in evidence]) == ((ONE,), [ONE])


def test_page_with_a_wrong_passage_saves_nothing(actor: Actor, review: Review, log: Document) -> None:
    cited = {"second-criterion": EvidenceInput(log, 1, WORDS), ONE: EvidenceInput(log, 9, WORDS)}
    with pytest.raises(Invalid) as refused:
        save_page(actor, review, [graded(review)], cited)
    assert list(refused.value.errors) == [f"{ONE}.page"]
    assert (Evidence.objects.count(), judgment_of(review, ONE).kind) == (0, "none")


def test_pages_with_tells_where_words_stand(log: Document) -> None:
    assert (pages_with(log, "streetwise"), pages_with(log, "exit"), pages_with(log, "Entry")) == ([2], [], [1, 2])


def test_subject_is_untouched_by_evidence(actor: Actor, review: Review, log: Document) -> None:
    cite(actor, review, log)
    assert Subject.objects.get(pk=review.subject_id).status == "under-review"
