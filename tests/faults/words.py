"""The words that are in the database at the end, counted past every page of the project."""

from uuid import UUID

from tests.faults.server import Installation

CURRENT = """\
SELECT c.code, t.text FROM review_judgmenttext t
JOIN review_judgment j ON j.id = t.judgment_id
JOIN review_criterion c ON c.id = j.criterion_id
JOIN review_review r ON r.id = j.review_id
WHERE t.current AND t.part = ? AND r.public_id = ?"""


def stored(installation: Installation, review: str, part: str = "rationale") -> dict[str, str]:
    """Return the current words of a review by question: rationales unless another part is asked for."""
    key = UUID(review)
    return dict(installation.sql(CURRENT, [part, str(key) if installation.address else key.hex]))


def numbered(number: int) -> str:
    """Return the word with a number: the first is w0001."""
    return f"w{number:04}"


def difference(typed: dict[str, list[str]], found: dict[str, str]) -> list[str]:
    """Return a line about each question whose words are not those that were typed, in their order, each once."""
    lines = []
    for code in sorted(typed.keys() | found.keys()):
        wanted, got = typed.get(code, []), found.get(code, "").split()
        if wanted != got:
            lost, strange = [w for w in wanted if w not in got], [w for w in got if w not in wanted]
            twice = sorted({word for word in got if got.count(word) > 1})
            order = not (lost or strange or twice)
            lines.append(f"{code}: lost {lost}, twice {twice}, strange {strange}{', out of order' if order else ''}")
    return lines


def count(found: dict[str, str]) -> int:
    """Return how many different words there are."""
    return len({word for text in found.values() for word in text.split()})
