"""Public releases of the model inspection: the published row is told, and nobody works out what is kept back."""

import csv
import io
import json
from collections.abc import Sequence

import pytest
from django.utils import timezone

from access.actor import system_actor
from review.counting.method import Method, method_of
from review.domain.disclosure import Release, Rule, audit
from review.inspections.models import Inspection
from review.releases.actions import Wanted, release_of
from review.releases.documents import Heading
from review.releases.drafting import Draft, drafted
from review.releases.frozen import document_of
from review.releases.models import PublicRelease
from review.releases.offered import definitions_of, offered
from review.releases.queries import earlier_releases
from review.reports.formats import FORMATS
from tests.review.domain.disclosure.attacker import Attacker

PUBLISHED = {"good": 9, "requires-improvement": 14, "inadequate": 4}


def give_out(inspection: Inspection, *keys: str) -> PublicRelease:
    """Give out some of the tables that are offered."""
    method = method_of(inspection)
    definitions = tuple(definitions_of(offered(method), keys))
    return release_of(system_actor("tests", timezone.now()), method, Wanted("Grades", "A report.", definitions))


def draft_of(method: Method, rule: Rule, keys: Sequence[str]) -> Draft:
    """Return the release of some of the tables that are offered."""
    definitions = definitions_of(offered(method), keys)
    return drafted(
        method, definitions, rule, earlier_releases(method.inspections[0]), Heading("Grades"), timezone.now()
    )


def assert_nothing_is_derived(release: Release) -> None:
    """Let somebody with a solver who knows all releases try every cell that is kept back."""
    attacker = Attacker(release.population, [*release.earlier, release.published])
    assert audit(release) == []
    assert attacker.attack(attacker.hidden()).derived == {}
    assert attacker.fixed_differences(attacker.small_differences()) == []


def test_the_published_row_is_told_in_every_format(demo: Inspection) -> None:
    document = document_of(give_out(demo, "headline").document)
    [table] = json.loads(b"".join(FORMATS["json"].write(document)))["document"]["tables"]
    assert {row["code"]: row["values"][0]["number"] for row in table["rows"] if row["code"]} == PUBLISHED
    tidy = csv.DictReader(io.StringIO(b"".join(FORMATS["csv"].write(document)).decode()))
    assert {row["code"]: int(row["count"]) for row in tidy if row["code"]} == PUBLISHED
    words = b"".join(FORMATS["text"].write(document)).decode()
    shown = b"".join(FORMATS["csv-shown"].write(document)).decode()
    picture = b"".join(FORMATS["svg"].write(document)).decode()
    assert [said in text for text, said in ((words, "14 (51.9%)"), (shown, "14,51.9%"), (picture, "14"))] == [True] * 3


@pytest.mark.parametrize(
    "rule", [Rule(), Rule(threshold=3), Rule(zeros_shown=False), Rule(threshold=10, off=frozenset()), Rule(base=5)]
)
def test_nothing_is_derived_from_the_tables_that_are_asked_for_most(demo: Inspection, rule: Rule) -> None:
    draft = draft_of(method_of(demo), rule, ["headline", "force", "team-type", "ethnicity", "ethnicity-stage"])
    for part in draft.parts.values():
        assert_nothing_is_derived(part)


def test_nothing_is_derived_from_releases_that_follow_each_other(demo: Inspection) -> None:
    for keys in (["headline", "force"], ["all"], ["team-type", "ethnicity"], ["ethnicity-stage"]):
        draft = draft_of(method_of(demo), Rule(), keys)
        for part in draft.parts.values():
            assert_nothing_is_derived(part)
        give_out(demo, *keys)
    assert [release.number for release in earlier_releases(demo)] == [1, 2, 3, 4]


def test_a_release_that_was_tampered_with_is_noticed(demo: Inspection) -> None:
    """What a release is said to have told must follow from the cases as they were counted then."""
    method = method_of(demo)
    release = give_out(demo, "headline", "force")
    figures = release.told["cases"]["figures"]
    cell = next(place for place, (_, figure) in enumerate(figures) if figure == 9)
    told = {**release.told["cases"], "figures": [*figures[:cell], [figures[cell][0], 8], *figures[cell + 1 :]]}
    release.told = {"cases": told}
    definitions = definitions_of(offered(method), ["criterion"])
    with pytest.raises(ValueError, match="do not give what was published"):
        drafted(method, definitions, Rule(), [release], Heading("Grades"), timezone.now())


def test_every_count_kept_back_is_proven_where_all_criteria_are_told(demo: Inspection) -> None:
    """More kinds of case are possible here than a solver can look at, so the proofs themselves are worked through."""
    draft = draft_of(method_of(demo), Rule(), ["headline", "force", "team-type", "criterion", "language", "ethnicity"])
    assert {of: audit(part) for of, part in draft.parts.items()} == {"cases": [], "suspects": []}
