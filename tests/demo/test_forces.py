"""Three synthetic forces are judged: one signed off, one that waits, one half done; each on what its cases showed."""

from review.inspections.models import Inspection
from review.judging.basis import reasons_of
from review.judging.grid import grid_of
from review.reviewing.models import Evidence


def test_forces_stand_at_three_places_on_the_way(demo: Inspection, unfinished: Inspection) -> None:
    rows = grid_of(unfinished).rows
    assert [(row.label, row.state, len(row.judged)) for row in rows] == [
        ("Force A", "Signed off", 10),
        ("Force G", "Ready for sign-off", 0),
        ("Force H", "Under review", 0),
    ]


def test_every_topic_of_the_signed_off_force_has_reasons_and_says_what_it_rests_on(
    demo: Inspection, unfinished: Inspection
) -> None:
    reasons = reasons_of(grid_of(unfinished))
    assert [one.topic for one in reasons if not one.rationale or not one.evidence] == []
    investigating = next(one for one in reasons if one.code == "investigating-crime-judgment")
    assert [words.partition(",")[0] for words in investigating.evidence] == [
        "Case A-2025-007",
        "Case A-2025-007",
        "Cases counted (Force: Force A): 1",
    ]


def test_no_judgment_of_a_force_rests_on_a_case_of_another(demo: Inspection) -> None:
    cited = Evidence.objects.filter(cited_judgment__isnull=False)
    pairs = cited.values_list(
        "judgment__review__subject__inspection_force__force", "cited_judgment__review__subject__case__force"
    )
    assert (len(pairs) > 0, [pair for pair in pairs if pair[0] != pair[1]]) == (True, [])
