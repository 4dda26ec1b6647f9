"""What an address asks of rebuilt notices: the words and conditions of the portal's own search."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mingzhi.disclosure.rules import bigrams, legal_bases, outcomes
from mingzhi.disclosure.rules.index_terms import trimmed
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.kernel.typed import day, readable

NAMES = (
    *("q", "kind", "agency", "region", "year", "corrected", "penalty", "fine", "basis"),
    *("since", "until", "order"),
)
_LONGEST = 100
_NOTHING = "0"
_DAYS = {"since": "decided_on >= ?", "until": "decided_on <= ?"}
_YEAR = re.compile(r"(19|20)\d\d")


def is_year(text: str) -> bool:
    """Tell whether a text names a year of decisions."""
    return _YEAR.fullmatch(text) is not None


IS_READ: Mapping[str, Callable[[str], bool]] = {
    **dict.fromkeys(_DAYS, lambda text: day(text) is not None),
    "year": is_year,
    "corrected": lambda text: text in ("0", "1"),
    "kind": KINDS.__contains__,
    "penalty": outcomes.KINDS.__contains__,
    "fine": outcomes.FINES.__contains__,
}
"""The words of a search that cannot be just anything, and how they are read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: what was given, the words of it, and the conditions as SQL over the listed notices."""

    given: Mapping[str, str]
    runs: tuple[str, ...]
    conditions: tuple[tuple[str, str | int], ...]

    @property
    def too_short(self) -> bool:
        """Tell whether words were given of which none has two characters."""
        return bool(self.given.get("q", "").strip()) and not self.runs

    @property
    def oldest_first(self) -> bool:
        """Tell in which order."""
        return self.given.get("order") == "oldest"


def read(given: Mapping[str, str]) -> Asked:
    """Read an address; what cannot be read asks for nothing, an agency that is none for what is not there."""
    kept = {name: given[name][:_LONGEST] for name in NAMES if given.get(name)}
    kept = {name: value for name, value in kept.items() if IS_READ.get(name, bool)(value)}
    runs = tuple(bigrams.wanted(readable(kept.get("q", ""))))
    words = " AND ".join(f'"{" ".join(bigrams.pairs(run))}"' for run in runs)
    found: list[tuple[str, str | int]] = [("words MATCH ?", words)] if words else []
    for name, condition in _PLAIN.items():
        value = kept.get(name)
        if value:
            found.append((condition, _code(name, value)))
    if "corrected" in kept:
        found.append(("(version > 1) = ?", int(kept["corrected"])))
    found += _said_in_table(kept)
    found += [(condition, str(day(kept[name]))) for name, condition in _DAYS.items() if name in kept]
    return Asked(kept, runs, tuple(found))


def _said_in_table(kept: Mapping[str, str]) -> Iterator[tuple[str, str | int]]:
    """Yield the conditions on what the public table says: penalties, fines, law and article."""
    if code := kept.get("penalty"):
        yield "outcome & ? <> 0", outcomes.mask_of(code)
    if code := kept.get("fine"):
        held = "".join(map(str, outcomes.levels_of(code)))
        yield f"instr(?, outcome & {outcomes.LEVEL_MASK}) > 0", held
    if basis := legal_bases.wanted(kept.get("basis", "")):
        yield "instr(basis, ?) > 0", basis.needle


_PLAIN = {
    "kind": "kind = ?",
    "agency": "agency = ?",
    "region": "region LIKE ? || '%'",
    "year": "substr(decided_on, 1, 4) = ?",
}


def _code(name: str, value: str) -> str:
    code = "".join(sign for sign in value if sign.isascii() and (sign.isalnum() or sign == "_")) or _NOTHING
    return trimmed(code) if name == "region" else code
