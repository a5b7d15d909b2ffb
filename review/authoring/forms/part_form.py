"""What the forms of all parts have in common: sections on the page, rows, and the part as the file's plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from access.refusals import Invalid
from review.authoring.forms.fields import CODE_HINT, MADE_HINT, QuietForm
from review.authoring.forms.rows import RowForm, Rows
from review.frameworks.wording.names import Names


@dataclass(frozen=True)
class Section:
    """A part of a page: its heading, the fields and rows in it, a hint; `folded` where it is opened on demand."""

    title: str
    fields: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    hint: str = ""
    folded: bool = False


@dataclass(frozen=True)
class ShownSection:
    """A section as the page shows it."""

    title: str
    hint: str
    folded: bool
    fields: Sequence[BoundField] = field(default_factory=list)
    rows: Sequence[Rows] = field(default_factory=list)


class PartForm(QuietForm):
    """The form of a part. `aliases` say which of the file's fields a field of the form becomes, where it is another."""

    layout: ClassVar[tuple[Section, ...]] = ()
    aliases: ClassVar[Mapping[str, str]] = {}

    def __init__(self, data: Any = None, *, names: Names, stored: Mapping[str, Any] | None = None) -> None:
        """Take what was sent, the framework's names, and the part as plain data (none for a new one)."""
        self.names, self.stored = names, dict(stored or {})
        self.rows: dict[str, Rows] = {}
        super().__init__(data, initial=self.shown(self.stored))
        if self.names_from and not self.stored:
            self.fields["code"].help_text = f"{CODE_HINT} {MADE_HINT}"
        self.arrange(data)

    def shown(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the fields show of a stored part."""
        backwards = {alias: name for name, alias in self.aliases.items()}
        return {backwards.get(alias, alias.replace("-", "_")): value for alias, value in stored.items()}

    def arrange(self, data: Any) -> None:
        """Fill lists with the framework's names and make the rows."""

    def part_data(self) -> dict[str, Any]:
        """Return the part as plain data of the file; call once the form is valid."""
        return {self.alias(name): value for name, value in self.cleaned_data.items()}

    def alias(self, name: str) -> str:
        """Return what a field of the form is called in the file."""
        return self.aliases.get(name, name.replace("_", "-"))

    def hush(self) -> None:
        """Say nothing yet of what is wrong: a row was added, or the page is looked at."""
        self.quiet = True
        for rows in self.rows.values():
            rows.hush()

    def whole_is_valid(self) -> bool:
        """Return whether the form and all its rows can be taken."""
        return all([self.is_valid(), *(rows.whole_is_valid() for rows in self.rows.values())])

    @property
    def flat_rows(self) -> list[RowForm]:
        """Every row of every kind, for the list of all that is wrong."""
        return [row for rows in self.rows.values() for row in rows.flat]

    @property
    def sections(self) -> list[ShownSection]:
        """The sections of the page with their fields and rows."""
        found = (
            ShownSection(
                section.title,
                section.hint,
                self.is_folded(section),
                [self[name] for name in section.fields if name in self.fields],
                [self.rows[name] for name in section.rows if name in self.rows],
            )
            for section in self.layout
        )
        return [one for one in found if one.rows or any(not field.is_hidden for field in one.fields)]

    def is_folded(self, section: Section) -> bool:
        """Return whether a section is shown folded: never where something in it is wrong."""
        wrong = any(name in self.errors for name in section.fields)
        return section.folded and not wrong

    def refuse(self, invalid: Invalid) -> None:
        """Show an action's refusal: beside the fields that it is about, or above the whole."""
        for name, sentences in invalid.errors.items():
            named = {self.alias(one): one for one in self.fields}
            for sentence in sentences:
                self.add_error(named.get(name), sentence)

    def field_value(self, name: str) -> Any:
        """Return what stands in a field now, sent or stored."""
        return self[name].value() if name in self.fields else None


def select(label: str, empty: str = "Choose", **kwargs: Any) -> forms.ChoiceField:
    """Return a list to choose from, to be filled by the form; `empty` stands above the rest."""
    wrong = {"required": f"Choose {label[:1].lower()}{label[1:]}", "invalid_choice": "Choose one of the list"}
    return forms.ChoiceField(label=label, choices=[("", empty)], error_messages=wrong, **kwargs)
