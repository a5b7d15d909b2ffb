"""A file can ask for the number that its version gets; a number is given once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from access.refusals import Conflict
from review.frameworks.import_checks import OtherContent
from review.frameworks.lineage import compared
from review.frameworks.models import FrameworkVersion
from tests import builders
from tests.review.frameworks.drafts import SYSTEM, imported, published
from tests.review.frameworks.wrong_files import SMALL

pytestmark = pytest.mark.django_db


def numbered(number: int, text: str = SMALL) -> str:
    """Return the file with the number that it asks for."""
    return f"{text}version: {number}\n"


OTHER = SMALL.replace("Is the first thing done well?", "Is the first thing done quickly?")
SUMMARY = (
    "Nothing was imported: version 2 of small (draft) is here already, with other content. To import the file as a new "
    "version, take “version: 2” out of it, or write a number that is free, such as 3."
)
LINE = "Questions, first-criterion, Question: Is the first thing done [-well-]{+quickly+}?"


def test_import_gives_the_number_that_the_file_asks_for() -> None:
    assert imported(numbered(7)).number == 7


def test_import_without_a_number_takes_the_next_after_the_highest() -> None:
    imported(numbered(7))
    imported(numbered(3, OTHER))
    assert imported(SMALL.replace("Tests", "Others")).number == 8


def test_import_of_content_that_is_here_makes_no_version_whatever_number_it_asks_for() -> None:
    imported(numbered(2))
    for text in (numbered(2), SMALL, numbered(5)):
        with pytest.raises(Conflict) as known:
            imported(text)
        assert known.value.sentence.startswith(
            "Nothing was imported: version 2 of small (draft) has exactly this content."
        )
    assert FrameworkVersion.objects.count() == 1


def test_number_is_no_part_of_the_content() -> None:
    assert "version" not in imported(numbered(7)).canonical


def test_import_refuses_a_number_that_other_content_has_and_tells_the_difference() -> None:
    imported(numbered(2))
    with pytest.raises(OtherContent) as other:
        imported(numbered(2, OTHER))
    assert (other.value.summary, other.value.lines) == (SUMMARY, [LINE])
    assert other.value.sentence.splitlines()[-1] == f"  {LINE}"
    assert FrameworkVersion.objects.count() == 1


def test_refusal_tells_no_more_than_twenty_lines_of_difference_each_of_them_short() -> None:
    published(numbered(2))
    good = "[It is done., It is done in time.]"
    with pytest.raises(OtherContent) as other:
        imported(numbered(2, SMALL.replace(good, str([f"Sentence {number}." * 20 for number in range(30)]))))
    assert len(other.value.lines) == 20
    assert other.value.lines[-1] == "And 11 more differences."
    assert max(map(len, other.value.lines)) == 160


def test_command_refuses_a_number_with_the_difference(tmp_path: Path) -> None:
    imported(numbered(2))
    path = tmp_path / "other.yaml"
    path.write_text(numbered(2, OTHER), encoding="utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("framework", "import", str(path), stdout=StringIO())
    assert refusal.value.returncode == 2
    assert str(refusal.value).splitlines()[0] == SUMMARY
    assert str(refusal.value).splitlines()[-1] == f"  {LINE}"


def test_page_refuses_a_number_with_the_difference(client: Client) -> None:
    imported(numbered(2))
    client.force_login(builders.make_administrator())
    answer = client.post("/frameworks/import/", {"file": SimpleUploadedFile("other.yaml", numbered(2, OTHER).encode())})
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 400
    assert SUMMARY in text
    assert LINE in text
    assert FrameworkVersion.objects.count() == 1


def test_questions_of_a_version_put_in_before_others_are_the_same_as_theirs() -> None:
    later = imported(numbered(5))
    earlier = imported(numbered(3, SMALL.replace("Tests", "Others")))
    assert {one.how for one in compared(later, earlier)} == {"same"}


@pytest.mark.django_db(transaction=True)
def test_of_imports_of_one_number_at_the_same_moment_one_wins() -> None:
    racers = 6
    start = Barrier(racers)

    def run(racer: int) -> str:
        try:
            start.wait(timeout=30)
            imported(numbered(4, SMALL.replace("Tests", f"Tests {racer}")), SYSTEM)
        except Conflict as conflict:
            return type(conflict).__name__
        finally:
            connection.close()
        return "imported"

    with ThreadPoolExecutor(racers) as pool:
        assert Counter(pool.map(run, range(racers), timeout=120)) == {"imported": 1, "OtherContent": racers - 1}
    assert list(FrameworkVersion.objects.values_list("number", flat=True)) == [4]
