"""Pages of a review by rules: every kind of answer, what is not asked, and suggested grades with their reasons."""

import re
from typing import Any

import pytest
from django.test import Client

from access.actor import Actor
from access.models import AuditEvent
from review.reviewing.actions import open_review, save_answers, submit
from review.reviewing.models import JudgmentChoice, Review, RuleResult
from tests import builders
from tests.review.conftest import World
from tests.review.reviewing.conftest import graded, judgment_of, stamp_of, words_of
from tests.review.reviewing.pages import address, signed_in, text_of, topic
from tests.ruled import ALONE, GROUP

OVERALL = "overall-grade"
WHY = "The rule does not see how hard the case was."
MARK = "Differs from the suggested grade: Requires improvement"
EITHER = {**ALONE, OVERALL: "good"}


@pytest.fixture
def client(world: World) -> Client:
    """Return the reviewer's browser."""
    return signed_in(world.inspector)


def post_of(review: Review, *answers: tuple[str, dict[str, Any]], then: str = "stay") -> dict[str, Any]:
    """Return the post of a page with some questions: code and parts of each, made of the versions that are stored."""
    post: dict[str, Any] = {"then": then}
    for code, parts in answers:
        given = {"version": judgment_of(review, code).version} | parts
        post |= {f"{code}-{part}": value for part, value in given.items()}
    return post


def group(world: World, review: Review) -> Review:
    """Return the review with a group found in its case."""
    return builders.answer(world.inspector, review, {"group-based": "yes", "suspects": "7", "linked": "yes"})


def summary_of(page: str) -> str:
    """Return the error summary of a page."""
    return page[page.index("There is a problem") : page.index("<h1")]


# What is asked


def test_closed_question_is_listed_with_its_reason(client: Client, ruled: Review) -> None:
    page = text_of(client.get(topic(ruled, "group-work")))
    assert page.count("<strong>Not asked.</strong>") == 6
    assert "Asked only when “Was a group behind it?” is Yes." in page.replace("&quot;", '"')
    assert "Asked only when “How many suspects were there?” is at least 5." in page
    assert ('name="suspects-number"' in page, "Nothing is asked here in this review." in page) == (False, True)


def test_topics_with_nothing_asked_are_shown_as_such(client: Client, ruled: Review) -> None:
    page = text_of(client.get(address("review", ruled)))
    found = re.findall(r'<div class="govuk-task-list__status"[^>]*>(.*?)</div>', page, re.S)
    states = [re.sub(r"<[^>]*>", "", state).strip() for state in found]
    assert states == ["Not started", "Not started", "Nothing asked", "Nothing asked", "Not started"]
    assert "Group: Work on the group" in page


def test_saving_a_deciding_answer_comes_back_to_what_is_asked_now(client: Client, ruled: Review) -> None:
    client.post(topic(ruled, "group"), post_of(ruled, ("group-based", {"answer": "choice:yes"})))
    answer = client.post(
        topic(ruled, "group-work"), post_of(ruled, ("suspects", {"number": "7"}), then="continue"), follow=True
    )
    assert answer.redirect_chain == [(f"{topic(ruled, 'group-work')}?saved=linked&because=asked#c-linked", 302)]
    page = text_of(answer)
    assert "This question is asked now, because of what you answered." in page
    assert "Because of what you answered, 1 question is asked now." in page


def test_questions_opened_and_closed_elsewhere_are_told(client: Client, ruled: Review) -> None:
    said = []
    for value in ("choice:yes", "choice:no"):
        post = post_of(ruled, ("group-based", {"answer": value}), then="continue")
        answer = client.post(topic(ruled, "group"), post, follow=True)
        assert answer.redirect_chain[0][0] == f"{topic(ruled, 'group-work')}?saved=group"
        said.append(re.findall(r"Because of what you answered, [^<]*", text_of(answer))[0].strip())
    assert said == [
        "Because of what you answered, 4 questions are asked now in other topics.",
        "Because of what you answered, 4 questions are no longer asked in other topics. "
        "What was entered there is kept.",
    ]


def test_what_is_kept_behind_a_closed_question_is_said(world: World, client: Client, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, GROUP)
    builders.answer(world.inspector, ruled, {"group-based": "no"})
    page = text_of(client.get(topic(ruled, "group-work")))
    assert page.count("What was entered here is kept") == 6
    assert "By telephone records." not in page


def test_words_for_a_question_that_was_closed_meanwhile_are_kept(world: World, client: Client, ruled: Review) -> None:
    group(world, ruled)
    post = post_of(ruled, ("how-linked", {"text": "Typed in the old window.", "rationale": "Why."}))
    builders.answer(world.inspector, ruled, {"group-based": "no"})
    assert client.post(topic(ruled, "group-work"), post).status_code == 302
    assert words_of(ruled, "how-linked", "answer") == [(1, True, "Typed in the old window.")]


def test_wrong_answer_to_a_question_that_was_closed_meanwhile_is_shown_again(
    world: World, client: Client, ruled: Review
) -> None:
    group(world, ruled)
    post = post_of(ruled, ("how-linked", {"text": "x" * 50_001}))
    builders.answer(world.inspector, ruled, {"group-based": "no"})
    page = text_of(client.post(topic(ruled, "group-work"), post))
    assert "Answer must be 50,000 characters or fewer: there are 50001" in summary_of(page)
    assert "Not asked any more." in page
    assert "x" * 50_001 in page


# Kinds of answers


def test_every_kind_is_saved_and_shown_again(world: World, client: Client, ruled: Review) -> None:
    group(world, ruled)
    post = post_of(
        ruled,
        ("suspects", {"number": "1,2"}),
        ("how-linked", {"text": "By letters."}),
        ("roles", {"answer": ["choices:leader", "choices:other"]}),
        ("first-known", {"date_0": "28", "date_1": "Feb", "date_2": "2025"}),
    )
    assert "Enter a number in digits, such as 3" in summary_of(text_of(client.post(topic(ruled, "group-work"), post)))
    post["suspects-number"] = "12"
    assert client.post(topic(ruled, "group-work"), post).status_code == 302
    page = text_of(client.get(topic(ruled, "group-work")))
    assert re.search(r'name="suspects-number" value="12"', page)
    assert "By letters.</textarea>" in page
    assert len(re.findall(r'name="roles-answer"[^>]*checked', page)) == 2
    assert [re.search(rf'name="first-known-date_{n}" type="text" value="(\d+)"', page)[1] for n in range(3)] == [  # type: ignore[index]
        "28",
        "2",
        "2025",
    ]
    assert JudgmentChoice.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "parts", "target", "sentence"),
    [
        ("suspects", {"number": "1"}, "id_suspects-number", "Enter a number from 2 to 500"),
        ("suspects", {"number": "2.5"}, "id_suspects-number", "Enter a whole number, without decimal places"),
        ("first-known", {"date_0": "31", "date_1": "2", "date_2": "2025"}, "id_first-known-date_0", "real date"),
        ("first-known", {"date_0": "3"}, "id_first-known-date_1", "Date must include a month"),
        ("roles", {"answer": ["choices:boss"]}, "id_roles-answer", "Select from the answers offered"),
        ("roles", {"answer": ["choices:other", "not-applicable"]}, "id_roles-answer", "not both"),
        ("how-linked", {"text": "x", "not_applicable": "on"}, "id_how-linked-not_applicable", "not both"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    world: World, client: Client, ruled: Review, code: str, parts: dict[str, Any], target: str, sentence: str
) -> None:
    group(world, ruled)
    version = judgment_of(ruled, code).version
    page = text_of(client.post(topic(ruled, "group-work"), post_of(ruled, (code, parts))))
    assert re.search(rf'<a href="#{target}">[^<]*{sentence}', summary_of(page))
    assert f'id="{target}"' in page
    assert judgment_of(ruled, code).version == version


def test_not_applicable_is_an_answer_to_what_is_typed_or_ticked(world: World, client: Client, ruled: Review) -> None:
    group(world, ruled)
    post = post_of(
        ruled,
        ("how-linked", {"text": "", "not_applicable": "on", "reason": "No links."}),
        ("roles", {"answer": ["not-applicable"]}),
    )
    assert client.post(topic(ruled, "group-work"), post).status_code == 302
    assert [judgment_of(ruled, code).kind for code in ("how-linked", "roles")] == ["not-applicable"] * 2
    page = text_of(client.get(topic(ruled, "group-work")))
    assert "Why is it not applicable? (optional)" in page
    assert "No links.</textarea>" in page


def test_answers_that_need_a_rationale_are_named(world: World, client: Client, ruled: Review) -> None:
    page = text_of(client.get(topic(group(world, ruled), "group-work")))
    assert "Rationale (needed for Inadequate)" in page
    assert "Evidence (needed for Inadequate)" in page


def test_conflict_of_every_kind_keeps_both_and_either_can_stand(world: World, client: Client, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, GROUP)
    typed = post_of(
        ruled,
        ("suspects", {"number": "9"}),
        ("how-linked", {"text": "Typed here."}),
        ("roles", {"answer": ["choices:recruiter"]}),
        ("first-known", {"date_0": "1", "date_1": "3", "date_2": "2025"}),
    )
    builders.answer(
        world.inspector,
        ruled,
        {"suspects": "8", "how-linked": "Stored.", "roles": ("other",), "first-known": "2025-04-01"},
    )
    answer = client.post(topic(ruled, "group-work"), typed)
    page = text_of(answer)
    assert answer.status_code == 409
    for words in ("8 suspects", "Stored.", ">Other<", "1 April 2025", "Typed here.</textarea>"):
        assert words in page.replace('<p class="govuk-body">Other</p>', ">Other<")
    codes = ("suspects", "how-linked", "roles", "first-known")
    keep = {f"{code}-keep": "stored" if code in ("roles", "first-known") else "mine" for code in codes}
    versions = {f"{code}-version": judgment_of(ruled, code).version for code in codes}
    assert client.post(topic(ruled, "group-work"), typed | versions | keep | {"compare": codes}).status_code == 302
    assert (judgment_of(ruled, "suspects").number, words_of(ruled, "how-linked", "answer")[-1][2]) == (9, "Typed here.")
    assert str(judgment_of(ruled, "first-known").date) == "2025-04-01"
    assert [row.choice.code for row in JudgmentChoice.objects.select_related("choice")] == ["other"]


def test_typed_answers_are_shown_again_where_the_session_ended(world: World, ruled: Review) -> None:
    post = post_of(group(world, ruled), ("how-linked", {"text": "Typed before it ended."}))
    page = text_of(Client().post(topic(ruled, "group-work"), post))
    assert "Typed before it ended.</textarea>" in page


# Suggested grades


def test_suggestion_is_on_no_page_before_an_own_grade(world: World, client: Client, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, {code: value for code, value in EITHER.items() if code != OVERALL})
    assert RuleResult.objects.get(rule__code="case-rule", current=True).kind == "suggested"
    for name in ("review", "review-check"):
        assert "How well was the case dealt with" not in text_of(client.get(address("review", ruled)))
        page = text_of(client.get(address(name, ruled)))
        assert (page.count("Suggested grade:"), page.count("The lowest topic")) == (int(name == "review-check"), 0)
    assert "Suggested grade:" not in text_of(client.get(topic(ruled, "overall")))


def test_suggestion_stands_beside_the_grade_with_its_trace(world: World, client: Client, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, ALONE)
    page = text_of(client.get(topic(ruled, "overall")))
    assert "<strong>Suggested grade:</strong>" in page
    assert "The lowest topic" in page
    assert "The same as the grade given" in page
    assert ("Differs from" in page, f'name="{OVERALL}-difference"' in page) == (False, False)


def test_incomplete_review_has_a_list_instead(client: Client, actor: Actor, ruled: Review) -> None:
    save_answers(actor, ruled, [graded(ruled, OVERALL)])
    page = text_of(client.get(topic(ruled, "overall")))
    assert "None yet: the review is not complete" in page
    assert "Was the victim seen in time?" in page[page.index("None yet") :]


def test_saving_a_grade_that_differs_comes_back_to_ask_why(world: World, client: Client, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, {code: value for code, value in ALONE.items() if code != OVERALL})
    post = post_of(ruled, (OVERALL, {"answer": "grade:good", "rationale": "Well."}), then="continue")
    answer = client.post(topic(ruled, "overall"), post, follow=True)
    assert answer.redirect_chain[0][0] == f"{topic(ruled, 'overall')}?saved={OVERALL}&because=differs#c-{OVERALL}"
    page = text_of(answer)
    assert "The suggested grade is another one than yours. Say why, below your grade." in page
    assert "Why does your grade differ from the suggested one: Requires improvement?" in page
    parts = {"answer": "grade:good", "rationale": "Well.", "shown": "requires-improvement", "difference": WHY}
    answer = client.post(topic(ruled, "overall"), post_of(ruled, (OVERALL, parts), then="continue"))
    assert answer["Location"] == f"{address('review-check', ruled)}?saved=overall"
    assert words_of(ruled, OVERALL, "reason") == [(1, True, WHY)]
    assert "Everything that is needed is there." in text_of(client.get(answer["Location"]))


def test_check_page_lists_the_reason_that_is_missing(world: World, client: Client, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER)
    page = text_of(client.get(address("review-check", ruled)))
    panel = page[page.index('id="missing"') : page.index('id="t-victims"')]
    assert "Say why your grade differs from the suggested one." in panel
    assert f"{topic(ruled, 'overall')}?check=1#id_{OVERALL}-difference" in panel
    post = {"version": stamp_of(ruled), "statement": "on"}
    assert "The review is not complete" in text_of(client.post(address("review-submit", ruled), post))


def test_reason_about_another_suggestion_is_shown_to_be_looked_at_again(
    world: World, client: Client, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, EITHER, reasons={OVERALL: WHY})
    builders.answer(world.inspector, ruled, {"safe": "inadequate", "victims-grade": "inadequate"})
    page = text_of(client.get(topic(ruled, "overall")))
    assert f"{WHY}</textarea>" in page
    assert "You wrote this when another grade was suggested: Requires improvement." in page
    parts = {"answer": "grade:good", "rationale": "Well.", "shown": "inadequate", "difference": WHY}
    client.post(topic(ruled, "overall"), post_of(ruled, (OVERALL, parts)))
    assert judgment_of(ruled, OVERALL).has_reason
    assert "You wrote this when another grade" not in text_of(client.get(topic(ruled, "overall")))


def test_reason_typed_about_a_suggestion_that_changed_meanwhile_is_kept(
    world: World, client: Client, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, EITHER)
    parts = {"answer": "grade:good", "rationale": "Well.", "shown": "requires-improvement", "difference": WHY}
    post = post_of(ruled, (OVERALL, parts))
    for safe, code in (("good", "good"), ("inadequate", "inadequate")):
        builders.answer(world.inspector, ruled, {"safe": safe, "victims-grade": code})
        assert client.post(topic(ruled, "overall"), post).status_code == 302
        assert words_of(ruled, OVERALL, "reason") == [(1, True, WHY)]
    assert judgment_of(ruled, OVERALL).has_reason is False


def test_difference_is_marked_wherever_the_grade_is_shown(
    world: World, client: Client, actor: Actor, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, EITHER, reasons={OVERALL: WHY})
    for page in (address("review-check", ruled),):
        assert (MARK in text_of(client.get(page)), WHY in text_of(client.get(page))) == (True, True)
    submit(actor, ruled)
    for user in (world.inspector, world.supervisor):
        page = text_of(signed_in(user).get(address("review", ruled)))
        assert (page.count(MARK), page.count(WHY)) == (2, 1)
    assert MARK not in text_of(client.get(address("review", ruled))).replace(MARK, "", 2)


def test_grade_like_the_suggestion_has_no_mark(world: World, client: Client, actor: Actor, ruled: Review) -> None:
    submit(actor, builders.answer(world.inspector, ruled, ALONE))
    page = text_of(client.get(address("review", ruled)))
    assert ("Differs from" in page, page.count("Suggested grade:")) == (False, 2)


def test_result_of_a_topic_stands_at_its_end(world: World, client: Client, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, GROUP)
    page = text_of(client.get(topic(ruled, "group-work")))
    assert page.index("What the rule of this topic gives") > page.index("Was the group pursued well?")
    assert "What the rule of this topic gives" not in text_of(client.get(topic(ruled, "taskforce")))


def test_rule_that_gives_nothing_on_purpose_says_so_in_its_words(world: World, client: Client) -> None:
    subject = builders.ruled_subject(world.supervisor, [world.inspector], world.force, taskforce_support="yes")
    review = builders.assign(world.supervisor, subject, world.inspector)
    builders.answer(world.inspector, review, {**ALONE, "used": "good"})
    assert "The taskforce is a matter of professional judgment." in text_of(client.get(topic(review, "taskforce")))


def test_method_without_rules_says_nothing_of_suggestions(world: World, actor: Actor, review: Review) -> None:
    builders.answer(world.inspector, review)
    client = signed_in(world.inspector)
    pages = [topic(review, code) for code in ("first-topic", "overall")] + [address("review-check", review)]
    submitted = [text_of(client.get(page)) for page in pages]
    submit(actor, review)
    submitted += [text_of(signed_in(world.supervisor).get(address("review", review)))]
    assert [page for page in submitted if re.search("uggest|the rule|Not asked", page)] == []


def test_reviewer_learns_nothing_of_another_reviewers_suggestion(world: World, actor: Actor, ruled: Review) -> None:
    """The second reviewer's grades give another suggestion; no page of the first has it, and theirs is not found."""
    second = open_review(builders.acting(world.supervisor), ruled.subject, world.other, kind="second")
    builders.answer(world.other, second, {**EITHER, "safe": "inadequate", "victims-grade": "inadequate"})
    builders.answer(world.inspector, ruled, EITHER, reasons={OVERALL: WHY})
    other = signed_in(world.other)
    assert other.get(address("review", ruled)).status_code == 404
    assert other.get(topic(ruled, "overall")).status_code == 404
    mine = signed_in(world.inspector)
    pages = [text_of(mine.get(page)) for page in (address("review-check", ruled), topic(ruled, "overall"))]
    assert [re.findall(r"Differs from the suggested grade: (\w+)", page) for page in pages] == [["Requires"] * 1, []]
    supervisor = signed_in(world.supervisor)
    assert supervisor.get(address("review", second)).status_code == 404


def test_looking_at_a_suggestion_changes_nothing(world: World, client: Client, ruled: Review) -> None:
    builders.answer(world.inspector, ruled, EITHER)
    before = (AuditEvent.objects.exclude(action__endswith="opened").count(), list(RuleResult.objects.values()))
    for page in (topic(ruled, "overall"), topic(ruled, "victims"), address("review-check", ruled)):
        client.get(page)
    assert before == (AuditEvent.objects.exclude(action__endswith="opened").count(), list(RuleResult.objects.values()))


def test_queries_are_the_same_for_more_answers_choices_and_results(
    world: World, client: Client, ruled: Review, django_assert_num_queries: Any
) -> None:
    client.get(address("review", ruled))
    for answers in ({"group-based": "yes", "roles": ("leader",)}, {**GROUP, "roles": ("leader", "recruiter", "other")}):
        builders.answer(world.inspector, ruled, answers)
        for page, queries in ((topic(ruled, "group-work"), 16), (address("review-check", ruled), 20)):
            with django_assert_num_queries(queries):
                client.get(page)


def test_question_that_is_asked_since_the_page_was_opened_does_not_stand_in_the_way(
    world: World, client: Client, ruled: Review
) -> None:
    builders.answer(world.inspector, ruled, {"group-based": "yes", "suspects": "3"})
    post = post_of(ruled, ("pursued", {"answer": "grade:good"}))
    builders.answer(world.inspector, ruled, {"suspects": "9"})
    assert client.post(topic(ruled, "group-work"), post).status_code == 302
    assert judgment_of(ruled, "pursued").kind == "grade"
    wrong = text_of(client.post(topic(ruled, "group-work"), post_of(ruled, ("suspects", {"number": "x"}))))
    assert 'name="linked-answer"' in wrong
