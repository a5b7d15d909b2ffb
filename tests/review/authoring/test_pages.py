"""The pages of the editor: who gets in, what they show, and what each button does."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from access.models import User
from review.authoring import actions
from review.authoring.models import DraftChange
from review.authoring.places import Place, digest, order_digest, own
from review.frameworks.models import FrameworkVersion
from tests import builders
from tests.review.authoring.authors import FIRST, FIRST_TOPIC, assert_whole, author, file_of, save
from tests.review.authoring.pages import filled, problems, signed_in, url, words

pytestmark = pytest.mark.django_db
PAGES: list[tuple[str, tuple[str, ...]]] = [
    ("draft", ()),
    ("draft-part", ("question", "first-criterion")),
    ("draft-part-text", ("rule", "worst-of-both")),
    ("draft-part-remove", ("topic", "first-topic")),
    ("draft-add", ("scale",)),
    ("draft-part", ("scale", "case-grade")),
    ("draft-add", ("question",)),
    ("draft-step-add", ("worst-of-both", "table")),
    ("draft-example-add", ()),
    ("draft-step", ("worst-of-both", "worst")),
    ("draft-preview", ("first-topic",)),
    ("draft-try", ()),
    ("draft-comments", ()),
    ("draft-changes", ()),
    ("draft-start", ()),
    ("framework-publish", ()),
    ("framework-discard", ()),
]


@pytest.mark.parametrize(("name", "more"), PAGES, ids=[f"{name} {' '.join(more)}" for name, more in PAGES])
def test_only_administrators_get_in(version: FrameworkVersion, desk: Client, name: str, more: tuple[str, ...]) -> None:
    address = url(name, version, *more)
    assert desk.get(address).status_code == 200
    for other in (builders.make_supervisor("sam"), builders.make_inspector("ines")):
        assert signed_in(other).get(address).status_code == 404
        assert signed_in(other).post(address, {"text": "Mine"}).status_code in (404, 405)
    base = version.based_on
    assert base is not None
    assert signed_in(builders.make_supervisor("sue")).get(url(name, base, *more)).status_code == 403


def test_published_version_is_not_edited(version: FrameworkVersion, desk: Client) -> None:
    base = version.based_on
    assert base is not None
    answer = desk.get(url("draft", base))
    assert answer.status_code == 409
    assert "Start a new draft from it" in words(answer)


def test_draft_is_started_from_the_page_of_a_version(ada: User, desk: Client) -> None:
    published = builders.published_framework()
    page = desk.get(url("framework-version", published))
    assert "Start a new draft from this version" in words(page)
    answer = desk.post(url("draft-start", published))
    made = FrameworkVersion.objects.get(number=2)
    assert (answer.status_code, answer.url, made.based_on) == (302, url("draft", made), published)
    assert "Edit" in words(desk.get(url("framework-version", made)))


def test_framework_is_begun_with_a_title_and_a_code(desk: Client) -> None:
    address = reverse("framework-new")
    assert "Enter title" in words(desk.post(address, {"code": "New One", "judges": "case"}))
    answer = desk.post(address, {"title": "A new one", "code": "new-one", "judges": "force"})
    made = FrameworkVersion.objects.get(framework__code="new-one")
    assert (answer.url, made.judges) == (url("draft", made), "force")


def test_tree_shows_everything_in_the_draft(version: FrameworkVersion, desk: Client) -> None:
    text = words(desk.get(url("draft", version)))
    for part in ("First topic", "Is the second thing done well?", "Case grade", "The worse of both", "Both are good"):
        assert part in text
    assert "Nothing to mend" in text


def test_tree_lists_what_is_to_be_mended_with_its_place(ada: User, version: FrameworkVersion, desk: Client) -> None:
    whole = own(file_of(version), FIRST, whole=True)
    actions.remove_part(builders.acting(ada), version, FIRST, digest(whole))
    page = desk.get(url("draft", version))
    assert "to mend before publishing" in words(page)
    assert url("draft-step", version, "worst-of-both", "worst") in page.content.decode()


def test_buttons_of_the_tree_move_parts_and_lead_to_them(version: FrameworkVersion, desk: Client) -> None:
    page = desk.get(url("draft", version)).content.decode()
    move = unescape(re.findall(r'name="move" value="(topic:first-topic[^"]*)"', page)[0])
    answer = desk.post(url("draft", version), {"move": move})
    assert (answer.status_code, answer.url) == (302, f"{url('draft', version)}#topic-first-topic")
    assert [topic.code for topic in file_of(version).topics] == ["second-topic", "first-topic"]
    again = desk.post(url("draft", version), {"move": move})
    assert (again.status_code, DraftChange.objects.count()) == (302, 1)


def test_question_is_moved_to_another_topic_from_its_page(version: FrameworkVersion, desk: Client) -> None:
    page = desk.get(url("draft-part", version, "question", "first-criterion"))
    sent = {"place": str(FIRST), "order": page.context["order"], "inside": "topic:second-topic"}
    assert desk.post(url("draft", version), sent).status_code == 302
    assert [one.code for one in file_of(version).topics[1].criteria] == ["second-criterion", "first-criterion"]


@pytest.mark.parametrize("inside", ["scale:case-grade", "rule:worst-of-both", "topic:no-such-topic"])
def test_nothing_is_put_where_it_cannot_stand(version: FrameworkVersion, desk: Client, inside: str) -> None:
    order = desk.get(url("draft-part", version, "question", "first-criterion")).context["order"]
    moved = desk.post(url("draft", version), {"place": str(FIRST), "order": order, "inside": inside})
    assert moved.status_code == 409
    sent = {"inside": inside, "question": "Is it?", "code": "is-it", "answer": "yes-no", "not_applicable": "no"}
    sent |= {"rationale": "optional", "evidence": "optional"}
    sent |= {f"{rows}-{name}_FORMS": "0" for rows in ("choices", "asked_when") for name in ("TOTAL", "INITIAL")}
    assert desk.post(url("draft-add", version, "question"), sent).status_code in (200, 404)
    assert DraftChange.objects.count() == 0


@pytest.mark.parametrize("move", ["", "nonsense", "question:no-such|x|y", "question:first-criterion|no-such|"])
def test_move_of_what_is_not_there_is_refused(version: FrameworkVersion, desk: Client, move: str) -> None:
    assert desk.post(url("draft", version), {"move": move}).status_code == 409


def test_forms_of_all_parts_save_what_they_show_and_change_nothing(version: FrameworkVersion, desk: Client) -> None:
    before = version.sha256
    places = [
        ("framework", "facts"),
        ("topic", "first-topic"),
        ("question", "first-criterion"),
        ("question", "group-based"),
        ("question", "overall-grade"),
        ("scale", "case-grade"),
        ("rule", "worst-of-both"),
    ]
    addresses = [url("draft-part", version, *place) for place in places]
    for address in [*addresses, url("draft-step", version, "worst-of-both", "worst")]:
        answer = desk.post(address, filled(desk.get(address)))
        assert answer.status_code == 302, (address, problems(answer))
    version.refresh_from_db()
    assert (version.sha256, DraftChange.objects.count()) == (before, 0)


def test_changed_words_ask_whether_it_is_still_the_same_question(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-part", version, "question", "first-criterion")
    sent = filled(desk.get(address)) | {"question": "Is the first thing done at all?"}
    asked = desk.post(address, sent)
    assert "Select whether it is still the same question" in words(asked)
    assert DraftChange.objects.count() == 0
    answer = desk.post(address, sent | {"relation": "reworded", "earlier": "first-criterion"})
    assert answer.url == f"{url('draft', version)}#question-first-criterion"
    assert own(file_of(version), FIRST)["reworded-from"] == "first-criterion"
    assert_whole(version)


def test_other_changes_ask_nothing(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-part", version, "question", "first-criterion")
    sent = filled(desk.get(address)) | {"good": "It is done.\n\n It is done in time. \nIt is written down."}
    assert desk.post(address, sent).status_code == 302
    assert own(file_of(version), FIRST)["good"] == ("It is done.", "It is done in time.", "It is written down.")


def test_wrong_fields_are_told_and_everything_typed_stays(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-part", version, "question", "first-criterion")
    sent = filled(desk.get(address)) | {"code": "Not A Code", "question": "", "guidance": "Kept words."}
    answer = desk.post(address, sent)
    text = words(answer)
    assert "Enter question" in text
    assert "The code must be up to 60 lower-case letters" in text
    assert "Kept words." in answer.content.decode()
    assert DraftChange.objects.count() == 0


def test_rows_are_added_moved_and_taken_away_without_saving(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-part", version, "scale", "case-grade")
    sent = filled(desk.get(address))
    added = desk.post(address, sent | {"then": "add:grades"})
    assert (added.status_code, len(added.context["form"].rows["grades"].forms)) == (200, 4)
    moved = desk.post(address, filled(added) | {"then": "up:grades:2"})
    codes = [row["code"].value() for row in moved.context["form"].rows["grades"].forms]
    assert codes == ["good", "inadequate", "requires-improvement", ""]
    dropped = desk.post(address, filled(moved) | {"then": "drop:grades:0"})
    assert dropped.context["form"].rows["grades"].forms[0]["code"].value() == "inadequate"
    assert "There is a problem" not in words(dropped)
    assert DraftChange.objects.count() == 0


def test_condition_is_built_in_two_posts(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-part", version, "question", "second-criterion")
    sent = filled(desk.get(address))
    shown = desk.post(address, sent | {"then": "add:asked_when"})
    begun = filled(shown) | {"asked_when-0-what": "question:first-criterion", "then": "show"}
    answers = desk.post(address, begun)
    assert "Requires improvement" in words(answers)
    done = filled(answers) | {"asked_when-0-how": "at-most", "asked_when-0-answers": ["requires-improvement"]}
    assert desk.post(address, done).status_code == 302
    assert own(file_of(version), Place("question", "second-criterion"))["asked-when"][0]["at-most"] == (
        "requires-improvement"
    )
    text = words(desk.get(url("draft", version)))
    assert "asked where “Is the first thing done well?” is at most Requires improvement" in text


def test_two_authors_of_the_same_part_see_both_and_choose(ada: User, version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-part", version, "topic", "first-topic")
    mine = filled(desk.get(address)) | {"title": "My title", "headline": "My headline."}
    save(builders.acting(author("ben")), version, FIRST_TOPIC, title="The other title", headline="The other headline.")
    compared = desk.post(address, mine)
    assert compared.status_code == 409
    text = words(compared)
    for part in ("The other title", "The other headline.", "Stored now", "Yours"):
        assert part in text
    assert 'value="My title"' in compared.content.decode()
    chosen = mine | {"loaded": compared.context["loaded"], "keep-title": "stored", "keep-headline": "mine"}
    assert desk.post(address, chosen).status_code == 302
    topic = file_of(version).topics[0]
    assert (topic.title, topic.headline) == ("The other title", "My headline.")


def test_words_typed_for_a_part_that_is_gone_are_shown_again(
    ada: User, version: FrameworkVersion, desk: Client
) -> None:
    address = url("draft-part", version, "topic", "first-topic")
    mine = filled(desk.get(address)) | {"title": "Words of mine"}
    whole = own(file_of(version), FIRST_TOPIC, whole=True)
    actions.remove_part(builders.acting(ada), version, FIRST_TOPIC, digest(whole))
    answer = desk.post(address, mine)
    assert (answer.status_code, "Words of mine" in words(answer)) == (404, True)
    assert desk.get(address).status_code == 404


def test_words_typed_by_somebody_who_was_signed_out_are_shown_again(version: FrameworkVersion) -> None:
    answer = Client().post(url("draft-part", version, "topic", "first-topic"), {"title": "Words of mine"})
    assert (answer.status_code, "Words of mine" in words(answer)) == (403, True)


def test_part_is_added_into_its_topic(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-add", version, "question") + "?inside=topic:second-topic"
    sent = filled(desk.get(address)) | {
        "inside": "topic:second-topic",
        "question": "Is a third thing done?",
        "code": "third-criterion",
        "answer": "yes-no",
    }
    answer = desk.post(url("draft-add", version, "question"), sent)
    assert answer.url == f"{url('draft', version)}#question-third-criterion"
    assert [one.code for one in file_of(version).topics[1].criteria] == ["second-criterion", "third-criterion"]
    taken = desk.post(url("draft-add", version, "question"), sent | {"question": "Another one?"})
    assert "has the code “third-criterion” already" in words(taken)


def test_step_is_added_to_a_rule(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-step-add", version, "worst-of-both", "cap")
    page = desk.get(address)
    sent = filled(page) | {
        "name": "capped",
        "title": "Capped",
        "of": "worst",
        "at_most": "requires-improvement",
        "because": "Since it is a group.",
        "when-0-what": "question:group-based",
    }
    shown = desk.post(address, sent | {"then": "show"})
    done = filled(shown) | {"when-0-answers": ["yes"]}
    answer = desk.post(address, done)
    assert answer.status_code == 302, problems(answer)
    step = file_of(version).rules[0].steps[1]
    assert (step.name, step.cap is not None and step.cap.when[0].is_) == ("capped", ("yes",))
    assert_whole(version)


def test_part_is_taken_away_once_it_was_said_what_mentions_it(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-part-remove", version, "question", "first-criterion")
    page = desk.get(address)
    assert "Step of a rule: The worse criterion" in words(page)
    sent = {"loaded": page.context["loaded"]}
    assert desk.post(address, sent).status_code == 302
    again = desk.post(address, sent, follow=True)
    assert "It was taken away already." in words(again)
    assert [one.code for one in file_of(version).asked] == ["second-criterion", "group-based", "overall-grade"]


def test_part_is_edited_as_text_with_problems_by_line(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-part-text", version, "rule", "worst-of-both")
    page = desk.get(address).context["page"]
    wrong = desk.post(address, {"text": page.text.replace("of: ", "off: "), "loaded": page.loaded})
    assert wrong.status_code == 400
    assert "Line 3: There is no field “off” here." in words(wrong)
    right = desk.post(address, {"text": page.text.replace("The worse of", "The worst of"), "loaded": page.loaded})
    assert right.status_code == 302
    assert file_of(version).rules[0].title == "The worst of both"
    stale = desk.post(address, {"text": page.text.replace("The worse of", "Mine of"), "loaded": page.loaded})
    assert (stale.status_code, "Mine of both" in words(stale), "The worst of both" in words(stale)) == (409, True, True)


NONSENSE: list[dict[str, str]] = [
    {},
    {"then": "add:grades"},
    {"then": "drop:choices:7", "choices-TOTAL_FORMS": "nine"},
    {"then": "up:asked_when:99", "asked_when-TOTAL_FORMS": "999999999", "asked_when-INITIAL_FORMS": "-4"},
    {"then": "add:rows-0-when", "rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0"},
    {"text": "\ttab: [", "loaded": "x", "inside": "a:b:c", "place": "rule:x", "relation": "same", "earlier": "nothing"},
    {"cases": "times;nothing\nmany;yes;more", "then": "keep", "a-first-criterion": "shrug", "times": "-1"},
    {"cases": "times\tfirst-criterion\n2\tn/a: because\n3\tgood", "a-group-based": "\x00", "f-team-type": "none"},
    {"first-criterion-version": "x", "first-criterion-answer": "grade:nothing", "fact-case-area": "nowhere"},
    {"comment": "x", "then": "settle", "sha256": "x", "note": "y", "read": "on", "reason": ""},
]


@pytest.mark.parametrize(("name", "more"), PAGES, ids=[f"{name} {' '.join(more)}" for name, more in PAGES])
def test_nonsense_is_answered_with_a_page(
    version: FrameworkVersion, desk: Client, name: str, more: tuple[str, ...]
) -> None:
    desk.raise_request_exception = False
    replies = [desk.post(url(name, version, *more), sent).status_code for sent in NONSENSE]
    assert {reply for reply in replies if reply not in (200, 302, 400, 404, 405, 409)} == set()


def test_changed_words_of_a_text_need_a_statement(version: FrameworkVersion, desk: Client) -> None:
    address = url("draft-part-text", version, "question", "first-criterion")
    page = desk.get(address).context["page"]
    changed = page.text.replace("done well?", "done at all?")
    refused = desk.post(address, {"text": changed, "loaded": page.loaded})
    assert "Say whether it is still the same: write same-as: “first-criterion”" in words(refused)
    stated = f'{changed}same-as: "first-criterion"\n'
    assert desk.post(address, {"text": stated, "loaded": page.loaded}).status_code == 302
    assert own(file_of(version), FIRST)["same-as"] == "first-criterion"


@pytest.mark.parametrize(("name", "more"), PAGES[:12], ids=[f"{name} {' '.join(more)}" for name, more in PAGES[:12]])
def test_pages_take_the_same_queries_for_a_small_and_a_large_draft(
    version: FrameworkVersion,
    desk: Client,
    ada: User,
    name: str,
    more: tuple[str, ...],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    desk.get(url(name, version, *more))
    with django_assert_max_num_queries(40) as found:
        desk.get(url(name, version, *more))
    number_of_queries = len(found.captured_queries)
    actor = builders.acting(ada)
    for number in range(3):
        data = {"code": f"more-{number}", "question": f"More {number}?", "answer": "yes-no"}
        actions.add_part(actor, version, "question", data, FIRST_TOPIC)
    desk.get(url(name, version, *more))
    with django_assert_max_num_queries(number_of_queries):
        desk.get(url(name, version, *more))


def test_order_that_was_seen_is_asked_of_a_move(ada: User, version: FrameworkVersion, desk: Client) -> None:
    seen = order_digest(file_of(version), FIRST_TOPIC)
    actions.add_part(builders.acting(ada), version, "topic", {"code": "third-topic", "title": "Third"})
    answer = desk.post(url("draft", version), {"move": f"topic:first-topic|second-topic|{seen}"})
    assert answer.status_code == 409
