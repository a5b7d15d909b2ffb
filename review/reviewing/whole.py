"""A review with everything in it: its topics in order, each question with its answer, words and evidence."""

from collections import defaultdict
from dataclasses import dataclass

from review.domain.completeness import AnswerState, Missing, TopicProgress, all_missing, missing_of, progress_of
from review.frameworks.models import Topic
from review.frameworks.queries import OutlinedCriterion, outline
from review.reviewing.models import Evidence, Judgment, JudgmentText, Review


@dataclass(frozen=True)
class Entry:
    """One question of a review with its answer, the words beside it by part, and its evidence in force."""

    asked: OutlinedCriterion
    topic: str
    judgment: Judgment
    words: dict[str, str]
    evidence: tuple[Evidence, ...]

    @property
    def code(self) -> str:
        """The question's code."""
        return self.asked.code

    @property
    def answer(self) -> str:
        """The answer in words: the label of the grade or choice, or that there is none."""
        value = self.judgment.grade or self.judgment.choice
        return value.label if value else self.judgment.get_kind_display()

    @property
    def tone(self) -> str:
        """The tone that the scale gives the grade, empty where it gives none."""
        return self.judgment.grade.tone if self.judgment.grade else ""

    @property
    def state(self) -> AnswerState:
        """The answer as completeness looks at it."""
        criterion, judgment = self.asked.criterion, self.judgment
        suggested = judgment.suggested_grade_id
        return AnswerState(
            code=self.code,
            topic=self.topic,
            kind=judgment.kind,
            asked=judgment.asked,
            required=criterion.required,
            rationale_required=criterion.rationale_required,
            evidence_required=criterion.evidence_required,
            has_reason=bool(self.words.get("reason")),
            has_rationale=bool(self.words.get("rationale")),
            evidence=len(self.evidence),
            differs_from_suggestion=suggested is not None and judgment.grade_id not in (None, suggested),
        )

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What the answer lacks before the review can be submitted."""
        return missing_of(self.state)


@dataclass(frozen=True)
class TopicEntries:
    """One topic of a review with its questions and how far it has come."""

    topic: Topic
    entries: tuple[Entry, ...]
    progress: TopicProgress

    @property
    def code(self) -> str:
        """The topic's code."""
        return self.topic.code


@dataclass(frozen=True)
class WholeReview:
    """A review with its topics in order; the overall judgment's is the last."""

    review: Review
    topics: tuple[TopicEntries, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Everything that must still be done before it can be submitted."""
        return all_missing(topic.progress for topic in self.topics)

    @property
    def evidence(self) -> list[Evidence]:
        """All evidence in force, question by question."""
        return [evidence for topic in self.topics for entry in topic.entries for evidence in entry.evidence]

    @property
    def next_topic(self) -> TopicEntries | None:
        """The first topic that is not complete, None where all are."""
        return next((topic for topic in self.topics if topic.progress.missing), None)

    def topic(self, code: str) -> TopicEntries:
        """Return a topic by its code; raise Topic.DoesNotExist where there is none."""
        for topic in self.topics:
            if topic.code == code:
                return topic
        raise Topic.DoesNotExist(f"There is no topic {code}.")

    def after(self, code: str) -> TopicEntries | None:
        """Return the topic after the one with this code, None after the last."""
        position = [topic.code for topic in self.topics].index(code)
        return self.topics[position + 1] if position + 1 < len(self.topics) else None

    def before(self, code: str) -> TopicEntries | None:
        """Return the topic before the one with this code, None before the first."""
        position = [topic.code for topic in self.topics].index(code)
        return self.topics[position - 1] if position else None


def whole_review(review: Review) -> WholeReview:
    """Return the review with everything that was answered, written and cited, in seven queries."""
    rows = Judgment.objects.filter(review=review, asked=True).select_related("grade", "suggested_grade", "choice")
    judgments = {row.criterion_id: row for row in rows}
    words, evidence = _words(review), _evidence(review)
    topics = []
    for outlined in outline(review.framework_version).topics:
        entries = tuple(
            Entry(one, outlined.code, judgment, words[judgment.pk], tuple(evidence[judgment.pk]))
            for one in outlined.criteria
            if (judgment := judgments.get(one.criterion.pk))
        )
        if entries:
            progress = progress_of([entry.state for entry in entries])[0]
            topics.append(TopicEntries(outlined.topic, entries, progress))
    return WholeReview(review, tuple(topics))


def _words(review: Review) -> dict[int, dict[str, str]]:
    """Return the words in force by judgment's key and part."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for row in JudgmentText.objects.filter(judgment__review=review, current=True):
        found[row.judgment_id][row.part] = row.text
    return found


def _evidence(review: Review) -> dict[int, list[Evidence]]:
    """Return the evidence in force by judgment's key, oldest first, with the documents."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.filter(judgment__review=review, removed_at__isnull=True).select_related("document")
    for row in rows.order_by("pk"):
        found[row.judgment_id].append(row)
    return found
