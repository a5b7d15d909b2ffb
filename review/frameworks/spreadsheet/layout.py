"""The one plain layout in which a framework stands in a spreadsheet: sheets, columns, and what each is in the file."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column: its heading, the field of the file that it holds, and how a cell is read.

    `kind` is text, number, whole (a whole number), flag (yes or no), codes (codes with commas between them) or bound (a
    number or a code). `wide` says that it holds sentences.
    """

    heading: str
    field: str
    kind: str = "text"
    wide: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, what its rows are, and its columns, of which the first `needed` always have something."""

    name: str
    about: str
    columns: tuple[Column, ...]
    needed: int = 1

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of its columns."""
        return tuple(column.heading for column in self.columns)


FRAMEWORK = Sheet(
    "Framework",
    "What the framework is: one row for each fact.",
    (Column("Fact", "name"), Column("Value", "value", wide=True)),
    needed=2,
)
FACTS = ("format", "framework", "version", "title", "owner", "source", "standing", "judges")
"""The facts of a framework, each a row of its sheet."""
SCALES = Sheet(
    "Scales",
    "One row for each grade, the best first; the rows of a scale stand together.",
    (
        Column("Scale", "scale"),
        Column("Scale title", "title", wide=True),
        Column("Ordered", "ordered", "flag"),
        Column("Grade", "code"),
        Column("Label", "label", wide=True),
        Column("Tone", "tone"),
        Column("Points", "points", "number"),
    ),
    needed=2,
)
TOPICS = Sheet(
    "Topics",
    "One row for each topic, in order; a topic inside another names that one.",
    (
        Column("Topic", "code"),
        Column("Inside topic", "parent"),
        Column("Title", "title", wide=True),
        Column("Headline", "headline", wide=True),
    ),
)
QUESTIONS = Sheet(
    "Questions",
    "One row for each question, in order. Its part is the code of a topic, or classification, or overall.",
    (
        Column("Part", "part"),
        Column("Code", "code"),
        Column("Question", "question", wide=True),
        Column("Guidance", "guidance", wide=True),
        Column("Answer", "answer"),
        Column("Scale", "scale"),
        Column("Required", "required", "flag"),
        Column("Not applicable", "not-applicable"),
        Column("Rationale", "rationale"),
        Column("Rationale for", "rationale-for", "codes"),
        Column("Fewest words", "words-least", "whole"),
        Column("Most words", "words-most", "whole"),
        Column("Evidence", "evidence"),
        Column("Evidence for", "evidence-for", "codes"),
        Column("Unit", "unit"),
        Column("Least", "least", "number"),
        Column("Most", "most", "number"),
        Column("Decimals", "decimals", "whole"),
        Column("Same as", "same-as"),
        Column("Reworded from", "reworded-from"),
        Column("Split from", "split-from"),
    ),
    needed=2,
)
NUMBER_FIELDS = ("unit", "least", "most", "decimals")
"""The columns of a question that say which numbers it takes."""
WORDS_FIELDS = {"words-least": "least", "words-most": "most"}
"""The columns of a question that say how long a rationale is to be, each with its name inside the file's field."""
GOOD = Sheet(
    "What good looks like",
    "One row for each sentence, in order; the rows of a question stand together.",
    (Column("Question", "question"), Column("Sentence", "sentence", wide=True)),
    needed=2,
)
CHOICES = Sheet(
    "Choices",
    "One row for each choice of a question, in order.",
    (Column("Question", "question"), Column("Choice", "code"), Column("Label", "label", wide=True)),
    needed=3,
)
CONDITIONS = Sheet(
    "Asked when",
    "One row for each comparison. Comparisons of one question with the same number: one must hold; every number must.",
    (
        Column("Question", "asked"),
        Column("Number", "number", "whole"),
        Column("Looks at question", "question"),
        Column("Looks at fact", "fact"),
        Column("Is", "is", "codes"),
        Column("At least", "at-least", "bound"),
        Column("At most", "at-most", "bound"),
    ),
    needed=2,
)
ENTERED = Sheet(
    "Entered results",
    "One row for each result that somebody enters for the inspection or force as a whole.",
    (
        Column("Code", "code"),
        Column("Title", "title", wide=True),
        Column("Guidance", "guidance", wide=True),
        Column("Scale", "scale"),
    ),
)
RULES = Sheet(
    "Rules",
    "One row for each rule, in order.",
    (
        Column("Rule", "code"),
        Column("Title", "title", wide=True),
        Column("Of", "of"),
        Column("Topic", "topic"),
        Column("Each", "each"),
        Column("Suggests", "suggests"),
        Column("Result", "result"),
        Column("Never", "never", "codes"),
        Column("Because", "because", wide=True),
    ),
)
STEPS = Sheet(
    "Steps",
    "One row for each step of a rule, in order. What it does is written as in the framework file.",
    (
        Column("Rule", "rule"),
        Column("Step", "name"),
        Column("Title", "title", wide=True),
        Column("What it does", "body", wide=True),
    ),
    needed=2,
)
EXAMPLES = Sheet(
    "Worked examples",
    "One row for each worked example. Answers and expected results are written as in the framework file.",
    (Column("Title", "title", wide=True), Column("Example", "body", wide=True)),
)
SHEETS = (
    FRAMEWORK,
    SCALES,
    TOPICS,
    QUESTIONS,
    GOOD,
    CHOICES,
    CONDITIONS,
    ENTERED,
    RULES,
    STEPS,
    EXAMPLES,
)
READ_ME = "Read me"
CLASSIFICATION, OVERALL = "classification", "overall"
