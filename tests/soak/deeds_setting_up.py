"""What people do with users, frameworks and inspections, rightly or wrongly."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet

from access import actions as access_actions
from access.models import User
from access.roles import INSPECTOR, SUPERVISOR
from casefiles.forces.actions import add_tie, end_tie
from casefiles.forces.models import Force, ForceTie
from review.frameworks import actions as frameworks
from review.frameworks.models import FrameworkVersion
from review.inspections import actions as inspecting
from review.inspections.details import details_of
from review.inspections.models import Inspection, InspectionForce, Subject, TeamMember
from tests import builders
from tests.soak import texts
from tests.soak.stage import Nothing, Stage

ROLES = (("inspector",), ("supervisor",), ("inspector", "supervisor"), ("administrator",), ("judge",), ())


def others() -> QuerySet[User]:
    """Return the people but for the first administrator, who keeps the installation going."""
    return User.objects.exclude(username="ada")


def add_user(stage: Stage) -> None:
    """Add a user."""
    name = texts.anything(stage.chance)
    username = f"user-{stage.next_number()}" if stage.chance.random() < 0.6 else name
    roles = stage.chance.choice(ROLES)
    access_actions.create_user(
        stage.holder("administrator"),
        username=username,
        name=name[:150] or "Somebody",
        roles=roles,
        access_until=stage.chance.choice((None, stage.day(-5, 60))),
        password=builders.PASSWORD,
        hashed=stage.hashed,
    )


def change_user(stage: Stage) -> None:
    """Change somebody's name, roles or last day."""
    user = stage.one(others())
    version = user.version if stage.chance.random() < 0.8 else stage.chance.choice((-1, 0, 10**30))
    roles = sorted(user.groups.values_list("name", flat=True))
    access_actions.update_user(
        stage.holder("administrator"),
        user,
        version=version,
        name=texts.anything(stage.chance),
        roles=roles if stage.chance.random() < 0.9 else stage.chance.choice(ROLES),
        access_until=stage.chance.choice((None, None, None, stage.day(-5, 90))),
    )


def deactivate(stage: Stage) -> None:
    """End somebody's access, or try to end the last administrator's."""
    access_actions.deactivate(stage.holder("administrator"), stage.one(User.objects.all()))


def reactivate(stage: Stage) -> None:
    """Give somebody access again."""
    gone = User.objects.filter(is_active=False)
    access_actions.reactivate(stage.holder("administrator"), stage.one(gone if gone.exists() else User.objects.all()))


def tie(stage: Stage) -> None:
    """Tie somebody to a force for a time."""
    starts = stage.day(-30, 20)
    ends = stage.chance.choice((None, stage.day(-20, 30)))
    kind = stage.chance.choice(("personal", "employed", "unheard-of"))
    user, force = stage.one(others()), stage.one(Force.objects.all())
    add_tie(stage.holder("administrator"), user, force, kind, starts, ends, texts.anything(stage.chance))


def untie(stage: Stage) -> None:
    """Let a tie end."""
    end_tie(stage.holder("administrator"), stage.one(ForceTie.objects.all()), stage.day(-20, 5))


def import_framework(stage: Stage) -> None:
    """Offer a framework file."""
    data = texts.framework_file(stage.chance, stage.next_number())
    frameworks.import_framework(stage.holder("administrator"), data, "soak.yaml")


def publish(stage: Stage) -> None:
    """Publish a framework version."""
    frameworks.publish(stage.holder("administrator"), stage.one(FrameworkVersion.objects.all()))


def retire(stage: Stage) -> None:
    """Retire a framework version."""
    version, reason = stage.one(FrameworkVersion.objects.all()), texts.anything(stage.chance)
    frameworks.retire(stage.holder("administrator"), version, reason)
    stage.ledger.reasoned("retire", reason)


def create_inspection(stage: Stage) -> None:
    """Set up an inspection."""
    details = replace(builders.DETAILS, title=texts.sentence(stage.chance), slug=f"soak-{stage.next_number()}")
    wrong: list[dict[str, Any]] = [
        {"slug": texts.anything(stage.chance, 0.9)},
        {"title": texts.anything(stage.chance, 0.9)},
        {"headline_subset": stage.chance.choice(("group-based=maybe", "force=soak-a", "=", "group-based"))},
        {"sample_design": "loaded"},
        {"show_labels": False},
        {"suggestions_shown": stage.chance.choice(("at-once", "never"))},
        {"shows_team_grades": True},
        {"headline_subset": "group-based=yes", "sample_design": "random"},
    ]
    details = replace(details, **stage.chance.choice([{}, {}, {}, *wrong]))
    published = FrameworkVersion.objects.filter(status="published")
    version = stage.one(published if stage.chance.random() < 0.9 else FrameworkVersion.objects.all())
    inspecting.create_inspection(stage.holder(SUPERVISOR), details, version)


def change_inspection(stage: Stage) -> None:
    """Change an inspection's details."""
    inspection = stage.one(Inspection.objects.all())
    details = replace(details_of(inspection), sample_note=texts.anything(stage.chance))
    inspecting.update_inspection(stage.member(inspection, SUPERVISOR), inspection, details, inspection.version)


def add_force(stage: Stage) -> None:
    """Add a force to an inspection."""
    inspection, force = stage.one(Inspection.objects.all()), stage.one(Force.objects.all())
    inspecting.add_force(stage.member(inspection, SUPERVISOR), inspection, force, texts.anything(stage.chance, 0.9))


def remove_force(stage: Stage) -> None:
    """Take a force out of an inspection."""
    force = stage.one(InspectionForce.objects.all())
    inspecting.remove_force(stage.member(force.inspection, SUPERVISOR), force)


def join(stage: Stage) -> None:
    """Put somebody on a team."""
    inspection, user = stage.one(Inspection.objects.all()), stage.one(User.objects.all())
    role = stage.chance.choice((INSPECTOR, INSPECTOR, SUPERVISOR, "administrator"))
    ends = stage.chance.choice((None, None, None, stage.day(-3, 40)))
    inspecting.add_member(stage.member(inspection, SUPERVISOR), inspection, user, role, stage.day(-3, 3), ends)


def end_membership(stage: Stage) -> None:
    """Let a membership end."""
    member = stage.one(TeamMember.objects.all())
    inspecting.end_membership(stage.member(member.inspection, SUPERVISOR), member, stage.day(-3, 20))


def remove_member(stage: Stage) -> None:
    """Take a membership back."""
    member = stage.one(TeamMember.objects.all())
    inspecting.remove_member(stage.member(member.inspection, SUPERVISOR), member)


def start_fieldwork(stage: Stage) -> None:
    """Start the fieldwork of an inspection."""
    inspection = stage.one(Inspection.objects.all())
    inspecting.start_fieldwork(stage.member(inspection, SUPERVISOR), inspection)


def close(stage: Stage) -> None:
    """Close an inspection."""
    inspection = stage.one(Inspection.objects.all())
    inspecting.close(stage.member(inspection, SUPERVISOR), inspection)


def reopen_fieldwork(stage: Stage) -> None:
    """Reopen the fieldwork of a closed inspection."""
    closed = Inspection.objects.filter(status="closed")
    inspection, reason = stage.one(closed), texts.anything(stage.chance)
    inspecting.reopen_fieldwork(stage.member(inspection, SUPERVISOR), inspection, reason)
    stage.ledger.reasoned("reopen-fieldwork", reason)


def declare(stage: Stage) -> None:
    """Declare a conflict of interest, perhaps with something of another inspection."""
    inspection, reason = stage.one(Inspection.objects.all()), texts.anything(stage.chance)
    actor = stage.member(inspection, stage.chance.choice((INSPECTOR, SUPERVISOR)))
    try:
        subject = stage.one(Subject.objects.all()) if stage.chance.random() < 0.6 else None
        force = stage.one(InspectionForce.objects.all()) if stage.chance.random() < 0.6 else None
    except Nothing:
        subject, force = None, None
    inspecting.declare_conflict(actor, inspection, subject=subject, inspection_force=force, reason=reason)


DEEDS = {
    add_user: 1,
    change_user: 1.5,
    deactivate: 0.5,
    reactivate: 1.5,
    tie: 0.5,
    untie: 1,
    import_framework: 4,
    publish: 1,
    retire: 0.2,
    create_inspection: 1,
    change_inspection: 1,
    add_force: 2,
    remove_force: 1,
    join: 4,
    end_membership: 0.4,
    remove_member: 0.5,
    start_fieldwork: 2,
    close: 0.3,
    reopen_fieldwork: 3,
    declare: 0.4,
}
"""Each deed with how often it is done beside the others."""
