"""Fold a text so that no disguise is left: wide and narrow forms, blanks, separators, Chinese digits.

Only the leak test reads text this way; the detectors keep the length of the text and tolerate gaps instead.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_CHINESE_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
SEPARATORS = frozenset("-‐‑‒–—―−~_.·•‧・/()[]")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded characters with the place each came from."""

    text: str
    places: tuple[int, ...]

    def find(self, piece: str) -> Iterator[tuple[int, int]]:
        """Yield the original places of every occurrence of a folded piece."""
        at = self.text.find(piece)
        while at >= 0 and piece:
            yield self.places[at], self.places[at + len(piece) - 1] + 1
            at = self.text.find(piece, at + 1)


def fold(text: str, *, drop_separators: bool = False, chinese_digits: bool = False) -> Folded:
    """Fold text: compatibility forms, lower case, no blanks or invisible characters."""
    kept: list[str] = []
    places: list[int] = []
    for place, original in enumerate(text):
        for char in _plain(original):
            if drop_separators and char in SEPARATORS:
                continue
            kept.append(_CHINESE_DIGITS.get(char, char) if chinese_digits else char)
            places.append(place)
    return Folded("".join(kept), tuple(places))


@lru_cache(maxsize=1 << 14)
def _plain(original: str) -> str:
    """Return what is left of one character."""
    folded = unicodedata.normalize("NFKC", original).lower()
    return "".join(
        char for char in folded if not char.isspace() and unicodedata.category(char) not in {"Cf", "Mn"}
    )
