"""What an author can point to in a draft: its questions, scales, topics, rules and steps, with words for lists."""

from collections.abc import Iterator
from functools import cached_property

from review.frameworks.file.model import CriterionFile, FrameworkFile, OverallFile, QuestionFile, RuleFile, ScaleFile
from review.frameworks.rows import choices_of
from review.frameworks.rules.facts import FACT_LABELS, FACT_WORDS

Options = list[tuple[str, str]]
Groups = list[tuple[str, Options]]
NOT_APPLICABLE = "not-applicable"
Seen = set[tuple[str, str]]
LONGEST = 90


class Names:
    """The names of a framework. `rule` and the number of its steps before the one being edited, for rules alone."""

    def __init__(self, file: FrameworkFile, rule: RuleFile | None = None, before: int | None = None) -> None:
        """Take the framework, and within a rule that rule and how many of its steps can be looked at."""
        self.file, self.rule = file, rule
        self.steps = rule.steps[:before] if rule else ()

    @cached_property
    def asked(self) -> dict[str, CriterionFile | QuestionFile | OverallFile]:
        """All that is asked, by code."""
        return {one.code: one for one in self.file.asked}

    @cached_property
    def by_scale(self) -> dict[str, ScaleFile]:
        """The scales, by code."""
        return {scale.code: scale for scale in self.file.scales}

    @property
    def scales(self) -> Options:
        """The scales."""
        return [(scale.code, scale.title) for scale in self.file.scales]

    @property
    def topics(self) -> Options:
        """The topics, each before those inside it."""
        return [(one.code, self.title_of(one.code)) for one in self.file.all_topics]

    def title_of(self, code: str) -> str:
        """Return a topic's title, after that of the topic around it."""
        for topic in self.file.topics:
            for inner in topic.topics:
                if inner.code == code:
                    return f"{topic.title}: {inner.title}"
            if topic.code == code:
                return topic.title
        return code

    @property
    def entered(self) -> Options:
        """The entered results."""
        return [(one.code, one.title) for one in self.file.entered]

    @property
    def earlier_steps(self) -> Options:
        """The steps of the rule that can be looked at."""
        return [(step.name, step.title or step.name) for step in self.steps]

    def questions(self, only_graded: bool = False) -> Groups:
        """Return the questions by their topics."""
        groups: Groups = []
        for topic in self.file.all_topics:
            groups.append((self.title_of(topic.code), self._options(topic.criteria, only_graded)))
        groups.append(("Classification", self._options(self.file.classification, only_graded)))
        groups.append(("Overall judgment", self._options((self.file.overall,), only_graded)))
        return [(title, options) for title, options in groups if options]

    def _options(self, asked: tuple[CriterionFile | QuestionFile | OverallFile, ...], only_graded: bool) -> Options:
        return [(one.code, shortened(one.question)) for one in asked if not only_graded or one.answer == "grade"]

    def looked_at(self, without: str = "") -> Groups:
        """Return what a condition can look at, as values such as "question:CODE", but for one question itself."""
        groups: Groups = [
            (title, [(f"question:{code}", words) for code, words in options if code != without])
            for title, options in self.questions()
        ]
        groups.append(("Facts of the case", [(f"fact:{code}", words) for code, words in FACT_WORDS.items()]))
        if self.rule:
            groups.append(("Steps of this rule", [(f"step:{code}", words) for code, words in self.earlier_steps]))
            groups.append(("Results of topics", [(f"topic:{code}", words) for code, words in self.topics]))
        if self.rule and self.rule.of == "cases":
            groups.append(("Entered results", [(f"entered:{code}", words) for code, words in self.entered]))
        return [(title, options) for title, options in groups if options]

    def answers_to(self, looked_at: str) -> Options:
        """Return the codes, with their words, that something looked at can be; none where it is a number or text."""
        kind, _, code = looked_at.partition(":")
        if kind == "fact":
            return list(FACT_LABELS.get(code, {}).items())
        asked = self.asked.get(code) if kind == "question" else None
        if asked and asked.answer in ("number", "text", "date"):
            return [(NOT_APPLICABLE, "Not applicable")] if asked.not_applicable != "no" else []
        if asked:
            more = [(NOT_APPLICABLE, "Not applicable")] if asked.not_applicable != "no" else []
            return [*self.answers_of(asked), *more]
        scale = self._scale_of_result(kind, code)
        return [*self.grades(scale), (NOT_APPLICABLE, "Not applicable")] if scale else []

    def answers_of(self, asked: CriterionFile | QuestionFile | OverallFile) -> Options:
        """Return the codes, with their words, that a question is answered with."""
        if asked.answer == "grade":
            return self.grades(asked.scale or "")
        return list(choices_of(asked))

    def is_number(self, looked_at: str) -> bool:
        """Return whether what is looked at is a number: the answer to such a question, or a measure."""
        kind, _, code = looked_at.partition(":")
        if kind == "step":
            return any(step.name == code and step.measure for step in self.steps)
        asked = self.asked.get(code)
        return kind == "question" and asked is not None and asked.answer == "number"

    def grades(self, scale: str) -> Options:
        """Return the grades of a scale, the best first; none where there is no such scale."""
        found = self.by_scale.get(scale)
        return [(grade.code, grade.label) for grade in found.grades] if found else []

    @property
    def all_grades(self) -> Options:
        """The grades of all scales, each code once, with the words of every scale that has it."""
        words: dict[str, list[str]] = {}
        for scale in self.file.scales:
            for grade in scale.grades:
                if grade.label not in words.setdefault(grade.code, []):
                    words[grade.code].append(grade.label)
        return [(code, " / ".join(labels)) for code, labels in words.items()]

    @property
    def all_answers(self) -> Options:
        """The grades of all scales and the choices of all questions, each code once."""
        words = dict(self.all_grades)
        for asked in self.file.asked:
            for code, label in choices_of(asked):
                words.setdefault(code, label)
        return list(words.items())

    def _scale_of_result(self, kind: str, code: str, seen: Seen | None = None) -> str:
        """Return the code of the scale that a step, a topic's result or an entered result has, or nothing."""
        if kind == "entered":
            return next((one.scale for one in self.file.entered if one.code == code), "")
        if kind == "topic":
            over_cases = self.rule is not None and self.rule.of == "cases"
            for rule in self.file.rules:
                if rule.topic == code and (rule.of == "cases") == over_cases and rule.result:
                    return next(iter(self._scales_of_step(rule, rule.result, seen or set())), "")
            return ""
        if kind == "step" and self.rule:
            return next(iter(self._scales_of_step(self.rule, code, seen or set())), "")
        return ""

    def _scales_of_step(self, rule: RuleFile, name: str, seen: Seen) -> Iterator[str]:
        """Yield the scales of a step but those `seen` already: in a draft, steps may look at each other in a ring."""
        if (rule.code, name) in seen:
            return
        seen.add((rule.code, name))
        for step in rule.steps:
            if step.name != name:
                continue
            if step.bands or step.table:
                yield step.bands.scale if step.bands else step.table.scale if step.table else ""
            elif step.cap:
                yield from self._scales_of_step(rule, step.cap.of, seen)
            elif step.worst_of:
                for code in step.worst_of.questions:
                    if code in self.asked and self.asked[code].scale:
                        yield str(self.asked[code].scale)
                yield from (
                    str(one.scale)
                    for topic in self.file.all_topics
                    if topic.code in step.worst_of.questions_of
                    for one in topic.criteria
                    if one.scale
                )
                for code in step.worst_of.steps:
                    yield from self._scales_of_step(rule, code, seen)
                for code in (*step.worst_of.topics, *step.worst_of.entered):
                    kind = "topic" if code in step.worst_of.topics else "entered"
                    if scale := self._scale_of_result(kind, code, seen):
                        yield scale


def shortened(text: str) -> str:
    """Return a text short enough for a list."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3].rsplit(' ', 1)[0]}..."
