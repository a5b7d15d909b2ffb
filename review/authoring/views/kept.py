"""What was typed in a draft's forms, in a post that is refused as a whole."""

from django.http import QueryDict

from access.kept import Typed, keeping

NOT_TYPED = (
    *("csrfmiddlewaretoken", "loaded", "then", "move", "place", "order", "inside", "after", "earlier"),
    *("sha256", "read", "confirmed", "comment"),
)
GONE = "Nothing was saved: what you edited is not in this draft any more. Somebody took it away or renamed it."


def typed(post: QueryDict) -> Typed:
    """Return what stands in the fields of a post, by their names."""
    found = []
    for name in post:
        if name in NOT_TYPED or name.endswith("_FORMS"):
            continue
        if text := "\n".join(filter(None, (str(value).strip() for value in post.getlist(name)))):
            found.append((name.replace("_", " ").replace("-", " ").capitalize(), text))
    return found


keeping_typed = keeping(typed, GONE)
"""Decorates a view: where a post with words in it is refused as a whole, its page shows them again."""
