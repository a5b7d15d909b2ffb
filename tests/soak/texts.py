"""What people type and upload, sensible and not: texts, tables, framework files and documents, by chance."""

import random
import re
from collections.abc import Callable, Sequence

from tests import builders
from tests.casefiles.documents import files

PLAIN = (
    "The strategy discussion was held on the same day.",
    "Lines of enquiry were followed, and what was found was written down.",
    "The supervisor's plan came late.\n\nIt was followed all the same.",
    "Her own words were recorded.",
)
ODD = (
    "",
    " \t\n ",
    "\x00",
    "before\x00after",
    "\r\nfirst\rsecond\r\n\r\nthird\n",
    "\u202eright to left\u202c and back",
    "\u200b\u200c\ufeff",
    "\u00a0",
    "line\u2028separator\u2029here",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "{{ 7|add:7 }}{% now %}",
    '=HYPERLINK("//nowhere")',
    "+1-1@SUM(A1)",
    "'; DROP TABLE review_review; --",
    "%s %d %(name)s {0} {name}",
    "\U0001f600" * 40,
    "e\u0301" * 50,
    "\x01\x07\x1b[31mred\x7f",
    "../../../../etc/passwd",
    "null",
    "-1",
    "1e400",
    "NaN",
    "\u0663\u0664",
    "x" * 100_000,
    "y" * 50_000,
    "z" * 50_001,
    "w" * 10_001,
    "word " * 900,
)


MARK = re.compile(r"mark-[0-9a-f]{12}")
"""What makes a sentence, or a reference, unlike any other, so that it is known again wherever it turns up."""


def mark(chance: random.Random) -> str:
    """Return a new mark."""
    return f"mark-{chance.getrandbits(48):012x}"


def sentence(chance: random.Random) -> str:
    """Return something sensible with a mark of its own."""
    return f"{chance.choice(PLAIN)} ({mark(chance)})"


def anything(chance: random.Random, odd: float = 0.3) -> str:
    """Return something sensible or, so often, something odd."""
    return chance.choice(ODD) if chance.random() < odd else sentence(chance)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with something done to them: cut, doubled, changed here and there, or replaced."""
    at = chance.randrange(len(data) + 1)
    ways: Sequence[Callable[[], bytes]] = (
        lambda: data[:at],
        lambda: data[at:] + data,
        lambda: data[:at] + chance.randbytes(chance.randint(1, 30)) + data[at:],
        lambda: bytes(chance.randrange(256) if chance.random() < 0.01 else byte for byte in data),
        lambda: chance.randbytes(chance.randint(0, 400)),
        lambda: b"\xef\xbb\xbf" + data,
        lambda: data.decode("utf-8", "replace").encode("utf-16"),
        lambda: data.replace(b"\n", b"\r\n\r\n"),
        lambda: data + b"\x00" * 20,
        lambda: b"",
    )
    return chance.choice(ways)()


def spoiled_lines(text: str, chance: random.Random) -> str:
    """Return a text with some of its lines left out, doubled, moved in, or with another value."""
    lines = text.splitlines()
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        name = lines[at].partition(":")[0]
        wrong = [f"{name}: {chance.choice(WRONG_VALUES)}"]
        lines[at : at + 1] = chance.choice(([], [lines[at], lines[at]], [f"  {lines[at]}"], wrong, wrong))
    return "\n".join(lines)


WRONG_VALUES = (
    "",
    "[]",
    "{}",
    "{a: {a: {a: 1}}}",
    "9" * 400,
    "-1",
    ".inf",
    ".nan",
    "1e400",
    "2024-01-01",
    "yes",
    "~",
    "!!python/object/apply:os.system [true]",
    "&a [*a]",
    "*b",
    "<<: *c",
    '"\\ud800"',
    '"\\0"',
    '"\\u202e"',
    "|\n  block",
    "@",
    "'open",
    "force",
    "group-based",
    "x" * 3000,
    "<b>bold</b>",
    "\U0001f600",
)


def framework_file(chance: random.Random, number: int) -> bytes:
    """Return a framework file: whole and new, or spoiled."""
    text = builders.FRAMEWORK.replace("A small framework", f"A small framework, revision {number}")
    draw = chance.random()
    if draw < 0.4:
        return text.encode()
    if draw < 0.8:
        return spoiled_lines(text, chance).encode("utf-8", "surrogatepass" if chance.random() < 0.5 else "replace")
    return spoiled(text.encode(), chance)


def document_file(chance: random.Random) -> bytes:
    """Return a document: whole, or spoiled."""
    makers: Sequence[Callable[[], bytes]] = (
        lambda: files.pdf(sentence(chance), "", sentence(chance)),
        lambda: files.pdf(sentence(chance), password="closed"),
        lambda: files.docx(("Heading 1", "Log"), ("Normal", sentence(chance))),
        lambda: files.picture("PNG"),
        lambda: files.picture("JPEG"),
        lambda: files.png_claiming(60_000, 60_000),
        lambda: files.archive(word__document=b"<a/>"),
        lambda: "\n\n".join((sentence(chance), sentence(chance))).encode(),
        lambda: anything(chance, 0.8).encode(),
    )
    whole = chance.choice(makers)()
    return spoiled(whole, chance) if chance.random() < 0.5 else whole


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], chance: random.Random) -> bytes:
    """Return a CSV table of these rows: as it should be, or spoiled in its columns, values or bytes."""
    lines = [",".join(columns), *(",".join(row) for row in rows)]
    draw = chance.random()
    if draw < 0.2:
        at = chance.randrange(len(lines))
        cells = lines[at].split(",")
        cells[chance.randrange(len(cells))] = chance.choice(ODD).replace("\x00", "")
        lines[at] = ",".join(cells)
    data = "\n".join(lines).encode()
    return spoiled(data, chance) if draw > 0.8 else data
