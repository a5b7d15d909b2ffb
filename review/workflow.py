"""What comes next: every state machine as a table. Buttons, guards, tests and docs/workflow.md read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """One step: its name, the words on its button, where it leads from and to, and which permission it asks.

    `consequence` marks a step that follows from another thing's step, so it has no button of its own. `done` are its
    words in a history.
    """

    name: str
    words: str
    sources: tuple[str, ...]
    to: str
    permission: str
    needs_reason: bool = False
    consequence: bool = False
    done: str = ""

    @property
    def past(self) -> str:
        """Return the words for the step once it was taken, as a history tells it."""
        return self.done or self.words


@dataclass(frozen=True)
class Machine:
    """The states of one sort of thing, in order, and the steps between them."""

    code: str
    title: str
    states: tuple[tuple[str, str], ...]
    transitions: tuple[Transition, ...]

    def find(self, name: str) -> Transition:
        """Return the transition called `name`; raise KeyError where there is none."""
        for transition in self.transitions:
            if transition.name == name:
                return transition
        raise KeyError(f"{self.code} has no transition {name}")

    def open_from(self, status: str) -> tuple[Transition, ...]:
        """Return the transitions that a person can start from `status`."""
        return tuple(t for t in self.transitions if status in t.sources and not t.consequence)

    def label(self, status: str) -> str:
        """Return the words for a state."""
        return dict(self.states)[status]


FRAMEWORK_VERSION = Machine(
    "framework-version",
    "Framework version",
    (("draft", "Draft"), ("published", "Published"), ("retired", "Retired"), ("discarded", "Discarded")),
    (
        Transition("publish", "Publish", ("draft",), "published", "framework.edit"),
        Transition("discard", "Discard this draft", ("draft",), "discarded", "framework.edit", needs_reason=True),
        Transition("retire", "Retire", ("published",), "retired", "framework.edit", needs_reason=True),
    ),
)

INSPECTION = Machine(
    "inspection",
    "Inspection",
    (("set-up", "Set-up"), ("fieldwork", "Fieldwork"), ("closed", "Closed")),
    (
        Transition("start-fieldwork", "Start fieldwork", ("set-up",), "fieldwork", "inspection.manage"),
        Transition("close", "Close the inspection", ("fieldwork",), "closed", "inspection.manage"),
        Transition(
            "reopen-fieldwork",
            "Reopen fieldwork",
            ("closed",),
            "fieldwork",
            "inspection.manage",
            needs_reason=True,
        ),
    ),
)

SUBJECT = Machine(
    "subject",
    "Case in an inspection",
    (
        ("to-assign", "To assign"),
        ("under-review", "Under review"),
        ("ready-for-sign-off", "Ready for sign-off"),
        ("signed-off", "Signed off"),
        ("withdrawn", "Withdrawn"),
    ),
    (
        Transition("assign", "Assign", ("to-assign",), "under-review", "subject.assign", done="Assigned"),
        Transition(
            "unassign",
            "Take back",
            ("under-review",),
            "to-assign",
            "subject.assign",
            needs_reason=True,
            done="Taken back",
        ),
        Transition(
            "make-ready",
            "Submit",
            ("under-review",),
            "ready-for-sign-off",
            "review.write",
            consequence=True,
            done="Submitted",
        ),
        Transition(
            "return",
            "Return to the reviewer",
            ("ready-for-sign-off",),
            "under-review",
            "subject.return",
            needs_reason=True,
            done="Returned to the reviewer",
        ),
        Transition(
            "sign-off", "Sign off", ("ready-for-sign-off",), "signed-off", "subject.sign-off", done="Signed off"
        ),
        Transition(
            "reopen", "Reopen", ("signed-off",), "under-review", "subject.reopen", needs_reason=True, done="Reopened"
        ),
        Transition(
            "withdraw",
            "Withdraw",
            ("to-assign", "under-review", "ready-for-sign-off"),
            "withdrawn",
            "subject.withdraw",
            needs_reason=True,
            done="Withdrawn",
        ),
        Transition(
            "reinstate",
            "Put back into the sample",
            ("withdrawn",),
            "to-assign",
            "subject.withdraw",
            needs_reason=True,
            done="Put back into the sample",
        ),
    ),
)

REVIEW = Machine(
    "review",
    "Review",
    (
        ("assigned", "Assigned"),
        ("in-progress", "In progress"),
        ("submitted", "Submitted"),
        ("returned", "Returned"),
        ("locked", "Locked"),
        ("closed", "Closed"),
    ),
    (
        Transition("start", "Start", ("assigned",), "in-progress", "review.write", consequence=True),
        Transition("go-on", "Go on", ("assigned",), "in-progress", "subject.move-version", consequence=True),
        Transition("submit", "Submit", ("in-progress", "returned"), "submitted", "review.write"),
        Transition(
            "return",
            "Return",
            ("submitted",),
            "returned",
            "subject.return",
            needs_reason=True,
            consequence=True,
        ),
        Transition("lock", "Lock", ("submitted",), "locked", "subject.sign-off", consequence=True),
        Transition(
            "reopen",
            "Reopen",
            ("locked",),
            "returned",
            "subject.reopen",
            needs_reason=True,
            consequence=True,
        ),
        Transition(
            "close-for-reassignment",
            "Close",
            ("assigned", "in-progress", "submitted", "returned"),
            "closed",
            "subject.assign",
            needs_reason=True,
            consequence=True,
        ),
        Transition(
            "close-for-withdrawal",
            "Close",
            ("assigned", "in-progress", "submitted", "returned"),
            "closed",
            "subject.withdraw",
            needs_reason=True,
            consequence=True,
        ),
        Transition(
            "close-for-new-version",
            "Close",
            ("assigned", "in-progress", "returned"),
            "closed",
            "subject.move-version",
            needs_reason=True,
            consequence=True,
        ),
    ),
)

MACHINES: tuple[Machine, ...] = (FRAMEWORK_VERSION, INSPECTION, SUBJECT, REVIEW)
EDITABLE_REVIEW = ("assigned", "in-progress", "returned")
"""The states of a review in which its reviewer can write."""
