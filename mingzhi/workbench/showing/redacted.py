"""Original and public text side by side: what differs is marked on both sides."""

from dataclasses import dataclass
from difflib import SequenceMatcher

LONGEST = 20_000
"""Beyond this length the texts are shown without marks: comparing grows with the square."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``differs`` when the other side has something else here."""

    text: str
    differs: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both texts in pieces."""

    original: tuple[Piece, ...]
    public: tuple[Piece, ...]


def side_by_side(original: str, public: str) -> SideBySide:
    """Cut both texts where they part and where they meet again."""
    if max(len(original), len(public)) > LONGEST:
        return SideBySide((Piece(original),), (Piece(public),))
    left: list[Piece] = []
    right: list[Piece] = []
    matcher = SequenceMatcher(None, original, public, autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        left.append(Piece(original[start:end], tag != "equal"))
        right.append(Piece(public[begin:stop], tag != "equal"))
    return SideBySide(
        tuple(piece for piece in left if piece.text), tuple(piece for piece in right if piece.text)
    )
