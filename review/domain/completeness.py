"""What a review still lacks before it can be submitted: for each question, and added up for each topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from review.domain.rules.words import counted

NONE, NOT_APPLICABLE = "none", "not-applicable"

NOT_ANSWERED = "This question is not answered."
NO_REASON = "Say why it is not applicable."
NO_RATIONALE = "Write the rationale."
TOO_FEW_WORDS = "The rationale has {}, and needs {} or more."
TOO_MANY_WORDS = "The rationale has {}, and can have {} at most."
NO_EVIDENCE = "Cite evidence: at least one quotation from the case's documents."
NOTHING_TO_REST_ON = "Cite what it rests on: signed-off cases or their figures; or say why there is nothing to cite."
NO_REASON_TO_DIFFER = "Say why your grade differs from the suggested one."


class State(Enum):
    """How far a topic has come; the values are the words on screens."""

    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    COMPLETE = "Complete"
    NOTHING_ASKED = "Nothing asked"


@dataclass(frozen=True)
class AnswerState:
    """One question as it stands: what its framework asks, and what is there.

    `kind` is the kind of the answer, "none" where there is none, and `codes` those of its grade or choices; answers
    in `rationale_for` and `evidence_for` need what is optional otherwise. `reason_needed` says whether "not
    applicable" needs one; `has_reason` that there is one for the answer as it is; `evidence` is the number of
    quotations in force. A rationale that is needed has `words_least` or more of its `words`, and any has `words_most`
    at most, where the framework says so. `of_force` marks the judgment of a force, which rests on cases.
    """

    code: str
    topic: str
    kind: str = NONE
    codes: frozenset[str] = frozenset()
    asked: bool = True
    required: bool = True
    rationale_required: bool = False
    rationale_for: frozenset[str] = frozenset()
    evidence_required: bool = False
    evidence_for: frozenset[str] = frozenset()
    reason_needed: bool = True
    has_reason: bool = False
    has_rationale: bool = False
    words: int = 0
    words_least: int | None = None
    words_most: int | None = None
    evidence: int = 0
    differs_from_suggestion: bool = False
    of_force: bool = False

    @property
    def needs_rationale(self) -> bool:
        """Whether the answer, being what it is, needs a rationale."""
        return self.rationale_required or not self.codes.isdisjoint(self.rationale_for)

    @property
    def needs_evidence(self) -> bool:
        """Whether the answer, being what it is, needs evidence."""
        return self.evidence_required or not self.codes.isdisjoint(self.evidence_for)

    @property
    def is_touched(self) -> bool:
        """Whether anything at all was entered."""
        return self.kind != NONE or self.has_rationale or self.has_reason or bool(self.evidence)


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: at which question, in which part of its answer, what to do, and the check's code."""

    code: str
    part: str
    sentence: str
    check: str


@dataclass(frozen=True)
class TopicProgress:
    """How far one topic has come: questions asked, answered and required to be, and all that is missing.

    Where nothing is asked, nothing is missing.
    """

    topic: str
    asked: int
    answered: int
    required: int
    touched: bool
    missing: tuple[Missing, ...]

    @property
    def state(self) -> State:
        """Return the state: complete where nothing is missing, not started where nothing was entered."""
        if not self.asked:
            return State.NOTHING_ASKED
        if not self.missing:
            return State.COMPLETE
        return State.IN_PROGRESS if self.touched else State.NOT_STARTED


def missing_of(answer: AnswerState) -> tuple[Missing, ...]:
    """Return what one question lacks, in the order of its page.

    Nothing where it is not asked, or not answered and not required. A not-applicable answer needs its reason, unless
    the framework waives it, and neither rationale nor evidence.
    """
    if not answer.asked:
        return ()
    if answer.kind == NONE:
        return (Missing(answer.code, "answer", NOT_ANSWERED, "not-answered"),) if answer.required else ()
    if answer.kind == NOT_APPLICABLE:
        needs_reason = answer.reason_needed and not answer.has_reason
        return (Missing(answer.code, "reason", NO_REASON, "no-reason"),) if needs_reason else ()
    found: list[Missing] = []
    if answer.differs_from_suggestion and not answer.has_reason:
        found.append(Missing(answer.code, "reason", NO_REASON_TO_DIFFER, "no-reason-to-differ"))
    found.extend(_rationale_lacks(answer))
    if answer.needs_evidence and not answer.evidence:
        sentence = NOTHING_TO_REST_ON if answer.of_force else NO_EVIDENCE
        found.append(Missing(answer.code, "quotation", sentence, "no-evidence"))
    return tuple(found)


def _rationale_lacks(answer: AnswerState) -> tuple[Missing, ...]:
    """Return what is wrong with a rationale: that there is none where one is needed, or how long it is."""
    if not answer.has_rationale:
        lacking = Missing(answer.code, "rationale", NO_RATIONALE, "no-rationale")
        return (lacking,) if answer.needs_rationale else ()
    words, least, most = answer.words, answer.words_least, answer.words_most
    has = counted(words, "word", "words")
    if answer.needs_rationale and least is not None and words < least:
        return (Missing(answer.code, "rationale", TOO_FEW_WORDS.format(has, least), "too-few-words"),)
    if most is not None and words > most:
        return (Missing(answer.code, "rationale", TOO_MANY_WORDS.format(has, most), "too-many-words"),)
    return ()


def progress_of(answers: Sequence[AnswerState]) -> list[TopicProgress]:
    """Return the progress of each topic, in the order in which the topics first come up; no answers give no topic."""
    topics = dict.fromkeys(answer.topic for answer in answers)
    return [_progress(topic, [a for a in answers if a.topic == topic and a.asked]) for topic in topics]


def all_missing(topics: Iterable[TopicProgress]) -> tuple[Missing, ...]:
    """Return everything that is missing in the review, topic by topic; nothing means that it can be submitted."""
    return tuple(missing for topic in topics for missing in topic.missing)


def _progress(topic: str, answers: Sequence[AnswerState]) -> TopicProgress:
    return TopicProgress(
        topic=topic,
        asked=len(answers),
        answered=sum(answer.kind != NONE for answer in answers),
        required=sum(answer.required for answer in answers),
        touched=any(answer.is_touched for answer in answers),
        missing=tuple(missing for answer in answers for missing in missing_of(answer)),
    )
