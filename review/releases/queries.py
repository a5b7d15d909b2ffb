"""Reading releases and the disclosure control of an inspection."""

from django.db.models import QuerySet

from access.actor import Actor
from review.domain.disclosure import BREAKDOWN, OVERALL, PERSONS, Rule
from review.inspections.models import Inspection, Subject
from review.inspections.queries import visible_inspections
from review.releases.models import DisclosurePolicy, PublicRelease


def policy_of(inspection: Inspection) -> DisclosurePolicy:
    """Return the inspection's disclosure control; the defaults, not stored, where none was set. One query."""
    return DisclosurePolicy.objects.filter(inspection=inspection).first() or DisclosurePolicy(inspection=inspection)


def rule_of(policy: DisclosurePolicy) -> Rule:
    """Return the rule that a release is made by."""
    kinds = {
        OVERALL: policy.protects_overall,
        BREAKDOWN: policy.protects_breakdowns,
        PERSONS: policy.protects_persons,
    }
    off = frozenset(kind for kind, protects in kinds.items() if not protects)
    return Rule(policy.threshold, policy.zeros_shown, policy.base, off)


def releases_of(inspection: Inspection) -> QuerySet[PublicRelease]:
    """Return what was released of an inspection, the newest first, without its content."""
    rows = PublicRelease.objects.filter(inspection=inspection).select_related("made_by")
    return rows.defer("told", "counted", "document")


def release_at(actor: Actor, release: str) -> PublicRelease:
    """Return the release at an address, of an inspection that the actor can see; raise DoesNotExist for none."""
    rows = PublicRelease.objects.filter(inspection__in=visible_inspections(actor))
    return rows.select_related("inspection", "made_by").defer("counted").get(public_id=release)


def is_finished(inspection: Inspection) -> bool:
    """Return whether every case of an inspection that was not withdrawn is signed off. One query."""
    done = (Subject.Status.SIGNED_OFF, Subject.Status.WITHDRAWN)
    return not Subject.objects.filter(inspection=inspection, case__isnull=False).exclude(status__in=done).exists()


def earlier_releases(inspection: Inspection) -> list[PublicRelease]:
    """Return everything that was released of an inspection, whole, in the order of its release. One query."""
    return list(PublicRelease.objects.filter(inspection=inspection).order_by("number"))
