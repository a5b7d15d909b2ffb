"""The tables of a release in words, made of what is told alone."""

from collections.abc import Iterator, Sequence

from review.counting.dimensions import CRITERION
from review.domain.disclosure import EVERY_CASE, OVERALL, Figure, Key, Mark, Rule
from review.domain.tabulation import NOT_ANSWERED
from review.releases.layout import LaidOut
from review.releases.told import BESIDES, Row, Told, row_of
from review.reports.document import NO_SHARE, NOT_SHOWN, Column, Line, Sheet, Value
from review.reports.sheets import count_value, interval_columns, limit_values, share_value

HIDDEN_WORDS = "[c]"
"""The mark that statistical tables of public bodies use: kept back for confidentiality."""
WITHHELD_WORDS = "[x]"
"""Their mark for what is not to be had: nothing is told of it."""
ALL = "All"
KEPT_BACK = (
    "[c] A count that is kept back so that nobody can be identified: it is small, or would give a small one away."
)
WITHHELD = "[x] A count of which nothing is told, as of this whole part of the table: it may be any, and 0 too."
LEFT_OUT = "Rows of which nothing is told are left out."
ROUNDED = "Counts are rounded to the nearest {base}, totals by themselves, so that they need not add up."
AS_THEY_ARE = "The grades of all cases, and of those that the report counts first, are shown as they are."
ROUNDS_TO_NOTHING = "“{words}” is a count from 0 to {most}, which rounds to 0. Whether it is 0 is not shown."
NESTED = "This table is of {selected} of all {everything} {units}."
NOTHING_BESIDES = "What is {words} everywhere besides the grades is left out: cases without an answer, for example."


MARKS = {Mark.HIDDEN: HIDDEN_WORDS, Mark.WITHHELD: WITHHELD_WORDS}


def sheet_of(
    told: Told, tables: Sequence[LaidOut], name: str, title: str, titles: Sequence[str], intervals: bool
) -> Sheet:
    """Return tables of one report on one scale as one table: of each criterion where there are several, by group."""
    first = tables[0]
    placed = [(one, key, row_of(told, one, key)) for one in tables for key in told.known.keys(one)]
    besides = shown_besides([row for *_, row in placed])
    lines = [_line(told, one, key, row, [code for code, _ in besides], intervals) for one, key, row in placed]
    lines = [line for line in lines if NOT_ANSWERED not in line.keys or _says_something(line)]
    shown = [line for line in lines if not _gives_itself_away(told, first, line)]
    return Sheet(
        name,
        title,
        tuple(titles) or (first.measure.title,),
        tuple(_columns(first, besides, intervals)),
        tuple(shown),
        (
            *_nested(told, first, placed[0][2]),
            *([LEFT_OUT] if len(shown) < len(lines) else []),
            *_notes(told, [row for *_, row in placed]),
        ),
        first.definition.by,
        first.measure.scale.code,
    )


def shown_besides(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return what is shown of what n leaves out, code and words: where any row has a count of it, or one kept back."""
    return [(code, words) for code, words in BESIDES if any(_counts(row.besides.get(code, 0)) for row in rows)]


def whole_sheet_of(told: Told, one: LaidOut, name: str, title: str, intervals: bool) -> Sheet:
    """Return a table without groups: a row for each answer."""
    row = row_of(told, one, ())
    shares = [Column("Share of n", "percent"), *interval_columns(intervals, "")]
    grades = zip(one.measure.scale.grades, row.answers, strict=True)
    lines = [
        Line((grade.label,), (_value(told, figure), *_shares(row, figure, intervals)), code=grade.code, figure="grade")
        for grade, figure in grades
    ]
    blank = (Value(None, NO_SHARE),) * len(shares)
    counted = f"{one.measure.units.capitalize()} counted (n)"
    lines.append(Line((counted,), (_value(told, row.n), *blank), figure="n"))
    lines += [
        Line((words,), (_value(told, row.besides[code]), *blank), code=code, figure="left-out")
        for code, words in BESIDES
        if _counts(row.besides.get(code, 0))
    ]
    if _is_nested(told, one):
        lines.append(
            Line((f"Of all {_units(one)}",), (_value(told, told.everything or 0), *blank), figure="everything")
        )
    columns = (Column(one.measure.units.capitalize(), "count"), *shares)
    scale = one.measure.scale.code
    return Sheet(name, title, (one.measure.title,), columns, tuple(lines), tuple(_notes(told, [row])), scale=scale)


def _is_nested(told: Told, one: LaidOut) -> bool:
    """Return whether a table is of some cases only, and another of the release tells how many there are in all."""
    return one.answers.subset != EVERY_CASE and told.everything is not None


def _units(one: LaidOut) -> str:
    return "suspects of signed-off cases" if one.measure.of_suspects else "signed-off cases"


def _nested(told: Told, one: LaidOut, whole: Row) -> Iterator[str]:
    """Yield how many of all cases a table by group is of, where both are told as they are."""
    if _is_nested(told, one) and isinstance(whole.selected, int) and not whole.rounded:
        yield NESTED.format(selected=whole.selected, everything=told.everything, units=_units(one))


def _columns(one: LaidOut, besides: Sequence[tuple[str, str]], intervals: bool) -> Iterator[Column]:
    yield Column("n", "count", figure="n")
    for grade in one.measure.scale.grades:
        yield Column(grade.label, "count", grade.code, "grade")
        yield Column(f"{grade.label}, share of n", "percent", grade.code)
        yield from interval_columns(intervals, f"{grade.label}, ")
    for code, words in besides:
        yield Column(words, "count", code, "left-out")
    if besides:
        yield Column("In all", "count", figure="selected")


def _line(told: Told, one: LaidOut, key: Key, row: Row, besides: Sequence[str], intervals: bool) -> Line:
    values = [_value(told, row.n)]
    for figure in row.answers:
        values += [_value(told, figure), *_shares(row, figure, intervals)]
    values += [_value(told, row.besides.get(code, 0)) for code in besides]
    values += [_value(told, row.selected)] if besides else []
    words = [ALL if code is None else told.known.categories[name][code] for name, code in zip(one.by, key, strict=True)]
    codes = ["" if code is None else told.known.public_code(name, code) for name, code in zip(one.by, key, strict=True)]
    keys = tuple(codes) if key[-1:] != (None,) else tuple(code for code in codes if code)
    if not one.criterion:
        return Line(tuple(words), tuple(values), keys)
    place = one.definition.by.index(CRITERION)
    named = one.measure.name.partition(".")[2]
    return Line((*words[:place], one.criterion, *words[place:]), tuple(values), (*keys[:place], named, *keys[place:]))


def _gives_itself_away(told: Told, one: LaidOut, line: Line) -> bool:
    """Return whether all that a row tells is that it is there: where only what occurs is listed that is not nothing."""
    as_found = not told.known.as_found.isdisjoint(one.by)
    withheld = any(value.words == WITHHELD_WORDS for value in line.values)
    counts = any(value.number or value.words == HIDDEN_WORDS for value in line.values)
    return as_found and bool(line.keys) and withheld and not counts


def _says_something(line: Line) -> bool:
    """Return whether a row has any count, or one that is kept back; one that only rounds to nothing has none."""
    return any(value.number or value.words in MARKS.values() for value in line.values)


def _counts(figure: Figure) -> bool:
    """Return whether a figure is any count, or one that is kept back: neither a zero nor what rounds to one."""
    return figure not in (0, Mark.LOW)


def low_words(rule: Rule) -> str:
    """Return how a count that rounds to nothing is shown: by what its rounding says of it, and no more."""
    return f"under {rule.within(0)[1] + 1}"


def _value(told: Told, figure: Figure) -> Value:
    if isinstance(figure, Mark):
        return Value(None, MARKS.get(figure) or low_words(told.published.rule))
    return count_value(figure)


def _shares(row: Row, figure: Figure, intervals: bool) -> Iterator[Value]:
    """Yield the share of n with its limits, only where every figure of the row is told as it is."""
    if not row.is_exact or not isinstance(figure, int) or not isinstance(row.n, int):
        yield from [Value(None, NOT_SHOWN)] * (3 if intervals else 1)
        return
    yield share_value(figure, row.n)
    if intervals:
        yield from limit_values(figure, row.n)


def _notes(told: Told, rows: Sequence[Row]) -> Iterator[str]:
    figures = [f for row in rows for f in (row.n, *row.answers, *row.besides.values(), row.selected)]
    if Mark.HIDDEN in figures:
        yield KEPT_BACK
    if Mark.WITHHELD in figures:
        yield WITHHELD
    if any(row.rounded for row in rows):
        yield ROUNDED.format(base=told.published.rule.base)
        if not told.published.rule.protects(OVERALL):
            yield AS_THEY_ARE
    if Mark.LOW in figures:
        rule = told.published.rule
        yield ROUNDS_TO_NOTHING.format(words=low_words(rule), most=rule.within(0)[1])
    if any(Mark.LOW in row.besides.values() for row in rows):
        yield NOTHING_BESIDES.format(words=low_words(told.published.rule))
