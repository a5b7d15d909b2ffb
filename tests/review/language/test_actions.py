"""The language list: added to, changed, retired, brought back, and loaded from what ships."""

from datetime import timedelta
from pathlib import Path

import pytest

from access.actor import Actor, system_actor
from access.models import AuditEvent
from access.refusals import Conflict, Invalid, NotAllowed
from review.language.actions import PatternInput, add_pattern, bring_back, change_pattern, retire_pattern
from review.language.models import LanguagePattern
from review.language.queries import patterns_at
from review.language.shipped_actions import FOLDER, load_language
from tests import builders

pytestmark = pytest.mark.django_db

SYSTEM = system_actor("tests", builders.NOW)
GIVEN = PatternInput("Street-wise  girl*", "minimising", " It makes a risk small. ", "Say what the risk is.")


@pytest.fixture
def ada() -> Actor:
    """Return an administrator, acting."""
    return builders.acting(builders.make_administrator("ada"))


def active() -> list[str]:
    return sorted(LanguagePattern.objects.filter(active=True).values_list("pattern", flat=True))


def test_a_wording_is_kept_tidy_with_who_added_it(ada: Actor) -> None:
    added = add_pattern(ada, GIVEN)
    assert (added.pattern, added.why, added.code) == ("street-wise girl*", "It makes a risk small.", "street-wise-girl")
    assert (added.shipped, added.added_by_id, added.added_at) == (False, ada.user_id, ada.now)
    assert AuditEvent.objects.get(action="language.added").thing_id == str(added.public_id)


@pytest.mark.parametrize(
    ("given", "part"),
    [
        (PatternInput("(a", "blame", "Because."), "pattern"),
        (PatternInput("streetwise", "rude", "Because."), "category"),
        (PatternInput("streetwise", "blame", "  "), "why"),
        (PatternInput("streetwise", "blame", "x" * 501), "why"),
        (PatternInput("streetwise", "blame", "Because.", "x" * 501), "instead"),
    ],
)
def test_a_wording_that_cannot_be_taken_is_refused_by_field(ada: Actor, given: PatternInput, part: str) -> None:
    with pytest.raises(Invalid) as refused:
        add_pattern(ada, given)
    assert (list(refused.value.errors), LanguagePattern.objects.count()) == ([part], 0)


def test_the_same_wording_is_added_once_also_where_it_is_retired(ada: Actor) -> None:
    added = add_pattern(ada, GIVEN)
    with pytest.raises(Invalid, match="is on the list already"):
        add_pattern(ada, GIVEN)
    retire_pattern(ada, added, added.version)
    with pytest.raises(Invalid, match="Bring it back"):
        add_pattern(ada, GIVEN)


def test_only_administrators_change_the_list(ada: Actor) -> None:
    added = add_pattern(ada, GIVEN)
    for user in (builders.make_inspector(), builders.make_supervisor()):
        actor = builders.acting(user)
        for tried in (
            lambda who: add_pattern(who, PatternInput("other words", "blame", "Because.")),
            lambda who: change_pattern(who, added, GIVEN, 0),
            lambda who: retire_pattern(who, added, 0),
            lambda who: bring_back(who, added, 0),
            load_language,
        ):
            with pytest.raises(NotAllowed):
                tried(actor)
    assert active() == ["street-wise girl*"]


def test_other_words_are_another_wording_and_the_one_before_is_retired(ada: Actor) -> None:
    added = add_pattern(ada, GIVEN)
    other = change_pattern(ada, added, PatternInput("streetwise lad", "minimising", "Because."), 0)
    added.refresh_from_db()
    assert (added.active, added.retired_by_id, active()) == (False, ada.user_id, ["streetwise lad"])
    assert AuditEvent.objects.get(action="language.added", thing_id=str(other.public_id)).ids == {
        "replaces": str(added.public_id)
    }


def test_other_words_about_a_wording_leave_it_the_same(ada: Actor) -> None:
    added = add_pattern(ada, GIVEN)
    changed = change_pattern(ada, added, PatternInput(GIVEN.pattern, "other", "Another reason."), 0)
    assert (changed.pk, changed.category, changed.why, changed.version) == (added.pk, "other", "Another reason.", 1)
    assert AuditEvent.objects.get(action="language.changed").fields == ["category", "instead", "why"]


def test_saving_what_is_there_changes_nothing(ada: Actor) -> None:
    added = add_pattern(ada, GIVEN)
    assert change_pattern(ada, added, GIVEN, 0).version == 0
    assert AuditEvent.objects.filter(action__startswith="language.").count() == 1


def test_changing_or_retiring_an_older_version_is_refused(ada: Actor) -> None:
    added = add_pattern(ada, GIVEN)
    change_pattern(ada, added, PatternInput(GIVEN.pattern, "other", "Another reason."), 0)
    for tried in (
        lambda: change_pattern(ada, added, PatternInput("other words", "other", "Because."), 0),
        lambda: change_pattern(ada, added, PatternInput(GIVEN.pattern, "blame", "Because."), 0),
        lambda: retire_pattern(ada, added, 0),
    ):
        with pytest.raises(Conflict, match="while you had it open"):
            tried()
    assert (active(), LanguagePattern.objects.get().category) == (["street-wise girl*"], "other")


def test_a_retired_wording_comes_back_unless_it_is_looked_for_again(ada: Actor) -> None:
    added = add_pattern(ada, GIVEN)
    retire_pattern(ada, added, 0)
    bring_back(ada, added, 1)
    with pytest.raises(Conflict):
        bring_back(ada, added, 1)
    retire_pattern(ada, added, 2)
    change_pattern(ada, add_pattern(ada, PatternInput("other", "blame", "Because.")), GIVEN, 0)
    with pytest.raises(Conflict, match="on the list already"):
        bring_back(ada, added, 3)
    assert active() == ["street-wise girl*"]


def test_the_list_of_a_moment_is_what_was_looked_for_then(ada: Actor) -> None:
    added = add_pattern(ada, GIVEN)
    later = builders.acting(builders.make_administrator(), builders.NOW + timedelta(days=2))
    retire_pattern(later, added, 0)
    add_pattern(later, PatternInput("other", "blame", "Because."))
    day = timedelta(days=1)
    found = [[row.pattern for row in patterns_at(at)] for at in (ada.now - day, ada.now + day, later.now + day, None)]
    assert found == [[], ["street-wise girl*"], ["other"], ["other"]]


def test_what_ships_is_loaded_once() -> None:
    written = load_language(SYSTEM)
    rows = LanguagePattern.objects.filter(active=True, shipped=True, added_by=None)
    assert (rows.count(), load_language(SYSTEM)) == (written, 0)
    assert written >= 70
    assert set(rows.values_list("category", flat=True)) == {"blame", "lifestyle", "credibility", "minimising", "other"}
    assert list(rows.filter(instead="")) == []


def folder(at: Path, *rows: str) -> Path:
    """Return a folder with one file of these wordings, each "code;pattern;why"."""
    lines = ["patterns:" if rows else "patterns: []"]
    for row in rows:
        code, pattern, why = row.split(";")
        lines += [f"- code: {code}", f'  pattern: "{pattern}"', "  category: blame", f"  why: {why}"]
    at.mkdir(exist_ok=True)
    (at / "list.yaml").write_text("\n".join(lines))
    return at


def test_a_newer_list_changes_what_shipped(tmp_path: Path) -> None:
    load_language(SYSTEM, folder(tmp_path, "one;first words;Because.", "two;second words;Because."))
    assert (
        load_language(SYSTEM, folder(tmp_path, "one;first words;For another reason.", "two;other words;Because.")) == 3
    )
    assert active() == ["first words", "other words"]
    assert LanguagePattern.objects.get(code="one").why == "For another reason."
    assert LanguagePattern.objects.get(pattern="other words").code == "two-2"
    load_language(SYSTEM, folder(tmp_path, "one;first words;For another reason.", "two;second words;Because."))
    assert active() == ["first words", "second words"]


def test_a_newer_list_leaves_alone_what_administrators_did(ada: Actor, tmp_path: Path) -> None:
    shipped = ("one;first words;Because.", "two;second words;Because.", "three;third words;Because.")
    load_language(SYSTEM, folder(tmp_path, *shipped))
    add_pattern(ada, PatternInput("own words", "blame", "Because."))
    one, two = LanguagePattern.objects.get(code="one"), LanguagePattern.objects.get(code="two")
    retire_pattern(ada, one, 0)
    change_pattern(ada, two, PatternInput("second words", "other", "Our own reason."), 0)
    newer = [row.replace("Because", "Newer") for row in shipped]
    assert load_language(SYSTEM, folder(tmp_path, *newer, "four;own words;Newer.")) == 1
    assert active() == ["own words", "second words", "third words"]
    assert LanguagePattern.objects.get(pattern="own words").why == "Because."
    assert LanguagePattern.objects.get(code="two").why == "Our own reason."
    assert load_language(SYSTEM, folder(tmp_path)) == 1
    assert active() == ["own words", "second words"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        (("one;(a;Because.",), "list.yaml, one: Close each bracket"),
        (("one;same words;Because.", "two;same  words;Because."), "list.yaml, two: the code or its words stand"),
    ],
)
def test_a_list_with_a_fault_is_refused_whole(tmp_path: Path, rows: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        load_language(SYSTEM, folder(tmp_path, "zero;good words;Because.", *rows))
    assert (str(refused.value).startswith(sentence), active()) == (True, [])


def test_every_file_that_ships_is_explained() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in FOLDER.glob("*.yaml") if path.name not in readme] == []
