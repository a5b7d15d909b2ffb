"""What reviewers and supervisors do with a case: assigned, written, submitted, and decided on."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from access.actor import Actor
from review.casework import actions as casework
from review.demo import queries
from review.demo.moments import moment, writing_moments
from review.demo.script import DemoAnswer, DemoFlag, DemoFramework, Quoted, Step
from review.demo.stage import Action, Scene, Stage
from review.inspections.models import Subject
from review.moderation import actions as moderation
from review.reviewing import actions as reviewing
from review.reviewing.actions import AnswerInput, EvidenceInput, FlagInput
from review.reviewing.models import Review
from review.reviewing.screening import actions as screening
from review.reviewing.screening.actions import Confirmed
from review.reviewing.screening.forms import USUAL
from review.reviewing.screening.queries import proposed_within, screen_of

FLAGGED_WITH = "respectful-language"
"""The question in whose part of the review the flags are made."""

DISMISSED_FOR = USUAL["neutral"]
"""The reason for which the proposals are dismissed that are left when a review is submitted."""

NOT_APPLICABLE = "not-applicable"


def step_scenes(framework: DemoFramework, reference: str, step: Step, place: int) -> Iterator[Scene]:
    """Yield the scenes of a step; `place` is the case's number in its exercise and sets the minutes."""
    if step.do == "write":
        yield from _writing(framework, reference, step, place)
    else:
        yield Scene(moment(step.on, step.do, place), step.by, DEEDS[step.do](reference, step))


def _writing(framework: DemoFramework, reference: str, step: Step, place: int) -> Iterator[Scene]:
    """Yield one scene for each part of the review that is written, a topic at a time, as the form has it."""
    parts: dict[int, list[DemoAnswer]] = {}
    for answer in step.answers:
        parts.setdefault(framework.parts[answer.question], []).append(answer)
    moments = writing_moments(step.on, step.until, len(parts), place)
    for at, (_, answers) in zip(moments, sorted(parts.items()), strict=True):
        flags = step.flags if FLAGGED_WITH in {answer.question for answer in answers} else ()
        yield Scene(at, step.by, _write(reference, answers, flags, framework.kinds))


def _write(
    reference: str, answers: Sequence[DemoAnswer], flags: Sequence[DemoFlag], kinds: Mapping[str, str]
) -> Action:
    def write(stage: Stage, actor: Actor) -> None:
        review = queries.review_at(stage.reviews[reference])
        versions = queries.versions_in(review)
        inputs = [_input(answer, kinds[answer.question], versions[answer.question]) for answer in answers]
        reviewing.save_answers(actor, review, inputs)
        for answer in answers:
            for quoted in answer.evidence:
                reviewing.add_evidence(actor, review, answer.question, _cited(review, quoted))
        for flag in flags:
            _flag(actor, review, flag)

    return write


def _flag(actor: Actor, review: Review, flag: DemoFlag) -> None:
    """Flag a passage: by confirming what the language screen proposes there, or else as the reviewer's own find."""
    cited = _cited(review, flag.passage)
    if proposed := proposed_within(review, cited.document, cited.page, cited.quotation):
        screening.confirm(actor, review, [proposed.key], Confirmed(flag.category, flag.note, cited.quotation))
    else:
        flagged = FlagInput(flag.category, cited.document, cited.page, cited.quotation, flag.note)
        reviewing.add_flag(actor, review, flagged)


def _input(answer: DemoAnswer, kind: str, version: int) -> AnswerInput:
    kind, value = (kind, answer.value) if answer.value else ("none", "")
    if answer.value == NOT_APPLICABLE:
        kind, value = NOT_APPLICABLE, ""
    return AnswerInput(answer.question, version, kind, value, reason=answer.reason, rationale=answer.rationale)


def _cited(review: Review, quoted: Quoted) -> EvidenceInput:
    return EvidenceInput(queries.document_of(review.subject, quoted.document), quoted.page, quoted.quotation)


def _assign(reference: str, step: Step) -> Action:
    def assign(stage: Stage, actor: Actor) -> None:
        review = casework.assign(actor, _subject(stage, reference), stage.users[step.to])
        stage.reviews[reference] = review.pk

    return assign


def _reassign(reference: str, step: Step) -> Action:
    def reassign(stage: Stage, actor: Actor) -> None:
        review = casework.reassign(actor, _subject(stage, reference), stage.users[step.to], step.reason)
        stage.reviews[reference] = review.pk

    return reassign


def _submit(reference: str, step: Step) -> Action:
    def submit(stage: Stage, actor: Actor) -> None:
        review = queries.review_at(stage.reviews[reference])
        if left := [proposal.key for proposal in screen_of(review).undecided]:
            screening.dismiss(actor, review, left, DISMISSED_FOR)
        reviewing.submit(actor, queries.review_at(stage.reviews[reference]))

    return submit


def _sign_off(reference: str, step: Step) -> Action:
    def sign_off(stage: Stage, actor: Actor) -> None:
        moderation.sign_off(actor, _subject(stage, reference))

    return sign_off


def _with_reason(act: Callable[[Actor, Subject, str], object]) -> Callable[[str, Step], Action]:
    """Return the deed of an action on a subject that takes a reason."""

    def deed(reference: str, step: Step) -> Action:
        def do(stage: Stage, actor: Actor) -> None:
            act(actor, _subject(stage, reference), step.reason)

        return do

    return deed


def _subject(stage: Stage, reference: str) -> Subject:
    return queries.subject_at(stage.subjects[reference])


DEEDS: Mapping[str, Callable[[str, Step], Action]] = {
    "assign": _assign,
    "reassign": _reassign,
    "submit": _submit,
    "sign-off": _sign_off,
    "return": _with_reason(moderation.return_review),
    "reopen": _with_reason(moderation.reopen),
    "withdraw": _with_reason(casework.withdraw),
}
"""What each step of a history does."""
