"""The committed files of PDF.js are the ones that were fetched, with their licences, and no others."""

import hashlib
from pathlib import Path

import pytest

from config.vendor_reader import KEPT_AS_THEY_ARE, SCRIPTS, VERSION, clean_module

VENDOR = Path(__file__).resolve().parents[2] / "static" / "vendor" / "pdfjs"


def test_reader_files_match_their_checksums() -> None:
    listed = {
        name: digest for digest, name in (line.split() for line in (VENDOR / "CHECKSUMS").read_text().splitlines())
    }
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    del found["CHECKSUMS"]
    assert found == listed
    assert set(found) == {*SCRIPTS, *KEPT_AS_THEY_ARE, "NOTICE.txt"}


def test_reader_files_keep_their_licences() -> None:
    assert [part in (VENDOR / "LICENSE").read_text() for part in ("Apache License", "Version 2.0")] == [True, True]
    notice = (VENDOR / "NOTICE.txt").read_text()
    assert [part in notice for part in (VERSION, "Mozilla Foundation", "Changed by", "PDFium")] == [True] * 4


def test_reader_is_small_enough_for_a_slow_line() -> None:
    """What a PDF without JPEG 2000 pictures needs: the library and its worker, in bytes before compression."""
    assert sum((VENDOR / name).stat().st_size for name in ("pdf.min.mjs", "pdf.worker.min.mjs")) < 1_700_000


def test_clean_module_drops_the_source_map_alone() -> None:
    assert clean_module("export{a};//# sourceMappingURL=x.mjs.map\n") == "export{a};\n"
    with pytest.raises(ValueError, match="still there"):
        clean_module("let a = 'sourceMappingURL';")
