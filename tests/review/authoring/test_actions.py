"""Changing a draft: each change whole, told, and refused where it would lose something."""

import pytest

from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from review.authoring import actions
from review.authoring.actions import StalePart
from review.authoring.draft_actions import discard, start_draft, start_framework
from review.authoring.models import DraftChange
from review.authoring.places import WHOLE, Place, digest, order_digest, own
from review.authoring.publishing_actions import publish
from review.frameworks.models import Criterion, Scale
from review.history.models import StatusChange
from tests import builders
from tests.review.authoring.authors import (
    FIRST,
    FIRST_TOPIC,
    RULED,
    SECOND,
    SECOND_TOPIC,
    assert_whole,
    author,
    draft,
    file_of,
    save,
    sent,
)

pytestmark = pytest.mark.django_db
QUESTION = {"code": "third-criterion", "question": "Is a third thing done?", "answer": "yes-no"}


def test_draft_starts_with_the_content_of_its_version_and_the_next_number() -> None:
    version, ada = builders.published_framework(), author()
    made = start_draft(builders.acting(ada), version)
    assert (made.number, made.status, made.based_on, made.created_by) == (2, "draft", version, ada)
    assert made.canonical == version.canonical
    assert_whole(made)


def test_starting_a_draft_twice_at_once_makes_one() -> None:
    version, ada = builders.published_framework(), builders.acting(author())
    first = start_draft(ada, version)
    assert start_draft(ada, version) == first
    save(ada, first, FIRST, question="Is it done at all?")
    assert start_draft(ada, version).number == 3


def test_framework_begins_with_nothing_and_can_be_published() -> None:
    ada = builders.acting(author())
    made = start_framework(ada, "child-death", "Child death reviews", "case")
    assert (made.framework.code, made.number, made.title) == ("child-death", 1, "Child death reviews")
    assert_whole(made)
    assert publish(ada, made, "The first.").status == "published"


@pytest.mark.parametrize(
    ("code", "field"), [("small", "code"), ("No Code", "framework"), ("", "framework")], ids=["taken", "wrong", "none"]
)
def test_framework_begins_only_with_a_free_code(code: str, field: str) -> None:
    builders.published_framework()
    with pytest.raises(Invalid) as refused:
        start_framework(builders.acting(author()), code, "A title", "case")
    assert list(refused.value.errors) == [field]


def test_change_is_written_whole_with_its_row_and_its_event() -> None:
    ada = author()
    version = draft(ada)
    events = AuditEvent.objects.count()
    save(builders.acting(ada), version, FIRST, question="Is the first thing done at all?")
    assert_whole(version)
    assert Criterion.objects.get(framework_version=version, code="first-criterion").question.endswith("at all?")
    change = DraftChange.objects.get()
    assert (change.framework_version, change.by, change.place) == (version, ada, "question:first-criterion")
    assert change.what == "Changed question “Is the first thing done well?”: question"
    assert (AuditEvent.objects.count(), AuditEvent.objects.latest("sequence").action) == (
        events + 1,
        "framework-version.edit",
    )


def test_saving_what_is_stored_leaves_no_trace() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    digest_before, events = version.sha256, AuditEvent.objects.count()
    save(ada, version, FIRST)
    version.refresh_from_db()
    assert (version.sha256, DraftChange.objects.count(), AuditEvent.objects.count()) == (digest_before, 0, events)


def test_same_save_twice_is_harmless() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    change = sent(version, FIRST, question="Is it done twice?")
    actions.save_part(ada, version, change)
    actions.save_part(ada, version, change)
    assert DraftChange.objects.count() == 1


def test_change_of_a_part_that_somebody_else_changed_is_refused_with_what_is_stored() -> None:
    ada, ben = builders.acting(author()), builders.acting(author("ben"))
    version = draft(author("cy"))
    mine = sent(version, FIRST, question="My words?")
    save(ben, version, FIRST, question="The words of the other?")
    with pytest.raises(StalePart) as stale:
        actions.save_part(ada, version, mine)
    assert stale.value.stored["question"] == "The words of the other?"
    assert own(file_of(version), FIRST)["question"] == "The words of the other?"


def test_changes_of_different_parts_never_conflict() -> None:
    ada, ben = builders.acting(author()), builders.acting(author("ben"))
    version = draft(author("cy"))
    mine = [
        sent(version, FIRST, question="My words?"),
        sent(version, FIRST_TOPIC, title="My topic"),
        sent(version, WHOLE, owner="Mine"),
    ]
    save(ben, version, SECOND, question="The words of the other?")
    save(ben, version, SECOND_TOPIC, title="The topic of the other")
    for change in mine:
        actions.save_part(ada, version, change)
    file = file_of(version)
    assert [topic.title for topic in file.topics] == ["My topic", "The topic of the other"]
    assert [one.question for topic in file.topics for one in topic.criteria] == [
        "My words?",
        "The words of the other?",
    ]
    assert file.owner == "Mine"
    assert_whole(version)


def test_change_of_a_part_that_was_taken_away_is_refused() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    mine = sent(version, FIRST, question="My words?")
    whole = own(file_of(version), FIRST, whole=True)
    actions.remove_part(ada, version, FIRST, digest(whole))
    with pytest.raises(Conflict, match="Somebody took this away"):
        actions.save_part(ada, version, mine)


def test_new_code_is_followed_by_whatever_mentions_it() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"), RULED)
    save(ada, version, FIRST, code="renamed", same_as="first-criterion")
    file = file_of(version)
    worst = file.rules[0].steps[0].worst_of
    assert worst is not None
    assert worst.questions == ("renamed", "second-criterion")
    scale = Place("scale", "case-grade")
    save(ada, version, scale, code="three-tiers")
    file = file_of(version)
    assert {one.scale for one in file.asked if one.answer == "grade"} == {"three-tiers"}
    assert file.examples[0].fill == {"three-tiers": "good"}
    assert_whole(version)


def test_code_that_is_taken_is_refused_beside_its_field() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    with pytest.raises(Invalid) as refused:
        save(ada, version, FIRST, code="second-criterion")
    assert refused.value.errors == {
        "code": ["Another question has the code “second-criterion” already. Choose another."]
    }
    with pytest.raises(Invalid) as refused:
        save(ada, version, FIRST_TOPIC, code="overall")
    assert list(refused.value.errors) == ["code"]


def test_graded_question_needs_a_scale_that_is_there() -> None:
    with pytest.raises(Invalid) as refused:
        save(builders.acting(author()), draft(author("ben")), FIRST, scale="no-such-scale")
    assert refused.value.errors == {"scale": ["Choose one of the scales of this framework."]}


def test_field_that_no_file_takes_is_refused_with_the_file_s_own_sentence() -> None:
    with pytest.raises(Invalid) as refused:
        save(builders.acting(author()), draft(author("ben")), FIRST, answer="shrug")
    assert list(refused.value.errors) == ["answer"]


def test_part_is_added_once_however_often_it_is_sent() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    actions.add_part(ada, version, "question", QUESTION, SECOND_TOPIC)
    actions.add_part(ada, version, "question", QUESTION, SECOND_TOPIC)
    assert [one.code for one in file_of(version).topics[1].criteria] == ["second-criterion", "third-criterion"]
    assert DraftChange.objects.get().what == "Added question “Is a third thing done?”"
    assert_whole(version)


def test_same_example_is_added_once() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    for _ in range(2):
        actions.add_part(ada, version, "example", {"title": "An example", "expect": {}})
    assert len(file_of(version).examples) == 1


def test_parts_of_every_kind_are_added() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    grades = ({"code": "met", "label": "Met"}, {"code": "not-met", "label": "Not met"})
    actions.add_part(ada, version, "question", QUESTION)
    actions.add_part(ada, version, "topic", {"code": "third-topic", "title": "Third"})
    actions.add_part(ada, version, "topic", {"code": "inner", "title": "Inner"}, FIRST_TOPIC)
    actions.add_part(ada, version, "scale", {"code": "standards", "title": "Standards", "grades": grades})
    actions.add_part(ada, version, "entered", {"code": "leadership", "title": "Leadership", "scale": "standards"})
    actions.add_part(ada, version, "rule", {"code": "no-rule", "title": "None", "of": "review"})
    actions.add_part(ada, version, "example", {"title": "An example", "expect": {}})
    file = file_of(version)
    assert [topic.code for topic in file.all_topics] == ["first-topic", "inner", "second-topic", "third-topic"]
    assert [one.code for one in file.classification] == ["group-based", "third-criterion"]
    assert (len(file.scales), len(file.entered), len(file.rules), len(file.examples)) == (2, 1, 1, 1)
    assert_whole(version)


def test_part_is_taken_away_with_what_stands_inside_it() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    actions.remove_part(ada, version, FIRST_TOPIC, digest(own(file_of(version), FIRST_TOPIC, whole=True)))
    assert [topic.code for topic in file_of(version).topics] == ["second-topic"]
    assert_whole(version)


def test_part_that_somebody_changed_is_not_taken_away() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    seen = digest(own(file_of(version), FIRST_TOPIC, whole=True))
    save(ada, version, FIRST, question="Other words?")
    with pytest.raises(Conflict, match="was not taken away"):
        actions.remove_part(ada, version, FIRST_TOPIC, seen)


def test_what_every_framework_has_is_not_taken_away() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    overall = Place("question", "overall-grade")
    for place in (overall, WHOLE):
        with pytest.raises(Invalid):
            actions.remove_part(ada, version, place, digest(own(file_of(version), place, whole=True)))


def test_part_moves_behind_a_neighbour_and_again_changes_nothing() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    seen = order_digest(file_of(version), FIRST_TOPIC)
    actions.move_part(ada, version, FIRST_TOPIC, seen, "second-topic")
    actions.move_part(ada, version, FIRST_TOPIC, seen, "second-topic")
    assert [topic.code for topic in file_of(version).topics] == ["second-topic", "first-topic"]
    assert DraftChange.objects.count() == 1
    assert_whole(version)


def test_part_moves_into_another_topic_and_out_of_all() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    actions.move_part(ada, version, FIRST, order_digest(file_of(version), FIRST), None, SECOND_TOPIC)
    assert [one.code for one in file_of(version).topics[1].criteria] == ["second-criterion", "first-criterion"]
    actions.move_part(ada, version, FIRST, order_digest(file_of(version), FIRST), "", WHOLE)
    assert [one.code for one in file_of(version).classification] == ["first-criterion", "group-based"]
    actions.move_part(ada, version, FIRST_TOPIC, order_digest(file_of(version), FIRST_TOPIC), None, SECOND_TOPIC)
    assert [topic.code for topic in file_of(version).topics[0].topics] == ["first-topic"]
    assert_whole(version)


def test_move_within_an_order_that_is_another_now_is_refused() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    seen = order_digest(file_of(version), FIRST_TOPIC)
    actions.add_part(ada, version, "topic", {"code": "third-topic", "title": "Third"})
    with pytest.raises(Conflict, match="Nothing was moved"):
        actions.move_part(ada, version, FIRST_TOPIC, seen, "second-topic")


def test_topic_with_topics_inside_goes_into_no_other() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    actions.add_part(ada, version, "topic", {"code": "inner", "title": "Inner"}, FIRST_TOPIC)
    with pytest.raises(Invalid, match="There are topics inside this one"):
        actions.move_part(ada, version, FIRST_TOPIC, order_digest(file_of(version), FIRST_TOPIC), None, SECOND_TOPIC)


def test_nobody_else_changes_a_draft() -> None:
    version = draft(author())
    sam = builders.acting(builders.make_supervisor("sam"))
    with pytest.raises(NotAllowed):
        save(sam, version, FIRST, question="Mine?")
    with pytest.raises(NotAllowed):
        start_draft(sam, version)
    with pytest.raises(NotAllowed):
        discard(sam, version, "Because.")


def test_published_version_is_not_changed() -> None:
    ada = builders.acting(author())
    version = builders.published_framework()
    with pytest.raises(Conflict, match="Start a new draft from it"):
        save(ada, version, FIRST, question="Other words?")


def test_draft_is_discarded_with_a_reason_and_never_changes_again() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    with pytest.raises(Invalid):
        discard(ada, version, " ")
    discard(ada, version, "Nobody needs it.")
    assert (version.status, StatusChange.objects.latest("pk").reason) == ("discarded", "Nobody needs it.")
    with pytest.raises(Conflict):
        save(ada, version, FIRST, question="Other words?")
    with pytest.raises(Conflict):
        publish(ada, version)


def test_scale_is_made_once_for_each_content() -> None:
    ada = builders.acting(author())
    version = draft(author("ben"))
    before = Scale.objects.count()
    save(ada, version, FIRST, question="Other words?")
    assert Scale.objects.count() == before
    save(ada, version, Place("scale", "case-grade"), title="Another title")
    assert Scale.objects.count() == before + 1
