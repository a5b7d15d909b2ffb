"""Conditions as rows: what is looked at, how it is compared, with which answers; each row joined to the one before."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from access.govuk import Checkboxes
from review.authoring.forms.fields import Figure, Ticked
from review.authoring.forms.rows import RowForm, Rows
from review.frameworks.wording.names import Names

REFERENCES = ("question", "fact", "step", "topic", "entered")
IS, AT_LEAST, AT_MOST = "is", "at-least", "at-most"
HOW = [
    (IS, "is one of these"),
    (AT_LEAST, "is at least (this grade or better, this number or more)"),
    (AT_MOST, "is at most (this grade or worse, this number or less)"),
]
JOIN = [("and", "and"), ("or", "or, instead of the row above")]
Condition = dict[str, Any]


class ConditionRow(RowForm):
    """One comparison."""

    called = "Condition"
    join = forms.ChoiceField(
        label="Joined to the row above by", choices=JOIN, initial="and", required=False, widget=forms.Select
    )
    what = forms.ChoiceField(
        label="What is looked at",
        error_messages={"required": "Choose what is looked at", "invalid_choice": "Choose what is looked at"},
    )
    how = forms.ChoiceField(label="How it is compared", choices=HOW, initial=IS, required=False)
    answers = Ticked(label="Answers", required=False, widget=Checkboxes(css_class="govuk-checkboxes--small"))
    number = Figure("Number", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what the framework has, and the answers of what is looked at already."""
        super().__init__(*args, **kwargs)
        names: Names = self.names
        self.fields["what"].choices = [("", "Choose"), *names.looked_at()]  # type: ignore[attr-defined]
        chosen = str(self["what"].value() or "")
        options = names.answers_to(chosen)
        self.fields["answers"].choices = options  # type: ignore[attr-defined]
        if not names.is_number(chosen):
            del self.fields["number"]
        if not options:
            del self.fields["answers"]
        if not chosen:
            del self.fields["how"]
        if self.nth == 1:
            del self.fields["join"]

    @property
    def waits(self) -> bool:
        """Whether the answers are shown only once the page was asked for them."""
        return not ({"answers", "number"} & set(self.fields))

    def clean(self) -> dict[str, Any]:
        """Refuse a comparison with nothing, and bounds that are not one."""
        data = super().clean() or self.cleaned_data
        if self.is_empty or "what" in self.errors:
            return data
        answers, number = data.get("answers") or (), data.get("number")
        name = "answers" if "answers" in self.fields else "number" if "number" in self.fields else "what"
        if (data.get("how") or IS) == IS:
            if number is not None:
                self.add_error("number", "A number is compared with at least or at most, not with is")
            elif not answers:
                sentence = "Press the button to see its answers, then tick some" if self.waits else "Tick the answers"
                self.add_error(name, sentence)
        elif "number" in self.fields:
            if number is None:
                self.add_error("number", "Enter the number")
        elif len(answers) != 1:
            self.add_error(name, "Tick the one grade that it is compared with")
        return data

    def test(self) -> Condition:
        """Return the comparison as plain data; call once the row is valid."""
        data = self.cleaned_data
        kind, _, code = data["what"].partition(":")
        if (data.get("how") or IS) == IS:
            return {kind: code, "is": tuple(data.get("answers") or ())}
        bound = data.get("number")
        return {kind: code, data["how"]: data["answers"][0] if bound is None else bound}


def conditions_of(rows: Rows) -> tuple[Condition, ...]:
    """Return rows as conditions, all of which must hold; rows joined by “or” are one condition."""
    groups: list[list[Condition]] = []
    for row in cast(list[ConditionRow], rows.filled):
        if groups and row.cleaned_data.get("join") == "or":
            groups[-1].append(row.test())
        else:
            groups.append([row.test()])
    return tuple(group[0] if len(group) == 1 else {"any": tuple(group)} for group in groups)


def as_rows(conditions: Sequence[Condition]) -> list[dict[str, Any]] | None:
    """Return stored conditions as rows, None where rows cannot show them: two bounds inside an “or”."""
    rows: list[dict[str, Any]] = []
    for condition in conditions:
        tests = condition.get("any") or (condition,)
        for number, test in enumerate(tests):
            found = _rows_of(test)
            if len(found) > 1 and len(tests) > 1:
                return None
            for row in found:
                rows.append({"join": "or" if number else "and", **row})
    return rows


def _rows_of(test: Condition) -> list[dict[str, Any]]:
    what = next((f"{kind}:{test[kind]}" for kind in REFERENCES if test.get(kind)), "")
    if test.get("is"):
        return [{"what": what, "how": IS, "answers": list(test["is"])}]
    found = []
    for how in (AT_LEAST, AT_MOST):
        if (bound := test.get(how)) is not None:
            key, value = ("answers", [bound]) if isinstance(bound, str) else ("number", bound)
            found.append({"what": what, "how": how, key: value})
    return found
