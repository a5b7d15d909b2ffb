"""What a save came to."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Saved:
    """What a save came to: the questions whose answer changed, and the version of every answer that was sent.

    `opened` and `closed` are the questions that are asked, or asked no longer, because of it; `differing` those whose
    grade differs, without a reason, from a suggested one that is new or to which the grade is. `refresh` says whether
    the page shows something else than the answers' own fields; `at` is the moment of the save.
    """

    changed: tuple[str, ...]
    versions: Mapping[str, int]
    at: datetime
    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    refresh: bool = False

    def told(self) -> dict[str, Any]:
        """Return it as plain data, to be kept with the key of the write."""
        return asdict(self) | {"at": self.at.isoformat()}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Saved":
        """Return it from what was kept."""

        def codes(name: str) -> tuple[str, ...]:
            listed: Sequence[str] = told[name]
            return tuple(listed)

        return cls(
            changed=codes("changed"),
            versions=dict(told["versions"]),
            at=datetime.fromisoformat(told["at"]),
            opened=codes("opened"),
            closed=codes("closed"),
            differing=codes("differing"),
            refresh=bool(told["refresh"]),
        )
