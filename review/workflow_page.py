"""The state machines as a page of the documentation: for each a table and a diagram."""

from review.workflow import MACHINES, Machine, Transition

INTRODUCTION = """\
# Workflow

Each thing that has a state moves only along the steps below. A step asks a permission ([permissions](permissions.md))
and, where the table says so, a written reason. Of two people who take a step at the same moment exactly one succeeds;
the other is told that the thing has changed. Every step is kept: who took it, when, and the reason given.

A step marked "follows" has no button of its own: it is taken together with a step of another thing, such as the
review's "lock" with the case's "sign-off".
"""


def page() -> str:
    """Return docs/workflow.md: every machine's states, steps and diagram, as they stand in the code."""
    return "\n".join([INTRODUCTION, *("\n".join(_machine(machine)) + "\n" for machine in MACHINES)])


def final_states(machine: Machine) -> list[str]:
    """Return the states that no step leads out of."""
    sources = {source for transition in machine.transitions for source in transition.sources}
    return [state for state, _ in machine.states if state not in sources]


def _machine(machine: Machine) -> list[str]:
    states = ", ".join(f"{label.lower()} (`{code}`)" for code, label in machine.states)
    heading = [f"## {machine.title}", "", f"States: {states}. It begins as {_first(machine)}.", ""]
    return [*heading, *_table(machine), "", "```mermaid", *_diagram(machine), "```"]


def _first(machine: Machine) -> str:
    return machine.states[0][1].lower()


def _table(machine: Machine) -> list[str]:
    heading = ["| Step | On the button | From | To | Permission | Reason |", "|---|---|---|---|---|---|"]
    return heading + [f"| {' | '.join(_cells(machine, transition))} |" for transition in machine.transitions]


def _cells(machine: Machine, transition: Transition) -> tuple[str, ...]:
    return (
        f"`{transition.name}`",
        "follows" if transition.consequence else transition.words,
        ", ".join(machine.label(source).lower() for source in transition.sources),
        machine.label(transition.to).lower(),
        f"`{transition.permission}`",
        "needed" if transition.needs_reason else "",
    )


def _diagram(machine: Machine) -> list[str]:
    """Return the machine in Mermaid's language, whose identifiers take no hyphens."""
    names = [f'    state "{label}" as {_identifier(code)}' for code, label in machine.states]
    steps = [
        f"    {_identifier(source)} --> {_identifier(transition.to)} : {transition.name.replace('-', ' ')}"
        for transition in machine.transitions
        for source in transition.sources
    ]
    ends = [f"    {_identifier(state)} --> [*]" for state in final_states(machine)]
    return ["stateDiagram-v2", *names, f"    [*] --> {_identifier(machine.states[0][0])}", *steps, *ends]


def _identifier(state: str) -> str:
    return state.replace("-", "_")
