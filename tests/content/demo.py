"""Reads the demonstration's files as the tests need them, without the product's own code."""

import csv
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.table import Table
from pypdf import PdfReader

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
DEMO = FIXTURES / "demo"


@cache
def loaded(name: str) -> Any:
    """Return the content of a YAML file of the fixtures. Callers must not change it."""
    return yaml.load((FIXTURES / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def framework() -> dict[str, Any]:
    """Return the framework that both inspections judge by."""
    return loaded("frameworks/group-based-cse.yaml")


def model() -> dict[str, Any]:
    """Return the model inspection."""
    return loaded("demo/model-inspection.yaml")


def unfinished() -> dict[str, Any]:
    """Return the unfinished inspection."""
    return loaded("demo/unfinished-inspection.yaml")


def codes(name: str) -> list[dict[str, str]]:
    """Return the rows of a reference list."""
    with (FIXTURES / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def answers(case: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the answers of a model case by question."""
    return {answer["question"]: answer for answer in case["review"]["answers"]}


def answer(case: dict[str, Any], question: str) -> str:
    """Return the answer of a model case to one question."""
    return answers(case)[question]["answer"]


def written(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every answer and flag of a case, of either inspection, in which something may be quoted."""
    if "review" in case:
        return [*case["review"]["answers"], *case["review"]["flags"]]
    steps = [step for step in case["history"] if step["do"] == "write"]
    return [item for step in steps for item in (*step["answers"], *step["flags"])]


def cited(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every quotation of a case with its document and page."""
    return [c for item in written(case) for c in (*item.get("evidence", []), *([item] if "quotation" in item else []))]


def _word_sections(data: bytes) -> list[str]:
    sections: list[list[str]] = [[]]
    for item in Document(BytesIO(data)).iter_inner_content():
        if isinstance(item, Table):
            sections[-1] += [cell.text for row in item.rows for cell in row.cells]
        elif item.style is not None and str(item.style.name).startswith("Heading") and sections[-1]:
            sections.append([item.text])
        elif item.text:
            sections[-1].append(item.text)
    return ["\n".join(section) for section in sections if section]


@cache
def parts(reference: str, file: str) -> tuple[str, ...]:
    """Return the text of each page or section of a document; a page without text is empty."""
    data = (DEMO / "documents" / reference / file).read_bytes()
    if file.endswith(".pdf"):
        return tuple(page.extract_text().replace("\x7f", "•") for page in PdfReader(BytesIO(data)).pages)
    if file.endswith(".docx"):
        return tuple(_word_sections(data))
    return tuple(block for block in re.split(r"\n\s*\n", data.decode()) if block.strip())


def spaced(text: str) -> str:
    """Return the text with each run of white space as one space: a page breaks its lines anywhere."""
    return " ".join(text.split())
