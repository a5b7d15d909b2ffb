"""Any method, stored and worked through in a real review, gives what it gives without a database: on both of them."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.actor import system_actor
from access.permissions import NOWHERE
from review.domain.rules.answers import Answer
from review.domain.rules.evaluating import evaluate_review
from review.domain.rules.method import Method
from review.domain.rules.outcomes import Result
from review.domain.rules.over_cases import Case
from review.frameworks.draft_actions import new_draft
from review.frameworks.file.exchange import canonical, read_stored
from review.frameworks.file.model import FrameworkFile
from review.frameworks.models import Framework, FrameworkVersion
from review.frameworks.queries import outline, stored_rows, stored_rules
from review.frameworks.rows import rule_rows, topic_rows
from review.frameworks.rules.method import method_of, stored_method
from review.reviewing.actions import AnswerInput, save_answers
from review.reviewing.methods import facts_now
from review.reviewing.models import Judgment, Review, RuleResult
from review.transitions import move
from tests import builders
from tests.review.frameworks import answer_strategies as made
from tests.review.frameworks.file_strategies import framework_files

pytestmark = pytest.mark.django_db
SYSTEM = system_actor("tests", builders.NOW)
FACTS = ("case_area", "team_type", "force_flag", "taskforce_support", "outcome_type")
by_chance = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)


def stored(file: FrameworkFile) -> FrameworkVersion:
    """Return the version that a file becomes, published: random rules need not pass the searching checks."""
    version = new_draft(SYSTEM, Framework.objects.create(code=file.framework), file)
    move(version, "publish", SYSTEM, NOWHERE, published_at=builders.NOW)
    return version


def answered(version: FrameworkVersion, method: Method, case: Case) -> Review:
    """Return a review by a version with these answers, saved as its form would save them."""
    supervisor, inspector = builders.make_supervisor(), builders.make_inspector()
    inspection = builders.make_inspection(supervisor, version, inspectors=[inspector])
    facts = {name: code for name in FACTS if (code := case.facts.get(name.replace("_", "-")))}
    subject = builders.add_case(supervisor, inspection, builders.make_force(), **facts)
    review = builders.assign(supervisor, subject, inspector)
    save_answers(
        builders.acting(inspector),
        review,
        [given_input(code, method.by_code[code].kind, answer) for code, answer in case.answers.items()],
    )
    return review


def given_input(code: str, kind: str, answer: Answer) -> AnswerInput:
    """Return an answer as the form sends it."""
    value = answer.value
    if value is None:
        return AnswerInput(code, 0, "not-applicable", reason=answer.reason)
    if isinstance(value, tuple):
        return AnswerInput(code, 0, kind, values=value)
    return AnswerInput(code, 0, kind, str(value) if isinstance(value, str) else decimal(value))


def decimal(number: Any) -> str:
    """Return an exact fraction of tens in digits."""
    scaled = number * 10**4
    assert scaled.denominator == 1
    return f"{scaled.numerator / 10**4:.4f}".rstrip("0").rstrip(".")


def kept(review: Review) -> dict[str, tuple[str, str | None, list[str], list[str]]]:
    """Return the results that a review keeps, by the code of their rule."""
    rows = RuleResult.objects.filter(review=review, current=True).select_related("rule", "grade")
    return {r.rule.code: (r.kind, r.grade.code if r.grade else None, r.trace, r.missing) for r in rows}


def plain(result: Result) -> tuple[str, str | None, list[str], list[str]]:
    return result.kind.value, result.grade, list(result.trace), list(result.missing)


@by_chance
@given(framework_files().filter(lambda file: file.judges == "case"), st.data())
def test_review_in_the_database_comes_to_what_the_pure_rules_say(file: FrameworkFile, data: st.DataObject) -> None:
    method = method_of(file)
    case = data.draw(made.cases(method))
    with transaction.atomic():
        version = FrameworkVersion.objects.get(pk=stored(file).pk)
        assert read_stored(version.canonical) == replace_version(file)
        assert stored_rows(outline(version)) == topic_rows(file)
        assert stored_rules(version) == rule_rows(file)
        review = answered(version, stored_method(version.canonical), case)
        results = evaluate_review(method, case.answers, facts_now(review))
        rows = Judgment.objects.filter(review=review, asked=True)
        assert set(rows.values_list("criterion__code", flat=True)) == results.asked
        said = {r.rule: plain(r) for r in (*results.topics.values(), results.review) if r.rule}
        assert kept(review) == said
        transaction.set_rollback(True)


def replace_version(file: FrameworkFile) -> FrameworkFile:
    """Return a file without the number that it asks for, which no canonical form has."""
    assert canonical(file) == canonical(file.model_copy(update={"version": None}))
    return file.model_copy(update={"version": None})
