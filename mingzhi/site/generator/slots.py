"""Places in the rows of a pattern where a copy has a value of its own."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

Piece = str | int
"""Fixed text, or the index of a value of the copy."""

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_HEX = r"(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{16})(?![0-9a-f])"
_KEY = "\ue000[^\ue000]+\ue000"


@dataclass(frozen=True, slots=True)
class Strike:
    """Text with places in it, ready to be filled quickly."""

    text: str
    pick: Callable[[Sequence[Any]], Any] | None

    def __call__(self, values: Sequence[Any]) -> str:
        """Return the text of the copy with these values."""
        return self.text % self.pick(values) if self.pick else self.text


def strike(pieces: Iterable[Piece]) -> Strike:
    """Make a strike of fixed text and places."""
    text: list[str] = []
    order: list[int] = []
    for piece in pieces:
        if isinstance(piece, int):
            text.append("%s")
            order.append(piece)
        else:
            text.append(piece.replace("%", "%%"))
    if not order:
        return Strike("".join(text).replace("%%", "%"), None)
    return Strike("".join(text), itemgetter(*order))


@dataclass(slots=True)
class Slots:
    """The values a copy has of its own, by what stands in their place in the pattern."""

    size: int = 0
    literals: dict[str, int] = field(default_factory=dict)
    _words: list[str] = field(default_factory=list)
    _pattern: re.Pattern[str] | None = None

    def new(self) -> int:
        """Return the place of a further value."""
        self.size += 1
        return self.size - 1

    def literal(self, text: str) -> int:
        """Return the place of a value that stands in the pattern as ``text``."""
        if text not in self.literals:
            self.literals[text] = self.new()
            if not re.fullmatch(f"{_UUID}|{_HEX}|{_KEY}", text):
                self._words.append(text)
            self._pattern = None
        return self.literals[text]

    def key(self, name: str) -> str:
        """Return a mark that stands for the value ``name`` in text yet to be read."""
        self.literal(f"\ue000{name}\ue000")
        return f"\ue000{name}\ue000"

    def pieces(self, text: str, *, known: frozenset[str] = frozenset()) -> list[Piece]:
        """Part a text at its places.

        Raises ValueError for a digest that is neither a place nor ``known``: a row nobody explained.
        """
        found: list[Piece] = []
        last = 0
        for match in self._matcher().finditer(text):
            word = match[0]
            place = self.literals.get(word)
            if place is None:
                if len(word) == 64 and word not in known:
                    raise ValueError(f"nobody explained the digest {word} in: {text[:160]}")
                continue
            found += [text[last : match.start()], place]
            last = match.end()
        return [*found, text[last:]]

    def _matcher(self) -> re.Pattern[str]:
        if self._pattern is None:
            words = sorted(self._words, key=len, reverse=True)
            self._pattern = re.compile("|".join([_UUID, _HEX, _KEY, *map(re.escape, words)]))
        return self._pattern
