"""The frameworks of the project can be imported, published and exported as they are, the one of another field too."""

import pytest

from review.frameworks.actions import import_framework, publish
from review.frameworks.file.exchange import canonical
from review.frameworks.models import Criterion, FrameworkVersion, Rule, Scale
from tests.content.frameworks import FOREIGN, SHIPPED, framework
from tests.review.frameworks.drafts import SYSTEM

pytestmark = pytest.mark.django_db
FILES = (*sorted(SHIPPED.glob("*.yaml")), *FOREIGN.glob("*.yaml"))


def installed() -> list[FrameworkVersion]:
    """Import and publish every framework, and return their versions in the order of the files."""
    versions = [import_framework(SYSTEM, path.read_bytes(), path.name) for path in FILES]
    return [publish(SYSTEM, version) for version in versions]


def test_every_framework_is_published_with_its_canonical_form_questions_and_rules() -> None:
    versions = installed()
    files = [framework(path.stem) for path in FILES]
    assert [(version.status, version.canonical) for version in versions] == [
        ("published", canonical(file)) for file in files
    ]
    for version, file in zip(versions, files, strict=True):
        asked = Criterion.objects.filter(framework_version=version).values_list("code", flat=True)
        rules = Rule.objects.filter(framework_version=version).values_list("code", flat=True)
        assert sorted(asked) == sorted(one.code for one in file.asked)
        assert sorted(rules) == sorted(rule.code for rule in file.rules)


def test_case_grade_is_one_scale_for_all_and_apart_from_graded_judgments() -> None:
    installed()
    assert Scale.objects.filter(code="case-grade").count() == 1
    judgments = Scale.objects.get(code="graded-judgment").grades.values_list("code", flat=True)
    assert list(judgments.order_by("rank")) == ["outstanding", "good", "adequate", "requires-improvement", "inadequate"]


def test_frameworks_share_no_scale_but_the_case_grade() -> None:
    used = [{scale.code for scale in framework(path.stem).scales} for path in FILES]
    shared = {code for place, codes in enumerate(used) for other in used[place + 1 :] for code in codes & other}
    assert shared == {"case-grade"}
