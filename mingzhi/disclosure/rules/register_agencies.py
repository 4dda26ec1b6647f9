"""Which entries of a register concern one agency: its own, and what its powers rest on.

Registers that name an agency answer by that column. Law, benchmarks, procedures and lists hold
for many agencies; there the powers an agency holds that day say what concerns it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.kernel.citation import cite

KEY = "key"
_CITED = ("breached", "basis")


@dataclass(frozen=True, slots=True)
class Holding:
    """What an agency holds on a day: its powers, their service guides, its line of remedies."""

    powers: tuple[RegisterLine, ...]
    guides: tuple[RegisterLine, ...]
    remedies: tuple[RegisterLine, ...]

    def each(self, lines: Iterable[RegisterLine], column: str) -> frozenset[str]:
        """Return the values of a column."""
        return frozenset(line.values.get(column, "") for line in lines) - {""}

    def citations(self) -> Iterable[tuple[str, int]]:
        """Yield (statute, article) of every article the powers cite."""
        texts = {line.values.get(column, "") for line in self.powers for column in _CITED}
        for compact in {part for text in texts for part in text.split("；") if part}:
            try:
                found = cite(compact)
            except ValueError:
                continue
            yield found.statute, int(found.article or 0)


CONCERNS: Mapping[str, tuple[str, Callable[[Holding], frozenset[str]]]] = {
    "statutes": (KEY, lambda held: frozenset(statute for statute, _article in held.citations())),
    "articles": (KEY, lambda held: frozenset(f"{name}-{number:04d}" for name, number in held.citations())),
    "benchmarks": ("name", lambda held: held.each(held.powers, "name")),
    "guides": ("code", lambda held: held.each(held.powers, "code")),
    "procedures": ("name", lambda held: held.each(held.guides, "procedure")),
    "review": ("kind", lambda held: held.each(held.powers, "kind")),
    "recording": ("kind", lambda held: held.each(held.powers, "kind")),
    "reconsideration": ("name", lambda held: held.each(held.remedies, "reconsideration")),
}
"""Register → the column (or the key) that must be among what the agency holds."""
NAMED = frozenset({"bodies", "remedies"})
"""Registers whose entries are agencies: the head column names them."""
