"""Who may do what: one table. Every view, action, button and test reads it, and docs/permissions.md is made of it."""

from collections.abc import Callable
from dataclasses import dataclass

from access.actor import Actor
from access.refusals import NotAllowed
from access.roles import ADMINISTRATOR, INSPECTOR, SUPERVISOR, SYSTEM
from access.visibility import judges, sees_case, sees_report, sees_review


@dataclass(frozen=True)
class Scope:
    """How the actor stands to the thing in question; the apps above fill it.

    `memberships`: the roles held in the inspection today. `conflicted`: tied to the force, or declared a conflict.
    `own_review`: the review in question is theirs. `worked_on`: they have reviewed the subject at any time.
    `submitted`: the review in question has left its reviewer's hands. `closed`: the inspection is closed. `of_force`:
    what is judged is a force, not a case. `settled`: the inspection is closed with everything in it signed off or
    withdrawn and no review open, so that nothing in it is blind to its team.
    """

    memberships: frozenset[str] = frozenset()
    conflicted: bool = False
    own_review: bool = False
    worked_on: bool = False
    submitted: bool = False
    closed: bool = False
    of_force: bool = False
    settled: bool = False


NOWHERE = Scope()


@dataclass(frozen=True)
class Rule:
    """One condition on the scope, with the sentence that tells why it refuses."""

    holds: Callable[[Scope], bool]
    sentence: str


SUPERVISES = Rule(
    lambda scope: SUPERVISOR in scope.memberships,
    "Only a supervisor on this inspection's team can do this.",
)
JUDGES = Rule(
    lambda scope: judges(scope.memberships, scope.of_force),
    "Cases are judged by inspectors on this inspection's team, forces by its supervisors.",
)
BELONGS = Rule(lambda scope: bool(scope.memberships), "Only this inspection's team can see this.")
UNCONFLICTED = Rule(
    lambda scope: not scope.conflicted,
    "You have a tie to this force or a declared conflict of interest, so this is closed to you.",
)
OWN_REVIEW = Rule(lambda scope: scope.own_review, "Only the reviewer to whom this review is assigned can do this.")
READER_OF_REVIEW = Rule(
    lambda scope: sees_review(scope.memberships, scope.own_review, scope.submitted, scope.of_force),
    "A review can be read by its reviewer and, once it is submitted, by the inspection's supervisors.",
)
READER_OF_CASE = Rule(
    lambda scope: sees_case(scope.memberships, scope.own_review),
    "A case can be read by the inspection's supervisors and by the inspector to whom it is assigned.",
)
OPEN = Rule(
    lambda scope: not scope.closed,
    "This inspection is closed, so its cases and figures stay as they are. Reopen its fieldwork first.",
)
READER_OF_REPORT = Rule(
    lambda scope: sees_report(scope.memberships, scope.settled),
    "A report is read by the inspection's supervisors. Others of its team read it once the inspection is closed with "
    "every case signed off or withdrawn and no review open.",
)
NOT_OWN_WORK = Rule(
    lambda scope: not scope.worked_on,
    "You reviewed this yourself, so another supervisor must decide on it.",
)


@dataclass(frozen=True)
class Permission:
    """What may be done, in words, by which roles, and under which conditions."""

    code: str
    words: str
    roles: frozenset[str]
    rules: tuple[Rule, ...] = ()


def _permission(code: str, words: str, roles: tuple[str, ...], *rules: Rule) -> tuple[str, Permission]:
    return code, Permission(code, words, frozenset(roles), rules)


EVERYONE = (INSPECTOR, SUPERVISOR, ADMINISTRATOR)
PERMISSIONS: dict[str, Permission] = dict(
    [
        _permission("home.view", "see their own home page", EVERYONE),
        _permission("framework.view", "read frameworks", (*EVERYONE, SYSTEM)),
        _permission("framework.edit", "import, edit, publish, discard and retire frameworks", (ADMINISTRATOR, SYSTEM)),
        _permission("language.view", "read the language list", (*EVERYONE, SYSTEM)),
        _permission("language.edit", "change the language list", (ADMINISTRATOR, SYSTEM)),
        _permission("user.manage", "add, change and deactivate users", (ADMINISTRATOR, SYSTEM)),
        _permission("reference.load", "load the lists that ship with the installation", (SYSTEM,)),
        _permission("external.view", "read published results of other exercises", (*EVERYONE, SYSTEM)),
        _permission(
            "external.edit",
            "add, import, correct and withdraw published results of other exercises",
            (ADMINISTRATOR, SYSTEM),
        ),
        _permission("inspection.create", "create an inspection", (SUPERVISOR,)),
        _permission("inspection.view", "see an inspection", (SUPERVISOR, INSPECTOR), BELONGS),
        _permission("inspection.manage", "change an inspection, its forces and its team", (SUPERVISOR,), SUPERVISES),
        _permission(
            "inspection.adopt-version",
            "let an inspection judge new cases by a newer framework version",
            (SUPERVISOR,),
            SUPERVISES,
            OPEN,
        ),
        _permission("case.view", "read a case file", (SUPERVISOR, INSPECTOR), READER_OF_CASE, UNCONFLICTED),
        _permission(
            "case.oversee", "see all cases and what was done with them", (SUPERVISOR,), SUPERVISES, UNCONFLICTED
        ),
        _permission("case.manage", "add and correct case files", (SUPERVISOR,), SUPERVISES, UNCONFLICTED, OPEN),
        _permission("subject.assign", "assign a case to a reviewer", (SUPERVISOR,), SUPERVISES, UNCONFLICTED, OPEN),
        _permission(
            "subject.withdraw", "withdraw a case from the sample", (SUPERVISOR,), SUPERVISES, UNCONFLICTED, OPEN
        ),
        _permission(
            "subject.move-version",
            "move a case to a newer framework version",
            (SUPERVISOR,),
            SUPERVISES,
            UNCONFLICTED,
            OPEN,
        ),
        _permission("conflict.declare", "declare a conflict of interest", (SUPERVISOR, INSPECTOR), BELONGS),
        _permission("review.view", "read a review", (SUPERVISOR, INSPECTOR), BELONGS, READER_OF_REVIEW, UNCONFLICTED),
        _permission("review.write", "answer a review", (INSPECTOR, SUPERVISOR), JUDGES, OWN_REVIEW, UNCONFLICTED),
        _permission(
            "evidence.cite-cases",
            "rest a judgment of a force that is theirs to make on cases and figures",
            (SUPERVISOR,),
            SUPERVISES,
            UNCONFLICTED,
            OPEN,
        ),
        _permission(
            "late-words.hand-over",
            "hand over words that came after a review was closed",
            (SUPERVISOR,),
            SUPERVISES,
            READER_OF_REVIEW,
            UNCONFLICTED,
        ),
        _permission("subject.return", "return a review", (SUPERVISOR,), SUPERVISES, UNCONFLICTED, OPEN, NOT_OWN_WORK),
        _permission("subject.sign-off", "sign off a case", (SUPERVISOR,), SUPERVISES, UNCONFLICTED, OPEN, NOT_OWN_WORK),
        _permission("subject.reopen", "reopen a case", (SUPERVISOR,), SUPERVISES, UNCONFLICTED, OPEN, NOT_OWN_WORK),
        _permission(
            "report.view",
            "read an inspection's report",
            (SUPERVISOR, INSPECTOR, SYSTEM),
            READER_OF_REPORT,
            UNCONFLICTED,
        ),
        _permission(
            "comparison.view",
            "compare exercises over time: published ones, and inspections whose reports they may read",
            (*EVERYONE, SYSTEM),
        ),
        _permission(
            "report.reviewers", "break a report down by reviewer", (SUPERVISOR, SYSTEM), SUPERVISES, UNCONFLICTED
        ),
        _permission("report.save", "save and remove reports", (SUPERVISOR,), SUPERVISES, UNCONFLICTED),
        _permission(
            "release.make",
            "make public releases and set their disclosure control",
            (SUPERVISOR, SYSTEM),
            SUPERVISES,
            UNCONFLICTED,
        ),
        _permission(
            "result.enter",
            "enter results for an inspection and its forces",
            (SUPERVISOR,),
            SUPERVISES,
            UNCONFLICTED,
            OPEN,
        ),
    ]
)

NO_ROLE = "Your account has no role that can do this. Ask your administrator if you need it."


def refusal(actor: Actor, code: str, scope: Scope = NOWHERE) -> str | None:
    """Return why `actor` may not do `code` in `scope`, or None where they may. Raises KeyError for an unknown code.

    A command that runs for nobody in particular stands outside every inspection, so no scope is asked of it.
    """
    permission = PERMISSIONS[code]
    if SYSTEM in permission.roles and actor.roles == {SYSTEM}:
        return None
    if not permission.roles & actor.roles:
        return NO_ROLE
    return next((rule.sentence for rule in permission.rules if not rule.holds(scope)), None)


def may(actor: Actor, code: str, scope: Scope = NOWHERE) -> bool:
    """Return whether `actor` may do `code` in `scope`."""
    return refusal(actor, code, scope) is None


def require(actor: Actor, code: str, scope: Scope = NOWHERE) -> None:
    """Raise NotAllowed, with the reason, unless `actor` may do `code` in `scope`."""
    if reason := refusal(actor, code, scope):
        raise NotAllowed(reason)
