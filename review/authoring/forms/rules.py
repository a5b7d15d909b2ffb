"""The form of a rule: what it gives a result for, and which of its steps is the result."""

from collections.abc import Mapping
from typing import Any

from django import forms

from access.govuk import Checkboxes, Radios
from review.authoring.forms import fields
from review.authoring.forms.part_form import PartForm, Section, select

OF = [
    ("topic", "A topic of one review"),
    ("review", "One review as a whole"),
    ("cases", "Many cases together"),
]
EACH = [
    ("inspection-and-force", "All cases of an inspection, and those of each force"),
    ("inspection", "All cases of an inspection"),
    ("force", "The cases of each force"),
]


class RuleForm(PartForm):
    """A rule without its steps."""

    names_from = "title"
    layout = (
        Section("", ("title", "code", "of")),
        Section("The result", ("result", "never", "because")),
    )
    title = fields.Line("Title", most=100)
    code = fields.Code()
    of = forms.ChoiceField(label="What it gives a result for", choices=OF)
    topic = select("Topic", required=False)
    suggests = select("Criterion beside whose answer the result is shown", required=False)
    cases_topic = select("Topic that it is about, if any", required=False)
    each = forms.ChoiceField(
        label="Which cases are put together", choices=EACH, initial="inspection-and-force", required=False
    )
    result = select("Step that is the result", required=False)
    never = fields.Ticked(
        label="Grades that it never gives, on purpose", required=False, widget=Checkboxes, help_text="Mostly none."
    )
    because = fields.LongLine(
        "Why it is so, or why there is no automatic result", required=False, help_text="Shown to reviewers."
    )

    def shown(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the fields show: the topic of a rule over cases in a field of its own."""
        initial = super().shown(stored)
        if stored.get("of") == "cases":
            initial["cases_topic"] = initial.pop("topic", "")
        return initial

    def arrange(self, data: Any) -> None:
        """Offer the framework's topics, graded criteria and grades, and the rule's own steps."""
        topics = self.names.topics
        graded = [(code, words) for _, group in self.names.questions(only_graded=True) for code, words in group]
        offers = {
            "topic": fields.offered(topics, "Choose a topic"),
            "cases_topic": fields.offered(topics, "No topic: the whole"),
            "suggests": fields.offered(graded, "None"),
            "result": fields.offered(self.steps, "None: it is a matter of professional judgment"),
            "never": self.names.all_grades,
        }
        for name, choices in offers.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        reveals = {"topic": ("topic", "suggests"), "cases": ("cases_topic", "each")}
        self.fields["of"].widget = Radios(choices=OF, reveals=reveals)

    @property
    def steps(self) -> list[tuple[str, str]]:
        """The rule's steps."""
        rule = next((one for one in self.names.file.rules if one.code == self.stored.get("code")), None)
        return [(step.name, step.title or step.name) for step in rule.steps] if rule else []

    def clean(self) -> dict[str, Any]:
        """Refuse a rule for a topic without the topic."""
        data = super().clean() or self.cleaned_data
        if data.get("of") == "topic" and not data.get("topic"):
            self.add_error("topic", "Choose the topic")
        return data

    def part_data(self) -> dict[str, Any]:
        """Return the rule as plain data; what belongs to another kind of rule is left out."""
        data = self.cleaned_data
        of = data["of"]
        topic = data["topic"] if of == "topic" else data["cases_topic"] if of == "cases" else None
        return {
            "code": data["code"],
            "title": data["title"],
            "of": of,
            "topic": topic or None,
            "each": (data["each"] if of == "cases" else "") or "inspection-and-force",
            "suggests": (data["suggests"] if of == "topic" else None) or None,
            "result": data["result"] or None,
            "never": data["never"],
            "because": data["because"],
        }
