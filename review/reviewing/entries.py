"""One question of a review with all that belongs to its answer, and the questions of a topic together."""

from collections.abc import Mapping
from dataclasses import dataclass

from review.domain.completeness import AnswerState, Missing, TopicProgress, missing_of
from review.domain.word_count import word_count, words_asked
from review.frameworks.models import Topic
from review.frameworks.queries import OutlinedCriterion
from review.reviewing.answer_words import answer_words, need_words
from review.reviewing.models import Evidence, Judgment, JudgmentText, RuleResult
from review.reviewing.suggestions import Suggestion, differs, suggestion_for


@dataclass(frozen=True)
class Entry:
    """One question of a review with its answer, the words beside it by part, and its evidence in force.

    `result` is what the rule gave that suggests its grade, None where there is none; `asked_when` the conditions in
    words on which it is asked, empty where it always is; `at_once` whether suggestions wait for the reviewer's grade.
    `graded_force` marks a graded judgment of a force, which always needs its reasons and what it rests on.
    """

    asked: OutlinedCriterion
    topic: str
    judgment: Judgment
    texts: Mapping[str, JudgmentText]
    evidence: tuple[Evidence, ...]
    result: RuleResult | None = None
    asked_when: str = ""
    at_once: bool = False
    graded_force: bool = False

    @property
    def code(self) -> str:
        """The question's code."""
        return self.asked.code

    @property
    def words(self) -> dict[str, str]:
        """The words beside the answer, by part."""
        return {part: row.text for part, row in self.texts.items()}

    @property
    def reason_about(self) -> JudgmentText | None:
        """The reason in force, where it is why a grade differs."""
        reason = self.texts.get("reason")
        return reason if reason and reason.unlike_id else None

    @property
    def revisions(self) -> int:
        """How many revisions the words beside the answer have, those in force among them."""
        return sum(row.revision for row in self.texts.values())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes of the grade or the choices of the answer."""
        value = self.judgment.grade or self.judgment.choice
        return (value.code,) if value else tuple(row.choice.code for row in self.judgment.chosen.all())

    @property
    def answer(self) -> str:
        """The answer in words: labels, a number with its unit, a date, a text, or that there is none."""
        choices = [row.choice for row in self.judgment.chosen.all()]
        return answer_words(self.judgment, choices, self.words.get("answer", ""))

    @property
    def tone(self) -> str:
        """The tone that the scale gives the grade, empty where it gives none."""
        return self.judgment.grade.tone if self.judgment.grade else ""

    @property
    def suggestion(self) -> Suggestion | None:
        """What the rule gave, once it may be shown; None where there is nothing to say."""
        return suggestion_for(self.judgment, self.result, self.at_once)

    @property
    def by_judgment(self) -> bool:
        """Whether it is a graded judgment of a force for which no rule gives anything."""
        return self.graded_force and self.result is None

    @property
    def differs(self) -> bool:
        """Whether the grade is another than the suggested one."""
        return differs(self.judgment)

    @property
    def why_differs(self) -> str:
        """Why the grade is another than the suggested one; empty where it is not, or nobody said so yet."""
        return self.words.get("reason", "") if self.differs and self.judgment.has_reason else ""

    @property
    def rationale_need(self) -> str:
        """Whether a rationale is needed, in a word or a few."""
        criterion = self.asked.criterion
        return need_words(criterion.rationale_required or self.graded_force, criterion.rationale_for, self._labels)

    @property
    def evidence_need(self) -> str:
        """Whether evidence is needed, likewise."""
        criterion = self.asked.criterion
        return need_words(criterion.evidence_required or self.graded_force, criterion.evidence_for, self._labels)

    @property
    def rationale_length(self) -> str:
        """How long the rationale is to be, in words; empty where the framework does not say."""
        return words_asked(self.asked.criterion.words_least, self.asked.criterion.words_most)

    @property
    def _labels(self) -> dict[str, str]:
        return {option.code: option.label for option in self.asked.options}

    @property
    def has_kept(self) -> bool:
        """Whether something was entered that is kept while the question is not asked."""
        return self.judgment.kind != Judgment.Kind.NONE or any(self.words.values()) or bool(self.evidence)

    @property
    def state(self) -> AnswerState:
        """The answer as completeness looks at it."""
        criterion, judgment = self.asked.criterion, self.judgment
        return AnswerState(
            code=self.code,
            topic=self.topic,
            kind=judgment.kind,
            codes=frozenset(self.chosen),
            asked=judgment.asked,
            required=criterion.required,
            rationale_required=criterion.rationale_required or self.graded_force,
            rationale_for=frozenset(criterion.rationale_for),
            evidence_required=criterion.evidence_required or self.graded_force,
            evidence_for=frozenset(criterion.evidence_for),
            reason_needed=not judgment.reason_waived,
            has_reason=judgment.has_reason,
            has_rationale=bool(self.words.get("rationale")),
            words=word_count(self.words.get("rationale", "")),
            words_least=criterion.words_least,
            words_most=criterion.words_most,
            evidence=len(self.evidence),
            differs_from_suggestion=self.differs,
            of_force=self.graded_force,
        )

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What the answer lacks before the review can be submitted."""
        return missing_of(self.state)


@dataclass(frozen=True)
class TopicEntries:
    """One topic of a review with its questions and how far it has come.

    `every` has the questions that are not asked, too; `parent` is the title of the topic around it; `result` what
    its rule gave, where that is shown at its end.
    """

    topic: Topic
    every: tuple[Entry, ...]
    progress: TopicProgress
    parent: str = ""
    result: Suggestion | None = None

    @property
    def code(self) -> str:
        """The topic's code."""
        return self.topic.code

    @property
    def title(self) -> str:
        """What the topic is called, after the topic around it where there is one."""
        return f"{self.parent}: {self.topic.title}" if self.parent else self.topic.title

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The questions that are asked."""
        return tuple(entry for entry in self.every if entry.judgment.asked)

    @property
    def closed(self) -> tuple[Entry, ...]:
        """The questions that are not asked."""
        return tuple(entry for entry in self.every if not entry.judgment.asked)
