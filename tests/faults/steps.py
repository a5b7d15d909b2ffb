"""Steps of somebody who writes one rationale under a fault of its own."""

from playwright.sync_api import expect

from tests.faults.typist import PATIENCE, WAITS, Typist
from tests.faults.words import stored

CODE = "recorded"
KEPT = "Not saved: kept in this browser, trying again"


def signed_in(typist: Typist) -> Typist:
    """Return the same person on the page of a topic, once it has what it needs to keep words."""
    typist.signs_in()
    with typist.page.expect_response("**/session/"):
        typist.opens("beginning")
    return typist


def writes(ines: Typist, words: str) -> None:
    """Let these words, and nothing else, be in the field of the rationale."""
    ines.field(CODE).fill(words)
    ines.typed[CODE] = words.split()


def says(ines: Typist, words: str) -> None:
    """Wait until the page says how it stands with the words."""
    expect(ines.bar).to_contain_text(words, timeout=PATIENCE)


def words_of(ines: Typist) -> dict[str, str]:
    """Return the rationales that are stored."""
    return stored(ines.place.installation, ines.place.there["review"])


def shows(ines: Typist, words: str) -> None:
    """Wait until the field of the rationale holds these words."""
    expect(ines.field(CODE)).to_have_value(words, timeout=PATIENCE)


def holds(ines: Typist, words: str) -> None:
    """Wait until the database holds these words as the rationale. Raises AssertionError where it never does."""
    for _ in range(WAITS):
        if words_of(ines) == {CODE: words}:
            return
        ines.page.wait_for_timeout(100)
    assert words_of(ines) == {CODE: words}
