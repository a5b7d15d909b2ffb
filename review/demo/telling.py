"""What the command prints of the demonstration: the headline table, who can sign in, and where to look first."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.hashers import check_password

from access.models import User
from review.demo import queries
from review.inspections.models import Inspection
from review.reports.building import Definition, headline_of, method_of, own_report
from review.reports.outputs.headline import headline

SIGN_INS = ("inspector", "supervisor", "supervisor-2", "administrator")
CHANGED = "password changed by you"
LOOK_FIRST = "Look first: sign in as supervisor, open “{title}” and then its report; follow a grade there to its cases."

LOOK_NEXT = (
    "Then: “{service}” has results from all its cases, with how each comes about; “{trial}” has suggested grades "
    "beside the reviewers' own."
)
LOOK_AT_FORCES = (
    "Forces are judged in “{title}”: as supervisor, sign off what supervisor-2 submitted and finish a force that is "
    "half done; as supervisor-2, sign that one off, since nobody signs off their own."
)


def told(inspection: Inspection) -> str:
    """Return the grade table of the headline subset, the sign-ins, and where to look first and then."""
    method = method_of(inspection)
    report = own_report(method, Definition(headline_of(inspection, method)))
    return "\n".join([headline(report), *_sign_ins(), "", *_where_to_look(inspection), ""])


def _where_to_look(inspection: Inspection) -> Iterator[str]:
    """Yield where to look first, and what shows the methods, where that is in the demonstration here."""
    yield LOOK_FIRST.format(title=inspection.title)
    titles = queries.titles_of((queries.SERVICE, queries.TRIAL, queries.FORCES))
    if {queries.SERVICE, queries.TRIAL} <= titles.keys():
        yield LOOK_NEXT.format(service=titles[queries.SERVICE], trial=titles[queries.TRIAL])
    if queries.FORCES in titles:
        yield LOOK_AT_FORCES.format(title=titles[queries.FORCES])


def _sign_ins() -> Iterator[str]:
    users, known = queries.users_called(SIGN_INS), dict[str, bool]()
    yield "Sign in as:"
    for username in SIGN_INS:
        if user := users.get(username):
            yield f"  {username:<15}{_how(user, known)}"


def _how(user: User, known: dict[str, bool]) -> str:
    """Return the password that signs a user in, or why it does not; hashes that were checked before are `known`."""
    if not user.is_active:
        return "deactivated by you"
    if user.password not in known:
        known[user.password] = check_password(settings.DEMO_PASSWORD, user.password)
    return settings.DEMO_PASSWORD if known[user.password] else CHANGED
