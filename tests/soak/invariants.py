"""What must hold whatever anybody did: each check yields a line for everything that does not."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from uuid import UUID

from django.db import connection
from django.db.models import Count

from access import audit, immutability
from access.models import AuditEvent
from access.refusals import Invalid
from casefiles.documents.models import Document
from casefiles.documents.queries import open_file
from casefiles.domain.quotations import find_quotation
from review.counting.facts import canonical, sha256
from review.counting.method import method_of
from review.counting.models import FigureSummary, StandingReview
from review.counting.summaries import counted, kept
from review.domain.disclosure import Rule
from review.frameworks.models import FrameworkVersion
from review.history.models import StatusChange
from review.inspections.models import Inspection, Subject
from review.moderation.content import approved_content
from review.moderation.models import SignOff
from review.releases.documents import Heading
from review.releases.drafting import drafted
from review.releases.frozen import document_data, document_of
from review.releases.queries import earlier_releases
from review.reports.building import Definition
from review.reviewing.models import Evidence, Judgment, JudgmentText, Review
from review.workflow import FRAMEWORK_VERSION, INSPECTION, REVIEW, SUBJECT, Machine
from tests.builders import NOW
from tests.soak.texts import MARK

MODELS = {FRAMEWORK_VERSION: FrameworkVersion, INSPECTION: Inspection, SUBJECT: Subject, REVIEW: Review}
IN_HAND = ("assigned", "in-progress", "returned")
OPEN_REVIEW_OF = {
    "to-assign": (),
    "under-review": IN_HAND,
    "ready-for-sign-off": ("submitted",),
    "signed-off": ("locked",),
    "withdrawn": (),
}
"""The states in which the open first review of a case can be, by the state of the case."""
COPIED = ("case_area", "offence", "outcome_type", "team_type", "force_flag", "taskforce_support")


def the_trail_is_intact() -> Iterator[str]:
    """Yield the faults of the trail, and the triggers that are gone."""
    yield from audit.verify().faults
    yield from immutability.missing(connection)


def the_trail_holds_no_words() -> Iterator[str]:
    """Yield the events that hold words of a case, which belong into their details alone."""
    for event in AuditEvent.objects.all():
        if MARK.search(f"{event.action} {event.thing_id} {event.fields} {event.ids}"):
            yield f"event {event.sequence}, {event.action}, holds words"


def documents_are_kept_as_they_came() -> Iterator[str]:
    """Yield the documents whose content is not that of their fingerprint."""
    for document in Document.objects.all():
        with open_file(document) as file:
            if hashlib.sha256(file.read()).hexdigest() != document.sha256:
                yield f"document {document.pk} has another content"


def states_are_those_of_the_last_step() -> Iterator[str]:
    """Yield the things whose state is not where their steps led, or whose steps are none of their machine."""
    steps: dict[tuple[str, UUID], list[StatusChange]] = defaultdict(list)
    for step in StatusChange.objects.order_by("pk"):
        steps[step.machine, step.thing_id].append(step)
    for machine, model in MODELS.items():
        for thing in model._default_manager.all():
            came_to, wrong = _walk(machine, steps[machine.code, thing.public_id])
            if wrong or thing.status != came_to:
                yield f"{machine.code} {thing.pk} is {thing.status}, its steps lead to {came_to} {wrong}"


def _walk(machine: Machine, steps: list[StatusChange]) -> tuple[str, str]:
    """Return where steps lead from the first state of a machine, and the first that it does not have."""
    at = machine.states[0][0]
    for step in steps:
        known = machine.find(step.transition)
        fits = at == step.from_status and at in known.sources and step.to_status == known.to
        if not fits or (known.needs_reason and not step.reason):
            return at, f"not by {step.transition} from {step.from_status}"
        at = step.to_status
    return at, ""


def cases_and_reviews_agree() -> Iterator[str]:
    """Yield the cases whose open first review is in a state in which it cannot be."""
    open_ones = {r.subject_id: r.status for r in Review.objects.filter(kind="first").exclude(status="closed")}
    for subject in Subject.objects.all():
        allowed, status = OPEN_REVIEW_OF[subject.status], open_ones.get(subject.pk)
        if (status is None) != (allowed == ()) or (status and status not in allowed):
            yield f"case {subject.pk} is {subject.status}, its review {status}"


def standing_is_signed_off() -> Iterator[str]:
    """Yield where what counts, what is signed off and what is locked are not the same cases and reviews."""
    standing = set(StandingReview.objects.values_list("subject_id", "review_id"))
    in_force = set(SignOff.objects.filter(ended_at__isnull=True).values_list("subject_id", "review_id"))
    locked = set(Review.objects.filter(status="locked").values_list("subject_id", "pk"))
    signed = set(Subject.objects.filter(status="signed-off").values_list("pk", flat=True))
    if not standing == in_force == locked or {subject for subject, _ in standing} != signed:
        yield f"standing {standing}, signed in force {in_force}, locked {locked}, signed-off {signed}"


def kept_figures_are_the_facts() -> Iterator[str]:
    """Yield the inspections whose kept figure counts are not what a full recount gives."""
    for summary in FigureSummary.objects.select_related("inspection"):
        if summary.headline == summary.inspection.headline_subset:
            stored, now = kept(summary.inspection), counted(summary.inspection)
            if stored != now:
                yield f"inspection {summary.inspection_id}: {stored} is kept, {now} stands"


def sign_offs_say_what_was_approved() -> Iterator[str]:
    """Yield the sign-offs that their digest does not fit, or whose review, or counted facts, changed while in force."""
    for signed in SignOff.objects.select_related("subject__case", "review", "review__framework_version"):
        if signed.digest != sha256(signed.content):
            yield f"sign-off {signed.pk}: its digest is of something else"
        if signed.ended_at is None:
            before = json.loads(signed.content)
            now = json.loads(canonical(approved_content(signed.subject, signed.review)))
            changed = [name for name in before if name not in ("facts", "case") and before[name] != now[name]]
            if changed:
                yield f"sign-off {signed.pk}: {changed} changed since"
            standing = StandingReview.objects.select_related("force").get(subject=signed.subject)
            copied = {name: getattr(standing, name) for name in COPIED} | {"force": standing.force.code}
            if copied != {name: before["facts"][name] for name in copied}:
                yield f"sign-off {signed.pk}: {copied} counts, {before['facts']} was signed"


def words_have_one_current_revision() -> Iterator[str]:
    """Yield the words that have not exactly one current revision, the last, of all from the first on."""
    revisions: dict[tuple[int, str], list[JudgmentText]] = defaultdict(list)
    for row in JudgmentText.objects.order_by("revision"):
        revisions[row.judgment_id, row.part].append(row)
    for place, rows in revisions.items():
        numbers, current = [row.revision for row in rows], [row.revision for row in rows if row.current]
        if numbers != list(range(1, len(rows) + 1)) or current != numbers[-1:]:
            yield f"words {place}: revisions {numbers}, current {current}"


def judgments_know_their_reasons() -> Iterator[str]:
    """Yield the judgments whose `has_reason` is not what the words say, or that are settled at the wrong time."""
    reasons = set(
        JudgmentText.objects.filter(part="reason", current=True).exclude(text="").values_list("judgment_id", flat=True)
    )
    for judgment in Judgment.objects.select_related("review"):
        # With a suggested grade it depends on which suggestion the reason speaks of; tests of reviews look at that.
        if judgment.has_reason != (judgment.pk in reasons) and judgment.suggested_grade_id is None:
            yield f"judgment {judgment.pk}: has_reason is {judgment.has_reason}"
        status = judgment.review.status
        if status != "closed" and judgment.settled != (status in ("submitted", "locked")):
            yield f"judgment {judgment.pk}: settled is {judgment.settled} in a review that is {status}"


def reviews_ask_every_question() -> Iterator[str]:
    """Yield the reviews that have not one judgment for each question of their framework version."""
    asked = dict(FrameworkVersion.objects.annotate(n=Count("criteria")).values_list("pk", "n"))
    for review in Review.objects.annotate(n=Count("judgments")):
        if review.n != asked[review.framework_version_id]:
            yield f"review {review.pk} has {review.n} judgments of {asked[review.framework_version_id]}"


def passages_stand_where_they_say() -> Iterator[str]:
    """Yield the evidence that is of another case, or said to be found where it does not stand."""
    rows = Evidence.objects.select_related("judgment__review__subject", "document")
    for row in rows:
        document = row.document
        if document is None or document.case_id != row.judgment.review.subject.case_id:
            yield f"evidence {row.pk} is of another case"
            continue
        text = document.pages.get(number=row.page).text
        found = find_quotation(text, row.quotation)
        if (row.check_result == "found") != (found is not None) or (found and found != (row.start, row.end)):
            yield f"evidence {row.pk} is {row.check_result}, though found at {found}"


def releases_told_what_was_counted() -> Iterator[str]:
    """Yield the inspections of which the next release could not be checked against what was told before."""
    for inspection in Inspection.objects.filter(public_releases__isnull=False).distinct():
        earlier = earlier_releases(inspection)
        for release in earlier:
            if document_data(document_of(release.document)) != release.document:
                yield f"release {release.number} of inspection {inspection.pk} does not read back"
        try:
            drafted(method_of(inspection), [Definition()], Rule(), earlier, Heading("Next"), NOW)
        except Invalid:
            continue  # it would tell too much beside the earlier ones, and says so
        except ValueError as error:
            yield f"inspection {inspection.pk}: {error}"


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    the_trail_is_intact,
    the_trail_holds_no_words,
    documents_are_kept_as_they_came,
    states_are_those_of_the_last_step,
    cases_and_reviews_agree,
    standing_is_signed_off,
    kept_figures_are_the_facts,
    sign_offs_say_what_was_approved,
    words_have_one_current_revision,
    judgments_know_their_reasons,
    reviews_ask_every_question,
    passages_stand_where_they_say,
    releases_told_what_was_counted,
)
