"""The frameworks that ship with the project are whole, in own words, and give what their worked examples say."""

import re
from collections import Counter

import pytest

from review.domain.rules.evaluating import asked_of
from review.frameworks.file.exchange import FrameworkFile, canonical, read, sha256
from review.frameworks.file.model import ExampleFile
from review.frameworks.rows import content
from review.frameworks.rules.checks import check
from review.frameworks.rules.method import method_of
from review.frameworks.scales import content_hash
from tests.content.demo import codes
from tests.content.frameworks import FOREIGN, SHIPPED, case, framework, texts, told, worked

NAMES = ("force-graded-judgments", "group-based-cse", "national-child-protection", "probation-case-standards")
HOSPITAL, SCHOOL = "hospital-case-note-review", "school-lesson-observation"
ALL = (*NAMES, HOSPITAL, SCHOOL)
BY_JUDGMENT = ("force-graded-judgments", "group-based-cse", "national-child-protection")
FINGERPRINTS = {
    "force-graded-judgments": "3d8155dbcfc5fbd7ce12bdfd712422a96d998b25bf0fa7d9c02a9afef623a0e0",
    "group-based-cse": "76e105265ca4dff794fc34a171f58e2e0294b33cea69d5c102867c19c65c02d4",
    "national-child-protection": "e2a6f0ce34469ae84ec1e8671d7d41c9a94e920476f7eb5c91b0d815779d36c9",
    "probation-case-standards": "ba52a692806b13906df5a0f9b925d92470dc92c60669c1490806afef50692ce0",
    HOSPITAL: "44647705b73a8a18c4a87520c240f87119a8c7b0f226f7552ed24d23e6095a2f",
    SCHOOL: "fe9809736c5499943130e9edf9f7d679d78820e34eec6302ab7c1ee4e7e06905",
}
EXAMPLES = [(name, example) for name in ALL for example in framework(name).examples]
PLACES = {
    *(re.sub(r"\b(Police|Constabulary|Service|of|the)\b", "", row["name"]).strip() for row in codes("forces")),
    *("England", "Wales", "Scotland", "Ireland", "Britain", "London", "Manchester", "Rotherham", "Rochdale", "Oxford"),
}
every = pytest.mark.parametrize("name", ALL)
shipped = pytest.mark.parametrize("name", NAMES)


def described(name: str, example: ExampleFile) -> str:
    return f"{name}: {example.title}"


def test_shipped_frameworks_are_these_and_the_list_of_them_names_each() -> None:
    page = (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert sorted(path.stem for path in SHIPPED.glob("*.yaml")) == list(NAMES)
    assert [name for name in NAMES if f"`{name}.yaml`" not in page] == []
    assert sorted(path.stem for path in FOREIGN.glob("*.yaml")) == [HOSPITAL, SCHOOL]


@every
def test_framework_has_the_code_that_its_file_is_called_by(name: str) -> None:
    assert framework(name).framework == name


@every
def test_framework_passes_the_checks_before_publishing(name: str) -> None:
    assert check(framework(name)).problems == ()


@every
def test_canonical_form_reads_back_as_the_same_framework_and_is_written_the_same(name: str) -> None:
    text = canonical(framework(name))
    again = read(text.encode())
    assert canonical(again) == text
    assert again == framework(name).model_copy(update={"version": None})


@every
def test_framework_has_the_fingerprint_that_installations_know(name: str) -> None:
    assert sha256(canonical(framework(name))) == FINGERPRINTS[name]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[described(*one) for one in EXAMPLES])
def test_worked_example_gives_what_it_says(name: str, example: ExampleFile) -> None:
    results = worked(framework(name), example)
    grade, kind, topics = told(example)
    assert {code: results.topics[code].grade for code in topics} == topics
    if kind:
        assert (results.whole.grade, results.whole.kind.value) == (grade, kind)


@every
def test_framework_has_worked_examples_each_of_which_expects_something(name: str) -> None:
    examples = framework(name).examples
    assert len(examples) >= 2
    assert [one.title for one in examples if told(one) == (None, "", {})] == []
    assert len({one.title for one in examples}) == len(examples)


@pytest.mark.parametrize("name", BY_JUDGMENT)
def test_framework_by_judgment_works_out_no_grade_at_all(name: str) -> None:
    file = framework(name)
    assert [rule.code for rule in file.rules if rule.result or rule.steps] == []
    assert {worked(file, one).whole.grade for one in file.examples} == {None}


@pytest.mark.parametrize("name", [*NAMES, HOSPITAL])
def test_every_criterion_says_what_good_looks_like(name: str) -> None:
    criteria = [criterion for topic in framework(name).all_topics for criterion in topic.criteria]
    least = 2 if name in NAMES else 1
    assert [one.code for one in criteria if not least <= len(one.good) <= 5] == []
    assert framework(name).overall.good != ()


@every
def test_bullets_are_short_and_no_two_are_the_same(name: str) -> None:
    bullets = [bullet for one in framework(name).asked for bullet in one.good]
    assert [bullet for bullet in bullets if len(bullet) > 200 or not bullet.endswith(".")] == []
    assert [bullet for bullet, times in Counter(bullets).items() if times > 1] == []


@every
def test_no_two_questions_are_the_same(name: str) -> None:
    questions = Counter(one.question for one in framework(name).asked)
    assert [question for question, times in questions.items() if times > 1] == []


@every
def test_texts_name_no_place_and_are_spelt_as_the_field_spells(name: str) -> None:
    text = "\n".join(texts(framework(name)))
    assert sorted(place for place in PLACES if re.search(rf"\b{re.escape(place)}\b", text)) == []
    assert re.findall(r"(?i)judgement|\b(?!seize|size|prize)\w+iz(?:e[ds]?|ing|ation)\b|lifestyle choice", text) == []


@shipped
def test_framework_says_that_nobody_approved_it_and_that_its_words_are_its_own(name: str) -> None:
    standing = framework(name).standing.lower()
    assert ("not approved by any inspectorate" in standing, "own words" in standing) == (True, True)


@shipped
def test_framework_leaves_no_way_to_a_low_grade_without_a_reason(name: str) -> None:
    """What is graded at the lower end, or answered with no, needs its rationale."""
    file = framework(name)
    lowest = {scale.code: scale.grades[-1].code for scale in file.scales}
    graded = [one for one in file.asked if one.answer == "grade"]
    assert [
        one.code for one in graded if one.rationale == "optional" and lowest[one.scale] not in one.rationale_for
    ] == []


def scale_hash(name: str, code: str) -> str:
    return content_hash(*content(next(scale for scale in framework(name).scales if scale.code == code)))


def test_case_grade_is_the_same_scale_in_both_case_file_reviews() -> None:
    assert scale_hash("group-based-cse", "case-grade") == scale_hash("national-child-protection", "case-grade")


def test_scale_of_graded_judgments_has_five_tiers_no_points_and_is_no_case_grade() -> None:
    file = framework("force-graded-judgments")
    tiers = file.scales[0]
    assert (tiers.code, [grade.code for grade in tiers.grades]) == (
        "graded-judgment",
        ["outstanding", "good", "adequate", "requires-improvement", "inadequate"],
    )
    assert {grade.points for scale in file.scales for grade in scale.grades} == {None}
    assert [scale.code for scale in file.scales if scale.code == "case-grade"] == []


def test_force_framework_judges_a_force_on_ten_topics_with_one_graded_judgment_each() -> None:
    file = framework("force-graded-judgments")
    assert (file.judges, len(file.topics)) == ("force", 10)
    for topic in file.topics:
        *criteria, judgment = topic.criteria
        assert judgment.code == f"{topic.code}-judgment"
        assert [one.scale for one in (*criteria, judgment)] == [*["how-far-shown"] * 3, "graded-judgment"]


CHILD = "national-child-protection"
KINDS = ("missing-episodes", "online-offending", "domestic-abuse", "child-suspected")


def asked(file: FrameworkFile, **answers: str) -> set[str]:
    given = {code.replace("_", "-"): answer for code, answer in answers.items()}
    return set(asked_of(method_of(file), case(file, given).answers))


def test_child_protection_framework_has_the_five_public_topics() -> None:
    assert [topic.title for topic in framework(CHILD).topics] == [
        "Leadership",
        "Partnership working",
        "Initial response",
        "Risk assessment and referral",
        "Investigation",
    ]
    assert sum(len(topic.criteria) for topic in framework(CHILD).topics) == 33


def test_child_protection_framework_asks_some_criteria_only_of_cases_of_their_kind() -> None:
    file = framework(CHILD)
    plain = asked(file, **dict.fromkeys(KINDS, "no"))
    assert len(plain) == 27 + 7 + 1  # criteria, questions on the kind of case, the overall judgment
    more = {kind: asked(file, **(dict.fromkeys(KINDS, "no") | {kind: "yes"})) - plain for kind in KINDS}
    assert more == {
        "missing-episodes": {"missing-response", "missing-learning", "missing-count"},
        "online-offending": {"online-risk", "digital-enquiries"},
        "domestic-abuse": {"domestic-abuse-response"},
        "child-suspected": {"child-under-suspicion"},
    }
