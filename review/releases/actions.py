"""Every write to releases and to the disclosure control of an inspection."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from access import audit
from access.actor import Actor
from access.permissions import require
from access.refusals import Conflict, Invalid
from casefiles.domain.facts import one_line
from casefiles.domain.legible import unseen_problem
from review.counting.method import Method
from review.inspections.models import Inspection
from review.inspections.queries import report_scope
from review.releases.documents import Heading
from review.releases.drafting import Draft, drafted
from review.releases.frozen import document_data
from review.releases.models import DisclosurePolicy, PublicRelease
from review.releases.queries import earlier_releases, policy_of, rule_of
from review.reports.building import Definition

TITLE_LENGTH, PURPOSE_LENGTH = 200, 300
BASES = (0, 3, 5, 10)
MEANWHILE = (
    "Nothing was released: the figures, or the disclosure control, are others than those that you checked. "
    "Look at the tables again."
)
POLICY_MEANWHILE = "Nothing was saved: somebody else changed the disclosure control after you opened the page."
REPEATED = "Nothing was released: release {number} shows the same of the same cases. Use that one."


@dataclass(frozen=True)
class PolicyInput:
    """The disclosure control of an inspection as it is sent: see DisclosurePolicy."""

    threshold: int
    zeros_shown: bool
    base: int
    protects_overall: bool
    protects_breakdowns: bool
    protects_persons: bool


@dataclass(frozen=True)
class Wanted:
    """A release as it is asked for: its title, for whom and why it is made, and what it shall tell."""

    title: str
    purpose: str
    definitions: tuple[Definition, ...]
    intervals: bool = False


@dataclass(frozen=True)
class Prepared:
    """A release as it would be given out now, and the earlier one that tells the same, if there is one."""

    draft: Draft
    same: PublicRelease | None


def set_policy(actor: Actor, inspection: Inspection, given: PolicyInput, version: int) -> DisclosurePolicy:
    """Set how small counts are kept back in later releases, and return it. What stands already changes nothing.

    Raises NotAllowed; Invalid by field; Conflict where somebody else changed it since `version`.
    """
    require(actor, "release.make", report_scope(actor, inspection))
    if problems := _problems(given):
        raise Invalid(problems)
    with transaction.atomic():
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        policy = policy_of(inspection)
        if policy.version != version:
            raise Conflict(POLICY_MEANWHILE)
        old = {name: getattr(policy, name) for name in asdict(given)}
        changed = {name: value for name, value in asdict(given).items() if old[name] != value}
        if changed:
            now = {**changed, "version": policy.version + 1}
            policy, _ = DisclosurePolicy.objects.update_or_create(inspection=inspection, defaults=now)
            before = {name: old[name] for name in changed}
            audit.record(
                actor,
                "disclosure.set",
                "inspection",
                inspection.public_id,
                fields=list(changed),
                old=before,
                new=changed,
            )
    return policy


def _problems(given: PolicyInput) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if not 2 <= given.threshold <= 100:
        found["threshold"] = ["The smallest count that is shown must be a number from 2 to 100"]
    if given.base not in BASES:
        found["base"] = ["Select how counts are rounded"]
    return found


def make_release(actor: Actor, method: Method, wanted: Wanted, checked: str) -> PublicRelease:
    """Give out a release whose tables were looked at: `checked` is the digest of the draft that was on screen.

    Raises NotAllowed; Invalid with a sentence or by field; Conflict where it would tell other figures than those that
    were looked at, or the same as an earlier one.
    """
    return give_out(actor, method, wanted, prepared(actor, method, wanted), checked)


def give_out(actor: Actor, method: Method, wanted: Wanted, made: Prepared, checked: str) -> PublicRelease:
    """Give out a release that was prepared just now. Raises what `make_release` does."""
    require(actor, "release.make", report_scope(actor, method.inspections[0]))
    if made.draft.digest != checked:
        raise Conflict(MEANWHILE)
    if made.same:
        raise Conflict(REPEATED.format(number=made.same.number))
    return _given_out(actor, method, wanted, made.draft)


def release_of(actor: Actor, method: Method, wanted: Wanted) -> PublicRelease:
    """Return the release that tells this already or, where there is none, give it out unseen: for commands.

    Raises NotAllowed; Invalid with a sentence or by field; Conflict where figures changed meanwhile.
    """
    require(actor, "release.make", report_scope(actor, method.inspections[0]))
    made = prepared(actor, method, wanted)
    return made.same or _given_out(actor, method, wanted, made.draft)


def prepared(actor: Actor, method: Method, wanted: Wanted) -> Prepared:
    """Return a release as it would be given out now. It can take seconds, so that nothing is locked for it.

    Who may was asked before. Raises Invalid with a sentence or by field.
    """
    inspection = method.inspections[0]
    if problems := _wanting(wanted):
        raise Invalid(problems)
    earlier = earlier_releases(inspection)
    heading = Heading(one_line(wanted.title), wanted.intervals)
    draft = drafted(method, wanted.definitions, rule_of(policy_of(inspection)), earlier, heading, actor.now)
    return Prepared(draft, repeated(draft, wanted, earlier))


def _wanting(wanted: Wanted) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, length, words in (("title", TITLE_LENGTH, "a title"), ("purpose", PURPOSE_LENGTH, "for whom and why")):
        given = one_line(getattr(wanted, name))
        if not given:
            found[name] = [f"Enter {words}"]
        elif len(given) > length:
            found[name] = [f"Use {length} characters or fewer"]
        elif problem := unseen_problem(given):
            found[name] = [problem]
    return found


def repeated(draft: Draft, wanted: Wanted, earlier: Sequence[PublicRelease]) -> PublicRelease | None:
    """Return the latest release that tells the same tables of the same cases by the same rule, if there is one."""
    asked = asked_data(wanted)
    for release in reversed(earlier):
        if release.asked == asked and _same_cases(draft, release) and _same_rule(draft, release):
            return release
    return None


def _same_cases(draft: Draft, release: PublicRelease) -> bool:
    return draft.counted.keys() == release.counted.keys() and all(
        cases.keys() == then.keys()
        and all(all(cases[ref].get(name) == code for name, code in codes.items()) for ref, codes in then.items())
        for of, cases in draft.counted.items()
        for then in [release.counted[of]]
    )


def _same_rule(draft: Draft, release: PublicRelease) -> bool:
    return all(told["rule"] == release.told[of]["rule"] for of, told in draft.told.items())


def asked_data(wanted: Wanted) -> dict[str, Any]:
    """Return what a release was asked for as plain data: names and codes."""
    reports = [{"where": one.where.texts(), "by": list(one.by), "measure": one.measure} for one in wanted.definitions]
    return {"reports": reports, "intervals": wanted.intervals}


def _given_out(actor: Actor, method: Method, wanted: Wanted, draft: Draft) -> PublicRelease:
    """Store a draft, where nothing that it was made of changed while it was made: one release after the other."""
    with transaction.atomic():
        inspection = Inspection.objects.select_for_update().get(pk=method.inspections[0].pk)
        rules = {rule_of(policy_of(inspection))} | {part.published.rule for part in draft.parts.values()}
        numbered = PublicRelease.objects.filter(inspection=inspection).count() + 1 == draft.number
        if len(rules) > 1 or not numbered or not draft.counts_the_same(method):
            raise Conflict(MEANWHILE)
        return _stored(actor, inspection, wanted, draft)


def _stored(actor: Actor, inspection: Inspection, wanted: Wanted, draft: Draft) -> PublicRelease:
    release = PublicRelease.objects.create(
        inspection=inspection,
        number=draft.number,
        title=one_line(wanted.title),
        purpose=one_line(wanted.purpose),
        asked=asked_data(wanted),
        told=draft.told,
        counted={of: dict(cases) for of, cases in draft.counted.items()},
        document=document_data(draft.document),
        digest=draft.digest,
        made_by_id=actor.user_id,
        made_at=actor.now,
    )
    audit.record(
        actor,
        "release.made",
        "inspection",
        inspection.public_id,
        ids={"release": release.public_id},
        new={"number": release.number, "digest": release.digest, **release.asked},
    )
    return release
