"""What a paper can print: characters without a shape in the fonts are named, never dropped.

PDF/A forbids missing shapes (ISO 19005-2, 6.2.11.8), and a name that silently loses a character would
be a wrong document. So a character outside the fonts is printed as its code point, 〔U+1F600〕; control
and direction-changing characters, which could make a text read otherwise than it is stored, as well.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

_COVERAGE = Path(__file__).resolve().parent.parent / "fonts" / "coverage.txt"
_SPACES = {"\t": " ", "\u00a0": " ", "\r": "", "\ufeff": "", "\u200b": "", "\ufe0e": "", "\ufe0f": ""}


@cache
def _ranges() -> tuple[list[int], list[int]]:
    starts, ends = [], []
    for line in _COVERAGE.read_text("ascii").split():
        first, _, last = line.partition("-")
        starts.append(int(first, 16))
        ends.append(int(last or first, 16))
    return starts, ends


def printable(character: str) -> bool:
    """Tell whether the shipped fonts have a shape for the character and it shows as itself."""
    point = ord(character)
    if character == "\n" or 0x20 <= point < 0x7F:
        return True
    if 0x2028 <= point <= 0x202E or 0x2066 <= point <= 0x206F or 0x200B <= point <= 0x200F:
        return False
    starts, ends = _ranges()
    place = bisect_right(starts, point) - 1
    return place >= 0 and point <= ends[place] and point >= 0xA0


@cache
def _shape(character: str) -> str:
    if character in _SPACES:
        return _SPACES[character]
    return character if printable(character) else f"〔U+{ord(character):04X}〕"


def clean(text: str) -> str:
    """Return the text as it can be printed."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shape, text))


def clean_all(value: Any) -> Any:
    """Clean every text inside a structure of lists and mappings; keys stay as they are."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {name: clean_all(item) for name, item in value.items()}
    if isinstance(value, Sequence):
        return [clean_all(item) for item in value]
    return value
