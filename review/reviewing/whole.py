"""A review with everything in it: its topics in order, each question with its answer, words and evidence."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from review.domain.completeness import Missing, TopicProgress, all_missing, progress_of
from review.domain.rules.conditions import all_said
from review.domain.rules.method import Method
from review.frameworks.models import Topic
from review.frameworks.published import Offered, offered_by
from review.frameworks.queries import OutlinedTopic
from review.reviewing.answers import CHOSEN
from review.reviewing.case_results import case_results
from review.reviewing.entries import Entry, TopicEntries
from review.reviewing.models import Evidence, Judgment, JudgmentText, Review, RuleResult
from review.reviewing.policy import shown_at_once
from review.reviewing.queries import CITED, HAS_TEXT
from review.reviewing.stored import filled
from review.reviewing.suggestions import Suggestion
from review.reviewing.words import current_words


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
    def stamp(self) -> int:
        """A number that is another, and higher, after every write to the review or any of its answers."""
        return self.review.version + sum(entry.judgment.version for topic in self.topics for entry in topic.every)

    @property
    def evidence(self) -> list[Evidence]:
        """All evidence in force, question by question."""
        return [evidence for topic in self.topics for entry in topic.entries for evidence in entry.evidence]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every question that is asked, in order."""
        return tuple(entry for topic in self.topics for entry in topic.entries)

    def next_incomplete(self, after: str = "") -> Entry | None:
        """Return the next question that lacks something, after one by its code, and round from the first again.

        Without a code, or with one that no question has, that is the first of all; None where nothing is missing.
        """
        every = [entry for topic in self.topics for entry in topic.every]
        start = next((place for place, entry in enumerate(every, 1) if entry.code == after), 0)
        return next((entry for entry in (*every[start:], *every[:start]) if entry.missing), None)

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

    def last_before(self, code: str) -> str:
        """Return the code of the last question before a topic, empty where nothing comes before it."""
        position = [topic.code for topic in self.topics].index(code)
        return next((topic.every[-1].code for topic in reversed(self.topics[:position]) if topic.every), "")

    def before(self, code: str) -> TopicEntries | None:
        """Return the topic before the one with this code, None before the first."""
        position = [topic.code for topic in self.topics].index(code)
        return self.topics[position - 1] if position else None


@dataclass(frozen=True)
class _Parts:
    """What hangs on the judgments of a review: by the judgment's key, results by the code of their rule.

    `force_scale` is the key of the scale on which a force is judged, None where a case is; `of_cases` are the results
    of its cases by the code of the judgment beside which each stands.
    """

    judgments: Mapping[int, Judgment]
    words: Mapping[int, Mapping[str, JudgmentText]]
    evidence: Mapping[int, list[Evidence]]
    results: Mapping[str, RuleResult]
    at_once: bool
    force_scale: int | None
    of_cases: Mapping[str, RuleResult]


def whole_review(review: Review) -> WholeReview:
    """Return the review with everything that was answered, written, cited and suggested, in five queries."""
    offered = offered_by(review.framework_version)
    parts = _Parts(
        judgments=_judgments(review, offered),
        words=_words(review),
        evidence=_evidence(review),
        results=_results(review),
        at_once=shown_at_once(review),
        force_scale=review.framework_version.overall_scale_id if review.subject.inspection_force_id else None,
        of_cases=case_results(review),
    )
    outlined, method = offered.outline.topics, offered.method
    titles = {one.topic.pk: one.topic.title for one in outlined}
    topics = (_topic(one, titles.get(one.topic.parent_id or 0, ""), method, parts) for one in outlined)
    return WholeReview(review, tuple(topic for topic in topics if topic.every or topic.result))


def _judgments(review: Review, offered: Offered) -> dict[int, Judgment]:
    """Return the review's judgments by the key of their question, with what they chose."""
    rows = Judgment.objects.filter(review=review).order_by().prefetch_related(CHOSEN)
    return {row.criterion_id: filled(row, offered.by_key[row.criterion_id], offered) for row in rows}


def _topic(outlined: OutlinedTopic, parent: str, method: Method, parts: _Parts) -> TopicEntries:
    beside = {rule.suggests: rule.code for rule in method.rules if rule.of == "topic" and rule.suggests}
    if rule := method.rule_of_review:
        beside[method.overall] = rule.code
    every = tuple(
        Entry(
            asked=one,
            topic=outlined.code,
            judgment=judgment,
            texts=parts.words[judgment.pk],
            evidence=tuple(parts.evidence[judgment.pk]),
            result=parts.results.get(beside.get(one.code, "")) or parts.of_cases.get(one.code),
            asked_when=all_said(method.by_code[one.code].asked_when),
            at_once=parts.at_once,
            graded_force=parts.force_scale is not None and one.criterion.scale_id == parts.force_scale,
        )
        for one in outlined.criteria
        if (judgment := parts.judgments.get(one.criterion.pk))
    )
    progress = _progress(outlined.code, every)
    result = _at_end(outlined, method, parts) if progress.asked or not every else None
    return TopicEntries(outlined.topic, every, progress, parent, result)


def _progress(topic: str, every: tuple[Entry, ...]) -> TopicProgress:
    found = progress_of([entry.state for entry in every])
    return found[0] if found else TopicProgress(topic, 0, 0, 0, False, ())


def _at_end(outlined: OutlinedTopic, method: Method, parts: _Parts) -> Suggestion | None:
    """Return the result of a topic whose rule suggests no grade of a question, once it is complete."""
    rule = method.rule_of_topic(outlined.code)
    result = parts.results.get(rule.code) if rule and not rule.suggests else None
    return Suggestion(result) if result and result.kind != RuleResult.Kind.INCOMPLETE else None


def _words(review: Review) -> dict[int, dict[str, JudgmentText]]:
    """Return the words in force by judgment's key and part."""
    found: dict[int, dict[str, JudgmentText]] = defaultdict(dict)
    for (judgment, part), row in current_words(review).items():
        found[judgment][part] = row
    return found


def _results(review: Review) -> dict[str, RuleResult]:
    """Return the review's results in force by the code of their rule."""
    rows = RuleResult.objects.filter(review=review, current=True).select_related("rule", "grade")
    return {row.rule.code: row for row in rows}


def _evidence(review: Review) -> dict[int, list[Evidence]]:
    """Return the evidence in force by judgment's key, oldest first, with what it cites."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.filter(judgment__review=review, removed_at__isnull=True).select_related(*CITED)
    for row in rows.annotate(document_has_text=HAS_TEXT).order_by("pk"):
        found[row.judgment_id].append(row)
    return found
