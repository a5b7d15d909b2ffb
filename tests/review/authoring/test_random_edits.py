"""Random edits one after the other: the draft stays well-formed, and its rows just what its file says."""

import random
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.actor import Actor
from access.refusals import Conflict, Invalid
from review.authoring import actions
from review.authoring.actions import Sent
from review.authoring.edits import BrokenPart, put_into, shifted, with_new, with_part, without
from review.authoring.places import WHOLE, NoSuchPlace, Place, digest, order_digest, order_of, own, places
from review.authoring.queries import problems_of
from review.authoring.well_formed import misfits
from review.frameworks.file.exchange import FrameworkFile, canonical, read, read_stored
from review.frameworks.models import FrameworkVersion
from tests import builders
from tests.review.authoring.authors import RULED, assert_whole, author, draft, file_of

SEEDS = st.integers(0, 2**32)
WORDS = ("Is it done?", "Was it done in time?", "“Quoted”: yes # no", "é – ü", "null", "12")
CODES = ("alpha", "beta", "gamma", "first-criterion", "second-topic", "group-based", "worst", "overall")


def some_data(chance: random.Random, kind: str, file: FrameworkFile) -> dict[str, Any]:
    """Return the data of a new part of a kind, which may or may not fit."""
    code, words = chance.choice(CODES), chance.choice(WORDS)
    answer = chance.choice(["grade", "yes-no", "text", "number"])
    asked = {"answer": answer, "scale": file.scales[0].code if answer == "grade" else None}
    asked["number"] = {"unit": "days"} if answer == "number" else None
    grades = ({"code": "met", "label": "Met"}, {"code": "not-met", "label": words})
    return {
        "question": {"code": code, "question": words, **asked},
        "topic": {"code": code, "title": words},
        "scale": {"code": code, "title": words, "grades": grades},
        "entered": {"code": code, "title": words, "scale": file.scales[0].code},
        "rule": {"code": code, "title": words, "of": "review"},
        "step": {"name": code, "title": words, "worst-of": {"questions": ("first-criterion", code)}},
        "example": {"title": words, "answers": {code: "yes"}, "expect": {}},
    }[kind]


def some_edit(chance: random.Random, file: FrameworkFile) -> FrameworkFile:  # noqa: PLR0911  one for each edit
    """Return the framework after one edit by chance. Raises BrokenPart; NoSuchPlace."""
    place, _ = chance.choice(list(places(file)))
    topics = [Place("topic", topic.code) for topic in file.all_topics]
    what = chance.choice(["add", "change", "remove", "shift", "put"])
    if what == "add":
        kind = chance.choice(["question", "topic", "scale", "entered", "rule", "example", "step"])
        rules = [Place("rule", rule.code) for rule in file.rules]
        inside = chance.choice(rules) if kind == "step" and rules else None
        if kind == "step" and not rules:
            return file
        if kind in ("question", "topic"):
            inside = chance.choice([None, *topics])
        return with_new(file, kind, some_data(chance, kind, file), inside)
    if what == "change":
        whole = place.kind != "framework" and chance.random() < 0.3
        data = own(file, place, whole)
        field = chance.choice(list(data))
        value = chance.choice([chance.choice(WORDS), chance.choice(CODES), (), None, True])
        return with_part(file, place, {**data, field: value}, whole)
    if what == "remove":
        return without(file, place)
    if what == "shift":
        return shifted(file, place, chance.choice(["", *order_of(file, place)])) if place != WHOLE else file
    if place.kind not in ("question", "topic") or place.code == file.overall.code:
        return file
    return put_into(file, place, chance.choice([WHOLE, *topics]), chance.choice([None, ""]))


@given(SEEDS)
@settings(max_examples=150, deadline=None)
def test_random_edits_keep_a_framework_readable_and_its_canonical_form_exact(seed: int) -> None:
    chance = random.Random(seed)
    file = read(RULED.encode())
    for _ in range(15):
        try:
            after = some_edit(chance, file)
        except (BrokenPart, NoSuchPlace):
            continue
        if not list(misfits(after)):
            file = after
        text = canonical(file)
        problems_of(text)
        assert canonical(read_stored(text)) == text
        assert len({place for place, _ in places(file)}) == len(list(places(file)))


def act(chance: random.Random, actor: Actor, version: FrameworkVersion) -> None:
    """Do one thing by chance to a stored draft. Raises Invalid; Conflict."""
    file = file_of(version)
    place, _ = chance.choice(list(places(file)))
    what = chance.choice(["add", "change", "remove", "move"])
    if what == "add":
        kind = chance.choice(["question", "topic", "scale", "rule", "example"])
        inside = Place("topic", chance.choice(file.all_topics).code) if kind in ("question", "topic") else None
        actions.add_part(actor, version, kind, some_data(chance, kind, file), inside)
    elif what == "change":
        stored = own(file, place)
        field = chance.choice(list(stored))
        actions.save_part(actor, version, Sent(place, {**stored, field: chance.choice(WORDS)}, digest(stored)))
    elif what == "remove":
        actions.remove_part(actor, version, place, digest(own(file, place, whole=True)))
    elif place != WHOLE and place.code != file.overall.code:
        order = order_digest(file, place)
        actions.move_part(actor, version, place, order, chance.choice(["", *order_of(file, place)]))


@pytest.mark.django_db
@given(seed=SEEDS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_changes_keep_the_rows_of_a_draft_equal_to_its_file(seed: int, db: None) -> None:
    chance = random.Random(seed)
    number = FrameworkVersion.objects.count()
    ada = builders.acting(author(f"author-{number}-{seed}"))
    text = RULED.replace("framework: small", f"framework: small-{number}-{seed}")
    version = draft(author(f"other-{number}-{seed}"), text)
    for _ in range(8):
        with suppress(Invalid, Conflict):
            act(chance, ada, version)
        problems_of(version.canonical)
        assert_whole(version)
