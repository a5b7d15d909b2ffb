"""The forms of a page as a browser sees them, filled in by chance and then spoiled."""

import random
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.soak import texts

Fields = dict[str, list[Any]]
TOKEN = "csrfmiddlewaretoken"
NUMBERS = ("0", "-1", "1", "99999999999999999999999", "1.5", "1e9", "\u0663", "0x10", "", "NaN", "1 OR 1=1")


SHORT = ("reference", "slug", "username", "name", "title", "label")
"""Fields that take a few words only."""


@dataclass
class PageForm:
    """A form: where it is sent, and its fields with the values that they have or can have."""

    action: str
    post: bool
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.area, self.select, self.is_open = "", "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(PageForm(given.get("action", ""), given.get("method", "get").lower() == "post"))
            self.is_open = True
        elif self.is_open:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        form, name = self.forms[-1], given.get("name", "")
        if tag == "textarea":
            self.area = name
            form.words.add(name)
            form.values.setdefault(name, [""])
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select:
            form.choices.setdefault(self.select, []).append(given.get("value", ""))
        elif tag == "button" and name:
            form.choices.setdefault(name, []).append(given.get("value", ""))
        elif tag == "input" and name:
            self._input(form, name, given)

    def _input(self, form: PageForm, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(given.get("value", "on"))
        elif kind == "file":
            form.files.add(name)
        else:
            form.values.setdefault(name, []).append(given.get("value", ""))
            if kind == "text":
                form.words.add(name)

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[-1].values[self.area] = [self.forms[-1].values[self.area][0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.is_open = False


def forms_in(html: str) -> list[PageForm]:
    """Return the forms of a page."""
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def filled(form: PageForm, chance: random.Random) -> Fields:
    """Return a form filled in: mostly what it held, an answer to each choice, and words in what was empty."""
    data: Fields = {name: list(values) for name, values in form.values.items()}
    for name, choices in form.choices.items():
        data[name] = [chance.choice(choices)]
    for name in sorted(form.words):
        if data[name] == [""] or chance.random() < 0.3:
            data[name] = [_typed(name, chance)]
    for name in sorted(form.files):
        data[name] = [_upload(chance)]
    return data


def _typed(name: str, chance: random.Random) -> str:
    part = name.rpartition("_")[2]
    if part in ("0", "1", "2"):
        return chance.choice((("1", "14", "30"), ("1", "3", "12"), ("2024", "2025", "2027"))[int(part)])
    if name.endswith(("page", "number")):
        return "1"
    if name in SHORT and chance.random() < 0.8:
        return texts.mark(chance)
    return texts.anything(chance, 0.2)


def _upload(chance: random.Random) -> SimpleUploadedFile:
    columns = ("reference", "force", "case_area")
    contents = (
        texts.document_file(chance),
        texts.framework_file(chance, chance.randrange(10**6)),
        texts.table(columns, [["X-1", "soak-a", "online"]], chance),
    )
    name = chance.choice(("log.txt", "a.pdf", "cases.csv", "../../x.docx", "\u202efdp.exe", "n" * 300, "=cmd.csv"))
    kind = chance.choice(("text/plain", "application/pdf", "text/html", "x/y"))
    return SimpleUploadedFile(name, chance.choice(contents), kind)


def spoiled(data: Fields, chance: random.Random) -> Fields:
    """Return the fields with something done to one or two of them; the token stays."""
    data = {name: list(values) for name, values in data.items()}
    for _ in range(chance.randint(1, 2)):
        names = sorted(name for name in data if name != TOKEN)
        if not names:
            return data | {"unknown": ["field"]}
        name = chance.choice(names)
        way = chance.randrange(7)
        if way == 0:
            del data[name]
        elif way == 1:
            data[name] = [*data[name], texts.anything(chance, 0.9)]
        elif way == 2:
            data[name] = [texts.anything(chance, 1.0)]
        elif way == 3:
            data[name] = [chance.choice(NUMBERS)]
        elif way == 4:
            data[name] = [SimpleUploadedFile("f.txt", b"not a word")]
        elif way == 5:
            data[f"{name}-{chance.choice(NUMBERS)}"] = [texts.anything(chance, 0.9)]
        else:
            data[chance.choice(("unknown", "id", "status", "version", "user", "reviewer"))] = ["1"]
    return data
