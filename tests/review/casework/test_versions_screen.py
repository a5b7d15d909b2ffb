"""Decisions on the language screen go on with a case that moves to a newer version, and nothing counts twice."""

from casefiles.documents.actions import add_document
from review.language.actions import PatternInput, add_pattern
from review.reviewing.models import Review
from review.reviewing.queries import subject_scope
from review.reviewing.screening.actions import confirm, dismiss
from review.reviewing.screening.models import ScreenDecision
from review.reviewing.screening.queries import screen_of
from tests import builders
from tests.review.casework.newer import adopted, moved
from tests.review.conftest import World


def test_decisions_are_carried_with_their_flags_and_nothing_is_proposed_twice(world: World) -> None:
    ada, sam = builders.acting(builders.make_administrator()), builders.acting(world.supervisor)
    add_pattern(ada, PatternInput("streetwise", "minimising", "It makes a risk small."))
    subject = builders.add_case(world.supervisor, world.inspection, world.force)
    text = b"She is streetwise.\n\nHe is streetwise too."
    add_document(sam, subject_scope(sam, subject), builders.case_of(subject), "Log", "log.txt", text)
    review = builders.assign(world.supervisor, subject, world.inspector)
    first, second = (one.key for one in screen_of(review).undecided)
    confirm(builders.acting(world.inspector), review, [first])
    dismiss(builders.acting(world.inspector), review, [second], "It is not about the victim")
    adopted(world)
    moved(world, subject)
    goes_on = Review.objects.select_related("subject__case").exclude(status="closed").get(subject=subject)
    assert screen_of(goes_on).summary.words == "2 proposed, 1 confirmed, 1 dismissed"
    carried = ScreenDecision.objects.filter(review=goes_on).order_by("pk")
    assert [(row.outcome, row.reason, row.flag and row.flag.review_id) for row in carried] == [
        ("confirmed", "", goes_on.pk),
        ("dismissed", "It is not about the victim", None),
    ]
