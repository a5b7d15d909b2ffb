"""The forms of steps that give a grade: bands, a cap, a table."""

from typing import Any

from django import forms

from review.authoring.forms import fields
from review.authoring.forms.conditions import ConditionRow, as_rows, conditions_of
from review.authoring.forms.part_form import Section, select
from review.authoring.forms.rows import RowForm, rows_of
from review.authoring.forms.step_sources import StepForm

ROUNDING = [
    ("none", "Not at all"),
    ("half-up", "To the nearest, halves up"),
    ("half-even", "To the nearest, halves to the even neighbour"),
    ("down", "Down"),
    ("up", "Up"),
]


class BandRow(RowForm):
    """One band."""

    called = "Band"
    from_ = fields.Figure("From")
    to = fields.Figure("To (empty: up to the next higher band)", required=False)
    grade = select("Grade")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the grades."""
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = fields.offered(self.names.all_grades, "Choose")  # type: ignore[attr-defined]


class BandsForm(StepForm):
    """A grade by the band in which a number lies."""

    kind = "bands"
    layout = (
        Section("", ("name", "title", "of", "scale", "rounding", "decimals")),
        Section("Bands", (), ("bands",)),
    )
    of = select("Number that is looked at", "Choose an earlier step")
    scale = select("Scale of the grades", "Choose a scale")
    rounding = forms.ChoiceField(label="How the number is rounded first", choices=ROUNDING, initial="none")
    decimals = forms.IntegerField(
        label="To how many decimal places", min_value=0, max_value=6, required=False, initial=0, widget=fields.SHORT
    )

    def arrange(self, data: Any) -> None:
        """Offer the numbers and scales, and make the rows of the bands."""
        self.offer("of", fields.offered(self.measures, "Choose an earlier step"))
        self.offer("scale", fields.offered(self.names.scales, "Choose a scale"))
        stored = [
            {"from_": band["from"], "to": band["to"], "grade": band["grade"]} for band in self.content.get("bands", ())
        ]
        self.rows["bands"] = rows_of(
            BandRow,
            "bands",
            data,
            stored,
            names=self.names,
            title="Bands",
            hint="Every number that can come up needs a band. A row left empty is taken away.",
            button="Add a band",
            spare=0 if stored else 2,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse no bands at all."""
        data = super().clean() or self.cleaned_data
        if not self.rows["bands"].filled:
            self.add_error(None, "Add a band or more.")
        return data

    def content_data(self) -> dict[str, Any]:
        """Return the bands."""
        data = self.cleaned_data
        bands = tuple(
            {"from": row.cleaned_data["from_"], "to": row.cleaned_data["to"], "grade": row.cleaned_data["grade"]}
            for row in self.rows["bands"].filled
        )
        names = ("of", "scale", "rounding")
        return {name: data[name] for name in names} | {"decimals": data.get("decimals") or 0, "bands": bands}


class CapForm(StepForm):
    """A grade that a condition keeps from being better."""

    kind = "cap"
    layout = (Section("", ("name", "title", "of", "at_most", "because")), Section("When", (), ("when",)))
    of = select("Grade that is capped", "Choose an earlier step")
    at_most = select("Best grade that is then left")
    because = fields.LongLine("Why", help_text="In words that the reviewer reads.")

    def arrange(self, data: Any) -> None:
        """Offer the grades and steps, and make the rows of the conditions."""
        self.offer("of", fields.offered(self.graded_steps, "Choose an earlier step"))
        self.offer("at_most", fields.offered(self.names.all_grades, "Choose a grade"))
        self.rows["when"] = rows_of(
            ConditionRow,
            "when",
            data,
            as_rows(self.content.get("when", ())) or [],
            names=self.names,
            title="The cap binds where all of this holds",
            button="Add a condition",
            spare=0 if self.content else 1,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a cap without a condition."""
        data = super().clean() or self.cleaned_data
        if not self.rows["when"].filled:
            self.add_error(None, "Add a condition: a cap binds only where something holds.")
        return data

    def content_data(self) -> dict[str, Any]:
        """Return the cap."""
        data = self.cleaned_data
        return {
            "of": data["of"],
            "when": conditions_of(self.rows["when"]),
            "at-most": data["at_most"],
            "because": data["because"],
        }


class TableRow(RowForm):
    """A row of a table with its conditions."""

    called = "Row"
    grade = forms.ChoiceField(label="Grade that it gives")
    because = fields.LongLine("Why", required=False, help_text="In words that the reviewer reads.")
    kept = forms.CharField(required=False, widget=forms.HiddenInput, initial="row")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the grades, and make the rows of the conditions."""
        initial = kwargs.get("initial") or {}
        super().__init__(*args, **kwargs)
        none = ("", "No automatic result: professional judgment")
        self.fields["grade"].choices = [*self.names.all_grades, none]  # type: ignore[attr-defined]
        self.fields["grade"].required = False
        self.inner["when"] = rows_of(
            ConditionRow,
            f"{self.prefix}-when",
            self.data if self.is_bound else None,
            initial.get("when", ()),
            names=self.names,
            title="Taken where all of this holds (in the last row, nothing)",
            button="Add a condition to this row",
        )

    @property
    def is_empty(self) -> bool:
        """A row of a table is taken away by its button alone: a row that says nothing means professional judgment."""
        return False


class TableForm(StepForm):
    """The first row that holds."""

    kind = "table"
    layout = (Section("", ("name", "title", "scale")), Section("Rows", (), ("rows",)))
    scale = select("Scale of the grades", "Choose a scale")

    def arrange(self, data: Any) -> None:
        """Offer the scales, and make the rows."""
        self.offer("scale", fields.offered(self.names.scales, "Choose a scale"))
        stored = [
            {"grade": row["grade"] or "", "because": row["because"], "when": as_rows(row["when"]) or []}
            for row in self.content.get("rows", ())
        ]
        self.rows["rows"] = rows_of(
            TableRow,
            "rows",
            data,
            stored,
            names=self.names,
            title="Rows: the first whose conditions hold is taken",
            hint="The last row has no condition, so that one of them always holds.",
            button="Add a row",
            spare=0 if stored else 2,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a table without rows."""
        data = super().clean() or self.cleaned_data
        if not self.rows["rows"].forms:
            self.add_error(None, "Add a row or more.")
        return data

    def content_data(self) -> dict[str, Any]:
        """Return the table."""
        rows = tuple(
            {
                "when": conditions_of(row.inner["when"]),
                "grade": row.cleaned_data.get("grade") or None,
                "because": row.cleaned_data.get("because", ""),
            }
            for row in self.rows["rows"].filled
        )
        return {"scale": self.cleaned_data["scale"], "rows": rows}
