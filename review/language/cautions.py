"""What an administrator is told of a wording before it is kept; a second press keeps it all the same."""

from review.domain.language_cover import covering, finds_too_much
from review.language.actions import PatternInput
from review.language.models import LanguagePattern
from review.language.queries import active_patterns

TOO_MUCH = (
    "“{}” stands in nearly every document, so reviewers would have nearly everything proposed to them. Put the words "
    "beside it that make it what you look for, or try it on a text first."
)
COVERED = "“{}” is on the list already and finds every place that this wording finds."


def cautions(given: PatternInput, pattern: LanguagePattern | None) -> list[str]:
    """Return what speaks against keeping a checked wording, in one query; nothing where its words stay as they are."""
    if pattern and given.pattern == pattern.pattern:
        return []
    found = []
    if loose := finds_too_much(given.pattern):
        found.append(TOO_MUCH.format(loose))
    others = {row.code: row.pattern for row in active_patterns() if pattern is None or row.pk != pattern.pk}
    others = {code: words for code, words in others.items() if words != given.pattern}
    return found + [COVERED.format(others[code]) for code in covering(given.pattern, others)]
