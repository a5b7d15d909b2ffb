"""The form of a question: a criterion, a classification question, or the overall judgment."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from access.govuk import Checkboxes, Radios
from review.authoring.forms import fields
from review.authoring.forms.conditions import ConditionRow, as_rows, conditions_of
from review.authoring.forms.part_form import PartForm, Section, select
from review.authoring.forms.rows import RowForm, rows_of
from review.frameworks.rows import YES_NO

ANSWERS = [
    ("grade", "A grade of a scale"),
    ("yes-no", "Yes or no"),
    ("choice", "One of its choices"),
    ("choices", "Any number of its choices"),
    ("number", "A number"),
    ("date", "A date"),
    ("text", "Text"),
]
WITH_CHOICES = ("choice", "choices")
RELATIONS = {"same": "same-as", "reworded": "reworded-from", "split": "split-from"}
"""What a question is to an earlier one, with the field of the file that says so."""
SMALL = "govuk-radios--small"
NEED = [("required", "Always needed"), ("optional", "Optional, or needed for some answers")]
NOT_APPLICABLE = [
    ("no", "No: it applies to every case"),
    ("with-reason", "Yes, and the reviewer says why"),
    ("without-reason", "Yes, without a reason"),
]


class ChoiceRow(RowForm):
    """One choice."""

    names_from = "label"
    called = "Choice"
    label = fields.Line("Words", most=100)
    code = fields.Code(help_text="")


class QuestionForm(PartForm):
    """A question. `earlier` is the code of the question of an earlier version that it may still be."""

    names_from = "question"
    layout = (
        Section("The question", ("question", "code", "good", "guidance")),
        Section("The answer", ("answer",), ("choices",)),
        Section("", ("required", "not_applicable")),
        Section("Rationale and evidence", ("rationale", "words_least", "words_most", "evidence")),
        Section("When it is asked", (), ("asked_when",)),
        Section("In earlier versions", ("relation", "earlier")),
    )
    question = fields.LongLine("Question", help_text="What the reviewer answers, as one sentence.")
    code = fields.Code()
    good = fields.Sentences(
        "What good looks like", required=False, help_text="One sentence a line. They stand beside the question."
    )
    guidance = fields.Paragraphs("Guidance", required=False, help_text="How to go about the question, if that helps.")
    answer = forms.ChoiceField(
        label="How it is answered",
        choices=ANSWERS,
        widget=Radios,
        error_messages={"required": "Select how it is answered"},
    )
    scale = select("Scale", required=False)
    unit = fields.Line("What is counted or measured, such as days", most=100, required=False)
    least = fields.Figure("Smallest number that can be entered", required=False)
    most = fields.Figure("Largest number that can be entered", required=False)
    decimals = forms.IntegerField(
        label="Decimal places it may have", min_value=0, max_value=4, required=False, initial=0, widget=fields.SHORT
    )
    required = forms.BooleanField(label="A review needs an answer before it is submitted", required=False, initial=True)
    not_applicable = forms.ChoiceField(
        label="Can it be answered with “not applicable”?",
        choices=NOT_APPLICABLE,
        initial="no",
        widget=Radios(css_class=SMALL),
    )
    rationale = forms.ChoiceField(label="Rationale", choices=NEED, initial="optional", widget=Radios)
    rationale_for = fields.Ticked(
        label="Answers that need a rationale", required=False, widget=Checkboxes(css_class="govuk-checkboxes--small")
    )
    words_least = fields.NumberOfWords("Fewest words of a rationale that is needed (optional)", 1000)
    words_most = fields.NumberOfWords("Most words of a rationale (optional)", 5000)
    evidence = forms.ChoiceField(label="Evidence from a document", choices=NEED, initial="optional", widget=Radios)
    evidence_for = fields.Ticked(
        label="Answers that need evidence", required=False, widget=Checkboxes(css_class="govuk-checkboxes--small")
    )
    relation = forms.ChoiceField(
        label="Is it still the same question?",
        required=False,
        choices=[
            ("same", "The same question: figures of both versions can be compared"),
            ("reworded", "Reworded: it asks something else now, so figures do not compare"),
            ("split", "Split: it was a part of that question"),
            ("new", "A new question, which has nothing to do with that one"),
        ],
        widget=Radios,
        error_messages={"required": "Select whether it is still the same question"},
    )
    earlier = forms.CharField(required=False, widget=forms.HiddenInput)

    def shown(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the fields show: the number's parts apart, and the relation with its code."""
        initial = super().shown(stored)
        if number := stored.get("number"):
            initial |= {name: number[name] for name in ("unit", "least", "most", "decimals")}
        if length := stored.get("rationale-words"):
            initial |= {"words_least": length.get("least"), "words_most": length.get("most")}
        for relation, alias in RELATIONS.items():
            if stored.get(alias):
                initial |= {"relation": relation, "earlier": stored[alias]}
        return initial

    def arrange(self, data: Any) -> None:
        """Offer the scales and answers of the framework; leave out what the overall judgment does not have."""
        self.fields["scale"].choices = fields.offered(self.names.scales, "Choose a scale")  # type: ignore[attr-defined]
        self.fields["answer"].widget = Radios(
            choices=ANSWERS,
            css_class=SMALL,
            reveals={"grade": ("scale",), "number": ("unit", "least", "most", "decimals")},
        )
        if self.is_overall:
            for name in ("answer", "required", "unit", "least", "most", "decimals"):
                del self.fields[name]
        else:
            self._add_rows(data)
        self._offer_answers()
        if not self.initial.get("relation") and not (data and data.get("relation")):
            del self.fields["relation"]

    @property
    def is_overall(self) -> bool:
        """Whether it is the overall judgment."""
        return bool(self.stored) and self.stored.get("code") == self.names.file.overall.code

    kept_conditions = False
    """Whether the conditions are such that rows cannot show them, so that they stay as they are."""

    def _add_rows(self, data: Any) -> None:
        self.rows["choices"] = rows_of(
            ChoiceRow,
            "choices",
            data,
            [dict(choice) for choice in self.stored.get("choices", ())],
            names=self.names,
            title="Choices",
            hint="For “one of its choices” and “any number of its choices” alone. A row left empty is taken "
            "away, and a code left empty is made from the words.",
            button="Add a choice",
        )
        stored = as_rows(self.stored.get("asked-when", ()))
        self.kept_conditions = stored is None
        if stored is not None:
            self.rows["asked_when"] = rows_of(
                ConditionRow,
                "asked_when",
                data,
                stored,
                names=self.names,
                title="Asked only where all of this holds",
                hint="Without a condition it is asked in every case. A row left empty is taken away.",
                button="Add a condition",
            )

    def _offer_answers(self) -> None:
        options = self.answer_options()
        for name in ("rationale", "evidence"):
            field = self.fields[f"{name}_for"]
            field.choices = options  # type: ignore[attr-defined]
            reveals = {"optional": (f"{name}_for",)} if options else {}
            self.fields[name].widget = Radios(choices=NEED, css_class=SMALL, reveals=reveals)
            if not options:
                del self.fields[f"{name}_for"]

    def answer_options(self) -> list[tuple[str, str]]:
        """Return the answers that the question has as the form stands: grades, yes and no, or its choices."""
        kind = "grade" if self.is_overall else self.field_value("answer")
        if kind == "grade":
            return self.names.grades(str(self.field_value("scale") or ""))
        if kind == "yes-no":
            return list(YES_NO)
        if kind in WITH_CHOICES and "choices" in self.rows:
            found = ((row["code"].value() or "", row["label"].value() or "") for row in self.rows["choices"].forms)
            return [(str(code), str(label)) for code, label in found if code]
        return []

    def clean(self) -> dict[str, Any]:
        """Refuse an answer without what it needs."""
        data = super().clean() or self.cleaned_data
        kind = "grade" if self.is_overall else data.get("answer")
        if kind == "grade" and not data.get("scale") and "scale" not in self.errors:
            self.add_error("scale", "Choose the scale whose grades it takes")
        if kind == "number" and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", "Enter what is counted or measured")
        least, most = data.get("least"), data.get("most")
        if kind == "number" and least is not None and most is not None and least > most:
            self.add_error("most", "The largest number must not be smaller than the smallest")
        if kind in WITH_CHOICES and len(self.rows["choices"].filled) < 2:
            self.add_error("answer", "Add two choices or more below")
        self._check_words(data)
        return data

    def _check_words(self, data: Mapping[str, Any]) -> None:
        """Refuse a length of the rationale that no rationale can have."""
        least, most = data.get("words_least"), data.get("words_most")
        if least is not None and most is not None and least > most:
            self.add_error("words_most", "The most words must not be fewer than the fewest")
        if least is not None and data.get("rationale") != "required" and not data.get("rationale_for"):
            self.add_error("words_least", "Say above when a rationale is needed, or leave this empty")

    def part_data(self) -> dict[str, Any]:
        """Return the question as plain data; what belongs to another kind of answer is left out."""
        data = self.cleaned_data
        names = ("question", "code", "good", "guidance", "not_applicable", "rationale", "evidence")
        part: dict[str, Any] = {self.alias(name): data[name] for name in names}
        kind = "grade" if self.is_overall else data["answer"]
        for name in ("rationale", "evidence"):
            chosen = data.get(f"{name}_for") or ()
            part[f"{name}-for"] = tuple(chosen) if data[name] == "optional" else ()
        least, most = data["words_least"], data["words_most"]
        part["rationale-words"] = {"least": least, "most": most} if least is not None or most is not None else None
        part |= {"answer": kind, "required": self.is_overall or data["required"]}
        part["scale"] = data["scale"] if kind == "grade" else None
        if not self.is_overall:
            part |= self._of_other_kinds(kind)
        return part | self.lineage()

    def _of_other_kinds(self, kind: str) -> dict[str, Any]:
        data = self.cleaned_data
        number = {name: data[name] for name in ("unit", "least", "most")} | {"decimals": data.get("decimals") or 0}
        choices = tuple(
            {"code": row.cleaned_data["code"], "label": row.cleaned_data["label"]}
            for row in self.rows["choices"].filled
        )
        asked = self.rows.get("asked_when")
        return {
            "number": number if kind == "number" else None,
            "choices": choices if kind in WITH_CHOICES else (),
            "asked-when": conditions_of(asked) if asked else self.stored.get("asked-when", ()),
        }

    def lineage(self) -> dict[str, Any]:
        """Return which question of an earlier version it is, as the author said."""
        found: dict[str, Any] = dict.fromkeys(RELATIONS.values())
        relation, earlier = self.cleaned_data.get("relation"), self.cleaned_data.get("earlier")
        if relation in RELATIONS and earlier:
            found[RELATIONS[relation]] = earlier
        return found

    def ask_about(self, earlier: str) -> None:
        """Ask whether it is still the question of an earlier version that has this code, and refuse it until then."""
        self.fields["relation"] = self.base_fields["relation"]
        self.initial["earlier"] = earlier
        if isinstance(self.data, QueryDict):
            sent = self.data.copy()
            sent["earlier"] = earlier
            self.data = sent
        self.add_error("relation", "Select whether it is still the same question: its words or answers have changed")
