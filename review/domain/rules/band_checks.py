"""Bands against the scores that can be reached: gaps, overlaps, and bands in which no score lies."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from itertools import pairwise

from review.domain.rules.bands import Band, BandsStep
from review.domain.rules.numbers import rounded
from review.domain.rules.scores import Region, Scores, example_in
from review.domain.rules.words import number_words


def gaps(step: BandsStep, scores: Scores) -> Iterator[str]:
    """Yield an example, in words, of the scores in each gap between bands, below the lowest and above the highest."""
    bands = step.bands[::-1]
    regions = [Region(None, bands[0].low, with_high=False)]
    for lower, higher in pairwise(bands):
        if lower.high is not None:
            regions.append(Region(lower.high, higher.low, with_low=False, with_high=False))
    if bands[-1].high is not None:
        regions.append(Region(bands[-1].high, None, with_low=False))
    for region in regions:
        if example := _example(step, scores, region):
            yield example


def overlaps(step: BandsStep, scores: Scores) -> Iterator[tuple[Band, Band, str]]:
    """Yield two bands that have scores in common, with an example in words; the higher band is the second."""
    bands = step.bands[::-1]
    for number, lower in enumerate(bands):
        for higher in bands[number + 1 :]:
            if higher.low == lower.low or (lower.high is not None and lower.high >= higher.low):
                ends = [end for end in (lower.high, higher.high) if end is not None]
                region = Region(higher.low, min(ends, default=None))
                if example := _example(step, scores, region):
                    yield lower, higher, example


def reached_bands(step: BandsStep, scores: Scores) -> list[Band]:
    """Return the bands in which a score can lie, the highest first."""
    return [band for number, band in enumerate(step.bands) if _example(step, scores, _region(step, number))]


def unreached(step: BandsStep, scores: Scores) -> Iterator[tuple[Band, str]]:
    """Yield each band in which no score lies, with a sentence."""
    reached = reached_bands(step, scores)
    for band in step.bands:
        if band not in reached:
            yield band, f"No score lies in the band {_words(step, band)}{_why(step, scores, band)}."


def _why(step: BandsStep, scores: Scores, band: Band) -> str:
    high = scores.high if scores.ranged else max(scores.single, default=None)
    if high is not None and band.low > rounded(high, step.rounding, step.decimals):
        return f": the highest that can be reached is {number_words(high)}{step.unit}"
    return ""


def _words(step: BandsStep, band: Band) -> str:
    return step.band_words[step.bands.index(band)]


def _region(step: BandsStep, number: int) -> Region:
    """Return the numbers that a band gets: those of a higher one are not among them."""
    band = step.bands[number]
    above: Fraction | None = step.bands[number - 1].low if number else None
    if band.high is not None and (above is None or band.high < above):
        return Region(band.low, band.high)
    return Region(band.low, above, with_high=False)


def _example(step: BandsStep, scores: Scores, region: Region) -> str:
    rounding = partial(rounded, rounding=step.rounding, decimals=step.decimals)
    return example_in(scores, region, rounding, None if step.rounding == "none" else step.decimals)
