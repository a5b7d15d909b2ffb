"""Rows of a form, such as the grades of a scale: added, moved and taken away by buttons that post and come back."""

import re
from collections.abc import Sequence
from typing import Any, cast

from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from review.authoring.forms.fields import QuietForm

MOST = 100


class RowForm(QuietForm):
    """A row. `names` is what the framework has names for."""

    called = "Row"

    def __init__(self, *args: Any, names: Any = None, **kwargs: Any) -> None:
        """Take what Django's form takes, and the names of the framework."""
        self.names = names
        super().__init__(*args, **kwargs)
        self.inner: dict[str, Rows] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into it, so that it is left out."""
        return not self.has_changed()

    @property
    def nth(self) -> int:
        """The number of the row, from 1."""
        found = re.search(r"(\d+)$", str(self.prefix))
        return int(found[1]) + 1 if found else 1

    @property
    def summary_name(self) -> str:
        """What the row is called in the list of all that is wrong."""
        return f"{self.called} {self.nth}"


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """Rows of one kind. A row in which nothing stands is left out; `title`, `hint` and `button` are for the page."""

    title = hint = button = ""

    def initial_form_count(self) -> int:
        """Return 0 once it was sent: a row that was emptied is a row that is taken away."""
        return 0 if self.is_bound else super().initial_form_count()

    @property
    def filled(self) -> list[RowForm]:
        """The rows in which something stands, in order."""
        return [row for row in self.forms if not row.is_empty]

    def hush(self) -> None:
        """Say nothing yet of what is wrong in the rows."""
        for row in self.forms:
            row.quiet = True
            for rows in row.inner.values():
                rows.hush()

    def whole_is_valid(self) -> bool:
        """Return whether every row, and every row within one, can be taken."""
        inner = [rows for row in self.filled for rows in row.inner.values()]
        return all([self.is_valid(), *(rows.whole_is_valid() for rows in inner)])

    @property
    def flat(self) -> list[RowForm]:
        """Every row, each with those within it: for the list of all that is wrong."""
        return [one for row in self.forms for one in (row, *_within(row))]


def _within(row: RowForm) -> list[RowForm]:
    return [deep for rows in row.inner.values() for deep in rows.flat]


def rows_of(
    form: type[RowForm],
    prefix: str,
    data: Any,
    initial: Sequence[dict[str, Any]],
    *,
    names: Any,
    title: str = "",
    hint: str = "",
    button: str = "Add another",
    spare: int = 0,
) -> Rows:
    """Return the rows of a form: as they were sent in `data`, or else `initial` with some `spare` ones."""
    kind = formset_factory(form, formset=Rows, extra=spare, max_num=MOST, absolute_max=MOST)
    rows = cast(
        Rows,
        kind(data, prefix=prefix, initial=None if data is not None else list(initial), form_kwargs={"names": names}),
    )
    rows.title, rows.hint, rows.button = title, hint, button
    return rows


def rearranged(post: QueryDict) -> tuple[QueryDict, str]:
    """Return a post whose button asks for another arrangement of rows as that arrangement, and the row it is about.

    The button's value is "add:ROWS", "drop:ROWS:NUMBER" or "up:ROWS:NUMBER"; "show" changes nothing.
    """
    step, _, rest = post.get("then", "").partition(":")
    prefix, _, number = rest.partition(":")
    data = post.copy()
    if step not in ("add", "drop", "up") or not prefix:
        return data, ""
    total = _whole(data.get(f"{prefix}-TOTAL_FORMS", "0"))
    row = _whole(number)
    if step == "add" and total < MOST:
        data[f"{prefix}-TOTAL_FORMS"] = str(total + 1)
        return data, f"{prefix}-{total}"
    if step == "drop" and row < total:
        order = [*(n for n in range(total) if n != row)]
        return _ordered(data, prefix, order), f"{prefix}-{max(row - 1, 0)}"
    if step == "up" and 0 < row < total:
        order = [*range(row - 1), row, row - 1, *range(row + 1, total)]
        return _ordered(data, prefix, order), f"{prefix}-{row - 1}"
    return data, ""


def _ordered(data: QueryDict, prefix: str, order: Sequence[int]) -> QueryDict:
    """Return the post with the rows of a prefix in another order, what stands within each row moved with it."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d+)-(.+)", re.DOTALL)
    rows: dict[int, list[tuple[str, list[str]]]] = {}
    for name in list(data):
        if found := pattern.fullmatch(name):
            rows.setdefault(int(found[1]), []).append((found[2], data.pop(name)))
    for place, row in enumerate(order):
        for name, values in rows.get(row, []):
            data.setlist(f"{prefix}-{place}-{name}", values)
    data[f"{prefix}-TOTAL_FORMS"] = str(len(order))
    return data


def _whole(text: str) -> int:
    return int(text) if re.fullmatch(r"\d{1,3}", str(text), re.ASCII) else 0
