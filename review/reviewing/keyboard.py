"""The keys of the review form: one table, which the page shows as its help and from which its script reads them.

Chosen so that no browser, text field or screen reader needs them for anything else: no letter alone or with Alt, no
digit with Ctrl or Alt, nothing with Ctrl and Alt together, which writes characters on many keyboards.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shortcut:
    """A combination of keys, what it does for the script, and in words; `pressed` as a browser names the keys."""

    does: str
    pressed: str
    words: str

    @property
    def keys(self) -> list[str]:
        """The keys to hold and press, as they are written on a keyboard."""
        return [WRITTEN.get(key, key) for key in self.pressed.split("+")]


WRITTEN = {"PageDown": "Page Down", "PageUp": "Page Up"}
"""Keys that a keyboard calls otherwise than a browser does."""

SHORTCUTS = (
    Shortcut("next", "Alt+PageDown", "Go to the next question"),
    Shortcut("previous", "Alt+PageUp", "Go to the question before"),
    Shortcut("unanswered", "Alt+Shift+PageDown", "Go to the next question that is not answered"),
    Shortcut("reader", "F2", "Go to the document beside the form, and back to where you were"),
    Shortcut("cite", "Ctrl+Enter", "Cite the passage that is chosen in the document, for the question you were in"),
    Shortcut("check", "Alt+End", "Check your answers"),
    Shortcut("help", "Ctrl+/", "Open this list, and close it"),
)
"""What works anywhere on the page of a topic."""

IN_OPTIONS = (
    ("1 to 9", "Choose that answer of the question: the first, the second and so on"),
    ("0 or Delete", "Take the answer back, so that the question is not answered"),
)
"""What works only while one of a question's options has the focus, so never while somebody types words."""
