"""Importing a file makes a draft with all its rows, and keeps track of which questions are the same as before."""

import pytest

from access.models import AuditDetail, AuditEvent
from access.refusals import Conflict, NotAllowed
from review.frameworks import actions
from review.frameworks.file.exchange import canonical, read, sha256
from review.frameworks.models import Choice, Framework, FrameworkVersion, Grade, Scale
from tests import builders
from tests.review.frameworks.drafts import imported
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db


def lineage(version: FrameworkVersion, code: str) -> object:
    """Return the lineage of a version's criterion."""
    return version.criteria.get(code=code).lineage


def test_import_makes_a_draft_of_the_administrator_at_the_moment_they_act() -> None:
    user = builders.make_administrator()
    version = imported(actor=builders.acting(user))
    version.refresh_from_db()
    assert (version.framework.code, version.number, version.status) == ("small", 1, "draft")
    assert (version.created_by, version.created_at, version.published_at) == (user, builders.NOW, None)
    assert (version.title, version.owner, version.judges) == ("A small framework", "Tests", "case")


def test_import_keeps_the_canonical_text_and_its_fingerprint() -> None:
    version = imported()
    assert version.canonical == canonical(read(SMALL.encode()))
    assert version.sha256 == sha256(version.canonical)


def test_import_makes_topics_with_the_questions_and_the_overall_judgment_in_topics_of_their_own_last() -> None:
    version = imported()
    assert list(version.topics.values_list("code", "title", "position")) == [
        ("first-topic", "First topic", 1),
        ("second-topic", "Second topic", 2),
        ("classification", "What kind of case this was", 3),
        ("overall", "Overall judgment", 4),
    ]
    assert list(version.criteria.values_list("code", "topic__code", "purpose", "answer_type", "position")) == [
        ("first-criterion", "first-topic", "graded", "grade", 1),
        ("second-criterion", "second-topic", "graded", "grade", 2),
        ("group-based", "classification", "classification", "choice", 3),
        ("overall-grade", "overall", "overall", "grade", 4),
    ]


def test_import_makes_no_classification_topic_where_nothing_is_asked() -> None:
    start, end = SMALL.index("classification:"), SMALL.index("overall:")
    version = imported(SMALL[:start] + SMALL[end:])
    assert list(version.topics.values_list("code", flat=True)) == ["first-topic", "second-topic", "overall"]


def test_import_keeps_what_each_criterion_asks_for() -> None:
    version = imported()
    first, second = version.criteria.all()[:2]
    assert first.good == ["It is done.", "It is done in time."]
    assert (first.not_applicable_allowed, first.rationale_required, first.evidence_required) == (True, False, False)
    assert (second.not_applicable_allowed, second.rationale_required, second.required) == (False, True, True)


def test_import_makes_the_choices_yes_and_no_of_a_yes_no_question() -> None:
    imported()
    assert list(Choice.objects.values_list("criterion__code", "code", "label", "position")) == [
        ("group-based", "yes", "Yes", 1),
        ("group-based", "no", "No", 2),
    ]


def test_import_makes_the_choices_of_the_file_in_order() -> None:
    imported(SMALL.replace("answer: yes-no", "answer: choice\n    choices: [{code: b, label: B}, {code: a, label: A}]"))
    assert list(Choice.objects.values_list("code", "position")) == [("b", 1), ("a", 2)]


def test_import_makes_the_scale_with_its_grades_the_best_first() -> None:
    version = imported()
    assert list(version.overall_scale.grades.values_list("code", "label", "rank", "tone")) == [
        ("good", "Good", 1, "green"),
        ("requires-improvement", "Requires improvement", 2, "yellow"),
        ("inadequate", "Inadequate", 3, "red"),
    ]


def test_import_uses_a_scale_of_the_same_content_again_and_makes_another_for_another_content() -> None:
    first = imported()
    same = imported(SMALL.replace("framework: small", "framework: other"))
    other = imported(SMALL.replace("label: Good", "label: Fine"))
    assert first.overall_scale == same.overall_scale
    assert (Scale.objects.count(), Grade.objects.count()) == (2, 6)
    assert other.overall_scale != first.overall_scale


def test_import_counts_versions_of_each_framework_from_one() -> None:
    versions = [
        imported(),
        imported(SMALL.replace("done.", "done well.")),
        imported(SMALL.replace(": small", ": other")),
    ]
    assert [(version.framework.code, version.number) for version in versions] == [
        ("small", 1),
        ("small", 2),
        ("other", 1),
    ]


def test_import_refuses_the_content_of_a_version_that_is_there_and_names_it() -> None:
    imported()
    with pytest.raises(Conflict) as known:
        imported("# The same, with a comment.\n" + SMALL)
    assert known.value.sentence == (
        "Nothing was imported: version 1 of small (draft) has exactly this content. "
        "Change the file first if you want another version."
    )
    assert FrameworkVersion.objects.count() == 1


def test_import_of_a_broken_file_tells_every_problem_and_writes_nothing() -> None:
    with pytest.raises(actions.BrokenFile) as broken:
        imported(SMALL.replace("tone: red", "tone: crimson").replace("owner: Tests\n", ""))
    assert [problem.path for problem in broken.value.problems] == ["owner", "scales[0].grades[2].tone"]
    assert len(str(broken.value).splitlines()) == 2
    assert [model.objects.count() for model in (Framework, FrameworkVersion, Scale, AuditEvent)] == [0, 0, 0, 0]


def test_import_refuses_everybody_but_administrators() -> None:
    for user in (builders.make_inspector(), builders.make_supervisor()):
        with pytest.raises(NotAllowed):
            imported(actor=builders.acting(user))
    assert Framework.objects.count() == 0


def test_import_writes_an_event_without_words_of_the_file() -> None:
    version = imported()
    event = AuditEvent.objects.get()
    assert (event.action, event.thing, event.thing_id) == (
        "framework-version.import",
        "framework-version",
        str(version.public_id),
    )
    assert AuditDetail.objects.get().body["new"] == {
        "framework": "small",
        "number": 1,
        "sha256": version.sha256,
        "file": "small.yaml",
    }


def test_import_keeps_the_lineage_of_a_question_that_is_the_same() -> None:
    first, second = imported(), imported(SMALL.replace("The first headline.", "Another headline."))
    for code in ("first-criterion", "second-criterion", "group-based", "overall-grade"):
        assert lineage(first, code) == lineage(second, code)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("Is the first thing done well?", "Is the first thing done?", "first-criterion"),
        ("answer: yes-no", "answer: choice\n    choices: [{code: a, label: A}, {code: b, label: B}]", "group-based"),
        ("label: Good", "label: Fine", "overall-grade"),
    ],
)
def test_import_gives_a_new_lineage_to_a_question_that_asks_something_else(old: str, new: str, code: str) -> None:
    first, second = imported(), imported(SMALL.replace(old, new))
    assert lineage(first, code) != lineage(second, code)


def test_import_finds_the_lineage_of_a_question_that_a_version_between_left_out() -> None:
    first = imported()
    imported(SMALL.replace("code: first-criterion", "code: renamed"))
    third = imported(SMALL.replace("The first headline.", "Another headline."))
    assert lineage(first, "first-criterion") == lineage(third, "first-criterion")
