"""Fetch the compiled files of PDF.js that reading beside the form needs, and keep only those.

A development command, run by hand when the version changes: `python -m config.vendor_reader`.
It needs npm. Its result is committed, so neither installing nor running Casegrade needs it.
"""

import hashlib
import re
import tempfile
from pathlib import Path

from config.vendor_assets import CHECKSUMS, refuse_leftovers, unpack

PACKAGE = "pdfjs-dist"
VERSION = "5.4.530"
"""The last one that reads every scan (JBIG2, fax) without WebAssembly, which the content policy does not allow."""
TARGET = Path(__file__).resolve().parent.parent / "static" / "vendor" / "pdfjs"

SCRIPTS = {
    "pdf.min.mjs": "legacy/build/pdf.min.mjs",
    "pdf.worker.min.mjs": "legacy/build/pdf.worker.min.mjs",
    "openjpeg_nowasm_fallback.js": "wasm/openjpeg_nowasm_fallback.js",
}
"""The library and its worker, built for browsers of the last years, and the reader of JPEG 2000 pictures."""
KEPT_AS_THEY_ARE = {
    "FoxitSymbol.pfb": "standard_fonts/FoxitSymbol.pfb",
    "FoxitDingbats.pfb": "standard_fonts/FoxitDingbats.pfb",
    "LICENSE": "LICENSE",
    "LICENSE_FOXIT": "standard_fonts/LICENSE_FOXIT",
    "LICENSE_OPENJPEG": "wasm/LICENSE_OPENJPEG",
    "LICENSE_PDFJS_OPENJPEG": "wasm/LICENSE_PDFJS_OPENJPEG",
}
"""Signs that no computer has under their names, and the licences; for letters the browser has typefaces of its own."""

NOTICE = f"""{PACKAGE} {VERSION} (PDF.js), Copyright Mozilla Foundation, Apache License 2.0 (LICENSE).
Changed by the Casegrade project: only the files that it uses are kept, and references to source maps were taken out.

FoxitSymbol.pfb and FoxitDingbats.pfb: Copyright PDFium Authors, BSD licence (LICENSE_FOXIT).
openjpeg_nowasm_fallback.js: OpenJPEG, BSD licence (LICENSE_OPENJPEG), built by Mozilla (LICENSE_PDFJS_OPENJPEG).
"""


def clean_module(script: str) -> str:
    """Return a module without its source map reference. Raises ValueError when one is left."""
    script = re.sub(r"//# sourceMappingURL=\S*", "", script).strip() + "\n"
    return refuse_leftovers(script, r"sourceMappingURL")


def fetch(folder: Path) -> dict[str, bytes]:
    """Download the package with npm into the folder and return the files to keep, by name."""
    package = unpack(folder, PACKAGE, VERSION)
    scripts = {name: clean_module((package / path).read_text(encoding="utf-8")) for name, path in SCRIPTS.items()}
    plain = {name: (package / path).read_bytes() for name, path in KEPT_AS_THEY_ARE.items()}
    return {name: script.encode() for name, script in scripts.items()} | plain | {"NOTICE.txt": NOTICE.encode()}


def main() -> None:
    """Fetch and write the files with their licences and checksums."""
    with tempfile.TemporaryDirectory() as folder:
        files = fetch(Path(folder))
    lines = (f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in {**files, CHECKSUMS: "".join(lines).encode()}.items():
        (TARGET / name).write_bytes(content)
        print(f"wrote {TARGET / name} ({len(content):,} bytes)")


if __name__ == "__main__":
    main()
