"""What several pages of the editor show: addresses of places, the way back, the draft as a tree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from review.authoring.places import KINDS, WHOLE, Place, digest, places
from review.authoring.queries import Draft
from review.frameworks.file.model import CriterionFile, FrameworkFile, OverallFile, QuestionFile, SubtopicFile
from review.frameworks.models import FrameworkVersion
from review.frameworks.wording.condition_words import condition_words

ANSWER_WORDS = {
    "grade": "Graded",
    "yes-no": "Yes or no",
    "choice": "One choice",
    "choices": "Any choices",
    "number": "Number",
    "date": "Date",
    "text": "Text",
}
RULE_WORDS = {"topic": "For a topic of a review", "review": "For a review as a whole", "cases": "For many cases"}


def address(name: str, version: FrameworkVersion, *more: object) -> str:
    """Return the address of a page of a version."""
    return reverse(name, args=[version.framework.code, version.number, *more])


def tree_url(version: FrameworkVersion, place: Place | None = None) -> str:
    """Return the address of the whole draft, at a place in it; a step is shown on the page of its rule."""
    if place and place.kind == "step":
        rule = address("draft-part", version, "rule", place.code.partition("/")[0])
        return f"{rule}#{place.anchor}" if not place.code.endswith("/") else f"{rule}#steps"
    return address("draft", version) + (f"#{place.anchor}" if place else "")


def place_url(version: FrameworkVersion, place: Place) -> str:
    """Return the address where a place is edited."""
    if place.kind == "step":
        return address("draft-step", version, *place.code.split("/"))
    if place.kind == "example":
        return address("draft-part-text", version, place.kind, place.code)
    return address("draft-part", version, place.kind, place.code)


def remove_url(version: FrameworkVersion, place: Place) -> str:
    """Return the address where a place is taken away."""
    if place.kind == "step":
        return address("draft-step-remove", version, *place.code.split("/"))
    return address("draft-part-remove", version, place.kind, place.code)


def diff_url(version: FrameworkVersion) -> str:
    """Return the address that compares a draft with the version it was started from, empty where there is none."""
    base = version.based_on
    if base is None:
        return ""
    return reverse("framework-diff", args=[version.framework.code, base.number, version.number])


def shell(draft: Draft, title: str, *here: tuple[str, str]) -> dict[str, Any]:
    """Return what every page of the editor has: its title, the version, and the way back to the draft and on."""
    version = draft.version
    page = reverse("framework-version", args=[version.framework.code, version.number])
    trail = [("Frameworks", reverse("framework-list")), (str(version), page)]
    if title != "Edit" and version.status == FrameworkVersion.Status.DRAFT:
        trail.append(("Edit", tree_url(version)))
    return {"title": title, "version": version, "draft": draft, "breadcrumbs": [*trail, *here, (title, "")]}


@dataclass(frozen=True)
class Row:
    """One part on the page of the whole draft: what it is called, where it is edited, and where it can be moved.

    `up` and `down` are what its buttons send, empty where there is nothing to pass; each ends with the button that is
    led back to, where it can be pressed again. `order` and `list` say in which
    list it stands, for moving it by dragging.
    """

    place: Place
    words: str
    notes: str
    url: str
    troubles: int
    comments: int
    order: str = ""
    list: str = ""
    up: str = ""
    down: str = ""
    inner: "Sequence[Row]" = field(default_factory=tuple)
    questions: "Sequence[Row]" = field(default_factory=tuple)


class Tree:
    """A draft as rows."""

    def __init__(self, draft: Draft, comments: Mapping[str, int]) -> None:
        """Take the draft and the number of open comments of each place."""
        self.draft, self.file, self.comments = draft, draft.file, comments
        self.troubles: dict[Place, int] = {}
        for trouble in draft.troubles:
            self.troubles[trouble.place] = self.troubles.get(trouble.place, 0) + 1
        self.neighbours: dict[tuple[str, str], list[str]] = {}
        self.list_of: dict[Place, tuple[str, str]] = {}
        self.digests: dict[tuple[str, str], str] = {}
        self._lists()

    def _lists(self) -> None:
        ways: dict[tuple[str, str], Any] = {}
        for place, path in places(self.file):
            if path:
                key = (str(path[:-1]), place.kind)
                self.neighbours.setdefault(key, []).append(place.code)
                self.list_of[place], ways[key] = key, list(path[:-1])
        self.digests = {key: digest([ways[key], codes]) for key, codes in self.neighbours.items()}

    def row(self, place: Place, words: str, notes: str, **more: Any) -> Row:
        """Return a part as a row."""
        key = self.list_of.get(place)
        codes, order = (self.neighbours[key], self.digests[key]) if key else ([], "")
        at = codes.index(place.code) if codes else 0
        can_up, can_down = at > 0, at + 1 < len(codes)
        return Row(
            place=place,
            words=words,
            notes=notes,
            url=place_url(self.draft.version, place),
            troubles=self.troubles.get(place, 0),
            comments=self.comments.get(str(place), 0),
            order=order,
            list=key[0] if key else "",
            up=f"{place}|{codes[at - 2] if at > 1 else ''}|{order}|{'-up' if at > 1 else ''}" if can_up else "",
            down=f"{place}|{codes[at + 1]}|{order}|{'-down' if at + 2 < len(codes) else ''}" if can_down else "",
            **more,
        )

    @property
    def facts(self) -> Row:
        """What the framework says about itself."""
        return self.row(WHOLE, self.file.title, f"{self.file.owner}. {self.file.standing}")

    @property
    def topics(self) -> list[Row]:
        """The topics with their criteria and the topics inside them."""
        return [self._topic(topic, [self._topic(inner, ()) for inner in topic.topics]) for topic in self.file.topics]

    def _topic(self, topic: SubtopicFile, inner: Sequence[Row]) -> Row:
        return self.row(
            Place("topic", topic.code),
            topic.title,
            topic.headline,
            questions=[self._question(one) for one in topic.criteria],
            inner=inner,
        )

    @property
    def classification(self) -> list[Row]:
        """The classification questions."""
        return [self._question(one) for one in self.file.classification]

    @property
    def overall(self) -> Row:
        """The overall judgment."""
        return self._question(self.file.overall)

    def _question(self, one: CriterionFile | QuestionFile | OverallFile) -> Row:
        return self.row(Place("question", one.code), one.question, question_notes(self.file, one, self.draft))

    @property
    def scales(self) -> list[Row]:
        """The scales."""
        return [
            self.row(Place("scale", one.code), one.title, ", ".join(grade.label for grade in one.grades))
            for one in self.file.scales
        ]

    @property
    def entered(self) -> list[Row]:
        """The entered results."""
        titles = {scale.code: scale.title for scale in self.file.scales}
        return [
            self.row(Place("entered", one.code), one.title, titles.get(one.scale, one.scale))
            for one in self.file.entered
        ]

    @property
    def rules(self) -> list[Row]:
        """The rules."""
        return [self.row(Place("rule", one.code), one.title, RULE_WORDS[one.of]) for one in self.file.rules]

    @property
    def examples(self) -> list[Row]:
        """The worked examples."""
        return [
            self.row(
                Place("example", str(number)),
                one.title,
                f"{len(one.cases)} kinds of case" if one.cases else "One review",
            )
            for number, one in enumerate(self.file.examples, 1)
        ]


def question_notes(file: FrameworkFile, one: CriterionFile | QuestionFile | OverallFile, draft: Draft) -> str:
    """Return in a line how a question is answered and when it is asked."""
    titles = {scale.code: scale.title for scale in file.scales}
    words = [ANSWER_WORDS[one.answer]]
    if one.answer == "grade":
        words = [f"Graded: {titles.get(one.scale or '', one.scale or '')}"]
    if not one.required:
        words.append("may be left unanswered")
    if asked_when := getattr(one, "asked_when", ()):
        words.append(f"asked where {condition_words(asked_when, draft.names)}")
    return "; ".join(words)


def kind_words(place: Place, file: FrameworkFile) -> str:
    """Return what a place is, in words: a question by where it stands."""
    if place.kind != "question":
        return KINDS[place.kind]
    if place.code == file.overall.code:
        return "Overall judgment"
    classified = any(one.code == place.code for one in file.classification)
    return "Classification question" if classified else "Criterion"
