"""The words of a review in a post that is refused as a whole."""

from django.http import QueryDict

from access.kept import Typed, keeping

PARTS = ("rationale", "reason", "difference", "text", "quotation", "note")
CALLED = {"difference": "Why your grade differs", "text": "Answer"}
NOT_YOURS = (
    "Nothing was saved: there is no such review, it is no longer yours, or the case was moved to a newer version of "
    "its framework, in which case you go on from your home page. A supervisor can tell you why."
)


def typed_words(post: QueryDict) -> Typed:
    """Return the words in a post, each with its part and its question as the post says it, or else its code."""
    lines = (line.partition(" ") for line in str(post.get("questions", "")).splitlines())
    questions = {code: question for code, _, question in lines}
    found = []
    for name in post:
        code, _, part = name.rpartition("-")
        if part in PARTS and (text := str(post[name]).strip()):
            question = questions.get(code) or code
            called = CALLED.get(part, part.capitalize())
            found.append((f"{called}: {question}" if code else called, text))
    return found


keeping_words = keeping(typed_words, NOT_YOURS)
"""Decorates a view: where a post with words in it is refused as a whole, its page shows them again."""
