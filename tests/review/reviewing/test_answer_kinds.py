"""Every kind of answer: what is stored of it, what is refused, and how it reads."""

from datetime import date
from decimal import Decimal

import pytest

from access.actor import Actor
from access.models import AuditDetail, AuditEvent
from access.refusals import Invalid
from review.reviewing.actions import AnswerInput, StaleAnswers, save_answers, submit
from review.reviewing.models import Judgment, JudgmentChoice, JudgmentText, Review
from review.reviewing.whole import whole_review
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import judgment_of, words_of
from tests.ruled import GROUP


@pytest.fixture
def answered(world: World, ruled: Review) -> Review:
    """Return the review with an answer of every kind."""
    return builders.answer(world.inspector, ruled, GROUP)


def given(review: Review, code: str, kind: str, value: str = "", **more: object) -> AnswerInput:
    """Return an answer made of the version that is stored."""
    return AnswerInput(code, judgment_of(review, code).version, kind, value, **more)  # type: ignore[arg-type]


def chosen(review: Review, code: str = "roles") -> list[str]:
    """Return the codes of the choices of an answer."""
    rows = JudgmentChoice.objects.filter(judgment=judgment_of(review, code)).order_by("choice__position")
    return list(rows.values_list("choice__code", flat=True))


def test_each_kind_is_stored_in_its_own_place(answered: Review) -> None:
    kinds = dict(Judgment.objects.filter(review=answered).values_list("criterion__code", "kind"))
    assert {code: kinds[code] for code in ("suspects", "first-known", "how-linked", "roles")} == {
        "suspects": "number",
        "first-known": "date",
        "how-linked": "text",
        "roles": "choices",
    }
    assert judgment_of(answered, "suspects").number == Decimal(7)
    assert judgment_of(answered, "first-known").date == date(2025, 2, 28)
    assert words_of(answered, "how-linked", "answer") == [(1, True, "By telephone records.")]
    assert chosen(answered) == ["leader", "other"]


def test_each_kind_reads_in_words(answered: Review) -> None:
    said = {entry.code: entry.answer for topic in whole_review(answered).topics for entry in topic.entries}
    assert {code: said[code] for code in ("suspects", "first-known", "how-linked", "roles", "linked", "seen")} == {
        "suspects": "7 suspects",
        "first-known": "28 February 2025",
        "how-linked": "By telephone records.",
        "roles": "Leader and Other",
        "linked": "Yes",
        "seen": "Good",
    }


def test_same_answers_again_change_nothing(world: World, actor: Actor, answered: Review) -> None:
    before = answered.version
    assert builders.answer(world.inspector, answered, GROUP).version == before
    same = given(answered, "roles", "choices", values=("other", "leader"), rationale="Reasons for roles.")
    assert save_answers(actor, answered, [same]).changed == ()


def test_number_is_the_same_however_it_is_typed(actor: Actor, answered: Review) -> None:
    for typed in ("7", "+7.0", "007", " 7 "):
        answer = given(answered, "suspects", "number", typed, rationale="Reasons for suspects.")
        assert save_answers(actor, answered, [answer]).changed == ()


def test_choices_are_replaced_and_taken_back(actor: Actor, answered: Review) -> None:
    save_answers(actor, answered, [given(answered, "roles", "choices", values=("recruiter",))])
    assert chosen(answered) == ["recruiter"]
    save_answers(actor, answered, [given(answered, "roles", "not-applicable")])
    assert (chosen(answered), judgment_of(answered, "roles").kind) == ([], "not-applicable")


def test_text_is_kept_as_revisions_when_it_is_changed_or_taken_back(actor: Actor, answered: Review) -> None:
    save_answers(actor, answered, [given(answered, "how-linked", "text", " By\r\nletters. ")])
    save_answers(actor, answered, [given(answered, "how-linked", "not-applicable", reason="No links.")])
    assert words_of(answered, "how-linked", "answer") == [
        (1, False, "By telephone records."),
        (2, False, "By\nletters."),
        (3, True, ""),
    ]


def test_stale_answers_of_every_kind_are_refused(actor: Actor, answered: Review) -> None:
    stale = [
        AnswerInput("suspects", 0, "number", "8"),
        AnswerInput("first-known", 0, "date", "2025-03-01"),
        AnswerInput("how-linked", 0, "text", "Otherwise."),
        AnswerInput("roles", 0, "choices", values=("other",)),
    ]
    with pytest.raises(StaleAnswers) as refused:
        save_answers(actor, answered, stale)
    assert [one.stored.value or one.stored.values for one in refused.value.stale] == [
        "7",
        "2025-02-28",
        "By telephone records.",
        ("leader", "other"),
    ]


@pytest.mark.parametrize(
    ("answer", "part", "sentence"),
    [
        (AnswerInput("suspects", 0, "number", "1"), "answer", "Enter a number from 2 to 500"),
        (AnswerInput("suspects", 0, "number", "501"), "answer", "Enter a number from 2 to 500"),
        (AnswerInput("suspects", 0, "number", "2.5"), "answer", "Enter a whole number"),
        (AnswerInput("suspects", 0, "number", "1e400"), "answer", "Enter a number in digits"),
        (AnswerInput("suspects", 0, "number", "9" * 50), "answer", "10 digits at most"),
        (AnswerInput("suspects", 0, "number", ""), "answer", "Enter a number in digits"),
        (AnswerInput("suspects", 0, "text", "7"), "answer", "is answered with a number, not with “text”"),
        (AnswerInput("suspects", 0, "number", "7", ("leader",)), "answer", "takes one value of its kind"),
        (AnswerInput("first-known", 0, "date", "2025-02-30"), "answer", "Enter a real date"),
        (AnswerInput("first-known", 0, "date", "20250228"), "answer", "Enter a real date"),
        (AnswerInput("how-linked", 0, "text", " "), "answer", "Enter the answer."),
        (AnswerInput("how-linked", 0, "text", "x" * 50_001), "answer", "must be 50,000 characters or fewer"),
        (AnswerInput("roles", 0, "choices"), "answer", "Choose at least one"),
        (AnswerInput("roles", 0, "choices", values=("leader", "boss")), "answer", "“boss” is none of the answers"),
        (AnswerInput("roles", 0, "choices", "leader"), "answer", "takes one value of its kind"),
        (AnswerInput("roles", 0, "none", values=("leader",)), "answer", "has no value"),
        (AnswerInput("suspects", 0, "not-applicable"), "answer", "applies to every case"),
    ],
)
def test_wrong_answers_are_refused_in_a_sentence(
    actor: Actor, ruled: Review, answer: AnswerInput, part: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        save_answers(actor, ruled, [answer])
    assert list(refused.value.errors) == [f"{answer.criterion_code}.{part}"]
    assert sentence in refused.value.errors[f"{answer.criterion_code}.{part}"][0]
    assert (judgment_of(ruled, answer.criterion_code).kind, JudgmentText.objects.count()) == ("none", 0)


def test_trail_has_codes_and_revisions_and_never_the_text(actor: Actor, answered: Review) -> None:
    save_answers(
        actor,
        answered,
        [
            given(answered, "how-linked", "text", "Words of a case.", rationale="Reasons for how-linked."),
            given(answered, "roles", "choices", values=("other",), rationale="Reasons for roles."),
        ],
    )
    event = AuditEvent.objects.filter(action="review.answered").order_by("-sequence")[0]
    detail = AuditDetail.objects.get(event_sequence=event.sequence).body
    assert detail == {
        "old": {"how-linked": {"answer": ["text", 1]}, "roles": {"answer": ["choices", ["leader", "other"]]}},
        "new": {
            "": {"at": actor.now.isoformat()},
            "how-linked": {"answer": ["text", 2]},
            "roles": {"answer": ["choices", ["other"]]},
        },
    }


def test_not_applicable_without_a_reason_can_be_submitted_where_none_is_asked(
    world: World, actor: Actor, answered: Review
) -> None:
    save_answers(actor, answered, [given(answered, "roles", "not-applicable")])
    assert judgment_of(answered, "roles").reason_waived
    submit(actor, answered)
    judgment = judgment_of(answered, "roles")
    assert (judgment.settled, judgment.kind, judgment.has_reason) == (True, "not-applicable", False)


def test_not_applicable_elsewhere_needs_its_reason(actor: Actor, answered: Review) -> None:
    save_answers(actor, answered, [given(answered, "first-known", "not-applicable")])
    with pytest.raises(Invalid) as refused:
        submit(actor, answered)
    assert refused.value.errors == {"first-known.reason": ["Say why it is not applicable."]}


def test_some_answers_need_what_is_optional_otherwise(actor: Actor, answered: Review) -> None:
    save_answers(actor, answered, [given(answered, "pursued", "grade", "requires-improvement")])
    assert [lack.code for lack in whole_review(answered).missing] == []
    save_answers(actor, answered, [given(answered, "pursued", "grade", "inadequate")])
    lacks = [(lack.code, lack.part) for lack in whole_review(answered).missing]
    assert lacks == [("pursued", "rationale"), ("pursued", "quotation"), ("overall-grade", "reason")]
