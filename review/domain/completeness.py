"""What a review still lacks before it can be submitted: for each question, and added up for each topic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

NONE, NOT_APPLICABLE = "none", "not-applicable"

NOT_ANSWERED = "This question is not answered."
NO_REASON = "Say why it is not applicable."
NO_RATIONALE = "Write the rationale."
NO_EVIDENCE = "Cite evidence: at least one quotation from the case's documents."
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
    quotations in force.
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
    evidence: int = 0
    differs_from_suggestion: bool = False

    @property
    def needs_rationale(self) -> bool:
        """Whether the answer, being what it is, needs a rationale."""
        return self.rationale_required or not self.codes.isdisjoint(self.rationale_for)

    @property
    def needs_evidence(self) -> bool:
        """Whether the answer, being what it is, needs evidence."""
        return self.evidence_required or not self.codes.isdisjoint(self.evidence_for)


@dataclass(frozen=True)
class Missing:
    """One thing that is missing: at which question, in which part of its answer, and what to do."""

    code: str
    part: str
    sentence: str


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
        return (Missing(answer.code, "answer", NOT_ANSWERED),) if answer.required else ()
    if answer.kind == NOT_APPLICABLE:
        return () if answer.has_reason or not answer.reason_needed else (Missing(answer.code, "reason", NO_REASON),)
    lacks = (
        (answer.differs_from_suggestion and not answer.has_reason, "reason", NO_REASON_TO_DIFFER),
        (answer.needs_rationale and not answer.has_rationale, "rationale", NO_RATIONALE),
        (answer.needs_evidence and not answer.evidence, "quotation", NO_EVIDENCE),
    )
    return tuple(Missing(answer.code, part, sentence) for lacking, part, sentence in lacks if lacking)


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
        touched=any(a.kind != NONE or a.has_rationale or a.has_reason or a.evidence for a in answers),
        missing=tuple(missing for answer in answers for missing in missing_of(answer)),
    )
