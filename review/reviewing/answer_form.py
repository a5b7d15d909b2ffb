"""The form of an answer: its value by kind, the words beside it, and a quotation to add."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from access.govuk import Checkboxes, DatePartsField, Radios, Tick
from casefiles.documents.models import Document
from review.domain.typed_answers import NumberTaken, number_problem, number_text
from review.reviewing.answer_values import initial_of, stored, value_given
from review.reviewing.answers import NOT_APPLICABLE, AnswerInput, Kind
from review.reviewing.citing import EvidenceInput
from review.reviewing.entries import Entry
from review.reviewing.forms import PASSAGE, PassageForm, Words
from review.reviewing.words import ANSWER_LENGTH, RATIONALE_LENGTH, REASON_LENGTH

VALUE_FIELDS = {Kind.NUMBER.value: "number", Kind.DATE.value: "date", Kind.TEXT.value: "text"}
"""The field of an answer by its kind; all other kinds are chosen in the field `answer`."""
NOT_BOTH = "Give an answer, or choose not applicable: not both"


class AnswerForm(PassageForm):
    """The answer to one question, its reason or rationale, and a quotation to add where one is begun.

    `difference` is asked where the grade is unlike the suggested one, whose code `shown` sends along. `keep` is asked
    only where somebody changed the answer meanwhile: which of the two is to stand.
    """

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        required=False, widget=Radios, error_messages={"invalid_choice": "Select one of the answers offered"}
    )
    number = forms.CharField(
        required=False, max_length=40, error_messages={"max_length": "Enter a number in digits, such as 3"}
    )
    date = DatePartsField(required=False)
    text = Words("Answer", longest=ANSWER_LENGTH, rows=4)
    not_applicable = forms.BooleanField(label="Not applicable", required=False, widget=Tick(reveals=("reason",)))
    reason = Words("Reason", label="Why is it not applicable?", longest=REASON_LENGTH, rows=3, counted=False)
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    difference = Words("Reason", longest=REASON_LENGTH, rows=3, counted=False)
    rationale = Words("Rationale", label="Rationale", longest=RATIONALE_LENGTH, rows=6, counted=False)
    keep = forms.ChoiceField(
        label="Which answer should stand?",
        choices=[("mine", "Mine, as it is written here"), ("stored", "The stored one, as it is")],
        widget=Radios,
        error_messages={"required": "Select which answer should stand", "invalid_choice": "Select one of the two"},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        entry: Entry,
        documents: Sequence[Document],
        compared: bool = False,
        quoting: bool = False,
        **kwargs: Any,
    ) -> None:
        """Take the question with what is stored, and the documents to quote from.

        `compared`: whether `keep` is asked; `quoting`: whether there are fields for a quotation. What of those was
        sent is there in any case.
        """
        self.entry = entry
        sent = {name for name in (*PASSAGE, "difference") if f"{entry.code}-{name}" in (data or {})}
        self.quoting = quoting or not sent.isdisjoint(PASSAGE)
        self.compared, self.asks_difference = compared, entry.differs or "difference" in sent
        self.base_fields = {name: type(self).base_fields[name] for name in self._names()}  # type: ignore[misc]
        if "initial" not in kwargs:
            kwargs["initial"] = stored(entry)
        super().__init__(data, prefix=entry.code, **kwargs)
        if self.quoting:
            self.fields["document"].required = self.fields["page"].required = False
            self.offer(documents)
        self._offer_value()
        self._offer_not_applicable()
        self._describe_difference()
        self._describe_rationale()

    def _names(self) -> Iterator[str]:
        """Yield the names of the fields of this question: no others are made, since pages have many questions."""
        criterion = self.entry.asked.criterion
        yield from ("version", self.value_name)
        if criterion.not_applicable_allowed:
            yield from ("not_applicable", "reason") if self.value_name != "answer" else ("reason",)
        if self.asks_difference:
            yield from ("shown", "difference")
        yield "rationale"
        if self.compared:
            yield "keep"
        if self.quoting:
            yield from PASSAGE

    @property
    def value_name(self) -> str:
        """The name of the field that holds the answer's value."""
        return VALUE_FIELDS.get(self.entry.asked.criterion.answer_type, "answer")

    @property
    def many(self) -> bool:
        """Whether several of the options can be chosen."""
        return self.entry.asked.criterion.answer_type == Kind.CHOICES

    @property
    def value_field(self) -> BoundField:
        """The field that holds the answer's value."""
        return self[self.value_name]

    def _offer_value(self) -> None:
        asked = self.entry.asked
        kind = asked.criterion.answer_type
        if kind == Kind.CHOICES:
            self.fields["answer"] = forms.MultipleChoiceField(
                required=False, widget=Checkboxes, error_messages={"invalid_choice": "Select from the answers offered"}
            )
        field = self.fields[self.value_name]
        field.label = asked.criterion.question
        if self.value_name == "answer":
            field.choices = [(f"{kind}:{option.code}", option.label) for option in asked.options]  # type: ignore[attr-defined]
        if kind == Kind.NUMBER:
            mode = "decimal" if asked.criterion.decimals else "numeric"
            field.widget.attrs |= {"inputmode": mode, "class": "govuk-input--width-10", "autocomplete": "off"}

    def _describe_rationale(self) -> None:
        """Say when a rationale is needed and, where the framework does, how many words it is to have."""
        field, criterion = self.fields["rationale"], self.entry.asked.criterion
        field.label = f"Rationale ({self.entry.rationale_need})"
        if not self.entry.rationale_length:
            return
        field.help_text = f"{self.entry.rationale_length[:1].upper()}{self.entry.rationale_length[1:]}."
        for name, bound in (("data-words-least", criterion.words_least), ("data-words-most", criterion.words_most)):
            if bound is not None:
                field.widget.attrs[name] = bound

    def _offer_not_applicable(self) -> None:
        """Offer "not applicable", where it is an answer, as one of the options, or beside a field that is typed in."""
        if not self.entry.asked.criterion.not_applicable_allowed:
            return
        field = self.fields.get("answer")
        if self.entry.judgment.reason_waived:
            self.fields["reason"].label = "Why is it not applicable? (optional)"
        if field:
            widget = Checkboxes if self.entry.asked.criterion.answer_type == Kind.CHOICES else Radios
            choices = [*field.choices, (NOT_APPLICABLE, "Not applicable")]  # type: ignore[attr-defined]
            field.widget = widget(dividers={NOT_APPLICABLE: "or"}, reveals={NOT_APPLICABLE: ("reason",)})
            field.choices = choices  # type: ignore[attr-defined]

    def _describe_difference(self) -> None:
        """Ask why the grade differs, where it does or did when the page was opened."""
        if not self.asks_difference:
            return
        suggested = self.entry.judgment.suggested_grade
        self.fields["difference"].label = (
            f"Why does your grade differ from the suggested one: {suggested.label}?"
            if suggested
            else "Why did your grade differ from the suggested one?"
        )
        self.initial["shown"] = suggested.code if suggested else self.initial["shown"]

    def clean_number(self) -> str:
        """Refuse what is no number that the question takes."""
        criterion, text = self.entry.asked.criterion, number_text(self.cleaned_data["number"])
        taken = NumberTaken(criterion.least, criterion.most, criterion.decimals)
        if text and (sentence := number_problem(text, taken)):
            raise forms.ValidationError(sentence)
        return text

    def clean(self) -> dict[str, Any]:
        """Refuse half a quotation, and an answer together with "not applicable"."""
        data = super().clean() or self.cleaned_data
        if any(data.get(name) or name in self.errors for name in PASSAGE):
            self.say_what_is_left_out(data)
        chosen = data.get("answer")
        if isinstance(chosen, list) and NOT_APPLICABLE in chosen and len(chosen) > 1:
            self.add_error("answer", NOT_BOTH)
        if data.get("not_applicable") and data.get(self.value_name):
            self.add_error("not_applicable", NOT_BOTH)
        return data

    def answer_input(self) -> AnswerInput:
        """Return the answer; call once the form is valid."""
        data = self.cleaned_data
        kind, value, values = value_given(self.entry.asked.criterion.answer_type, data)
        reason, reason_for = data.get("reason", ""), NOT_APPLICABLE
        if kind != NOT_APPLICABLE and "difference" in data and (data["difference"] or not reason):
            reason, reason_for = data["difference"], data["shown"]
        return AnswerInput(
            criterion_code=self.entry.code,
            version=data["version"],
            kind=kind,
            value=value,
            values=values,
            reason=reason,
            reason_for=reason_for,
            rationale=data["rationale"],
        )

    def cleared_input(self) -> AnswerInput:
        """Return the answer without its value, its words kept; call once the form is valid."""
        return replace(self.answer_input(), kind="none", value="", values=())

    def evidence_input(self) -> EvidenceInput | None:
        """Return the quotation to add, None where none was typed; call once the form is valid."""
        data = self.cleaned_data
        if not data.get("document"):
            return None
        return EvidenceInput(self.documents[data["document"]], data["page"], data["quotation"])


def compared_form(entry: Entry, documents: Sequence[Document], sent: AnswerInput, version: int) -> AnswerForm:
    """Return the form of an answer that was changed meanwhile: what was sent, on the version stored now."""
    initial = initial_of(replace(sent, version=version))
    return AnswerForm(entry=entry, documents=documents, compared=True, initial=initial)
