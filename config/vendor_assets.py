"""Fetch the design system's compiled files, take out what is not ours to use, and keep the rest.

A development command, run by hand when the version changes: `python -m config.vendor_assets`.
It needs npm. Its result is committed, so neither installing nor running Casegrade needs it.
"""

import hashlib
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "govuk-frontend"
VERSION = "6.6.0"
TARGET = Path(__file__).resolve().parent.parent / "static" / "vendor" / PACKAGE
FONTS = '"Helvetica Neue",Arial,sans-serif'
CHECKSUMS = "CHECKSUMS"

# Rules for marks that only government services may show. The whole rule goes, not its picture alone.
RESERVED = re.compile(r"crown|crest|copyright-logo|logotype|licence-logo", re.IGNORECASE)

LICENCE = f"""{PACKAGE} {VERSION}, changed by the Casegrade project: the reserved typeface, the crest and crown
rules, the rule that names a print font and the source map references were taken out.

The MIT License (MIT)

Copyright (C) 2017 Crown Copyright (Government Digital Service)

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and
to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of
the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO
THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF
CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.
"""


def split_rules(css: str) -> list[tuple[str, str | None]]:
    """Split a style sheet without comments into (selector or at-rule, block) pairs.

    The block is None for a statement such as `@charset "UTF-8"`. Raises ValueError for a block left open.
    """
    rules: list[tuple[str, str | None]] = []
    position = 0
    while position < len(css):
        end = next((at for at in range(position, len(css)) if css[at] in "{};"), len(css))
        prelude = css[position:end].strip()
        if end < len(css) and css[end] == "{":
            close = closing_brace(css, end)
            rules.append((prelude, css[end + 1 : close]))
            end = close
        elif prelude:
            rules.append((prelude, None))
        position = end + 1
    return rules


def closing_brace(css: str, opening: int) -> int:
    """Return where the block that opens at `opening` ends. Raises ValueError when it does not."""
    depth = 0
    for position in range(opening, len(css)):
        depth += {"{": 1, "}": -1}.get(css[position], 0)
        if depth == 0:
            return position
    raise ValueError(f"block at character {opening} is never closed")


def keep_selectors(selectors: str) -> str:
    """Return the selector list without the reserved marks' selectors; empty when none is left."""
    return ",".join(part for part in selectors.split(",") if not RESERVED.search(part))


def clean_block(prelude: str, block: str) -> str:
    """Return one rule cleaned, or nothing when nothing of it is ours to use."""
    if prelude.startswith("@font-face"):
        return ""
    if prelude.startswith(("@media", "@supports")):
        inside = clean_rules(block)
        return f"{prelude}{{{inside}}}" if inside else ""
    selectors = prelude if prelude.startswith("@") else keep_selectors(prelude)
    # The print rules only swap the typeface for a plainer one: ours is plain already.
    if not selectors or block == "font-family:sans-serif":
        return ""
    return f"{selectors}{{{block}}}"


def clean_rules(css: str) -> str:
    """Return a run of rules cleaned one by one."""
    rules = split_rules(css)
    return "".join(f"{head};" if block is None else clean_block(head, block) for head, block in rules)


def clean_css(css: str) -> str:
    """Return the style sheet without typeface, marks, pictures, comments and source map.

    Raises ValueError when something that must not be there is left, so that a new version is looked at.
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r'"?GDS Transport"?,\s*arial,\s*sans-serif', FONTS, css)
    css = clean_rules(css).strip() + "\n"
    return refuse_leftovers(css, r"GDS Transport|@font-face|sourceMappingURL|crown|crest|url\(")


def clean_js(script: str) -> str:
    """Return the module without its source map reference. Raises ValueError when one is left."""
    script = re.sub(r"//# sourceMappingURL=\S*", "", script).strip() + "\n"
    return refuse_leftovers(script, r"sourceMappingURL|\beval\(|new Function\(")


def refuse_leftovers(text: str, pattern: str) -> str:
    """Return the text unchanged. Raises ValueError when the pattern is found in it."""
    if found := re.search(pattern, text, re.IGNORECASE):
        raise ValueError(f"{found.group()!r} is still there: look at what this version changed")
    return text


def unpack(folder: Path, package: str, version: str) -> Path:
    """Download a package with npm into the folder, unpack it there, and return where it lies."""
    packing = ["npm", "pack", "--silent", f"{package}@{version}"]
    name = subprocess.run(packing, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(folder / name) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def fetch(folder: Path) -> dict[str, str]:
    """Download the package with npm into the folder and return its two compiled files, uncleaned."""
    compiled = unpack(folder, PACKAGE, VERSION) / "dist" / "govuk"
    names = (f"{PACKAGE}.min.css", f"{PACKAGE}.min.js")
    return {name: (compiled / name).read_text(encoding="utf-8") for name in names}


def checksum_lines(files: dict[str, str]) -> str:
    """Return the files' SHA-256 sums in the form that `sha256sum --check` reads."""
    sums = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(files.items())}
    return "".join(f"{digest}  {name}\n" for name, digest in sums.items())


def main() -> None:
    """Fetch, clean and write the files with their licence and checksums."""
    with tempfile.TemporaryDirectory() as folder:
        fetched = fetch(Path(folder))
    css, script = f"{PACKAGE}.min.css", f"{PACKAGE}.min.js"
    files = {css: clean_css(fetched[css]), script: clean_js(fetched[script]), "LICENCE.txt": LICENCE}
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in {**files, CHECKSUMS: checksum_lines(files)}.items():
        (TARGET / name).write_text(text, encoding="utf-8")
        print(f"wrote {TARGET / name} ({len(text.encode()):,} bytes)")


if __name__ == "__main__":
    main()
