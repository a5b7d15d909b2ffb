"""What people do in reviews and with reviews, rightly or wrongly."""

import random
from collections.abc import Iterable
from contextlib import suppress

from django.db.models import QuerySet

from access.models import User
from access.refusals import NotAllowed, Refused
from access.roles import SUPERVISOR
from casefiles.documents.models import Document, DocumentPage
from review.counting.facts import canonical, sha256
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.moderation.content import approved_content
from review.reviewing import actions as reviewing
from review.reviewing.actions import AnswerInput, EvidenceInput, FlagInput
from review.reviewing.models import Evidence, Judgment, LanguageFlag, Review
from review.reviewing.whole import whole_review
from tests.soak import texts
from tests.soak.stage import Stage

GRADES, ANSWERS = ("good", "requires-improvement", "inadequate"), ("yes", "no")
CODES = ("first-criterion", "second-criterion", "group-based", "overall-grade")


def _review(stage: Stage) -> Review:
    """Return a review, mostly one that can be written in."""
    open_ones = Review.objects.filter(status__in=("assigned", "in-progress", "returned"))
    return stage.one(open_ones if stage.chance.random() < 0.85 else Review.objects.all())


def _answer(judgment: Judgment, stage: Stage) -> AnswerInput:
    """Return an answer to the question of a judgment, sensible or not."""
    chance, criterion = stage.chance, judgment.criterion
    kind = criterion.answer_type
    value = chance.choice(GRADES if kind == "grade" else ANSWERS)
    draw = chance.random()
    if draw < 0.1:
        kind, value = "not-applicable", chance.choice(("", "", "good"))
    elif draw < 0.15:
        kind, value = "none", ""
    elif draw < 0.2:
        kind, value = chance.choice(("grade", "choice", "text", "\x00")), chance.choice(("good", "yes", "splendid", ""))
    return AnswerInput(
        criterion_code=criterion.code if chance.random() < 0.97 else chance.choice(("no-such", "", "\x00")),
        version=judgment.version if chance.random() < 0.95 else chance.choice((0, 1, -1, 10**30)),
        kind=kind,
        value=value,
        reason=texts.anything(chance) if kind == "not-applicable" or chance.random() < 0.1 else "",
        rationale=texts.anything(chance, 0.15),
    )


def answer(stage: Stage) -> None:
    """Answer some questions of a review."""
    review = _review(stage)
    rows = list(Judgment.objects.filter(review=review).select_related("criterion").order_by("pk"))
    some = stage.chance.sample(rows, stage.chance.randint(0, len(rows)))
    _save(stage, review, (_answer(judgment, stage) for judgment in some))


def answer_all(stage: Stage) -> None:
    """Answer every question of a review as it should be."""
    review, chance = _review(stage), stage.chance
    rows = Judgment.objects.filter(review=review).select_related("criterion").order_by("pk")
    _save(stage, review, [_proper(judgment, chance) for judgment in rows])


def _proper(judgment: Judgment, chance: random.Random) -> AnswerInput:
    kind = judgment.criterion.answer_type
    value = chance.choice(GRADES if kind == "grade" else ANSWERS)
    rationale = texts.sentence(chance)
    return AnswerInput(judgment.criterion.code, judgment.version, kind, value, rationale=rationale)


def _save(stage: Stage, review: Review, answers: Iterable[AnswerInput]) -> None:
    given = list(answers)
    reviewing.save_answers(stage.reviewer(review.reviewer), review, given)
    stage.ledger.answered(review, given)


def _passage(stage: Stage, review: Review) -> tuple[Document, int, str]:
    """Return a document with a page and words, mostly of the review's case and on that page."""
    own = Document.objects.filter(case_id=review.subject.case_id)
    document = stage.one(own if stage.chance.random() < 0.9 and own.exists() else Document.objects.all())
    page = stage.chance.choice((1, 1, 1, 2, 0, -1, 10**12))
    text = DocumentPage.objects.filter(document=document, number=1).values_list("text", flat=True).first() or ""
    start = stage.chance.randint(0, max(0, len(text) - 10))
    there = text[start : start + stage.chance.randint(1, 40)]
    return document, page, there if stage.chance.random() < 0.7 else texts.anything(stage.chance)


def cite(stage: Stage) -> None:
    """Cite a passage for a question."""
    review = _review(stage)
    document, page, words = _passage(stage, review)
    code = stage.chance.choice((*CODES, *CODES, "no-such"))
    cited = EvidenceInput(document, page, words)
    stage.ledger.quoted(reviewing.add_evidence(stage.reviewer(review.reviewer), review, code, cited), words)


def uncite(stage: Stage) -> None:
    """Take a quotation back."""
    evidence = stage.one(Evidence.objects.all())
    reviewing.remove_evidence(stage.reviewer(evidence.judgment.review.reviewer), evidence)


def flag(stage: Stage) -> None:
    """Flag a passage."""
    review = _review(stage)
    document, page, words = _passage(stage, review)
    category = stage.chance.choice(("blame", "lifestyle", "other", "rude"))
    note = texts.anything(stage.chance)
    given = FlagInput(category, document, page, words, note)
    stage.ledger.quoted(reviewing.add_flag(stage.reviewer(review.reviewer), review, given), words)


def unflag(stage: Stage) -> None:
    """Take a flag back."""
    row = stage.one(LanguageFlag.objects.all())
    reviewing.remove_flag(stage.reviewer(row.review.reviewer), row)


def submit(stage: Stage) -> None:
    """Submit a review."""
    review = _review(stage)
    stamp = whole_review(review).stamp
    version = stage.chance.choice((None, stamp, stamp, stamp - 1, 10**30))
    reviewing.submit(stage.reviewer(review.reviewer), review, version)


def hand_in(stage: Stage) -> None:
    """Answer everything as it should be and submit it."""
    review = stage.one(Review.objects.filter(status__in=("assigned", "in-progress", "returned")))
    rows = Judgment.objects.filter(review=review).select_related("criterion").order_by("pk")
    given = [_proper(judgment, stage.chance) for judgment in rows]
    actor = stage.acting(review.reviewer)
    reviewing.save_answers(actor, review, given)
    stage.ledger.answered(review, given)
    with suppress(Refused, NotAllowed):
        reviewing.submit(actor, review)


def second_review(stage: Stage) -> None:
    """Ask somebody for a second review."""
    subject, user = stage.one(Subject.objects.all()), stage.one(User.objects.all())
    kind = stage.chance.choice(("second", "calibration"))
    reviewing.open_review(stage.member(subject.inspection, SUPERVISOR), subject, user, kind=kind)


def return_review(stage: Stage) -> None:
    """Return a review to its reviewer."""
    subject, reason = stage.one(_in("ready-for-sign-off", stage)), texts.anything(stage.chance)
    moderation.return_review(stage.member(subject.inspection, SUPERVISOR), subject, reason)
    stage.ledger.reasoned("return", reason)


def sign_off(stage: Stage) -> None:
    """Sign off a case, having seen what is there, or something else."""
    subject = stage.one(_in("ready-for-sign-off", stage))
    review = subject.reviews.filter(kind="first", status="submitted").first()
    there = sha256(canonical(approved_content(subject, review))) if review else ""
    seen = stage.chance.choice((None, there, there, "0" * 64))
    moderation.sign_off(stage.member(subject.inspection, SUPERVISOR), subject, seen)


def reopen(stage: Stage) -> None:
    """Reopen a signed-off case."""
    subject, reason = stage.one(_in("signed-off", stage)), texts.anything(stage.chance)
    moderation.reopen(stage.member(subject.inspection, SUPERVISOR), subject, reason)
    stage.ledger.reasoned("reopen", reason)


def _in(status: str, stage: Stage) -> QuerySet[Subject]:
    """Return mostly the cases in a state, else all."""
    rows = Subject.objects.filter(status=status)
    return rows if stage.chance.random() < 0.9 else Subject.objects.all()


DEEDS = {
    answer: 14,
    answer_all: 10,
    cite: 8,
    uncite: 2,
    flag: 4,
    unflag: 1,
    submit: 6,
    hand_in: 10,
    second_review: 1,
    return_review: 2,
    sign_off: 14,
    reopen: 2,
}
"""Each deed with how often it is done beside the others."""
