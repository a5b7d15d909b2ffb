"""A draft's rules tried on made-up answers: what was typed, what the rules give, and what is kept of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from pydantic import ValidationError

from review.authoring.queries import Draft
from review.authoring.trying_cases import REASON, Case, cell_of, given, read_cases, written_cases
from review.domain.rules.outcomes import Kind, Result
from review.frameworks.file.examples import ExampleFile
from review.frameworks.file.model import CriterionFile, OverallFile, QuestionFile
from review.frameworks.rules.examples import ExampleResults, WrongAnswers, run_example
from review.frameworks.rules.facts import FACT_LABELS, FACT_WORDS
from review.frameworks.wording.names import Names, Options

WITH_REASON, WITHOUT_REASON = "na:", "na:without"
NOT_OFFERED = "Something here is not among what can be chosen. Check the codes in the table of cases."
CHOSEN = ("grade", "yes-no", "choice")
KIND_WORDS = {
    Kind.NO_RULE: "No automatic result: professional judgment",
    Kind.INCOMPLETE: "Not complete",
    Kind.NOT_APPLICABLE: "Not applicable",
}


@dataclass(frozen=True)
class Question:
    """A question on the page: its words, the options or the box, what was given, and what is wrong with it."""

    code: str
    words: str
    kind: str
    options: Options
    not_applicable: Options
    given: Sequence[str]
    wrong: str


@dataclass(frozen=True)
class Told:
    """What a rule gave, on the page: of what, in words, with its colour and how it came to it."""

    of: str
    words: str
    tone: str
    trace: Sequence[str]
    kind: str


class Trial:
    """Answers that were typed on the page, or those of a worked example, and what the draft's rules give for them."""

    def __init__(self, draft: Draft, post: QueryDict | None = None, example: ExampleFile | None = None) -> None:
        """Take the draft and either what was sent or an example to begin with."""
        self.draft, self.names = draft, draft.names
        self.wrong: dict[str, str] = {}
        self.problems: list[str] = []
        self.case, self.table, self.entered = self._begun(example) if post is None else self._sent(post)
        if post is not None and (post.get("then") == "add"):
            self._add_case(post)

    def _begun(self, example: ExampleFile | None) -> tuple[Case, str, dict[str, str]]:
        if example is None:
            return {"answers": {}, "fill": {}, "facts": {}}, "", {}
        data = example.model_dump(by_alias=True)
        case = {name: dict(data[name]) for name in ("answers", "fill", "facts")}
        return case, written_cases(data["cases"]), dict(data["entered"])

    def _sent(self, post: QueryDict) -> tuple[Case, str, dict[str, str]]:
        answers = {code: found for code in self.names.asked if (found := self._answer(post, code)) is not None}
        facts = {fact: post[f"f-{fact}"] for fact in FACT_LABELS if post.get(f"f-{fact}")}
        fill = {code: post[f"s-{code}"] for code in self.names.by_scale if post.get(f"s-{code}")}
        entered = {code: str(post[f"e-{code}"]) for code, _ in self.names.entered if post.get(f"e-{code}")}
        return {"answers": answers, "fill": fill, "facts": facts}, post.get("cases", ""), entered

    def _answer(self, post: QueryDict, code: str) -> Any:
        """Return what was given to a question, as an example has it; None where nothing was."""
        asked = self.names.asked[code]
        values = [str(value) for value in post.getlist(f"a-{code}") if str(value).strip()]
        if WITH_REASON in values or WITHOUT_REASON in values:
            return {"na": REASON if WITH_REASON in values else ""}
        if not values:
            return None
        if asked.answer == "choices":
            return tuple(values)
        return given(values[0].strip(), asked.answer)

    def _add_case(self, post: QueryDict) -> None:
        """Put the answers of the form into the table of cases, so many times."""
        times = post.get("times", "1").strip()
        if not times.isdecimal() or not 1 <= int(times) <= 1000:
            self.problems.append("How many cases are like this must be a number from 1 to 1,000.")
            return
        cases, wrong = read_cases(self.table, self.names)
        self.problems.extend(wrong)
        if not wrong:
            self.table = written_cases([*cases, {**self.case, "times": int(times)}])

    @property
    def over_cases(self) -> bool:
        """Whether there are cases to put together, rather than one review."""
        return bool(self.table.strip())

    def data(self, title: str = "A trial") -> dict[str, Any]:
        """Return what is tried as the data of a worked example that expects nothing."""
        if not self.over_cases:
            return {"title": title, **self.case, "expect": {}}
        cases, wrong = read_cases(self.table, self.names)
        self.problems.extend(sentence for sentence in wrong if sentence not in self.problems)
        return {"title": title, "cases": tuple(cases), "entered": self.entered, "expect": {}}

    @cached_property
    def results(self) -> ExampleResults | None:
        """What the rules give, None where the draft or the answers do not let them be worked through."""
        data = self.data()
        if self.problems or not self.draft.has_method:
            return None
        try:
            return run_example(self.draft.file, ExampleFile.model_validate(data))
        except WrongAnswers as wrong:
            self.wrong = dict(wrong.problems)
            self.problems.extend(f"{code}: {sentence}" for code, sentence in wrong.problems)
        except (ValidationError, KeyError):
            self.problems.append(NOT_OFFERED)
        return None

    @property
    def told(self) -> list[Told]:
        """What each rule gave: the whole first, then the topics that have a rule."""
        if self.results is None:
            return []
        whole = "All cases together" if self.over_cases else "The review as a whole"
        ruled = {rule.topic for rule in self.draft.file.rules if (rule.of == "cases") == self.over_cases}
        topics = [
            self._told(f"Topic: {self.names.title_of(code)}", result)
            for code, result in self.results.topics.items()
            if code in ruled
        ]
        return [self._told(whole, self.results.whole), *topics]

    def _told(self, of: str, result: Result) -> Told:
        rule = next((one for one in self.draft.file.rules if one.code == result.rule), None)
        grades = Names(self.draft.file, rule).answers_to(f"step:{rule.result}") if rule and rule.result else []
        words = dict(grades).get(result.grade or "", result.grade or "") or KIND_WORDS.get(result.kind, "")
        return Told(of, words, self._tone(result.grade), result.trace, result.kind.value)

    def _tone(self, code: str | None) -> str:
        found = (grade.tone for scale in self.draft.file.scales for grade in scale.grades if grade.code == code)
        return str(next(found, "grey"))

    def example(self, title: str) -> dict[str, Any]:
        """Return the trial as a worked example that expects what the rules gave; call where there are results."""
        found = self.results
        if found is None:
            raise ValueError("There is nothing to keep: the rules gave nothing.")
        whole = "inspection" if self.over_cases else "review"
        expect: dict[str, Any] = {"topics": {code: one.grade for code, one in found.topics.items() if one.grade}}
        expect |= {whole: found.whole.grade} if found.whole.grade else {f"{whole}-kind": found.whole.kind.value}
        return {**self.data(title), "expect": expect}

    @property
    def topics(self) -> list[tuple[str, list[Question]]]:
        """The questions by their topics."""
        _ = self.results
        groups = [(self.names.title_of(topic.code), topic.criteria) for topic in self.draft.file.all_topics]
        rows = [(title, [self._question(one) for one in asked]) for title, asked in groups]
        rows.append(("Classification", [self._question(one) for one in self.draft.file.classification]))
        rows.append(("Overall judgment", [self._question(self.draft.file.overall)]))
        return [(title, questions) for title, questions in rows if questions]

    def _question(self, one: CriterionFile | QuestionFile | OverallFile) -> Question:
        value = self.case["answers"].get(one.code)
        options = []
        if one.not_applicable != "no":
            options.append((WITH_REASON, "Not applicable"))
        if one.not_applicable == "with-reason":
            options.append((WITHOUT_REASON, "Not applicable, without the reason"))
        kind = "select" if one.answer in CHOSEN else "boxes" if one.answer == "choices" else "text"
        shown: Sequence[str] = () if value is None else (cell_of(value),)
        if isinstance(value, Mapping) and kind != "text":
            shown = (WITH_REASON if value["na"] else WITHOUT_REASON,)
        elif isinstance(value, (tuple, list)):
            shown = tuple(value)
        wrong = self.wrong.get(one.code, "")
        return Question(one.code, one.question, kind, self.names.answers_of(one), options, shown, wrong)

    @property
    def fact_lists(self) -> list[Mapping[str, Any]]:
        """The facts of the case, with what can be chosen and what is."""
        return [
            {
                "name": f"f-{fact}",
                "label": words[:1].upper() + words[1:],
                "options": list(FACT_LABELS[fact].items()),
                "chosen": self.case["facts"].get(fact, ""),
            }
            for fact, words in FACT_WORDS.items()
        ]

    @property
    def fill_lists(self) -> list[Mapping[str, Any]]:
        """For each scale, what all its questions get that are not answered."""
        return [
            {
                "name": f"s-{scale.code}",
                "label": f"All other questions of the scale “{scale.title}”",
                "options": self.names.grades(scale.code),
                "chosen": self.case["fill"].get(scale.code, ""),
            }
            for scale in self.draft.file.scales
            if any(one.scale == scale.code for one in self.draft.file.asked)
        ]

    @property
    def entered_lists(self) -> list[Mapping[str, Any]]:
        """The entered results, with what can be chosen and what is."""
        return [
            {
                "name": f"e-{one.code}",
                "label": one.title,
                "options": self.names.grades(one.scale),
                "chosen": self.entered.get(one.code, ""),
            }
            for one in self.draft.file.entered
        ]
