"""Adding, correcting and withdrawing a published result, by action and on the pages."""

from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from access.actor import Actor
from access.models import AuditDetail, AuditEvent, User
from access.refusals import Conflict, Invalid, NotAllowed
from review.domain.published_counts import Joint
from review.external import actions
from review.external.actions import ExternalFacts
from review.external.facts import facts_of
from review.external.models import ExternalResult
from review.external.queries import external_result, external_results
from review.form_conflicts import Stored
from review.frameworks.models import FrameworkVersion
from review.inspections.models import ExerciseSlug
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db: None) -> User:
    """Return an administrator."""
    return builders.make_administrator("ada")


@pytest.fixture
def facts(db: None) -> ExternalFacts:
    """Return a published result on the scale of a published framework."""
    scale = builders.published_framework().overall_scale
    assert scale is not None
    return ExternalFacts(
        slug="kent-2022",
        title="Kent: post-inspection review",
        force_code="",
        exercise_type="PIR",
        fieldwork="2022",
        scope="all",
        scale=scale,
        n=30,
        counts={"good": 5},
        source="A public report, page 12",
        joints=(Joint(("requires-improvement", "inadequate"), 25),),
    )


@pytest.fixture
def result(ada: User, facts: ExternalFacts) -> ExternalResult:
    """Return it as it was added."""
    return actions.add_result(builders.acting(ada), facts)


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posted(facts: ExternalFacts, **more: Any) -> dict[str, Any]:
    """Return what the form of a result sends."""
    names = ("slug", "title", "force_code", "exercise_type", "fieldwork", "scope", "n", "source", "note")
    counts = {f"count-{code}": count for code, count in facts.counts.items()}
    joints = {f"together-{'--'.join(one.grades)}": one.count for one in facts.joints}
    return {name: getattr(facts, name) for name in names} | counts | joints | more


def test_add_result_keeps_single_and_joint_counts(result: ExternalResult, facts: ExternalFacts) -> None:
    assert facts_of(ExternalResult.objects.get()) == facts
    assert AuditEvent.objects.latest("sequence").action == "external-result.added"


def test_add_result_refuses_a_name_that_is_taken(ada: User, result: ExternalResult, facts: ExternalFacts) -> None:
    builders.make_inspection(builders.make_supervisor(), FrameworkVersion.objects.get(), slug="own-one")
    for slug in ("kent-2022", "own-one", "add", "import", "Kent 2022"):
        with pytest.raises(Invalid) as refused:
            actions.add_result(builders.acting(ada), replace(facts, slug=slug))
        assert list(refused.value.errors) == ["slug"]
    assert ExternalResult.objects.count() == 1


@pytest.mark.parametrize("make", [builders.make_supervisor, builders.make_inspector])
def test_only_administrators_keep_published_results(
    make: Any, result: ExternalResult, facts: ExternalFacts, ada: User
) -> None:
    actor: Actor = builders.acting(make())
    for act in (
        lambda: actions.add_result(actor, replace(facts, slug="another")),
        lambda: actions.change_result(actor, result, replace(facts, n=31), 0),
        lambda: actions.withdraw_result(actor, result, "Because.", 0),
        lambda: actions.bring_back(actor, result, 0),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_change_result_keeps_what_it_was_in_the_trail(ada: User, result: ExternalResult, facts: ExternalFacts) -> None:
    corrected = replace(facts, counts={"good": 6}, joints=(Joint(("requires-improvement", "inadequate"), 24),))
    changed = actions.change_result(builders.acting(ada), result, corrected, 0)
    event = AuditEvent.objects.latest("sequence")
    body = AuditDetail.objects.get(event_sequence=event.sequence).body
    assert (changed.version, facts_of(changed)) == (1, corrected)
    assert (event.action, event.fields) == ("external-result.changed", ["counts", "joints"])
    assert (body["old"]["counts"], body["new"]["counts"]) == ({"good": 5}, {"good": 6})


def test_change_result_to_the_same_changes_nothing(ada: User, result: ExternalResult, facts: ExternalFacts) -> None:
    events = AuditEvent.objects.count()
    assert actions.change_result(builders.acting(ada), result, facts, 0).version == 0
    assert AuditEvent.objects.count() == events


def test_change_result_refuses_a_stale_write(ada: User, result: ExternalResult, facts: ExternalFacts) -> None:
    actions.change_result(builders.acting(ada), result, replace(facts, note="First."), 0)
    with pytest.raises(Conflict):
        actions.change_result(builders.acting(ada), result, replace(facts, note="Second."), 0)
    assert ExternalResult.objects.get().note == "First."


def test_withdrawn_results_are_kept_but_stand_nowhere(ada: User, result: ExternalResult, facts: ExternalFacts) -> None:
    actor = builders.acting(ada)
    actions.withdraw_result(actor, result, "The source retracted it.", 0)
    assert (ExternalResult.objects.count(), external_results(actor).count()) == (1, 0)
    with pytest.raises(Conflict, match="The source retracted it"):
        external_result(actor, "kent-2022")
    with pytest.raises(Conflict):
        actions.change_result(actor, result, replace(facts, note="More."), 1)
    with pytest.raises(Conflict):
        actions.save_external_result(actor, facts)
    assert ExerciseSlug.objects.filter(slug="kent-2022").exists()
    actions.bring_back(actor, result, 1)
    assert external_results(actor).count() == 1
    assert [event.action for event in AuditEvent.objects.order_by("-sequence")[:2]] == [
        "external-result.restored",
        "external-result.withdrawn",
    ]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_withdraw_result_needs_a_reason(ada: User, result: ExternalResult, reason: str) -> None:
    with pytest.raises(Invalid):
        actions.withdraw_result(builders.acting(ada), result, reason, 0)
    assert ExternalResult.objects.get().withdrawn_at is None


def test_loading_what_ships_leaves_what_was_corrected_or_withdrawn(ada: User) -> None:
    call_command("load_reference")
    actor = builders.acting(ada)
    corrected, withdrawn = (ExternalResult.objects.get(slug=name) for name in ("dorset-2022", "surrey-2015"))
    actions.change_result(actor, corrected, replace(facts_of(corrected), note="Checked."), corrected.version)
    actions.withdraw_result(actor, withdrawn, "It says too little.", withdrawn.version)
    events = AuditEvent.objects.count()
    call_command("load_reference")
    corrected.refresh_from_db()
    withdrawn.refresh_from_db()
    assert (corrected.note, withdrawn.withdrawn_reason) == ("Checked.", "It says too little.")
    assert AuditEvent.objects.count() == events


def test_page_to_add_asks_for_the_scale_then_for_each_grade(ada: User, facts: ExternalFacts) -> None:
    client, address = client_of(ada), reverse("external-add")
    asked = client.get(address).content.decode()
    assert facts.scale.content_hash in asked
    page = client.get(f"{address}?scale={facts.scale.content_hash}").content.decode()
    labels = ("Good: cases", "Good and Requires improvement together", "Requires improvement and Inadequate together")
    assert [label for label in labels if label not in page] == []
    reply = client.post(f"{address}?scale={facts.scale.content_hash}", posted(facts))
    assert (reply.status_code, reply["Location"]) == (302, "/published/kent-2022/")
    assert facts_of(ExternalResult.objects.get()) == facts


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"source": ""}, "Say where this was published"),
        ({"n": "0"}, "How many cases were graded (n) must be a whole number from 1 to 1,000,000"),
        ({"n": "31"}, "do not fit each other"),
        ({"count-good": "-1"}, "Good: cases must be a whole number from 0 to 1,000,000, or empty"),
        ({"count-good": "31"}, "The counts add up to 31, not to 30"),
        ({"exercise_type": "AUDIT"}, "Select the kind of exercise"),
        ({"title": "\u200b\u2060"}, "has invisible characters only"),
        ({"title": "Kent\x00"}, "Title contains characters that cannot be shown"),
        ({"slug": "Kent 2022"}, "lower-case letters"),
    ],
)
def test_page_to_add_says_what_is_wrong_and_keeps_what_was_typed(
    ada: User, facts: ExternalFacts, changed: dict[str, str], words: str
) -> None:
    address = f"{reverse('external-add')}?scale={facts.scale.content_hash}"
    answer = client_of(ada).post(address, {**posted(facts), **changed})
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (400, True)
    assert 'name="fieldwork" value="2022"' in page
    assert ExternalResult.objects.count() == 0


def test_page_to_correct_keeps_the_short_name_and_what_was_typed_beside_what_is_stored(
    ada: User, result: ExternalResult, facts: ExternalFacts
) -> None:
    client, address = client_of(ada), reverse("external-change", args=["kent-2022"])
    assert 'name="version" value="0"' in client.get(address).content.decode()
    client.post(address, posted(replace(facts, note="First."), version=0, slug="other"))
    stale = client.post(address, posted(replace(facts, note="Second."), version=0))
    assert (stale.status_code, "Second." in stale.content.decode()) == (409, True)
    assert stale.context["stored"] == [Stored("Note (optional)", "First.", "Second.")]
    kept = ExternalResult.objects.get()
    assert (kept.slug_id, kept.note, kept.version) == ("kent-2022", "First.", 1)
    version = stale.context["form"]["version"].value()
    again = client.post(address, posted(replace(facts, note="Second."), version=version))
    assert (again.status_code, ExternalResult.objects.get().note) == (302, "Second.")


@pytest.mark.parametrize("version", ["", "x", "-3", "99999999999999999999"])
def test_page_to_correct_keeps_what_was_typed_on_a_version_that_is_none(
    ada: User, result: ExternalResult, facts: ExternalFacts, version: str
) -> None:
    address = reverse("external-change", args=["kent-2022"])
    page = client_of(ada).post(address, posted(replace(facts, note="Typed."), version=version))
    assert (page.status_code, page.context["form"]["version"].value()) == (409, "0")
    assert page.context["stored"] == [Stored("Note (optional)", "Empty", "Typed.")]


def test_page_to_correct_keeps_what_was_typed_of_a_result_that_was_withdrawn(
    ada: User, result: ExternalResult, facts: ExternalFacts
) -> None:
    client, address = client_of(ada), reverse("external-change", args=["kent-2022"])
    actions.withdraw_result(builders.acting(ada), result, "Retracted.", 0)
    page = client.post(address, posted(replace(facts, note="Typed."), version=0))
    words = page.content.decode()
    assert (page.status_code, page.context["form"]["note"].value()) == (409, "Typed.")
    assert "Nothing was saved. “Kent: post-inspection review” was withdrawn by" in words
    assert reverse("external-restore", args=["kent-2022"]) in words
    assert (client.get(address).status_code, ExternalResult.objects.get().note) == (302, "")


def test_a_result_that_was_never_corrected_does_not_say_when_it_was(
    ada: User, result: ExternalResult, facts: ExternalFacts
) -> None:
    client, address = client_of(ada), reverse("external-result", args=["kent-2022"])
    assert "Last changed here" not in client.get(address).content.decode()
    actions.change_result(builders.acting(ada), result, replace(facts, note="Checked."), 0)
    assert "Last changed here" in client.get(address).content.decode()


def test_pages_withdraw_with_a_reason_and_bring_back(ada: User, result: ExternalResult) -> None:
    client = client_of(ada)
    client.post(reverse("external-withdraw", args=["kent-2022"]), {"reason": "Retracted.", "version": 0})
    reader = client_of(builders.make_inspector())
    page = reader.get(reverse("external-result", args=["kent-2022"])).content.decode()
    assert ("Retracted." in page, "<table" in page) == (True, False)
    assert reader.get(reverse("external-download", args=["kent-2022"])).status_code == 409
    assert "kent-2022" not in reader.get(reverse("external-list")).content.decode()
    assert "kent-2022" not in reader.get(reverse("external-list"), {"known": "withdrawn"}).content.decode()
    assert "kent-2022" in client.get(reverse("external-list"), {"known": "withdrawn"}).content.decode()
    client.post(reverse("external-restore", args=["kent-2022"]), {"version": 1})
    assert "kent-2022" in reader.get(reverse("external-list")).content.decode()


def test_withdrawing_twice_says_by_whom_and_when_and_changes_nothing(ada: User, result: ExternalResult) -> None:
    client, address = client_of(ada), reverse("external-withdraw", args=["kent-2022"])
    client.post(address, {"reason": "Retracted.", "version": 0})
    events = AuditEvent.objects.count()
    once = ExternalResult.objects.get()
    when = date_format(localtime(once.withdrawn_at), "j F Y, H:i")
    for sent in ({"reason": "Retracted.", "version": 0}, {"reason": "Another reason.", "version": 1}, None):
        answer = client.post(address, sent, follow=True) if sent else client.get(address, follow=True)
        words = " ".join(unescape(answer.content.decode()).split())
        said = f"Nothing was changed. “Kent: post-inspection review” was withdrawn already by {ada.name} on {when}"
        assert (answer.redirect_chain, said in words) == ([("/published/kent-2022/", 302)], True)
        assert ("not kept: “Another reason.”" in words) == ("Another reason." in (sent or {}).values())
    assert (ExternalResult.objects.get().withdrawn_reason, AuditEvent.objects.count()) == ("Retracted.", events)


def test_withdrawing_what_was_corrected_meanwhile_keeps_the_reason_and_shows_what_stands(
    ada: User, result: ExternalResult, facts: ExternalFacts
) -> None:
    client, address = client_of(ada), reverse("external-withdraw", args=["kent-2022"])
    actions.change_result(builders.acting(ada), result, replace(facts, note="Checked."), 0)
    page = client.post(address, {"reason": "Retracted.", "version": 0})
    assert (page.status_code, page.context["form"]["reason"].value()) == (409, "Retracted.")
    assert Stored("Note (optional)", "Checked.", "") in page.context["stored"]
    assert "somebody corrected it after you opened the page" in page.content.decode()
    client.post(address, {"reason": "Retracted.", "version": page.context["form"]["version"].value()})
    assert ExternalResult.objects.get().withdrawn_reason == "Retracted."


def test_bringing_back_twice_says_that_it_stands(ada: User, result: ExternalResult) -> None:
    client, address = client_of(ada), reverse("external-restore", args=["kent-2022"])
    actions.withdraw_result(builders.acting(ada), result, "Retracted.", 0)
    client.post(address, {"version": 1})
    words = client.post(address, {"version": 1}, follow=True).content.decode()
    assert "Nothing was changed. “Kent: post-inspection review” is not withdrawn: it stands." in words


def test_bringing_back_what_was_withdrawn_again_asks_once_more(ada: User, result: ExternalResult) -> None:
    client, address = client_of(ada), reverse("external-restore", args=["kent-2022"])
    actor = builders.acting(ada)
    actions.withdraw_result(actor, result, "Retracted.", 0)
    actions.bring_back(actor, result, 1)
    actions.withdraw_result(actor, result, "Retracted again.", 2)
    page = client.post(address, {"version": 1})
    assert (page.status_code, "Retracted again." in page.content.decode()) == (409, True)
    client.post(address, {"version": page.context["form"]["version"].value()})
    assert ExternalResult.objects.get().withdrawn_at is None


def test_readers_are_offered_nothing_to_change(ada: User, result: ExternalResult) -> None:
    page = client_of(builders.make_supervisor()).get(reverse("external-list")).content.decode()
    assert (reverse("external-add") in page, reverse("external-import") in page) == (False, False)
