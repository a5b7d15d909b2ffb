"""The demonstration's documents are what they are said to be, and every quotation stands where it is cited."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from casefiles.documents.extract import parts_of
from tests.content.demo import DEMO, cited, model, parts, spaced, unfinished

CASES: list[dict[str, Any]] = model()["cases"] + unfinished()["cases"]
DOCUMENTS = DEMO / "documents"
NO_TEXT = ("return-interview-scan.pdf", "timeline.png")


def listed() -> list[tuple[str, dict[str, str]]]:
    """Return every document with the reference of its case."""
    return [(case["reference"], document) for case in CASES for document in case["documents"]]


def test_every_quotation_is_in_the_place_that_is_cited_unless_a_scan() -> None:
    found = 0
    for case in CASES:
        for item in (item for item in cited(case) if item["document"] not in NO_TEXT):
            page = parts(case["reference"], item["document"])[item["page"] - 1]
            assert spaced(item["quotation"]) in spaced(page), case["reference"]
            found += 1
    assert found > 250


def test_quotations_from_logs_stand_on_one_line() -> None:
    for case in CASES:
        for item in cited(case):
            if item["document"].endswith(".txt"):
                assert item["quotation"] in parts(case["reference"], item["document"])[item["page"] - 1]


def test_section_and_entry_numbers_of_logs_agree() -> None:
    for case in CASES:
        for number, section in enumerate(parts(case["reference"], "investigation-log.txt"), start=1):
            assert f"Entry {number} |" in section


def test_logs_are_60_to_150_lines() -> None:
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in DOCUMENTS.glob("*/*.txt")]
    assert len(lengths) == len(CASES)
    assert 60 <= min(lengths) <= max(lengths) <= 150


def test_documents_listed_are_the_files_that_exist() -> None:
    files = {path.relative_to(DOCUMENTS).as_posix() for path in DOCUMENTS.rglob("*") if path.is_file()}
    assert {f"{reference}/{document['file']}" for reference, document in listed()} == files


def test_documents_are_under_three_megabytes_together() -> None:
    assert sum(path.stat().st_size for path in DOCUMENTS.rglob("*") if path.is_file()) < 3_000_000


def test_bound_file_has_twenty_pages_with_text_and_number() -> None:
    pages = parts("F-2022-018", "bound-file.pdf")
    assert len(pages) == 20
    assert [f"Page {number} of 20" in page for number, page in enumerate(pages, start=1)] == [True] * 20
    assert min(len(page) for page in pages) > 500


def test_scan_has_three_pages_and_no_text() -> None:
    assert parts("A-2021-004", NO_TEXT[0]) == ("", "", "")


def test_every_kind_of_document_occurs() -> None:
    assert {document["kind"] for _, document in listed()} == {"text", "pdf", "docx", "png"}
    assert sum(document["kind"] == "pdf" for _, document in listed()) == 6


@pytest.mark.parametrize("document", ["text", "pdf", "docx"])
def test_product_reads_the_same_parts(document: str) -> None:
    for reference, entry in listed():
        if entry["kind"] == document:
            read = parts_of(entry["kind"], (DOCUMENTS / reference / entry["file"]).read_bytes())
            assert [spaced(p) for p in read] == [spaced(p) for p in parts(reference, entry["file"])]


def test_every_text_says_that_it_is_synthetic() -> None:
    for reference, entry in listed():
        if entry["file"] not in NO_TEXT:
            assert "synthetic" in " ".join(parts(reference, entry["file"])[:2]).lower()


def test_committed_files_are_what_the_generator_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DEMO))
    files: dict[Path, str] = runpy.run_path(str(DEMO / "make_cases.py"))["made"]()
    assert len(files) == len(CASES) + 2
    assert [path.name for path, text in files.items() if path.read_text(encoding="utf-8") != text] == []
