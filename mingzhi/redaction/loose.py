"""Find a piece wherever it stands, however it is spaced: by one walk over the text, then by plain search.

The text is squeezed once, without the signs that may stand in between; each piece is then sought as it is.
The time grows with the text and with the number of pieces, whatever either holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_INVISIBLE = frozenset(map(chr, (*range(0x200B, 0x2010), 0x2060, 0xFEFF)))
BLANKS = frozenset("·•") | _INVISIBLE
"""What may stand between the characters of a name or an address, besides white space."""
SEPARATORS = BLANKS | frozenset("-_./()") | frozenset(map(chr, range(0x2010, 0x2016)))
"""What may stand between the digits of a number."""


@dataclass(frozen=True, slots=True)
class Squeezed:
    """The characters that count, in lower case, with their places in the text."""

    text: str
    places: tuple[int, ...]
    between: frozenset[str]

    def find(self, piece: str) -> Iterator[tuple[int, int]]:
        """Yield (start, end) of every occurrence of a piece in half-width form, one behind the other."""
        sought = _squeezed(piece, self.between)[0]
        at = self.text.find(sought) if sought else -1
        while at >= 0:
            last = at + len(sought)
            yield self.places[at], self.places[last - 1] + 1
            at = self.text.find(sought, last)


@lru_cache(maxsize=8)
def squeeze(text: str, between: frozenset[str]) -> Squeezed:
    """Return the text without white space and without the signs that may stand ``between``."""
    kept, places = _squeezed(text, between)
    return Squeezed(kept, places, between)


def _squeezed(text: str, between: frozenset[str]) -> tuple[str, tuple[int, ...]]:
    places = tuple(at for at, char in enumerate(text) if not (char in between or char.isspace()))
    return "".join(_lower(text[at]) for at in places), places


def _lower(char: str) -> str:
    small = char.lower()
    return small if len(small) == 1 else char
