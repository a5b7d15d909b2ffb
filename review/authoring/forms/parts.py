"""The forms of what a framework says about itself, of topics, scales and entered results."""

from typing import Any

from django import forms

from access.govuk import Radios
from review.authoring.forms import fields
from review.authoring.forms.part_form import PartForm, Section, select
from review.authoring.forms.rows import RowForm, rows_of

JUDGES = [("case", "A case"), ("force", "A force, on the framework's topics")]
TONES = ("green", "yellow", "orange", "red", "blue", "grey", "purple")


class FactsForm(PartForm):
    """What the framework says about itself."""

    layout = (Section("", ("title", "owner", "source", "standing", "judges")),)
    title = fields.Line("Title", most=150)
    owner = fields.Line("Owner", most=150, help_text="Who answers for the framework.")
    source = fields.LongLine("Source", help_text="Where it comes from.")
    standing = fields.LongLine(
        "Standing", help_text="Whether it is official, modelled on something published, or a trial."
    )
    judges = forms.ChoiceField(label="What a review judges", choices=JUDGES, widget=Radios)


class TopicForm(PartForm):
    """A topic."""

    names_from = "title"
    layout = (Section("", ("title", "code", "headline")),)
    title = fields.Line("Title", most=150)
    code = fields.Code()
    headline = fields.LongLine("Headline", required=False, help_text="What the topic is about, in a sentence.")


class GradeRow(RowForm):
    """One grade of a scale."""

    names_from = "label"
    called = "Grade"
    label = fields.Line("Words", most=100)
    code = fields.Code(help_text="")
    tone = forms.ChoiceField(label="Colour", choices=[(tone, tone.capitalize()) for tone in TONES], initial="grey")
    points = fields.Figure("Points", required=False, help_text="")

    @property
    def tag_tone(self) -> str:
        """The colour that the page shows beside the row."""
        return str(self["tone"].value() or "grey")


class ScaleForm(PartForm):
    """A scale with its grades."""

    names_from = "title"
    layout = (Section("", ("title", "code", "ordered")), Section("Grades", (), ("grades",)))
    title = fields.Line("Title", most=150)
    code = fields.Code()
    ordered = forms.BooleanField(
        label="The first grade is the best and the last the worst",
        help_text="Rules can compare grades of ordered scales only.",
        required=False,
        initial=True,
    )

    def arrange(self, data: Any) -> None:
        """Make the rows of the grades."""
        self.rows["grades"] = rows_of(
            GradeRow,
            "grades",
            data,
            [dict(grade) for grade in self.stored.get("grades", ())],
            names=self.names,
            title="Grades, the best first",
            hint="Points are what a grade counts for in sums and means: give them to every grade, or to none. A row "
            "left empty is taken away, and a code left empty is made from the words.",
            button="Add a grade",
            spare=0 if self.stored else 2,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a scale of fewer than two grades, and points for some grades alone."""
        data = super().clean() or self.cleaned_data
        filled = self.rows["grades"].filled
        if len(filled) < 2:
            self.add_error(None, "A scale has two grades or more. Add to them.")
        with_points = sum(bool(str(row["points"].value() or "")) for row in filled)
        if 0 < with_points < len(filled):
            self.add_error(None, "Some grades have points and some have none. Give points to every grade, or to none.")
        return data

    def part_data(self) -> dict[str, Any]:
        """Return the scale as plain data."""
        names = ("code", "label", "tone", "points")
        grades = tuple({name: row.cleaned_data[name] for name in names} for row in self.rows["grades"].filled)
        return {**super().part_data(), "grades": grades}


class EnteredForm(PartForm):
    """A result that somebody enters."""

    names_from = "title"
    layout = (Section("", ("title", "code", "guidance", "scale")),)
    title = fields.Line("Title", most=150, help_text="What is judged for the inspection or force as a whole.")
    code = fields.Code()
    guidance = fields.Paragraphs("Guidance", required=False)
    scale = select("Scale", "Choose a scale")

    def arrange(self, data: Any) -> None:
        """Offer the scales."""
        self.fields["scale"].choices = fields.offered(self.names.scales, "Choose a scale")  # type: ignore[attr-defined]
