"""What stands where a name stands, whatever it is: 安全员农村不在现场, 卖给聊斋，聊斋退货.

A name need not look like one. Behind what somebody is, or what is done to people, and before what only
people do, a short piece that ordinary text of agencies does not have may well be a name. It is asked about,
never hidden.
"""

from collections.abc import Iterator, Mapping

from mingzhi.redaction.naming.background import OFTEN, background
from mingzhi.redaction.naming.lattice import Lattice, lattice
from mingzhi.redaction.naming.lexicon import Lexicon, lexicon
from mingzhi.redaction.naming.surroundings import before, behind, is_deed
from mingzhi.redaction.naming.words import ROLES
from mingzhi.redaction.words import COMMON, NO_PERSON_ENDS, words_of

_DOES = frozenset({"says", "does", "so on"})
_ACTS = frozenset({"v", "d", "of"})
_SLOTS: Mapping[str, frozenset[str]] = {
    "role": _DOES | {"row", "bracket"},
    "person": _DOES | {"row", "bracket"},
    "called": _DOES | {"row", "bracket"},
    "deals": _DOES,
    "partner": _DOES,
    "colon": _DOES,
    "row": _DOES,
}
"""What stands before → what must stand behind."""
_NO_NAME = frozenset("dpcrfmuqy")
"""Parts of speech that no name has: adverbs, prepositions, pronouns, numbers."""
_NEVER_FIRST = frozenset("不已并仍也均又其该本各此每我你他她两三一某到经在")
_AUXILIARY = words_of("应当应该可以可能能够需要必须应予可否")
_STRONG = frozenset({"role", "person", "called"})
_SHORTEST, _LONGEST = 2, 3


def slots(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of short pieces that stand where a name stands."""
    words = lexicon()
    reading = lattice(text, (), words)
    at = 0
    while at < len(text):
        end = _end(reading, at)
        if _may_be_a_name(text[at:end], words):
            left, right = before(reading, at, words), behind(reading, end, words)
            strong, ordinary = left in _STRONG, _is_ordinary(text[at:end])
            fits = right in _SLOTS.get(left, frozenset()) and (strong or not ordinary)
            if fits or (left == "role" and right in _ACTS and not ordinary):
                yield at, end
        at = reading.behind[at]


def _end(reading: Lattice, at: int) -> int:
    """Return where the word ends that begins here, with the next one where it has one character."""
    end = reading.behind[at]
    return end if end - at >= _SHORTEST or end >= len(reading.text) else reading.behind[end]


def _is_ordinary(piece: str) -> bool:
    return piece in COMMON or background().pair(piece) == OFTEN


def _may_be_a_name(piece: str, words: Lexicon) -> bool:
    if not _SHORTEST <= len(piece) <= _LONGEST or not all("\u4e00" <= char <= "\u9fff" for char in piece):
        return False
    if piece in _AUXILIARY or piece[0] in _NEVER_FIRST or piece[-1] in NO_PERSON_ENDS or "某" in piece:
        return False
    if piece[-2:] in ROLES or is_deed(piece):
        return False
    if piece in words.usual:
        return words.part[piece] not in _NO_NAME
    return not any(words.part.get(char) in _NO_NAME for char in (piece[0], piece[-1]))
