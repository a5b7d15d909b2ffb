"""What a judgment of a force rests on: kept as signed, refused where it cannot be cited, marked where it changed."""

from uuid import uuid4

import pytest
from django.urls import reverse

from access.refusals import Conflict, Invalid, NotAllowed
from review.counting.forces import force_key
from review.inspections import actions as inspecting
from review.judging import actions as judging
from review.judging.actions import Chosen
from review.judging.changes import FIGURES_CHANGED, changed_evidence
from review.moderation import actions as moderation
from review.moderation.cited import ANEW, NO_LONGER, changed_in
from review.moderation.models import SignOff
from review.reviewing import actions as reviewing
from review.reviewing.models import Evidence, Review
from tests import builders
from tests.review.judging.force_world import (
    WHY_NONE,
    ForceWorld,
    begun,
    cite,
    force_world,
    sign_case,
    signed_off,
)

pytestmark = pytest.mark.django_db
acting = builders.acting
CODE = "protecting-judgment"


def in_force(review: Review) -> list[Evidence]:
    return list(Evidence.objects.filter(judgment__review=review, removed_at__isnull=True).order_by("pk"))


def chosen(case: Review, question: str = "overall-grade") -> list[Chosen]:
    return [Chosen(case.public_id, question)]


def test_judgment_of_a_case_is_cited_as_it_was_signed_off() -> None:
    world = force_world()
    review = begun(world)
    cite(world, review)
    cite(world, review)
    rows = in_force(review)
    digest = SignOff.objects.get(review=world.signed[0]).digest
    assert [(row.stood, row.cited_digest) for row in rows] == [("Requires improvement", digest)]


def test_case_of_another_force_is_not_cited() -> None:
    world = force_world()
    other = sign_case(world, world.another_force())
    review = begun(world)
    reference = builders.case_of(other.subject).reference
    with pytest.raises(Invalid) as refused:
        judging.cite_judgments(acting(world.second), review, CODE, chosen(other))
    assert refused.value.errors == {
        "judgments": [f"Case {reference} is of another force, so a judgment of this force cannot rest on it."]
    }


def test_case_of_another_inspection_is_not_cited_and_nothing_is_told_of_it() -> None:
    world, elsewhere = force_world(), force_world()
    review = begun(world)
    told = set()
    for case in (elsewhere.signed[0].public_id, uuid4()):
        with pytest.raises(Invalid) as refused:
            judging.cite_judgments(acting(world.second), review, CODE, [Chosen(case, "overall-grade")])
        told |= set(refused.value.errors["judgments"])
    assert told == {"What you chose is no judgment of this inspection's cases that you can see. Choose from the list."}


def test_case_that_is_not_signed_off_is_not_cited() -> None:
    world = force_world()
    subject = builders.add_case(world.lead, world.inspection, world.force.force, "CASE-7")
    submitted = builders.submitted(world.lead, subject, world.inspector)
    review = begun(world)
    with pytest.raises(Invalid, match="Case CASE-7 is not signed off now"):
        judging.cite_judgments(acting(world.second), review, CODE, chosen(submitted))
    assert in_force(review) == []


def test_all_chosen_judgments_are_cited_or_none() -> None:
    world = force_world(cases=2)
    review = begun(world)
    wrong = [*chosen(world.signed[0]), *chosen(world.signed[1], "no-such-question")]
    with pytest.raises(Invalid, match="has no such judgment to cite now"):
        judging.cite_judgments(acting(world.second), review, CODE, wrong)
    assert in_force(review) == []


def test_conflict_with_a_case_of_the_force_ends_the_right_to_cite() -> None:
    world = force_world(cases=2)
    review = begun(world)
    case = world.signed[0].subject
    inspecting.declare_conflict(acting(world.second), world.inspection, subject=case, reason="A relative.")
    with pytest.raises(NotAllowed, match="declared conflict of interest"):
        judging.cite_judgments(acting(world.second), review, CODE, chosen(world.signed[0]))


def test_nobody_but_its_judge_cites_for_a_force() -> None:
    world = force_world()
    review = begun(world)
    with pytest.raises(NotAllowed):
        judging.cite_judgments(acting(world.third), review, CODE, chosen(world.signed[0]))


def test_review_of_a_case_cites_no_other_case() -> None:
    world = force_world()
    subject = builders.add_case(world.lead, world.inspection, world.force.force)
    review = builders.assign(world.lead, subject, world.inspector)
    with pytest.raises(NotAllowed):
        judging.cite_judgments(acting(world.inspector), review, "first-criterion", chosen(world.signed[0]))


def test_evidence_of_a_force_is_taken_back_and_kept() -> None:
    world = force_world()
    review = begun(world)
    cite(world, review)
    reviewing.remove_evidence(acting(world.second), in_force(review)[0])
    row = Evidence.objects.get(judgment__review=review)
    assert (in_force(review), row.removed_by, row.stood) == ([], world.second, "Requires improvement")


def test_why_there_is_nothing_to_cite_gives_way_to_evidence() -> None:
    world = force_world()
    review = begun(world)
    judging.say_why_none(acting(world.second), review, CODE, WHY_NONE)
    judging.say_why_none(acting(world.second), review, CODE, "Another reason.")
    assert [row.why_none for row in in_force(review)] == ["Another reason."]
    cite(world, review)
    assert [(row.why_none, row.stood) for row in in_force(review)] == [("", "Requires improvement")]
    with pytest.raises(Invalid, match="rests on evidence already"):
        judging.say_why_none(acting(world.second), review, CODE, WHY_NONE)


@pytest.mark.parametrize(
    ("why", "sentence"),
    [(" ", "Say why there is nothing to cite."), ("x" * 20_000, "The reason must be 10,000 characters or fewer.")],
)
def test_why_there_is_nothing_to_cite_is_said_in_words_of_bearable_length(why: str, sentence: str) -> None:
    world = force_world(cases=0)
    review = begun(world)
    with pytest.raises(Invalid) as refused:
        judging.say_why_none(acting(world.second), review, CODE, why)
    assert refused.value.errors == {"why_none": [sentence]}


def address(world: ForceWorld, query: str) -> str:
    return f"https://example.test{reverse('report-cases', args=[world.inspection.slug_id])}?{query}"


def test_figure_is_cited_with_its_count_as_it_stood() -> None:
    world = force_world(cases=2)
    review = begun(world)
    row = judging.cite_figure(
        acting(world.second), review, CODE, address(world, "answer=requires-improvement&page=1&q=x")
    )
    assert (row.figure, row.stood) == ("answer=requires-improvement", "Requires improvement (All cases): 2")
    sign_case(world)
    again = judging.cite_figure(acting(world.second), review, CODE, address(world, "answer=requires-improvement"))
    assert [one.stood for one in in_force(review)] == [row.stood, again.stood]
    assert again.stood == "Requires improvement (All cases): 3"


@pytest.mark.parametrize("query", ["answer=no-such-grade", "w.no-such-name=yes", "left-out=nonsense", "madeup=1"])
def test_address_of_no_figure_is_refused_with_what_is_wrong(query: str) -> None:
    world = force_world()
    review = begun(world)
    with pytest.raises(Invalid) as refused:
        judging.cite_figure(acting(world.second), review, CODE, address(world, query))
    assert list(refused.value.errors) == ["figure"]


def test_figure_of_another_force_is_refused() -> None:
    """A figure of all forces, or of this one among others, is evidence; one of others alone is none."""
    world = force_world()
    other = world.another_force()
    review, actor = begun(world), acting(world.second)
    own, another = (force_key(world.inspection, force) for force in (world.force, other))
    for wrong in (f"by=force&key={another}", f"w.force={another}"):
        with pytest.raises(Invalid, match="This is a figure of other forces"):
            judging.cite_figure(actor, review, CODE, address(world, wrong))
    for right in (f"by=force&key={own}", f"w.force={own}&w.force={another}", ""):
        assert judging.cite_figure(actor, review, CODE, address(world, right)).figure


@pytest.mark.parametrize("query", ["by=reviewer&key=nobody", "count=reviewer", "by=reviewer"])
def test_figure_by_reviewer_is_refused(query: str) -> None:
    """What a judgment rests on is read by the whole team."""
    world = force_world()
    review = begun(world)
    with pytest.raises(Invalid) as refused:
        judging.cite_figure(acting(world.second), review, CODE, address(world, query))
    assert list(refused.value.errors) == ["figure"]


def test_figure_of_another_inspection_is_refused() -> None:
    world, elsewhere = force_world(), force_world()
    review = begun(world)
    for wrong in (
        address(elsewhere, "answer=good"),
        "nonsense",
        "http://[x",
        reverse("report", args=[world.inspection.slug_id]),
    ):
        with pytest.raises(Invalid, match="This is no address of a figure of this inspection's report"):
            judging.cite_figure(acting(world.second), review, CODE, wrong)


def test_evidence_is_marked_once_its_case_is_reopened_and_signed_off_anew() -> None:
    world = force_world()
    subject = signed_off(world)
    review = subject.reviews.get()
    assert changed_in(review) == []
    case = world.signed[0].subject
    moderation.reopen(acting(world.lead), case, "A document was missing.")
    assert {sentence for _, sentence in changed_in(review)} == {NO_LONGER}
    again = world.signed[0]
    again.refresh_from_db()
    builders.answer(world.inspector, again, {"overall-grade": "good"})
    reviewing.submit(acting(world.inspector), again)
    case.refresh_from_db()
    moderation.sign_off(acting(world.lead), case)
    assert {sentence for _, sentence in changed_in(review)} == {ANEW}
    assert {row.stood for row in in_force(review)} == {"Requires improvement"}


def test_figure_is_marked_once_figures_changed() -> None:
    world = force_world()
    review = begun(world)
    later = builders.NOW.replace(hour=12)
    judging.cite_figure(acting(world.second, later), review, CODE, address(world, "answer=good"))
    assert changed_evidence(world.inspection, in_force(review)) == {}
    moderation.reopen(
        acting(world.lead, builders.NOW.replace(hour=13)), world.signed[0].subject, "A document was missing."
    )
    assert list(changed_evidence(world.inspection, in_force(review)).values()) == [FIGURES_CHANGED]


def test_submitted_judgments_take_no_more_evidence() -> None:
    world = force_world()
    subject = signed_off(world)
    review = Review.objects.select_related("subject__inspection", "subject__inspection_force").get(subject=subject)
    with pytest.raises(Conflict, match="signed off"):
        cite(world, review)
