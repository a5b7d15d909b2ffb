"""What another version's rules would have meant for past reviews: worked out, told in rough numbers, never applied.

Who writes rules sees no case material. With rules of their own making and exact numbers they could ask about single
answers of single reviews, so numbers are told of ten reviews or more alone, and each as one of at least five.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from access.actor import Actor
from access.permissions import require
from review.authoring.past_reviews import Answers, past_answers, past_reviews
from review.domain.rules.answers import answer_problem
from review.domain.rules.evaluating import ReviewResults, evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Kind, Result
from review.frameworks.difference.questions import topic_pairs
from review.frameworks.file.exchange import problems_of, read_stored
from review.frameworks.file.model import FrameworkFile
from review.frameworks.models import FrameworkVersion
from review.frameworks.rules.method import method_of, stored_method
from review.frameworks.same_questions import Comparison

LEAST, STEP = 10, 5
"""Of fewer reviews nothing is told; and of numbers only within which range of this width they lie."""
WHOLE, ANY = "The review as a whole", "Any of them"


@dataclass(frozen=True)
class Range:
    """A number, told as at least `least` and at most `most`."""

    least: int
    most: int
    of: int

    def __str__(self) -> str:
        if not self.least:
            return f"fewer than {STEP}"
        return f"{self.least} or more" if self.most == self.of else f"{self.least} to {self.most}"


@dataclass(frozen=True)
class ReplayRow:
    """For one result: how many reviews would have got another suggestion, and of how many it cannot be told."""

    title: str
    other: Range
    untold: Range


@dataclass(frozen=True)
class Replay:
    """What came of working past reviews through: how many there are, how many were looked at, newest first.

    `rows` are empty where there are too few, or where neither version suggests anything for a review. A version that
    is `unfinished` has something to mend before its rules can be worked through, so none is looked at.
    """

    reviews: int
    looked_at: int
    rows: tuple[ReplayRow, ...] = ()
    unfinished: bool = False

    @property
    def too_few(self) -> bool:
        """Whether there are too few reviews to tell anything of them."""
        return not self.unfinished and self.looked_at < LEAST


@dataclass(frozen=True)
class Thing:
    """A result that both versions can give: its title, and its topic's code in the older and newer one (or empty)."""

    title: str
    older: str = ""
    newer: str = ""

    def results(self, older: ReviewResults, newer: ReviewResults) -> tuple[Result, Result]:
        """Return the result by both versions."""
        none = Result(Kind.NO_RULE)
        if not self.older and not self.newer:
            return older.review, newer.review
        return older.topics.get(self.older, none), newer.topics.get(self.newer, none)


def replay(
    actor: Actor,
    version: FrameworkVersion,
    newer: FrameworkFile,
    comparisons: Sequence[Comparison],
    most: int | None = None,
) -> Replay:
    """Return what the rules of `newer` would have meant for the reviews submitted by `version`, in rough numbers.

    `comparisons` say for each question of the newer which of the older it is. Looks at `most` reviews, the newest,
    or at all, some hundreds at a time with three queries each. Raises NotAllowed.
    """
    require(actor, "framework.edit")
    reviews = past_reviews(version).count()
    looked_at = reviews if most is None else min(reviews, most)
    older = read_stored(version.canonical)
    if problems_of(older) or problems_of(newer):
        return Replay(reviews, 0, unfinished=True)
    things = _things(older, newer)
    if looked_at < LEAST or not things:
        return Replay(reviews, looked_at)
    tallies = _tallied(version, newer, comparisons, things, looked_at)
    rows = (ReplayRow(title, told(other, looked_at), told(untold, looked_at)) for title, other, untold in tallies)
    return Replay(reviews, looked_at, tuple(rows))


def told(number: int, of: int) -> Range:
    """Return a number of so many as the range in which it lies; every range holds STEP numbers or more.

    So neither “none” nor “all” is ever told, and one review more or less mostly changes nothing that is told.
    """
    last = (of + 1) // STEP * STEP - STEP
    least = min(number // STEP * STEP, last)
    return Range(least, of if least == last else least + STEP - 1, of)


def _things(older: FrameworkFile, newer: FrameworkFile) -> list[Thing]:
    """Return what either version has a rule for, for the review as a whole and by topics that are in both."""
    before, after = method_of(older), method_of(newer)
    pairs = topic_pairs(older, newer)
    titles = {topic.code: topic.title for topic in newer.all_topics}
    topics = [
        Thing(f"Topic “{titles[code]}”", other, code)
        for code, other in pairs.items()
        if before.rule_of_topic(other) or after.rule_of_topic(code)
    ]
    return [*([Thing(WHOLE)] if before.rule_of_review or after.rule_of_review else []), *topics]


def _tallied(
    version: FrameworkVersion,
    newer: FrameworkFile,
    comparisons: Sequence[Comparison],
    things: Sequence[Thing],
    most: int,
) -> list[tuple[str, int, int]]:
    """Return for each thing, and for any of several, in how many reviews it is another and in how many untold."""
    before, after = stored_method(version.canonical), method_of(newer)
    carried = {one.code: one.other for one in comparisons if one.carries}
    other: dict[str, int] = defaultdict(int)
    untold: dict[str, int] = defaultdict(int)
    for answers, facts in past_answers(version, before, most):
        was = evaluate_review(before, answers, facts)
        would_be = evaluate_review(after, mapped(after, answers, carried), facts)
        came_to = {thing.title: _compared(*thing.results(was, would_be)) for thing in things}
        found = set(came_to.values())
        came_to[ANY] = OTHER if OTHER in found else UNTOLD if UNTOLD in found else ALIKE
        for title, what in came_to.items():
            other[title] += what == OTHER
            untold[title] += what == UNTOLD
    titles = [thing.title for thing in things] + ([ANY] if len(things) > 1 else [])
    return [(title, other[title], untold[title]) for title in titles]


ALIKE, OTHER, UNTOLD = "alike", "other", "untold"


def _compared(was: Result, would_be: Result) -> str:
    if Kind.INCOMPLETE in (was.kind, would_be.kind):
        return UNTOLD
    return ALIKE if (was.kind, was.grade) == (would_be.kind, would_be.grade) else OTHER


def mapped(method: Method, answers: Answers, carried: Mapping[str, str]) -> Answers:
    """Return the answers that a method's questions can take over; `carried` says of which questions, by their codes."""
    pairs = ((code, answers.get(other)) for code, other in carried.items() if code in method.by_code)
    return {
        code: answer
        for code, answer in pairs
        if answer is not None and not answer_problem(method.by_code[code], answer.value)
    }
