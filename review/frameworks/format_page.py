"""The documentation page of the framework file, made from the models that read it."""

from collections.abc import Iterator
from typing import Any

from review.frameworks.file_model import (
    ChoiceFile,
    CriterionFile,
    FrameworkFile,
    GradeFile,
    OverallFile,
    Part,
    QuestionFile,
    ScaleFile,
    TopicFile,
)
from review.frameworks.file_texts import CODE_LENGTH
from review.frameworks.whole_file_problems import RESERVED_CHOICES, RESERVED_QUESTIONS, RESERVED_TOPICS

PARTS: tuple[tuple[type[Part], str], ...] = (
    (FrameworkFile, "The file"),
    (ScaleFile, "A scale"),
    (GradeFile, "A grade"),
    (TopicFile, "A topic"),
    (CriterionFile, "A criterion"),
    (QuestionFile, "A classification question"),
    (ChoiceFile, "A choice"),
    (OverallFile, "The overall judgment"),
)
EXAMPLE = """\
format: 1
framework: example
title: An example framework
owner: Your inspectorate
source: Written for this page.
standing: An example, not for use
judges: case

scales:
  - code: case-grade
    title: Case grade
    grades:
      - {code: good, label: Good, tone: green}
      - {code: requires-improvement, label: Requires improvement, tone: yellow}
      - {code: inadequate, label: Inadequate, tone: red}

topics:
  - code: supervision
    title: Supervision
    headline: Somebody steers the investigation.
    criteria:
      - code: supervision-reviews
        question: Did supervisors review the investigation so that it made a difference?
        good:
          - A supervisor set direction at the start.
          - Actions that a review set were completed.
        answer: grade
        scale: case-grade
        not-applicable: with-reason
        rationale: required

classification:
  - code: group-based
    question: Did the investigation uncover exploitation by a group?
    answer: yes-no

overall:
  code: overall-grade
  question: Taking everything together, how well was the case dealt with?
  answer: grade
  scale: case-grade
  rationale: required
"""
BEFORE = """\
# The framework file

A framework says what reviewers judge: topics with criteria, scales of grades, questions about the kind of case, and
the overall judgment. It is written as a file, imported as a draft, read, and then published. A published version
never changes; another import makes the next version. `fixtures/frameworks/group-based-cse.yaml` is a whole one.

```
manage.py framework check FILE           reads the file and says what is wrong; writes nothing
manage.py framework import FILE          adds the file as a new draft
manage.py framework publish CODE [NUMBER]
manage.py framework retire CODE NUMBER --reason TEXT
manage.py framework list
manage.py framework export CODE NUMBER   prints a version as a file
```

Administrators do the same on the page Frameworks.

## An example

```yaml
{example}```
"""
RULES = """\
## Rules

- The file is YAML in UTF-8, up to 1 MB, with one document. Indent with spaces. Anchors, aliases and tags are not read.
- `yes`, `no` and dates are read as text. Where a text belongs, a number or `true` must stand in quotes.
- A field that is not in these tables is refused, and so is a field that stands twice.
- A code has up to {length} lower-case letters, digits and hyphens, and begins and ends with a letter or digit.
- Codes are unique: of topics in the file, of scales in the file, of criteria, questions and overall judgment together,
  of grades in their scale, of choices in their question. Labels are unique in their scale and question too.
- Reports use these names themselves, so no criterion or question can have them as its code: {questions}.
- Every version gets the topics {topics} by itself: the classification questions and the overall judgment stand in
  them, after the file's own topics. No topic of the file can have their codes.
- No choice can have the code {choices}: reports call an answer so.
- Every scale that a criterion names is in the file, and every scale in the file is used.
- White space at the ends of texts is dropped and runs of it become one space; `guidance` keeps its lines.

Every problem of a file is told at once, with its line, its place and what to do:

```
line 12, topics[0].criteria[1].scale: There is no scale “case-grad”. Did you mean “case-grade”? ...
```

## Versions

- An import becomes the next version of the framework that the file names, as a draft. A file with the same content as
  a version that is there is refused.
- What a version is, is its canonical form: all fields in the order of these tables, left-out ones with their default,
  texts in double quotes, no comments. Its SHA-256 is the version's fingerprint. `framework export` prints it, and
  importing it elsewhere gives the same fingerprint.
- A scale with the same code, title and grades is the same scale in every version of every framework.
- A question with the same code, words, kind of answer, choices and scale as in an earlier version counts as the same
  question in both.
- Before publishing, what is in the database is compared with the file once more.
"""


def page() -> str:
    """Return the whole page in Markdown."""
    tables = "\n".join(line for part, title in PARTS for line in _table(part, title))
    rules = RULES.format(
        length=CODE_LENGTH,
        questions=_codes(RESERVED_QUESTIONS),
        topics=_codes(RESERVED_TOPICS),
        choices=_codes(RESERVED_CHOICES),
    )
    return f"{BEFORE.format(example=EXAMPLE)}\n## Fields\n\n{tables}\n{rules}"


def _codes(words: tuple[str, ...]) -> str:
    *first, last = (f"`{word}`" for word in words)
    return f"{', '.join(first)} and {last}" if first else last


def _table(part: type[Part], title: str) -> Iterator[str]:
    yield from (f"### {title}", "", "| field | needed | what stands there | meaning |", "|---|---|---|---|")
    schema = part.model_json_schema(by_alias=True)
    for name, field in schema["properties"].items():
        needed = "yes" if name in schema["required"] else f"no: {_default(field['default'])}"
        yield f"| `{name}` | {needed} | {_kind(field)} | {field['description']} |"
    yield ""


def _default(value: Any) -> str:
    if value in ("", []):
        return "nothing"
    return f"`{str(value).lower()}`"


def _kind(field: dict[str, Any]) -> str:
    """Return in words what a field takes."""
    if words := field.get("enum", [field["const"]] if "const" in field else []):
        return " or ".join(f"`{str(word).lower()}`" for word in words)
    if field.get("type") == "array":
        return _list(field)
    if field.get("type") == "boolean":
        return "`true` or `false`"
    if "maxLength" in field:
        return f"text, up to {field['maxLength']:,} characters"
    return "code" if field.get("type") == "string" else "fields, see below"


def _list(field: dict[str, Any]) -> str:
    least, most = field.get("minItems", 0), field["maxItems"]
    what = "sentences" if "type" in field["items"] else "see below"
    return f"list of {least} to {most}, {what}" if least else f"list of up to {most}, {what}"
