"""The check constraints of published results."""

from access.models import User
from review.inspections.models import ExerciseType
from review.models import ExternalResult
from tests.constraints.checking import Check, each, unknown
from tests.constraints.values import NOW, A

EXTERNAL = (
    Check(
        "published_result_has_a_known_exercise_type",
        ExternalResult,
        breaks=unknown("exercise_type"),
        fits=each("exercise_type", ExerciseType.values),
    ),
    Check("published_result_has_a_title", ExternalResult, breaks=({"title": ""},)),
    Check("published_result_has_a_source", ExternalResult, breaks=({"source": ""},)),
    Check("published_result_has_a_case", ExternalResult, breaks=({"n": 0},), fits=({"n": 1},)),
    Check(
        "published_result_is_withdrawn_with_a_reason",
        ExternalResult,
        breaks=(
            {"withdrawn_at": NOW},
            {"withdrawn_reason": "It was retracted."},
            {"withdrawn_by": A(User)},
            {"withdrawn_at": NOW, "withdrawn_by": A(User)},
        ),
        fits=({"withdrawn_at": NOW, "withdrawn_by": A(User), "withdrawn_reason": "It was retracted."},),
    ),
)
