"""`manage.py demo_data` where the demonstration is there: it changes nothing and says how to look at it."""

from io import StringIO
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command

from access.actions import deactivate
from access.actor import actor_of
from access.models import AuditHead, User
from casefiles.cases.actions import correct_case
from casefiles.cases.queries import facts_of
from review.inspections.models import Inspection, Subject
from review.reviewing.queries import subject_scope


def printed() -> str:
    """Run the command and return what it prints."""
    out = StringIO()
    call_command("demo_data", stdout=out)
    return out.getvalue()


def counted() -> dict[str, Any]:
    """Return how many rows each table has, and the trail's head."""
    tables = [model for app in ("access", "casefiles", "review") for model in apps.get_app_config(app).get_models()]
    counts = {str(model._meta.model_name): model._default_manager.count() for model in tables}
    return counts | {"head": AuditHead.objects.get().hash}


def test_command_run_again_changes_nothing(demo: Inspection) -> None:
    before = counted()
    first = printed()
    assert (printed(), counted()) == (first, before)


def test_command_run_again_keeps_what_was_changed(demo: Inspection, unfinished: Inspection) -> None:
    supervisor = actor_of(User.objects.get(username="supervisor"))
    subject = Subject.objects.select_related("case__force").filter(inspection=unfinished).order_by("pk")[0]
    case = subject.case
    facts = facts_of(case)
    changed = type(facts)(**{**vars(facts), "team_type": "not-recorded"})
    correct_case(supervisor, subject_scope(supervisor, subject), case, changed, "Tried out.", case.version)
    before = counted()
    printed()
    case.refresh_from_db()
    assert (case.team_type, counted()) == ("not-recorded", before)


def test_command_prints_the_table_the_sign_ins_and_where_to_look(demo: Inspection) -> None:
    assert printed() == (
        f"{demo.title}\n"
        "Where: group-based=yes\n"
        "\n"
        "n                     27\n"
        "Good                  9 (33.3%)\n"
        "Requires improvement  14 (51.9%)\n"
        "Inadequate            4 (14.8%)\n"
        "\n"
        "52 selected = 27 counted + 25 left out (not in the subset 25).\n"
        "\n"
        "Synthetic data: no real case is counted here.\n"
        "\n"
        "Sign in as:\n"
        f"  inspector      {settings.DEMO_PASSWORD}\n"
        f"  supervisor     {settings.DEMO_PASSWORD}\n"
        f"  supervisor-2   {settings.DEMO_PASSWORD}\n"
        f"  administrator  {settings.DEMO_PASSWORD}\n"
        "\n"
        f"Look first: sign in as supervisor, open “{demo.title}” and then its report; follow a grade there to "
        "its cases.\n"
        "Then: “Youth justice service, case standards” has results from all its cases, with how each comes about; "
        "“Missing children, trial of suggested grades” has suggested grades beside the reviewers' own.\n"
        "Forces are judged in “Child exploitation, follow-up in three forces”: as supervisor, sign off what "
        "supervisor-2 submitted and finish a force that is half done; as supervisor-2, sign that one off, since nobody "
        "signs off their own.\n"
    )


def test_command_says_where_a_password_was_changed(demo: Inspection) -> None:
    User.objects.filter(username="inspector").update(password=make_password("something-else-12"))
    lines = printed().splitlines()
    assert "  inspector      password changed by you" in lines
    assert f"  supervisor     {settings.DEMO_PASSWORD}" in lines


def test_command_says_who_was_deactivated(demo: Inspection) -> None:
    administrator = actor_of(User.objects.get(username="administrator"))
    deactivate(administrator, User.objects.get(username="inspector"))
    assert "  inspector      deactivated by you" in printed().splitlines()
