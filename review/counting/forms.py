"""The forms by which cases are reviewed, with the names by which reports tell of their answers."""

from collections.abc import Iterator, Sequence

from review.counting.asked_names import has_several, is_graded, is_question, name_of
from review.counting.dimensions import GRADE, OUTCOME
from review.domain.rules.conditions import Ref
from review.domain.rules.together import Form, Told
from review.frameworks.models import Criterion, FrameworkVersion
from review.frameworks.over_versions import QuestionOverVersions
from review.frameworks.rules.facts import FACT_LABELS
from review.frameworks.rules.method import stored_method

OTHER_NAMES = {"outcome-type": OUTCOME}
"""What reports call a fact otherwise than frameworks do."""


def forms_of(versions: Sequence[FrameworkVersion], questions: Sequence[QuestionOverVersions]) -> tuple[Form, ...]:
    """Return the form of each version with the names of its questions and of the facts that these can hang on."""
    facts = {OTHER_NAMES.get(code, code): Told(Ref("fact", code)) for code in FACT_LABELS}
    return tuple(
        Form(
            stored_method(version.canonical),
            facts | {name: told for same in questions for name, told in _names(same, version)},
        )
        for version in versions
    )


def _names(same: QuestionOverVersions, version: FrameworkVersion) -> Iterator[tuple[str, Told]]:
    """Yield each name by which reports tell of a question in a version; of several choices each has its own."""
    for criterion in same.criteria:
        if criterion.framework_version_id != version.pk:
            continue
        ref = Ref("question", criterion.code)
        if criterion.purpose == Criterion.Purpose.OVERALL:
            yield GRADE, Told(ref)
        elif is_graded(criterion):
            yield f"{GRADE}.{same.name}", Told(ref)
        elif is_question(criterion):
            yield name_of(same), Told(ref)
        elif has_several(criterion):
            yield from ((f"{name_of(same)}.{one.code}", Told(ref, one.code)) for one in criterion.choices.all())
