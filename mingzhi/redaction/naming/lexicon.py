"""Words with how usual they are and their part of speech, and the characters names are made of.

Both tables come from the dictionary of jieba 0.42.1 (MIT licence), made shorter by ``python -m bench
lexicon``. Parts of speech are its letters: n noun, v verb, a adjective, d adverb, p preposition, c
conjunction, u particle …
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words.txt")
CHARACTERS = Path(__file__).with_name("characters.txt")
LONGEST = 4
_ALL = math.log(6e7)
UNKNOWN = -_ALL - 1.0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words with their logarithm and part of speech; what is a word or a name; shares of characters."""

    usual: Mapping[str, float]
    part: Mapping[str, str]
    either: Mapping[str, float]
    given: Mapping[str, float]
    foreign: Mapping[str, float]

    def cost(self, char: str) -> float:
        """Return the logarithm of a character standing by itself."""
        return self.usual.get(char, UNKNOWN)


def is_word(piece: str) -> bool:
    """Tell whether a piece is a word of the dictionary, or may be one."""
    words = lexicon()
    return piece in words.usual or piece in words.either


@cache
def lexicon() -> Lexicon:
    """Return the tables; read once."""
    usual: dict[str, float] = {}
    part: dict[str, str] = {}
    either: dict[str, float] = {}
    for line in WORDS.read_text("utf-8").splitlines():
        letter, level, words = line.split("\t")
        if letter == "nr":
            either |= dict.fromkeys(words.split(" "), int(level) - _ALL)
            continue
        for word in words.split(" "):
            usual[word] = int(level) - _ALL
            part[word] = letter
    return Lexicon(usual, part, either, _shares("g"), _shares("f"))


def _shares(kind: str) -> Mapping[str, float]:
    """Return the logarithm of the share of each character in names of a kind."""
    counts: dict[str, int] = {}
    for line in CHARACTERS.read_text("utf-8").splitlines():
        which, number, chars = line.split("\t")
        if which == kind:
            counts |= dict.fromkeys(chars, int(number))
    whole = sum(counts.values()) + len(counts)
    return {char: math.log((number + 0.5) / whole) for char, number in counts.items()}
