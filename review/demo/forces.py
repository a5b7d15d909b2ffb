"""Forces judged in the demonstration: given to supervisors, written, resting on cases and figures, and decided on."""

from collections.abc import Iterator

from django.urls import reverse

from access.actor import Actor
from review.demo import queries
from review.demo.moments import moment, writing_moments
from review.demo.script import ForceJudgment, JudgedForce, JudgedForces
from review.demo.stage import Action, Scene, Stage
from review.inspections.force_actions import choose_force_framework
from review.judging.actions import Chosen, cite_figure, cite_judgments, give, say_why_none
from review.moderation.actions import sign_off
from review.reviewing.actions import AnswerInput, save_answers, submit

SHOWN, IN_PART = "shown", "shown-in-part"
"""How far a criterion of the framework is shown."""


def force_scenes(judged: JudgedForces) -> Iterator[Scene]:
    """Yield how the framework for forces is chosen and each force judged."""

    def choose(stage: Stage, actor: Actor) -> None:
        choose_force_framework(actor, stage.inspections[judged.inspection], stage.frameworks[judged.framework])

    yield Scene(moment(judged.chosen_on, "choose-framework"), judged.chosen_by, choose)
    for place, force in enumerate(judged.forces):
        yield Scene(moment(force.given_on, "assign", place), force.given_by, _giving(judged, force))
        days = force.submitted_on or force.written_on
        when = writing_moments(force.written_on, days, len(force.judgments), place)
        for at, one in zip(when, force.judgments, strict=True):
            yield Scene(at, force.judge, _writing(judged, force, one))
        yield from _deciding(judged, force, place)


def _deciding(judged: JudgedForces, force: JudgedForce, place: int) -> Iterator[Scene]:
    def hand_over(stage: Stage, actor: Actor) -> None:
        submit(actor, queries.review_at(stage.reviews[_key(judged, force)]))

    def decide(stage: Stage, actor: Actor) -> None:
        sign_off(actor, queries.force_subject(stage.reviews[_key(judged, force)]))

    if force.submitted_on:
        yield Scene(moment(force.submitted_on, "submit", place), force.judge, hand_over)
    if force.signed_off_on:
        yield Scene(moment(force.signed_off_on, "sign-off", place), force.signed_off_by, decide)


def _key(judged: JudgedForces, force: JudgedForce) -> str:
    return f"{judged.inspection}: {force.force}"


def _giving(judged: JudgedForces, force: JudgedForce) -> Action:
    def hand(stage: Stage, actor: Actor) -> None:
        part = queries.force_labelled(stage.inspections[judged.inspection], force.force)
        stage.reviews[_key(judged, force)] = give(actor, part, stage.users[force.judge]).pk

    return hand


def _criterion(code: str, version: int, partly: str) -> AnswerInput:
    return AnswerInput(code, version, "grade", IN_PART if partly else SHOWN, rationale=partly)


def _writing(judged: JudgedForces, force: JudgedForce, one: ForceJudgment) -> Action:
    def write(stage: Stage, actor: Actor) -> None:
        review = queries.review_at(stage.reviews[_key(judged, force)])
        versions = queries.versions_in(review)
        criteria = [_criterion(code, versions[code], force.partly.get(code, "")) for code in one.criteria]
        graded = AnswerInput(one.question, versions[one.question], "grade", one.grade, rationale=one.because)
        save_answers(actor, review, [*criteria, graded])
        chosen = [Chosen(queries.signed_review(judged.inspection, ref), question) for ref, question in one.cases]
        if chosen:
            cite_judgments(actor, review, one.question, chosen)
        for figure in one.figures:
            cite_figure(actor, review, one.question, f"{reverse('report-cases', args=[judged.inspection])}?{figure}")
        if not one.cases and not one.figures:
            say_why_none(actor, review, one.question, judged.none)

    return write
