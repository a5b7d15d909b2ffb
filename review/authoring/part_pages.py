"""What the page of one part shows beside its form: what else can be done, what mentions it, where it can go."""

from typing import Any

from review.authoring.forms.steps import STEP_WORDS
from review.authoring.pages import Tree, address, kind_words, place_url, remove_url
from review.authoring.places import KINDS, WHOLE, Place, name_of, order_digest, path_of, place_at
from review.authoring.queries import Draft, DraftPart, Trouble
from review.authoring.references import mentioned_in
from review.authoring.views.loading import is_there
from review.frameworks.wording.names import shortened
from review.frameworks.wording.step_words import step_words


def title_of(at: DraftPart) -> str:
    """Return what the page of a part is called."""
    words = kind_words(at.place, at.file)
    if at.place == WHOLE:
        return words
    return f"{words}: {shortened(name_of(at.file, at.place))}" if is_there(at.draft, at.place) else words


def around(at: DraftPart) -> list[tuple[str, str]]:
    """Return the way from the draft down to a part: a step stands in its rule."""
    if at.place.kind != "step":
        return []
    rule = Place("rule", at.place.code.partition("/")[0])
    return [(name_of(at.file, rule), f"{place_url(at.version, rule)}#steps")]


def heading_of(at: DraftPart) -> str:
    """Return what stands at the top of a part's page, under the words for its kind."""
    if at.place == WHOLE:
        return at.file.title
    return name_of(at.file, at.place) if is_there(at.draft, at.place) else ""


def part_actions(at: DraftPart) -> list[dict[str, str]]:
    """Return what else can be done with a part: links to its text, preview and removal."""
    place, version = at.place, at.version
    links = []
    if place.kind in ("question", "scale", "entered", "rule", "example") and place.code:
        links.append({"label": "Edit as text", "url": address("draft-part-text", version, place.kind, place.code)})
    if topic := preview_topic(at):
        links.append({"label": "Preview as an inspector sees it", "url": address("draft-preview", version, topic)})
    if place.kind != "framework" and is_there(at.draft, place) and place.code != at.file.overall.code:
        links.append({"label": "Take it away", "url": remove_url(version, place)})
    return links


def preview_topic(at: DraftPart) -> str:
    """Return the code of the topic of a review in which a part stands, empty where it stands in none."""
    if at.place.kind == "topic":
        return at.place.code
    if at.place.kind != "question" or not at.place.code:
        return ""
    for topic in at.file.all_topics:
        if any(one.code == at.place.code for one in topic.criteria):
            return topic.code
    return "overall" if at.place.code == at.file.overall.code else "classification"


def troubles_of(draft: Draft) -> list[tuple[Trouble, str, str]]:
    """Return what is to be mended in a draft: each with what its place is called, and the address of that."""
    return [(one, _called(draft, one.place), place_url(draft.version, one.place)) for one in draft.troubles]


def _called(draft: Draft, place: Place) -> str:
    words = kind_words(place, draft.file)
    there = place != WHOLE and is_there(draft, place)
    return f"{words}: {shortened(name_of(draft.file, place))}" if there else words


def mentions_of(at: DraftPart) -> list[tuple[str, str]]:
    """Return what else in the draft mentions a part: in words, each with its address."""
    rule, _, name = at.place.code.rpartition("/")
    code = name if at.place.kind == "step" else at.place.code
    found = dict.fromkeys(place_at(at.file, way) for way in mentioned_in(at.file, at.place.kind, code, rule))
    return [
        (f"{KINDS[place.kind]}: {name_of(at.file, place)}", place_url(at.version, place))
        for place in found
        if place != at.place
    ]


def placing(at: DraftPart) -> dict[str, Any]:
    """Return where a question or topic can be moved to, with where it stands; nothing for other parts."""
    if at.place.kind not in ("question", "topic") or not is_there(at.draft, at.place):
        return {}
    path = path_of(at.file, at.place)
    if path == ("overall",):
        return {}
    tops = [(str(Place("topic", one.code)), one.title) for one in at.file.topics if one.code != at.place.code]
    if at.place.kind == "topic":
        places = [(str(WHOLE), "The top: in no other topic"), *((value, f"Inside {title}") for value, title in tops)]
    else:
        topics = [(str(Place("topic", code)), words) for code, words in at.draft.names.topics]
        places = [*topics, (str(WHOLE), "The classification questions")]
    stands = place_at(at.file, path[:-1]) if len(path) > 2 else WHOLE
    return {"destinations": places, "stands": str(stands), "order": order_digest(at.file, at.place)}


def rule_steps(at: DraftPart) -> dict[str, Any]:
    """Return the steps of a rule, and where new ones are added; nothing for other parts."""
    rule = next((one for one in at.file.rules if at.place == Place("rule", one.code)), None)
    if rule is None:
        return {}
    tree, names = Tree(at.draft, {}), at.draft.names
    steps = []
    for step in rule.steps:
        place = Place("step", f"{rule.code}/{step.name}")
        steps.append(
            {
                "row": tree.row(place, step.title or step.name, ""),
                "name": step.name,
                "words": step_words(step, rule, names),
                "is_result": rule.result == step.name,
                "remove": remove_url(at.version, place),
            }
        )
    kinds = [(address("draft-step-add", at.version, rule.code, kind), words) for kind, words in STEP_WORDS.items()]
    return {"steps": steps, "step_kinds": kinds, "has_result": bool(rule.result)}
