"""The forms of steps that put several things together: a measure, and the worst of several grades."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from access.govuk import Checkboxes, Radios
from review.authoring.forms import fields
from review.authoring.forms.part_form import PartForm, Section

SMALL = "govuk-checkboxes--small cg-many"
SOURCES = ("questions", "questions_of", "topics", "steps", "entered")
ALIASES = {"questions_of": "questions-of"}
HOW = [
    ("percent-in", "The share, in per cent, of those that are one of some grades or answers"),
    ("count-in", "The number of those that are one of some grades or answers"),
    ("percent-of-max", "Their points as a share, in per cent, of the most that were to be had"),
    ("sum", "The sum of their points, or of the numbers"),
    ("mean", "The mean of their points, or of the numbers"),
]
NOT_APPLICABLE = [
    ("left-out", "Left out"),
    ("as-best", "Counted as the best"),
    ("as-worst", "Counted as the worst"),
    ("no-result", "There is no automatic result as soon as there is one"),
]
NAME_HINT = "Later steps point to it by this name: lower-case letters, digits and hyphens, such as share-good."


class StepForm(PartForm):
    """What the forms of all steps have in common: a name, a title, and the content of one kind."""

    kind: ClassVar[str] = ""
    name = fields.Code("Name", help_text=NAME_HINT)
    title = fields.LongLine("What it works out, in words", required=False, help_text="Shown in the trace.")

    def shown(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the fields show: the name, the title, and the content of the step's kind."""
        content = dict(stored.get(self.kind) or {})
        initial = {name.replace("-", "_"): value for name, value in content.items()}
        return {"name": stored.get("name", ""), "title": stored.get("title", ""), **initial}

    @property
    def content(self) -> Mapping[str, Any]:
        """What is stored of the step's kind."""
        return self.stored.get(self.kind) or {}

    def part_data(self) -> dict[str, Any]:
        """Return the step as plain data."""
        data = self.cleaned_data
        others = dict.fromkeys(("measure", "bands", "worst-of", "cap", "table"))
        return {"name": data["name"], "title": data["title"], **others, self.kind: self.content_data()}

    def content_data(self) -> dict[str, Any]:
        """Return what the form holds of the step's kind."""
        raise NotImplementedError

    def offer(self, name: str, choices: Any) -> None:
        """Fill a list."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def measures(self) -> list[tuple[str, str]]:
        """The earlier steps whose result is a number."""
        numbers = {step.name for step in self.names.steps if step.measure}
        return [one for one in self.names.earlier_steps if one[0] in numbers]

    @property
    def graded_steps(self) -> list[tuple[str, str]]:
        """The earlier steps whose result is a grade."""
        numbers = dict(self.measures)
        return [one for one in self.names.earlier_steps if one[0] not in numbers]


class SourcesForm(StepForm):
    """A step that puts several things together."""

    questions = fields.Ticked(label="Single questions", required=False, widget=Checkboxes(css_class=SMALL))
    questions_of = fields.Ticked(
        label="All graded criteria of these topics", required=False, widget=Checkboxes(css_class=SMALL)
    )
    topics = fields.Ticked(label="Results of topics", required=False, widget=Checkboxes(css_class=SMALL))
    steps = fields.Ticked(label="Earlier steps of this rule", required=False, widget=Checkboxes(css_class=SMALL))
    entered = fields.Ticked(label="Entered results", required=False, widget=Checkboxes(css_class=SMALL))

    def arrange(self, data: Any) -> None:
        """Offer what can be put together; lists in which there is nothing are left out."""
        questions = [(code, f"{topic}: {words}") for topic, group in self.names.questions() for code, words in group]
        over_cases = self.names.rule is not None and self.names.rule.of == "cases"
        offers = {
            "questions": [] if over_cases else questions,
            "questions_of": [] if over_cases else self.names.topics,
            "topics": self.names.topics,
            "steps": self.names.earlier_steps,
            "entered": self.names.entered if over_cases else [],
        }
        for name, choices in offers.items():
            if choices:
                self.offer(name, choices)
            else:
                del self.fields[name]

    def sources(self) -> dict[str, Any]:
        """Return what was ticked."""
        return {ALIASES.get(name, name): self.cleaned_data.get(name) or () for name in SOURCES}

    def has_sources(self) -> bool:
        """Return whether something was ticked."""
        return any(self.cleaned_data.get(name) for name in SOURCES)


class MeasureForm(SourcesForm):
    """A number made of several answers or results."""

    kind = "measure"
    layout = (
        Section("", ("name", "title", "how", "among")),
        Section("What it is made of", ("of_cases", *SOURCES)),
        Section("", ("not_applicable",)),
    )
    how = forms.ChoiceField(label="What is measured", choices=HOW, widget=Radios)
    among = fields.Ticked(label="Grades or answers that count", required=False, widget=Checkboxes(css_class=SMALL))
    of_cases = forms.ChoiceField(label="What is taken from each case", required=False)
    not_applicable = forms.ChoiceField(
        label="What becomes of those that are not applicable",
        choices=NOT_APPLICABLE,
        widget=Radios,
        error_messages={"required": "Select what becomes of those that are not applicable"},
    )

    def shown(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the fields show: the sources apart, and what is taken from each case as one choice."""
        initial = super().shown(stored)
        content = dict(stored.get(self.kind) or {})
        initial |= {name.replace("-", "_"): value for name, value in (content.get("over") or {}).items()}
        cases = content.get("cases") or {}
        taken = next((f"{kind}:{cases[kind]}" for kind in ("question", "topic") if cases.get(kind)), "")
        initial["of_cases"] = "review:" if cases.get("review") else taken
        initial["among"] = content.get("in", ())
        return initial

    def arrange(self, data: Any) -> None:
        """Offer what can be measured."""
        super().arrange(data)
        self.offer("among", self.names.all_answers)
        if self.names.rule is None or self.names.rule.of != "cases":
            del self.fields["of_cases"]
            return
        questions = [(f"question:{code}", words) for _, group in self.names.questions() for code, words in group]
        topics = [(f"topic:{code}", f"Result of {words}") for code, words in self.names.topics]
        choices = [("", "Nothing: it is made of what is ticked below"), ("review:", "The result of its review")]
        self.offer("of_cases", [*choices, *topics, *questions])

    def clean(self) -> dict[str, Any]:
        """Refuse a measure of nothing, and a share of no grades."""
        data = super().clean() or self.cleaned_data
        if not self.has_sources() and not data.get("of_cases"):
            self.add_error(None, "Choose what it is made of.")
        if str(data.get("how", "")).endswith("-in") and not data.get("among"):
            self.add_error("among", "Tick the grades or answers that count")
        return data

    def content_data(self) -> dict[str, Any]:
        """Return the measure."""
        data = self.cleaned_data
        kind, _, code = (data.get("of_cases") or "").partition(":")
        cases = {"review": True} if kind == "review" else {kind: code} if kind else None
        return {
            "how": data["how"],
            "over": None if cases else self.sources(),
            "cases": cases,
            "in": data["among"] if data["how"].endswith("-in") else (),
            "not-applicable": data["not_applicable"],
        }


class WorstForm(SourcesForm):
    """The worst of several grades."""

    kind = "worst-of"
    layout = (Section("", ("name", "title")), Section("The worst of", SOURCES))

    def clean(self) -> dict[str, Any]:
        """Refuse the worst of nothing."""
        data = super().clean() or self.cleaned_data
        if not self.has_sources():
            self.add_error(None, "Tick the grades of which the worst is taken.")
        return data

    def content_data(self) -> dict[str, Any]:
        """Return what the worst is taken of."""
        return self.sources()
