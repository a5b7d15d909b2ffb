"""The form pack draws every kind of field so that hints, errors and links find each other."""

from html.parser import HTMLParser
from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.template import Context, Template

from access.govuk import Checkboxes, DatePartsField, Radios, Tick
from access.govuk_errors import errors_of
from access.govuk_layout import ActionButton, ActionLink, Actions, Question, Section
from access.govuk_words import SENT_BY_ITSELF

YES_NO = [("yes", "Yes"), ("no", "No"), ("na", "Not applicable")]
PAGE = "{% load crispy_forms_tags %}{% include 'govuk/error_summary.html' %}{{ form|crispy }}"
CRISPY_PAGE = "{% load crispy_forms_tags %}{% include 'govuk/error_summary.html' %}{% crispy form %}"


class EveryField(forms.Form):
    """One field of every kind, each with a hint and each required."""

    reference = forms.CharField(help_text="hint")
    count = forms.IntegerField(min_value=0, help_text="hint")
    secret = forms.CharField(help_text="hint", widget=forms.PasswordInput)
    rationale = forms.CharField(help_text="hint", widget=forms.Textarea({"data-maxlength": "200"}))
    force = forms.ChoiceField(help_text="hint", choices=[("", "Choose"), ("a", "Force A")])
    specialist = forms.ChoiceField(
        label="Were specialists leading?",
        help_text="hint",
        choices=YES_NO,
        widget=Radios(hints={"na": "Say why"}, dividers={"na": "or"}, reveals={"na": ("why",)}),
    )
    why = forms.CharField(help_text="hint")
    flags = forms.MultipleChoiceField(help_text="hint", choices=YES_NO, widget=Checkboxes)
    read = forms.BooleanField(help_text="hint", widget=Tick(reveals=("missing",)))
    missing = forms.CharField(help_text="hint")
    recorded = DatePartsField(help_text="hint")
    document = forms.FileField(help_text="hint")
    areas = forms.MultipleChoiceField(help_text="hint", choices=YES_NO, widget=forms.SelectMultiple)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class Elements(HTMLParser):
    """Every opening tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, name: str, tag: str = "") -> list[str]:
        """Return the values of an attribute, in the page's order."""
        return [given[name] for found, given in self.found if name in given and tag in ("", found)]


def drawn(form: forms.Form, page: str = PAGE) -> Elements:
    """Return the elements of a page with this form."""
    return Elements(Template(page).render(Context({"form": form})))


def dangling(elements: Elements) -> list[str]:
    """Return what a link, a label or a description names although no element has that id."""
    ids = elements.values("id")
    named = [link.removeprefix("#") for link in elements.values("href", "a")] + elements.values("for")
    named += [one for several in elements.values("aria-describedby") for one in several.split()]
    named += elements.values("data-aria-controls") + elements.values("aria-controls")
    return [one for one in named if one not in ids]


@pytest.mark.parametrize("data", [None, {}], ids=["clean", "in error"])
def test_form_names_only_ids_that_are_there_once(data: dict[str, Any] | None) -> None:
    elements = drawn(EveryField(data))
    assert (dangling(elements), len(elements.values("id"))) == ([], len(set(elements.values("id"))))


def test_error_summary_links_to_every_wrong_field_in_its_order() -> None:
    links = drawn(EveryField({})).values("href", "a")
    names = ["reference", "count", "secret", "rationale", "force", "specialist", "why", "flags", "read", "missing"]
    assert links == [f"#id_{name}" for name in [*names, "recorded_0", "document", "areas"]]


def test_every_field_in_error_is_described_by_its_hint_and_its_error() -> None:
    described = " ".join(drawn(EveryField({})).values("aria-describedby")).split()
    visible = [name for name in EveryField.base_fields if name != "token"]
    assert [name for name in visible if f"id_{name}_helptext" not in described] == []
    assert [name for name in visible if f"id_{name}_error" not in described] == []


def test_revealed_field_is_drawn_once_inside_its_choice() -> None:
    elements = drawn(EveryField())
    assert elements.values("name").count("why") == 1
    assert elements.values("data-aria-controls") == ["conditional-id_specialist_2", "conditional-id_read"]


def test_prefixed_forms_do_not_share_ids() -> None:
    forms_of_page = [EveryField({}, prefix="a"), EveryField({}, prefix="b")]
    page = "{% load crispy_forms_tags %}{% include 'govuk/error_summary.html' %}"
    page += "{% for one in forms %}{{ one|crispy }}{% endfor %}"
    elements = Elements(Template(page).render(Context({"forms": forms_of_page})))
    assert (dangling(elements), len(elements.values("id"))) == ([], len(set(elements.values("id"))))


def test_controls_keep_what_was_typed() -> None:
    typed = {"reference": "CSE/1", "count": "x", "specialist": "no", "flags": ["na"], "recorded_1": "March"}
    elements = drawn(EveryField(typed))
    assert [given.get("id") for _, given in elements.found if "checked" in given] == ["id_specialist_1", "id_flags_2"]
    assert {"CSE/1", "x", "March"} <= set(elements.values("value"))


def test_number_is_a_text_box_with_number_keys() -> None:
    (count,) = [given for _, given in drawn(EveryField()).found if given.get("id") == "id_count"]
    assert (count["type"], count["inputmode"], "min" in count, "required" in count) == ("text", "numeric", False, False)


def test_words_of_a_form_are_escaped() -> None:
    class Hostile(forms.Form):
        answer = forms.ChoiceField(
            label="<b>label", help_text="<b>hint", choices=[("<b>", "<b>")], widget=Radios(hints={"<b>": "<b>why"})
        )

    assert "b" not in [tag for tag, _ in drawn(Hostile({"answer": "<b>x"})).found]


def test_vague_message_names_the_field() -> None:
    html = Template(PAGE).render(Context({"form": EveryField({})}))
    wanted = ("Enter reference", "Answer the question: Were specialists leading?", "Choose document", "Select force")
    assert [words for words in (*wanted, "This field is required") if words not in html] == ["This field is required"]


def test_layout_draws_sections_questions_and_buttons() -> None:
    form = EveryField()
    form.helper = FormHelper()  # type: ignore[attr-defined]
    section = Section("About", Question("reference", size="l", heading=True), "specialist", hint="As recorded")
    actions = Actions(ActionButton("Save", name="go", value="save"), ActionLink("Cancel", "/back/"))
    form.helper.layout = Layout(section, actions)  # type: ignore[attr-defined]
    html = Template(CRISPY_PAGE).render(Context({"form": form, "csrf_token": "t"}))
    elements = Elements(html)
    assert elements.values("name") == ["csrfmiddlewaretoken", "reference", *["specialist"] * 3, "why", "go"]
    assert [tag for tag, _ in elements.found if tag in ("h1", "legend", "button")] == [
        "legend",
        "h1",
        "legend",
        "button",
    ]
    assert elements.values("href") == ["/back/"]


def test_crispy_form_can_be_sent_with_files_and_is_checked_by_the_server_alone() -> None:
    elements = drawn(EveryField(), CRISPY_PAGE)
    (form,) = [given for tag, given in elements.found if tag == "form"]
    assert form == {"method": "post", "enctype": "multipart/form-data", "novalidate": ""}


class Wrong(forms.Form):
    """Fields of which Django has sentences of its own."""

    title = forms.CharField(max_length=5)
    cases = forms.IntegerField(label="Cases graded (n)", min_value=1, max_value=1000)
    note = forms.CharField(label="Note (optional)", required=False)
    force = forms.ChoiceField(label="Which force was it?", choices=[("a", "A")])
    report = forms.FileField()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"title": "Surrey"}, "Title must be 5 characters or fewer; it has 6"),
        ({"title": ""}, "Enter title"),
        ({"cases": "0"}, "Cases graded (n) must be 1 or more"),
        ({"cases": "1001"}, "Cases graded (n) must be 1,000 or less"),
        ({"cases": "many"}, "Cases graded (n) must be a whole number, such as 12"),
        ({"note": "a\x00b"}, "Note contains characters that cannot be shown. Type it again."),
        ({"force": "b"}, "The answer: what was sent is not one of the choices. Choose again."),
        ({}, "Choose report"),
    ],
)
def test_what_django_says_is_said_in_our_words(typed: dict[str, str], message: str) -> None:
    form = Wrong({"title": "Kent", "cases": "5", "force": "a", **typed})
    said = [error.message for error in errors_of(form)]
    assert message in said
    assert [one for one in said if "his value" in one or "valid choice" in one] == []


def test_a_hidden_field_says_what_to_do() -> None:
    assert SENT_BY_ITSELF in [error.message for error in errors_of(EveryField({"token": "a\x00b"}))]
