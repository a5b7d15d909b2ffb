"""Codes that the editor makes from words, and what it calls the places that are to be mended."""

import re
from html import unescape

import pytest
from django.test import Client

from review.authoring.forms.fields import LONGEST_MADE, made_code
from review.frameworks.file.exchange import read, read_stored
from review.frameworks.models import FrameworkVersion
from review.frameworks.wording.names import Names
from tests.review.authoring.authors import file_of
from tests.review.authoring.pages import problems, url, words
from tests.review.frameworks.ruled import RULED

SCALE = {"title": "Time that was taken", "code": "", "grades-TOTAL_FORMS": "2", "grades-INITIAL_FORMS": "0"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Victim contact", "victim-contact"),
        ("Was it “in time”?", "was-it-in-time"),
        ("An under_score - and more", "an-under-score-and-more"),
        ("???", ""),
        ("Was the victim told of every decision that was made?", "was-the-victim-told-of-every-decision"),
        ("x" * 99, "x" * LONGEST_MADE),
    ],
)
def test_code_is_made_of_the_first_whole_words(text: str, code: str) -> None:
    assert made_code(text) == code


@pytest.mark.django_db
def test_code_left_empty_is_made_from_the_words(version: FrameworkVersion, desk: Client) -> None:
    rows = {
        "grades-0-label": "In time",
        "grades-0-tone": "green",
        "grades-1-label": "Late",
        "grades-1-code": "too-late",
        "grades-1-tone": "red",
    }
    answer = desk.post(url("draft-add", version, "scale"), SCALE | rows | {"ordered": "on"})
    assert (answer.status_code, answer.url) == (302, f"{url('draft', version)}#scale-time-that-was-taken")
    scale = file_of(version).scales[-1]
    assert [scale.code, *(grade.code for grade in scale.grades)] == ["time-that-was-taken", "in-time", "too-late"]


@pytest.mark.django_db
def test_code_is_asked_for_where_the_words_make_none(version: FrameworkVersion, desk: Client) -> None:
    answer = desk.post(url("draft-add", version, "topic"), {"title": "…", "code": "", "headline": ""})
    assert "Enter a code" in words(answer)


@pytest.mark.django_db
def test_list_of_what_is_wrong_names_the_row(version: FrameworkVersion, desk: Client) -> None:
    rows = {"grades-0-label": "In time", "grades-0-tone": "green", "grades-1-label": "", "grades-1-code": "late"}
    answer = desk.post(url("draft-add", version, "scale"), SCALE | rows | {"grades-1-tone": "red"})
    assert [one.partition(">")[2].removesuffix("</a>") for one in problems(answer)] == ["Grade 2: Enter words"]


@pytest.mark.django_db
def test_what_is_to_be_mended_is_called_by_its_title(version: FrameworkVersion, desk: Client) -> None:
    desk.post(url("draft-add", version, "topic"), {"title": "Victim contact", "code": "", "headline": ""})
    for name in ("draft", "framework-publish"):
        text = words(desk.get(url(name, version)))
        assert "Topic: Victim contact There is no criterion in this topic" in text
        assert "topics[" not in text


@pytest.mark.django_db
def test_new_step_is_led_to(version: FrameworkVersion, desk: Client) -> None:
    step = {"name": "again", "title": "", "topics": ["first-topic"]}
    answer = desk.post(url("draft-step-add", version, "worst-of-both", "worst-of"), step)
    assert answer.url == f"{url('draft-part', version, 'rule', 'worst-of-both')}#step-worst-of-both-again"


@pytest.mark.django_db
def test_move_leads_back_to_the_button_while_it_can_be_pressed_again(version: FrameworkVersion, desk: Client) -> None:
    for title in ("Third topic", "Fourth topic"):
        desk.post(url("draft-add", version, "topic"), {"title": title, "code": "", "headline": ""})
    led = []
    for _ in range(3):
        page = unescape(desk.get(url("draft", version)).content.decode())
        move = re.findall(r'id="topic-first-topic-down" form="moves" name="move" value="([^"]*)"', page)[0]
        led.append(desk.post(url("draft", version), {"move": move}).url.partition("#")[2])
    assert led == ["topic-first-topic-down", "topic-first-topic-down", "topic-first-topic"]


def test_scale_of_a_capped_result_is_that_of_the_topics_behind_it() -> None:
    file = read(RULED.encode())
    rule = next(one for one in file.rules if one.code == "review-rule")
    assert Names(file, rule).answers_to("step:capped")[0] == ("good", "Good")


def test_results_that_look_at_each_other_have_no_scale_yet() -> None:
    ring = RULED.replace("band\n  - code: review-rule", "ring\n  - code: review-rule").replace(
        "    result: ring", "      - {name: ring, worst-of: {topics: [response]}}\n    result: ring"
    )
    file = read_stored(ring)
    assert Names(file, file.rules[1]).answers_to("topic:response") == []
