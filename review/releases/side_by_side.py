"""What a release must not tell side by side: names that decide one another in more ways than can be looked through."""

from collections.abc import Collection

from access.refusals import Invalid
from review.counting.dimensions import GRADE
from review.counting.method import Method
from review.counting.rule_results import RESULT
from review.domain.exercise import listed
from review.domain.rules.possible import conditions_of

FOLLOWS = (
    "“{result}” follows from answers by a rule that everybody can read, so that {others} beside it, here or in an "
    "earlier release, could give away what is kept back. Leave one of them out."
)


def check_side_by_side(method: Method, names: Collection[str]) -> None:
    """Raise Invalid where names that this release and the earlier ones tell of cannot be proven to hide anything."""
    results = [name for name in names if name.startswith(f"{RESULT}.")]
    read = _read_by_rules(method)
    others = [name for name in names if name in read or name in results[1:]]
    if results and others:
        raise Invalid(FOLLOWS.format(result=method.title(results[0]), others=_listed(method, others)))


def _read_by_rules(method: Method) -> set[str]:
    """Return the names of all questions but the overall one, and of the facts of a case that some rule looks at."""
    found: set[str] = set()
    for form in method.forms:
        looked_at = {test.ref for rule in form.method.rules for one in conditions_of(rule) for test in one.any_of}
        asked = {name for name, told in form.names.items() if told.ref.kind == "question" or told.ref in looked_at}
        found |= asked - {GRADE}
    return found


def _listed(method: Method, names: Collection[str]) -> str:
    return listed([f"“{method.title(name)}”" for name in names])
