"""A framework out of a spreadsheet in the plain layout, checked as a framework file is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from review.frameworks.file.exchange import file_in
from review.frameworks.file.model import FrameworkFile
from review.frameworks.file.yaml_tree import Tree, read_tree
from review.frameworks.problems.problem import BrokenFramework, Path, Problem, did_you_mean, path_text, shown
from review.frameworks.spreadsheet import layout
from review.frameworks.spreadsheet.cells import Row, Rows, number_in, read_sheets

Values = dict[str, Any]


@dataclass
class SheetTree(Tree):
    """The values of a workbook; the place of each is its sheet, row and column instead of a line."""

    places: dict[Path, str] = field(default_factory=dict)

    def wrong(self, path: Path, sentence: str, line: int = 0) -> Problem:
        """Return a problem at a place; below what one cell holds, with the way to it inside the cell."""
        known = path
        while known and known not in self.places:
            known = known[:-1]
        inside = path_text(path[len(known) :])
        return Problem(0, ", ".join(filter(None, (self.places.get(known, ""), inside))), sentence)


def read_spreadsheet(data: bytes) -> FrameworkFile:
    """Return the framework that a workbook holds. Raises BrokenFramework with everything that is wrong."""
    return file_in(spreadsheet_tree(data))


def spreadsheet_tree(data: bytes) -> SheetTree:
    """Return what stands in a workbook, as a file would have it. Raises BrokenFramework where it has another layout."""
    tree = _Reading(read_sheets(data, layout.SHEETS)).tree()
    if tree.problems:
        raise BrokenFramework(tree.problems)
    return tree


class _Reading:
    """Puts the rows of the sheets together into the values that a framework file would have."""

    def __init__(self, sheets: dict[str, Rows]) -> None:
        self.sheets = sheets
        self.places: dict[Path, str] = {}
        self.problems: list[Problem] = []
        self.asked: dict[str, tuple[Path, Values]] = {}
        self.topics: dict[str, tuple[Path, Values]] = {}

    def tree(self) -> SheetTree:
        """Return everything, with its places and what is wrong so far."""
        facts = self.sheets[layout.FRAMEWORK.name]
        value: Values = {row.text("name"): row.values.get("value") for row in facts}
        self.places |= {(row.text("name"),): row.place for row in facts}
        self._take_whole_numbers(value)
        value["scales"] = self._scales()
        value["topics"] = self._topics()
        self._questions(value)
        self._beside_questions()
        value["entered"] = self._listed(layout.ENTERED.name, "entered", lambda row: dict(row.values))
        value["rules"] = self._listed(layout.RULES.name, "rules", lambda row: dict(row.values))
        self._steps(value["rules"])
        value["examples"] = self._listed(layout.EXAMPLES.name, "examples", self._example)
        return SheetTree(value=_frozen(value), problems=self.problems, places=self.places)

    def _wrong(self, row: Row, name: str, sentence: str) -> None:
        self.problems.append(Problem(0, row.at(name), sentence))

    def _place(self, path: Path, row: Row, *names: str) -> None:
        """Remember where a part stands, and each of its fields in a column of its own."""
        self.places[path] = row.place
        for name in names or [column.field for column in row.sheet.columns]:
            self.places[(*path, name)] = row.at(name)

    def _take_whole_numbers(self, value: Values) -> None:
        for name in ("format", "version"):
            if isinstance(given := value.get(name), str) and given.isascii() and given.isdecimal():
                value[name] = int(given)

    def _listed(self, sheet: str, name: str, made: Callable[[Row], Values]) -> list[Values]:
        """Return the rows of a sheet as a list of the file."""
        rows = self.sheets[sheet]
        for number, row in enumerate(rows):
            self._place((name, number), row)
        return [made(row) for row in rows]

    def _scales(self) -> list[Values]:
        scales: dict[str, Values] = {}
        for row in self.sheets[layout.SCALES.name]:
            code = row.text("scale")
            if code not in scales:
                self._place(("scales", len(scales)), row)
                self.places["scales", len(scales), "code"] = row.at("scale")
                scales[code] = {"code": code, "grades": []} | _picked(row, "title", "ordered")
            scale = scales[code]
            if row.text("title") and row.text("title") != scale.get("title"):
                self._wrong(row, "title", f"The scale “{shown(code)}” has another title above. Write the same one.")
            self._place(("scales", list(scales).index(code), "grades", len(scale["grades"])), row)
            scale["grades"].append(_picked(row, "code", "label", "tone", "points"))
        return list(scales.values())

    def _topics(self) -> list[Values]:
        topics: list[Values] = []
        for row in self.sheets[layout.TOPICS.name]:
            own: Values = {"criteria": []} | _picked(row, "code", "title", "headline")
            parent = row.text("parent")
            if not parent:
                path: Path = ("topics", len(topics))
                topics.append(own)
            elif parent not in self.topics or len(self.topics[parent][0]) > len(("topics", 0)):
                self._wrong(row, "parent", f"No topic “{shown(parent)}” stands above on its own. Put it there first.")
                continue
            else:
                around, holder = self.topics[parent]
                inner = holder.setdefault("topics", [])
                path = (*around, "topics", len(inner))
                inner.append(own)
            self.topics.setdefault(row.text("code"), (path, own))
            self._place(path, row)
        return topics

    def _questions(self, value: Values) -> None:
        value["classification"] = []
        for row in self.sheets[layout.QUESTIONS.name]:
            part, own = row.text("part"), dict(row.values)
            own.pop("part", None)
            number = {name: own.pop(name) for name in layout.NUMBER_FIELDS if name in own}
            if number:
                own["number"] = number
            words = {name: own.pop(column) for column, name in layout.WORDS_FIELDS.items() if column in own}
            if words:
                own["rationale-words"] = words
            if part == layout.OVERALL and "overall" in value:
                self._wrong(row, "part", "There is an overall judgment above already. Keep one of them.")
            elif part == layout.OVERALL:
                value["overall"] = own
                self._ask(("overall",), row, own)
            elif part == layout.CLASSIFICATION:
                self._ask(("classification", len(value["classification"])), row, own)
                value["classification"].append(own)
            elif part in self.topics:
                path, topic = self.topics[part]
                self._ask((*path, "criteria", len(topic["criteria"])), row, own)
                topic["criteria"].append(own)
            else:
                sentence = f"There is no topic “{shown(part)}”.{did_you_mean(part, self.topics)}"
                self._wrong(row, "part", f"{sentence} Write the code of one, or classification, or overall.")

    def _ask(self, path: Path, row: Row, own: Values) -> None:
        self._place(path, row)
        for name in layout.NUMBER_FIELDS:
            self.places[(*path, "number", name)] = row.at(name)
        for column, name in layout.WORDS_FIELDS.items():
            self.places[(*path, "rationale-words", name)] = row.at(column)
        self.asked.setdefault(row.text("code"), (path, own))

    def _beside_questions(self) -> None:
        """Put sentences, choices and conditions to the questions that they belong to."""
        for row in self.sheets[layout.GOOD.name]:
            if found := self._question_of(row, "question"):
                self._append(*found, "good", row.values.get("sentence"), row)
        for row in self.sheets[layout.CHOICES.name]:
            if found := self._question_of(row, "question"):
                self._append(*found, "choices", _picked(row, "code", "label"), row)
        groups: dict[tuple[str, Any], list[Values]] = {}
        for row in self.sheets[layout.CONDITIONS.name]:
            if found := self._question_of(row, "asked"):
                key = (row.text("asked"), row.values.get("number"))
                test = self._comparison(row)
                if key not in groups:
                    groups[key] = []
                    self._append(*found, "asked-when", groups[key], row)
                groups[key].append(test)
        for _, own in self.asked.values():
            if "asked-when" in own:
                own["asked-when"] = [tests[0] if len(tests) == 1 else {"any": tests} for tests in own["asked-when"]]

    def _comparison(self, row: Row) -> Values:
        """Return a comparison; its bounds are numbers where a number is looked at, and else codes of grades."""
        test = _picked(row, "question", "fact", "is", "at-least", "at-most")
        _, looked_at = self.asked.get(row.text("question"), ((), {}))
        for name in ("at-least", "at-most"):
            if name in test:
                text = str(test[name])
                test[name] = number_in(text) if looked_at.get("answer") == "number" else text
        return test

    def _question_of(self, row: Row, name: str) -> tuple[Path, Values] | None:
        code = row.text(name)
        if code and code not in self.asked:
            self._wrong(row, name, f"There is no question “{shown(code)}”.{did_you_mean(code, self.asked)}")
        return self.asked.get(code)

    def _append(self, path: Path, own: Values, name: str, value: Any, row: Row) -> None:
        items = own.setdefault(name, [])
        self._place((*path, name, len(items)), row)
        items.append(value)

    def _steps(self, rules: list[Values]) -> None:
        by_code = {str(rule.get("code")): (number, rule) for number, rule in reversed(list(enumerate(rules)))}
        for row in self.sheets[layout.STEPS.name]:
            code = row.text("rule")
            if code not in by_code:
                self._wrong(row, "rule", f"There is no rule “{shown(code)}”.{did_you_mean(code, by_code)}")
                continue
            number, rule = by_code[code]
            steps = rule.setdefault("steps", [])
            path = ("rules", number, "steps", len(steps))
            self._place(path, row)
            steps.append(_picked(row, "name", "title") | self._body(row, path))

    def _example(self, row: Row) -> Values:
        return _picked(row, "title") | self._body(row, ())

    def _body(self, row: Row, path: Path) -> Values:
        """Return what a cell says that is written as in the framework file."""
        try:
            tree = read_tree(row.text("body").encode())
        except BrokenFramework as broken:
            self.problems.extend(_in_cell(problem, row) for problem in broken.problems)
            return {}
        self.problems.extend(_in_cell(problem, row) for problem in tree.problems)
        if not isinstance(tree.value, dict):
            self._wrong(row, "body", "Fields with values belong here, as in the framework file.")
            return {}
        return tree.value


def _in_cell(problem: Problem, row: Row) -> Problem:
    line = f"line {problem.line} of the cell" if problem.line else ""
    return Problem(0, ", ".join(filter(None, (row.at("body"), line, problem.path))), problem.sentence)


def _picked(row: Row, *names: str) -> Values:
    return {name: row.values[name] for name in names if name in row.values}


def _frozen(value: Any) -> Any:
    """Return values with tuples for lists, as the reader of files gives them."""
    if isinstance(value, dict):
        return {name: _frozen(inner) for name, inner in value.items()}
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list | tuple) else value
