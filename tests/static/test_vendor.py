"""The committed design-system files are the ones that were cleaned, and hold nothing that is not ours to use."""

import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
VENDOR = STATIC / "vendor" / "govuk-frontend"
STYLES_AND_SCRIPTS = sorted(path for path in STATIC.rglob("*") if path.suffix in {".css", ".js"})
RESERVED = ("@font-face", "sourcemappingurl", "crown", "crest", "gds transport")


def name_of(path: Path) -> str:
    """Name a file in the test's report by its path under static/."""
    return str(path.relative_to(STATIC))


def test_vendor_files_match_their_checksums() -> None:
    lines = (VENDOR / "CHECKSUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.iterdir()
        if path.name != "CHECKSUMS"
    }
    assert found == listed


def test_vendor_licence_keeps_the_copyright_notice() -> None:
    text = (VENDOR / "LICENCE.txt").read_text()
    assert [part in text for part in ("MIT License", "Copyright (C)", "changed by")] == [True, True, True]


@pytest.mark.parametrize("path", STYLES_AND_SCRIPTS, ids=name_of)
def test_static_file_holds_no_reserved_mark(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert [word for word in RESERVED if word in text] == []


@pytest.mark.parametrize("path", STYLES_AND_SCRIPTS, ids=name_of)
def test_static_file_refers_to_existing_files_only(path: Path) -> None:
    targets = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text(encoding="utf-8"))
    imports = re.findall(r"(?:from|import)\s*[\"'](\.[^\"']+)[\"']", path.read_text(encoding="utf-8"))
    files = [target for target in targets + imports if not target.startswith("data:")]
    assert [target for target in files if not (path.parent / target).is_file()] == []
