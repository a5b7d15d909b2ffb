"""The frameworks of the demonstration: read in and published, and a new version of one that is under way."""

from collections.abc import Iterator

from access.actor import Actor
from review.authoring.actions import Sent, save_part
from review.authoring.comment_actions import add_comment
from review.authoring.draft_actions import start_draft
from review.authoring.places import Place, digest, own
from review.demo.moments import moment
from review.demo.script import DemoDraft, DemoFramework, Script
from review.demo.stage import Action, Scene, Stage
from review.frameworks.actions import import_framework, publish
from review.frameworks.file.exchange import read_stored
from review.frameworks.models import FrameworkVersion


def framework_scenes(script: Script, administrator: str) -> Iterator[Scene]:
    """Yield how the administrator reads each framework in and, some days later, publishes it, and begins a draft."""
    for framework in script.frameworks.values():
        yield Scene(moment(framework.read_on, "read-framework"), administrator, _reading_in(framework))
        yield Scene(moment(framework.published_on, "publish"), administrator, _publishing(framework))
    yield from _drafting(script.draft, administrator)


def _reading_in(framework: DemoFramework) -> Action:
    def read_in(stage: Stage, actor: Actor) -> None:
        stage.frameworks[framework.code] = import_framework(actor, framework.content, framework.file)

    return read_in


def _publishing(framework: DemoFramework) -> Action:
    def make_public(stage: Stage, actor: Actor) -> None:
        publish(actor, stage.frameworks[framework.code], framework.note)

    return make_public


def _drafting(draft: DemoDraft, administrator: str) -> Iterator[Scene]:
    begun: list[FrameworkVersion] = []
    place = Place("question", draft.question)

    def begin(stage: Stage, actor: Actor) -> None:
        begun.append(start_draft(actor, stage.frameworks[draft.framework]))

    def reword(stage: Stage, actor: Actor) -> None:
        stored = own(read_stored(begun[-1].canonical), place)
        save_part(actor, begun[-1], Sent(place, {**stored, "question": draft.wording}, digest(stored)))

    def comment(stage: Stage, actor: Actor) -> None:
        add_comment(actor, begun[-1], place, draft.comment)

    for what, action in (("begin-draft", begin), ("reword", reword), ("comment", comment)):
        yield Scene(moment(draft.begun_on, what), administrator, action)
