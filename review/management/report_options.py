"""The options of `manage.py report`: which figures, in which format, and what leaves the house."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from review.reports.formats import FORMATS


def add_options(parser: ArgumentParser) -> None:
    """Add the exercise, what to choose, how to break down and how to write it."""
    add = parser.add_argument
    add("slug", help="the exercise's short name, for example group-based-cse-2023")
    add("--format", choices=list(FORMATS), default="", help="as the ending of --out says, else text")
    add(
        "--out",
        metavar="FILE",
        help="write to this file: a new one is for you alone to read; one that is there is replaced at the end and "
        "keeps who can read it",
    )
    _add_choosing(add)
    add("--intervals", action="store_true", help="show 95%% Wilson intervals for a purposive sample too")
    _add_releasing(add)
    add(
        "--results",
        action="store_true",
        help="print what the framework's rules suggest for the inspection and each force from all cases",
    )
    add("--judgments", action="store_true", help="write the signed-off judgments of the inspection's forces")


def _add_choosing(add: Callable[..., Any]) -> None:
    """Add the options that say which figures the report has."""
    conditions = "choose cases, instead of the headline's; commas mean or, several --where mean and"
    add("--where", action="append", default=[], metavar="NAME=ANSWER[,ANSWER]", help=conditions)
    add("--all", action="store_true", help="count all cases, not only the headline's")
    names = "break down by force, team-type, month, criterion ...; twice for one within the other"
    add("--by", action="append", default=[], metavar="NAME", help=names)
    measure = "count the answers to this name instead of the overall grade"
    add("--measure", default="", metavar="NAME", help=measure)
    beside_words = "put it beside this inspection or published result, and say whether they compare over time; repeat"
    add("--beside", action="append", default=[], metavar="SLUG", help=beside_words)
    others = "count this inspection's cases together with those of SLUG; break down by inspection to see them apart"
    add("--with", action="append", default=[], dest="others", metavar="OTHER", help=others)
    picture = "with --format svg: the chart of this table (whole, by ...), where the report has several"
    add("--picture", default="", metavar="TABLE", help=picture)


def _add_releasing(add: Callable[..., Any]) -> None:
    """Add the options of a report that leaves the house."""
    public = "make a public release of it, in which small counts are kept back, or write the one that shows the same"
    add("--public", action="store_true", help=public)
    add("--title", default="", metavar="TITLE", help="with --public: what the release is called; else what it counts")
    purpose = (
        "with --public: for whom the release is made, and why; it is kept with it and not given out. Who released it "
        "is kept too where --as names them"
    )
    add("--purpose", default="", metavar="WORDS", help=purpose)
