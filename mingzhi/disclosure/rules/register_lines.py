"""The lines of a register: what its owner hands in, its digest, and the difference between two days."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingzhi.kernel.canonical import digest


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """One entry of a register as it holds from ``since`` until ``until``; ``key`` is its lasting name.

    ``values`` are finished and public: column → text.
    """

    key: str
    since: date
    until: date | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """Return what the register commits to."""
        return {
            "key": self.key,
            "since": self.since.isoformat(),
            "until": self.until.isoformat() if self.until else None,
            "values": dict(self.values),
        }

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical content."""
        return digest(self.content())

    def holds(self, day: date) -> bool:
        """Tell whether the entry stands on a day."""
        return self.since <= day and (self.until is None or day < self.until)


def arranged(lines: Iterable[RegisterLine]) -> list[RegisterLine]:
    """Return the lines in the order in which a register is sealed."""
    return sorted(lines, key=lambda line: (line.key, line.since, line.digest))


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that stands otherwise on the later day; ``columns`` are those that differ."""

    how: str  # added, ended, changed
    old: RegisterLine | None
    new: RegisterLine | None
    columns: tuple[str, ...] = ()


def difference(lines: Iterable[RegisterLine], before: date, after: date) -> list[Change]:
    """Compare a register on two days, by key."""
    pairs: dict[str, tuple[RegisterLine | None, RegisterLine | None]] = {}
    for line in lines:
        old, new = pairs.get(line.key, (None, None))
        pairs[line.key] = (line if line.holds(before) else old, line if line.holds(after) else new)
    found = (_change(old, new) for _key, (old, new) in sorted(pairs.items()))
    return [change for change in found if change is not None]


def _change(old: RegisterLine | None, new: RegisterLine | None) -> Change | None:
    if old is None and new is None:
        return None
    if old is None or new is None:
        return Change("added" if old is None else "ended", old, new)
    names = dict.fromkeys([*old.values, *new.values])
    columns = tuple(name for name in names if old.values.get(name, "") != new.values.get(name, ""))
    return Change("changed", old, new, columns) if columns else None
