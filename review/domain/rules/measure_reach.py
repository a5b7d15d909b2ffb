"""What a measure can come to, whatever is answered."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from review.domain.rules.conditions import Ref
from review.domain.rules.measures import Measure
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Found
from review.domain.rules.reach import ASIDE, PASSED, Reach, Reaches, of_question, reads_of
from review.domain.rules.scores import Part, Scores, common_step, mean_scores, percent_scores, sum_scores


def _sorts(measure: Measure, around: Iterable[Reach]) -> frozenset[Found]:
    """Return what a measure can come to beside a number."""
    reaches = list(around)
    found = {sort for reach in reaches for sort in reach.sorts}
    sorts = found & PASSED
    if measure.not_applicable == "no-result" and Found.NOT_APPLICABLE in found:
        sorts |= {Found.NO_RESULT}
    if all(reach.sorts & _left_out(measure) for reach in reaches):
        sorts |= {Found.NOT_APPLICABLE}
    return frozenset(sorts)


def measured(measure: Measure, around: Reaches, exact: bool) -> Reach:
    """Return what a measure of one review, or of results, can come to. `exact`: its sources do not hang together."""
    sorts = _sorts(measure, around.values())
    if any(reach.scores and reach.scores.ranged for reach in around.values()):
        scores = _range(measure, around)
    else:
        try:
            scores = _scores(measure, [_parts(measure, ref, reach) for ref, reach in around.items()])
        except OverflowError:
            scores, exact = _range(measure, around), False
    if measure.how == "percent-of-max" and any(measure.most(ref) <= 0 for ref in around):
        sorts |= {Found.NOT_APPLICABLE}
    return Reach(sorts, frozenset(), scores, exact, reads_of(around.values()))


def _range(measure: Measure, around: Reaches) -> Scores:
    """Return between which limits the number lies, where its sources come to too much to tell each."""
    if measure.how in ("percent-in", "percent-of-max"):
        return Scores(low=Fraction(0), high=Fraction(100), ranged=True)
    ends = [_ends(measure, ref, reach) for ref, reach in around.items()]
    lows, highs = [low for low, _, _ in ends], [high for _, high, _ in ends]
    if measure.how == "mean":
        return Scores(low=_all_of(min, lows), high=_all_of(max, highs), ranged=True)
    always = [not reach.sorts & ASIDE for reach in around.values()]
    low, high = _sum_of_ends(lows, always, min), _sum_of_ends(highs, always, max)
    return Scores(low=low, high=high, step=common_step(step for _, _, step in ends), ranged=True)


Ends = tuple[Fraction | None, Fraction | None, Fraction]
Choose = Callable[[Iterable[Fraction]], Fraction]


def _ends(measure: Measure, ref: Ref, reach: Reach) -> Ends:
    """Return the smallest and the largest number that a source adds (None: no limit), and their common step."""
    if reach.scores is not None and reach.scores.ranged:
        return reach.scores.low, reach.scores.high, reach.scores.step
    points = [part[0] for part in _parts(measure, ref, reach) if part]
    return min(points, default=Fraction(0)), max(points, default=Fraction(0)), common_step(points)


def _all_of(choose: Choose, ends: Sequence[Fraction | None]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return choose(known) if len(known) == len(ends) else None


def _sum_of_ends(ends: Sequence[Fraction | None], always: Sequence[bool], choose: Choose) -> Fraction | None:
    """Return the smallest or largest sum: those that can be left out are, unless they help or nothing else is left."""
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return None
    if not any(always):
        helping = [end for end in known if choose((end, Fraction(0))) == end]
        return sum(helping, Fraction(0)) if helping else choose(known)
    kept = (end if must else choose((end, Fraction(0))) for end, must in zip(known, always, strict=True))
    return sum(kept, Fraction(0))


def _scores(measure: Measure, parts: Sequence[Sequence[Part | None]]) -> Scores:
    if measure.how in ("percent-in", "percent-of-max"):
        return percent_scores(parts)
    return mean_scores(parts) if measure.how == "mean" else sum_scores(parts)


def _parts(measure: Measure, ref: Ref, reach: Reach) -> list[Part | None]:
    """Return what one source of single values can add."""
    counting = measure.how in ("percent-in", "count-in")
    weight = measure.most(ref) if measure.how == "percent-of-max" else Fraction(1)
    parts: list[Part | None] = []
    if reach.scores is not None:
        parts.extend((number, weight) for number in reach.scores.single)
    for code in sorted(reach.codes):
        parts.append((Fraction(measure.counts(code)) if counting else measure.points[ref][code], weight))
    if reach.sorts & _left_out(measure):
        parts.append(None)
    if Found.NOT_APPLICABLE in reach.sorts and measure.not_applicable in ("as-best", "as-worst"):
        points = Fraction(measure.counts_beside(ref)) if counting else measure.points_beside(ref)
        parts.extend([] if points is None else [(points, weight)])
    return parts


def _left_out(measure: Measure) -> frozenset[Found]:
    return ASIDE if measure.not_applicable == "left-out" else frozenset({Found.NOT_ASKED})


def measured_over_cases(method: Method, measure: Measure, ref: Ref, each: Reaches) -> Reach:
    """Return what a measure of any number of cases can come to."""
    reach = of_question(method.by_code[ref.code]) if ref.kind == "question" else each[ref]
    sorts = _sorts(measure, [reach]) | {Found.NOT_APPLICABLE}
    reads = frozenset(Ref("case", read.code) for read in reach.reads)
    return Reach(sorts, frozenset(), _over_cases(measure, ref, reach), reach.exact, reads)


def _over_cases(measure: Measure, ref: Ref, reach: Reach) -> Scores:
    low, high, step = _ends(measure, ref, reach)
    if measure.how in ("percent-in", "percent-of-max"):
        most = measure.most(ref) if measure.how == "percent-of-max" else Fraction(1)
        if low is None or high is None or most <= 0:
            return Scores()
        return _between(100 * low / most, 100 * high / most)
    if measure.how == "mean":
        return _between(low, high)
    if low == high == 0:
        return Scores({Fraction(0): ""})
    lowest = low if low is not None and low >= 0 else None
    highest = high if high is not None and high <= 0 else None
    return Scores(low=lowest, high=highest, step=step, ranged=True)


def _between(low: Fraction | None, high: Fraction | None) -> Scores:
    return Scores({low: ""}) if low is not None and low == high else Scores(low=low, high=high, ranged=True)
