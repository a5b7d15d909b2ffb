"""Public releases of the model inspection: the published row is told, and nobody works out what is kept back."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product

import pytest
from django.utils import timezone

from access.actor import system_actor
from access.refusals import Invalid
from review.counting.method import Method, method_of
from review.domain.disclosure import Release, Rule, Tie, audit
from review.inspections.models import Inspection
from review.releases.actions import Wanted, release_of
from review.releases.documents import Heading
from review.releases.drafting import Draft, drafted
from review.releases.frozen import document_of
from review.releases.models import PublicRelease
from review.releases.offered import definitions_of, offered
from review.releases.queries import earlier_releases
from review.reports.building import Definition, chosen
from review.reports.formats import FORMATS
from tests.review.domain.disclosure.attacker import Attacker

PERSON = ["ethnicity", "ethnicity-stage", "ethnicity-agreement"]
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
    """Let somebody with a solver who knows all releases, and what no case can be, try every cell that is kept back."""
    ties = ties_by_hand(release.population.dimensions)
    attacker = Attacker(replace(release.population, ties=ties), [*release.earlier, release.published])
    assert audit(release) == []
    assert attacker.attack(attacker.hidden()).derived == {}
    assert attacker.fixed_differences(attacker.small_differences()) == []


def ties_by_hand(dimensions: Mapping[str, Sequence[str]]) -> tuple[Tie, ...]:
    """Return what a reader knows besides the tables: written down anew, shared with nothing that is tested."""
    found = []
    for names in (["month", "quarter", "year"], ["reported-month", "reported-quarter", "reported-year"], PERSON):
        there = [name for name in names if name in dimensions]
        if len(there) > 1:
            fits = person_fits if names is PERSON else period_fits
            every = (dict(zip(there, one, strict=True)) for one in product(*[dimensions[name] for name in there]))
            found.append(Tie(tuple(there), frozenset(tuple(one.values()) for one in every if fits(one))))
    for name in (name for name in ("force", "grade") if name in dimensions):
        found.append(Tie((name,), frozenset((code,) for code in dimensions[name] if code != "not-answered")))
    return tuple(found)


def period_fits(one: Mapping[str, str]) -> bool:
    """Tell whether periods of one date contain each other: 2022-04 lies in 2022-Q2 and in 2022."""
    codes = list(one.values())
    if "not-answered" in codes:
        return set(codes) == {"not-answered"}
    quarters = {code[:5] + f"Q{(int(code[5:]) - 1) // 3 + 1}" for code in codes if len(code) == 7 and "Q" not in code}
    quarters |= {code for code in codes if "Q" in code}
    return len({code[:4] for code in codes}) == 1 and len(quarters) < 2


def person_fits(one: Mapping[str, str]) -> bool:
    """Tell whether what is known of a suspect's records can stand together."""
    absent = one.get("ethnicity") in ("not-stated", "unknown", "not-recorded")
    if "not-answered" in one.values():
        return False
    if {"ethnicity", "ethnicity-agreement"} <= one.keys() and absent != (one["ethnicity-agreement"] == "none"):
        return False
    return one.get("ethnicity-stage") != "not-at-any-stage" or (
        one.get("ethnicity", "not-recorded") == "not-recorded" and one.get("ethnicity-agreement", "none") == "none"
    )


def report(method: Method, measure: str, *by: str, where: Sequence[str] = ()) -> Definition:
    """Return what a report of all cases, or of some, is asked for."""
    return Definition(chosen(method, where), by, measure)


def assert_a_reader_learns_nothing(demo: Inspection, *releases: tuple[Rule, list[Definition]]) -> None:
    """Prepare and keep releases one after the other; one that is refused tells nothing. At least one is made."""
    made: list[PublicRelease] = []
    for rule, definitions in releases:
        try:
            draft = drafted(method_of(demo), definitions, rule, made, Heading("Grades"), timezone.now())
        except Invalid:
            continue
        for part in draft.parts.values():
            assert_nothing_is_derived(part)
        counted = {of: dict(cases) for of, cases in draft.counted.items()}
        made.append(PublicRelease(number=draft.number, told=draft.told, counted=counted))
    assert made


@pytest.mark.parametrize(
    "rules", [[Rule(base=5), Rule(base=3)], [Rule(base=3), Rule()], [Rule(base=3), Rule(base=5), Rule(base=10), Rule()]]
)
@pytest.mark.parametrize("by", ["force", "team-type"])
def test_nothing_is_derived_where_the_disclosure_control_changed(demo: Inspection, rules: list[Rule], by: str) -> None:
    table = [report(method_of(demo), "grade", by, where=["group-based=yes"])]
    assert_a_reader_learns_nothing(demo, *[(rule, table) for rule in rules])


def test_nothing_is_derived_from_the_headline_and_a_breakdown_after_it(demo: Inspection) -> None:
    method = method_of(demo)
    for by in ("team-type", "force-flag", "group-based"):
        headline, breakdown = (report(method, "grade", *names, where=["group-based=yes"]) for names in ((), (by,)))
        assert_a_reader_learns_nothing(demo, (Rule(), [headline]), (Rule(), [breakdown]))


@pytest.mark.parametrize("names", [("reported-quarter", "reported-year"), ("reported-month", "reported-quarter")])
def test_nothing_is_derived_from_months_quarters_and_years(demo: Inspection, names: tuple[str, str]) -> None:
    tables = [report(method_of(demo), "grade", name) for name in names]
    assert_a_reader_learns_nothing(demo, (Rule(), tables))


def test_nothing_is_derived_from_a_quarter_and_some_of_its_months(demo: Inspection) -> None:
    method, two = method_of(demo), "reported-month=2022-04,2022-05"
    quarter = report(method, "grade", "team-type", where=["reported-quarter=2022-Q2"])
    months = report(method, "grade", "team-type", where=[two])
    assert_a_reader_learns_nothing(demo, (Rule(), [quarter]), (Rule(), [months]))


@pytest.mark.parametrize("threshold", [3, 5])
def test_nothing_is_derived_where_zeros_are_kept_back(demo: Inspection, threshold: int) -> None:
    rule = Rule(threshold=threshold, zeros_shown=False)
    assert_a_reader_learns_nothing(demo, (rule, [report(method_of(demo), "grade", "force")]))


@pytest.mark.parametrize("by", ["outcome", "case-area"])
def test_nothing_is_derived_from_a_group_and_how_its_records_agree(demo: Inspection, by: str) -> None:
    method = method_of(demo)
    tables = [report(method, name, by) for name in ("ethnicity", "ethnicity-agreement")]
    assert_a_reader_learns_nothing(demo, (Rule(), tables))


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
