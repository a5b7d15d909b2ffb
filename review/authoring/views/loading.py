"""What the addresses of the editor lead to: for the guard of each page."""

from django.core.exceptions import ObjectDoesNotExist

from access.actor import Actor
from review.authoring.places import KINDS, NoSuchPlace, Place, path_of
from review.authoring.queries import Draft, DraftPart, draft_of, part_or_none
from review.frameworks.file.model import RuleFile

ADDABLE = ("topic", "question", "scale", "entered", "rule")
"""The kinds of parts that are added on a page of their own."""


def part_of(actor: Actor, code: str, number: int, kind: str, part: str) -> DraftPart:
    """Return the place at an address with what is there; raise DoesNotExist where there is no such kind or draft."""
    if kind == "example":
        raise ObjectDoesNotExist("An example is edited as text.")
    return _place_of(actor, code, number, kind, part)


def _place_of(actor: Actor, code: str, number: int, kind: str, part: str, whole: bool = False) -> DraftPart:
    if kind not in KINDS or kind == "step":
        raise ObjectDoesNotExist(f"There is no kind {kind}.")
    draft, place = draft_of(actor, code, number), Place(kind, part)
    return DraftPart(draft, place, part_or_none(draft, place, whole))


def text_of(actor: Actor, code: str, number: int, kind: str, part: str) -> DraftPart:
    """Return the place at an address with the whole of what is there; raise DoesNotExist likewise."""
    if kind in ("framework", "topic"):
        raise ObjectDoesNotExist(f"A {kind} is not edited as text.")
    return _place_of(actor, code, number, kind, part, whole=True)


def removable_of(actor: Actor, code: str, number: int, kind: str, part: str) -> DraftPart:
    """Return the place at an address with all that would be taken away; raise DoesNotExist likewise."""
    found = _place_of(actor, code, number, kind, part, whole=True)
    if kind == "framework" or (kind, part) == ("question", found.file.overall.code):
        raise ObjectDoesNotExist("This cannot be taken away.")
    return found


def addable_of(actor: Actor, code: str, number: int, kind: str) -> DraftPart:
    """Return where a new part of a kind would go; raise DoesNotExist where none is added."""
    if kind not in ADDABLE:
        raise ObjectDoesNotExist(f"There is no kind {kind} to add.")
    return DraftPart(draft_of(actor, code, number), Place(kind, ""), None)


def topic_of(actor: Actor, code: str, number: int, topic: str) -> tuple[Draft, str]:
    """Return a draft and the code of one of the topics of its review; raise DoesNotExist where there is none."""
    draft = draft_of(actor, code, number)
    inside = {one.code for one in draft.file.all_topics} | {"overall"}
    if draft.file.classification:
        inside.add("classification")
    if topic not in inside:
        raise ObjectDoesNotExist(f"There is no topic {topic}.")
    return draft, topic


def rule_of(draft: Draft, code: str) -> RuleFile:
    """Return a rule of a draft; raise DoesNotExist where there is none."""
    for rule in draft.file.rules:
        if rule.code == code:
            return rule
    raise ObjectDoesNotExist(f"There is no rule {code}.")


def step_of(actor: Actor, code: str, number: int, rule: str, step_name: str) -> DraftPart:
    """Return the step of a rule at an address; raise DoesNotExist where there is no such rule."""
    draft = draft_of(actor, code, number)
    rule_of(draft, rule)
    place = Place("step", f"{rule}/{step_name}")
    return DraftPart(draft, place, part_or_none(draft, place))


def new_step_of(actor: Actor, code: str, number: int, rule: str, step_kind: str) -> DraftPart:
    """Return where a new step of a kind would go; raise DoesNotExist where there is no such rule or kind."""
    draft = draft_of(actor, code, number)
    rule_of(draft, rule)
    if step_kind not in ("measure", "bands", "worst-of", "cap", "table"):
        raise ObjectDoesNotExist(f"There is no step of the kind {step_kind}.")
    return DraftPart(draft, Place("step", f"{rule}/"), {step_kind: None})


def is_there(draft: Draft, place: Place) -> bool:
    """Return whether a place is in a draft."""
    try:
        path_of(draft.file, place)
    except NoSuchPlace:
        return False
    return True
