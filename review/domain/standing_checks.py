"""The standing checks of a review: what stops its submission, and what its reviewer may want to look at again.

An error is something that the framework asks for and that is missing. A warning never stops anything: it says what
often turns out to be a slip. Each check is a row of the table; each finding says where it is put right.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from review.domain.completeness import (
    NO_EVIDENCE,
    NO_RATIONALE,
    NO_REASON,
    NO_REASON_TO_DIFFER,
    NOT_ANSWERED,
    TOO_FEW_WORDS,
    TOO_MANY_WORDS,
    AnswerState,
    missing_of,
)
from review.domain.rules.words import counted, list_words
from review.domain.word_count import word_count

ENOUGH_REASON = 3
"""With fewer words than this, a reason for a difference says too little."""
MANY_PROPOSED = "passages that the language screen proposes are"
NAMED_AT_MOST = 5
"""So many documents are named in a sentence, and the others counted."""


class Level(Enum):
    """How much a finding weighs; the values are the words on screens."""

    ERROR = "Missing"
    WARNING = "Look again"


@dataclass(frozen=True)
class Check:
    """One check: its code, how much it weighs, in which part it is put right, and its sentence with gaps to fill."""

    code: str
    level: Level
    part: str
    sentence: str


CHECKS = {
    check.code: check
    for check in (
        Check("not-answered", Level.ERROR, "answer", NOT_ANSWERED),
        Check("no-reason", Level.ERROR, "reason", NO_REASON),
        Check("no-reason-to-differ", Level.ERROR, "reason", NO_REASON_TO_DIFFER),
        Check("no-rationale", Level.ERROR, "rationale", NO_RATIONALE),
        Check("too-few-words", Level.ERROR, "rationale", TOO_FEW_WORDS),
        Check("too-many-words", Level.ERROR, "rationale", TOO_MANY_WORDS),
        Check("no-evidence", Level.ERROR, "quotation", NO_EVIDENCE),
        Check(
            "lowest-without-evidence", Level.WARNING, "quotation", "Graded {}, the lowest grade, without any evidence."
        ),
        Check(
            "not-found",
            Level.WARNING,
            "quotation",
            "{} not found in the text of the document. Compare the words and the page.",
        ),
        Check(
            "not-checked",
            Level.WARNING,
            "quotation",
            "{} not be compared with the document, which has no text there. Read the words once more.",
        ),
        Check("same-rationale", Level.WARNING, "rationale", "The rationale is word for word the one given for “{}”"),
        Check("short-reason", Level.WARNING, "reason", "Why the grade differs from the suggested one is said in {}."),
        Check(
            "overall-better", Level.WARNING, "answer", "The overall judgment, {}, is better than every grade before it."
        ),
        Check(
            "overall-worse", Level.WARNING, "answer", "The overall judgment, {}, is worse than every grade before it."
        ),
        Check(
            "kept-behind",
            Level.WARNING,
            "closed",
            "What was entered here is kept, and does not count: the question is not asked.",
        ),
        Check("not-decided", Level.WARNING, "screen", "{} not decided yet."),
        Check("not-opened", Level.WARNING, "documents", "You have not opened {}."),
    )
}
"""Every check by its code: the errors first."""


@dataclass(frozen=True)
class Graded:
    """A grade as it stands on its scale: `rank` 1 is the best of `grades`; None of this holds without an order."""

    label: str
    scale: str
    rank: int
    grades: int

    @property
    def is_lowest(self) -> bool:
        """Whether no grade of the scale is worse."""
        return self.rank == self.grades


@dataclass(frozen=True)
class CheckedAnswer:
    """One question as the checks look at it, beside its state.

    `graded` is its grade where the scale has an order; `reason` why it differs from the suggested one, where it does;
    `not_found` and `not_checked` count quotations in force; `kept` says that something is kept though it is not asked.
    """

    state: AnswerState
    question: str
    graded: Graded | None = None
    rationale: str = ""
    reason: str = ""
    not_found: int = 0
    not_checked: int = 0
    kept: bool = False


@dataclass(frozen=True)
class CheckedReview:
    """A review as the checks look at it: its answers in order, and what is beside them.

    `overall` is the code of the overall judgment; `undecided` counts proposals of the language screen; `unopened` are
    the titles of documents that the reviewer never opened.
    """

    answers: Sequence[CheckedAnswer]
    overall: str = ""
    undecided: int = 0
    unopened: Sequence[str] = ()


@dataclass(frozen=True)
class Finding:
    """Something that a check found: the check, its whole sentence, and the question's code, or none."""

    check: Check
    sentence: str
    code: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it stops the submission."""
        return self.check.level == Level.ERROR


def findings_of(review: CheckedReview) -> tuple[Finding, ...]:
    """Return everything that the checks find: question by question, errors first, then what is about no question.

    A review without answers has nothing of its own to find.
    """
    around = (*_same_rationales(review.answers), *_overall(review))
    found: list[Finding] = []
    for answer in review.answers:
        of_answer = [*_errors(answer), *_warnings(answer), *(one for one in around if one.code == answer.state.code)]
        found.extend(of_answer)
    return (*found, *_beside(review))


def errors_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what stops the submission."""
    return tuple(finding for finding in findings if finding.is_error)


def warnings_in(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what stops nothing."""
    return tuple(finding for finding in findings if not finding.is_error)


def _found(check: str, code: str = "", *words: str) -> Finding:
    return Finding(CHECKS[check], CHECKS[check].sentence.format(*words), code)


def _errors(answer: CheckedAnswer) -> Iterator[Finding]:
    for lack in missing_of(answer.state):
        yield Finding(CHECKS[lack.check], lack.sentence, lack.code)


def _warnings(answer: CheckedAnswer) -> Iterator[Finding]:
    """Yield what is to be looked at in one question by itself."""
    state, code = answer.state, answer.state.code
    if not state.asked:
        if answer.kept:
            yield _found("kept-behind", code)
        return
    if answer.graded and answer.graded.is_lowest and not state.evidence and not state.needs_evidence:
        yield _found("lowest-without-evidence", code, answer.graded.label)
    if answer.not_found:
        were = "A quotation was" if answer.not_found == 1 else f"{answer.not_found} quotations were"
        yield _found("not-found", code, were)
    if answer.not_checked:
        could = "A quotation could" if answer.not_checked == 1 else f"{answer.not_checked} quotations could"
        yield _found("not-checked", code, could)
    words = word_count(answer.reason)
    if state.has_reason and 0 < words < ENOUGH_REASON:
        yield _found("short-reason", code, counted(words, "word", "words"))


def _same_rationales(answers: Sequence[CheckedAnswer]) -> Iterator[Finding]:
    """Yield each rationale that an earlier question has word for word."""
    first: dict[str, CheckedAnswer] = {}
    for answer in answers:
        words = " ".join(answer.rationale.split())
        if not words or not answer.state.asked:
            continue
        if words in first:
            yield _found("same-rationale", answer.state.code, first[words].question)
        first.setdefault(words, answer)


def _overall(review: CheckedReview) -> Iterator[Finding]:
    """Yield that the overall judgment lies outside everything that was graded on its scale."""
    graded = {answer.state.code: answer.graded for answer in review.answers if answer.graded and answer.state.asked}
    overall = graded.pop(review.overall, None)
    if overall is None:
        return
    ranks = [one.rank for one in graded.values() if one.scale == overall.scale]
    outside: tuple[tuple[str, Callable[[int], bool]], ...] = (
        ("overall-better", lambda rank: overall.rank < rank),
        ("overall-worse", lambda rank: overall.rank > rank),
    )
    for check, is_outside in outside:
        if ranks and all(is_outside(rank) for rank in ranks):
            yield _found(check, review.overall, overall.label)


def _beside(review: CheckedReview) -> Iterator[Finding]:
    """Yield what is to be looked at beside the answers."""
    if review.undecided:
        yield _found(
            "not-decided", "", counted(review.undecided, "passage that the language screen proposes is", MANY_PROPOSED)
        )
    if review.unopened:
        named = [f"“{title}”" for title in review.unopened[:NAMED_AT_MOST]]
        if rest := len(review.unopened) - len(named):
            named.append(counted(rest, "other document", "other documents"))
        yield _found("not-opened", "", list_words(named))
