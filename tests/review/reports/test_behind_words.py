"""The list behind a figure: what of each case it counts, and the way to what one may open."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from review.inspections import actions as inspection_actions
from review.inspections.models import Subject
from review.reviewing.models import LanguageFlag
from tests import builders
from tests.review.conftest import World
from tests.review.counting.cases import OFFICER, SELF, add, flagged, sign_off, suspect


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests happen at the tests' moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: builders.NOW)


@pytest.fixture
def subjects(world: World) -> list[Subject]:
    """Return signed-off cases: one with passages and suspects, one with a suspect without a record, one bare."""
    first, second, third = add(world, grade="good"), add(world, grade="good", group="no"), add(world, grade="good")
    flagged(world, first)
    suspect(world, first, "S1", (SELF, "W1", "", "arrest"), (OFFICER, "IC1", "", "custody"))
    suspect(world, first, "S2", (OFFICER, "IC4", "", "custody"))
    suspect(world, second, "S3")
    for one in (first, second, third):
        sign_off(world, one)
    return [first, second, third]


def behind(user: Any, query: str) -> Any:
    """Return the list of cases behind a figure."""
    client = Client()
    client.force_login(user)
    return client.get(f"{reverse('report-cases', args=['test-world'])}?{query}")


def told(page: Any) -> list[tuple[str, int, list[str]]]:
    """Return of each listed case how much of it is counted, and what."""
    return [
        (row.subject.case.reference, row.number, [part.words for part in row.parts]) for row in page.context["rows"]
    ]


def test_the_number_of_passages_leads_to_each_passage_in_its_document(world: World, subjects: list[Subject]) -> None:
    page = behind(world.supervisor, "all=yes&count=language&answer=yes")
    (row,) = page.context["rows"]
    assert (row.subject, row.number) == (subjects[0], 2)
    assert [part.words.split(": ")[0] for part in row.parts] == ["Log, section 1", "Log, section 2"]
    categories = dict(LanguageFlag.Category.choices)
    assert [part.words.split(": ")[1] for part in row.parts] == [
        f"{categories['lifestyle']}; {categories['blame']}",
        categories["lifestyle"],
    ]
    assert "2 passages in all. The same words on the same page are one passage" in page.content.decode()
    flag = LanguageFlag.objects.filter(page=2).get()
    address = reverse("document", args=[flag.document.public_id])
    assert f'href="{address}?page=2&amp;evidence={flag.public_id}#passage"' in page.content.decode()


def test_a_list_of_all_cases_that_are_counted_by_language_adds_up(world: World, subjects: list[Subject]) -> None:
    page = behind(world.supervisor, "all=yes&count=language")
    assert [number for _, number, _ in told(page)] == [2, 0, 0]


def test_suspects_are_named_with_what_decides_their_ethnicity(world: World, subjects: list[Subject]) -> None:
    page = behind(world.supervisor, "all=yes&count=ethnicity")
    assert [number for _, number, _ in told(page)] == [2, 1]
    assert "3 suspects in 2 cases" in page.content.decode()
    assert [words for *_, parts in told(page) for words in parts] == [
        "S1: White, stage of the record that counts: Arrest (2 records: Several records name the same group)",
        "S2: Asian or Asian British, stage of the record that counts: Custody (1 record: One record names a group)",
        "S3: Not recorded (no record)",
    ]
    one = behind(world.supervisor, "all=yes&count=ethnicity&by=ethnicity-stage&key=arrest&answer=white")
    assert [(number, len(parts)) for _, number, parts in told(one)] == [(1, 1)]


def test_a_figure_of_cases_has_no_such_column(world: World, subjects: list[Subject]) -> None:
    page = behind(world.supervisor, "all=yes")
    assert page.context["counted"] == ""
    assert {row.number for row in page.context["rows"]} == {None}


def test_suspects_of_a_case_that_is_not_signed_off_are_counted(world: World, subjects: list[Subject]) -> None:
    still_open = add(world, grade="good")
    suspect(world, still_open, "S4", (SELF, "W1", "", "arrest"))
    page = behind(world.supervisor, "all=yes&count=ethnicity&left-out=not-reviewed")
    assert [(number, parts) for _, number, parts in told(page)] == [(1, [])]


def test_a_member_opens_their_own_case_and_judgment_and_no_other(world: World) -> None:
    own, others = add(world, grade="good"), add(world, grade="good", by=world.other)
    flagged_case = add(world, grade="good", by=world.other)
    suspect(world, flagged_case, "S1", (SELF, "W1", "", "arrest"))
    for one in (own, others, flagged_case):
        sign_off(world, one)
    inspection_actions.close(builders.acting(world.supervisor), world.inspection)
    page = behind(world.inspector, "all=yes")
    assert [(row.subject, row.case_opens, row.judgment_opens) for row in page.context["rows"]] == [
        (own, True, True),
        (others, False, False),
        (flagged_case, False, False),
    ]
    client = Client()
    client.force_login(world.inspector)
    for name, key in (("case", own.public_id), ("review", own.reviews.get().public_id)):
        address = reverse(name, args=[key])
        assert address in page.content.decode()
        assert client.get(address).status_code == 200
    hidden = behind(world.inspector, "all=yes&count=ethnicity")
    assert [(number, parts) for _, number, parts in told(hidden)] == [(1, [])]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("left-out=not-in-subset", "The report is of: {words}. These cases have another answer: No."),
        ("w.team-type=specialist&left-out=not-in-subset", "These cases have another answer"),
        ("answer=good", "Chosen: {words}"),
    ],
)
def test_what_is_left_out_is_told_as_what_it_is_not(
    world: World, subjects: list[Subject], query: str, sentence: str
) -> None:
    words = "Did the investigation uncover group-based exploitation? Yes"
    assert sentence.format(words=words) in behind(world.supervisor, query).content.decode()


def test_what_is_counted_of_cases_is_asked_for_in_the_same_queries(
    world: World, subjects: list[Subject], django_assert_num_queries: Any
) -> None:
    client = Client()
    client.force_login(world.supervisor)
    for query, queries in (("count=language", LANGUAGE), ("count=ethnicity", ETHNICITY)):
        address = f"{reverse('report-cases', args=['test-world'])}?all=yes&{query}"
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
        more = add(world, grade="good")
        flagged(world, more)
        suspect(world, more, "S1", (SELF, "W1", "", "arrest"))
        sign_off(world, more)
        with django_assert_num_queries(queries):
            client.get(address)


LANGUAGE, ETHNICITY = 19, 18
