"""What may be somebody's name although nothing hid it: put before a person, who must say what it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhi.redaction.leaks import without_public
from mingzhi.redaction.naming import DOUBTFUL, LIKELY, SURE, Chance, chances, slots
from mingzhi.redaction.naming.lexicon import UNKNOWN, lexicon
from mingzhi.redaction.narrow import half_width
from mingzhi.redaction.profiles import Profile
from mingzhi.redaction.values import Kind, Known
from mingzhi.redaction.words import COMMON

_AROUND = 10
_EVERYDAY = -10.5
"""The logarithm of how usual a word is above which few people bear it."""
_PLACES = frozenset("街路巷弄村镇乡县市")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A possible name and the words around it, ``before`` and ``after``."""

    text: str
    before: str
    after: str

    def as_json(self) -> dict[str, str]:
        """Return it as it is stored with the version of a notice."""
        return {"text": self.text, "before": self.before, "after": self.after}


def possible_names(texts: Iterable[str], *, known: Known, profile: Profile) -> tuple[Doubt, ...]:
    """Return the possible names that still stand in redacted texts, each once, in the order of the texts.

    What the file knows to be public (officers, premises, the party where it is shown) is no question.
    """
    if not profile.hides(Kind.PERSON_NAME):
        return ()
    found: dict[str, Doubt] = {}
    for text in texts:
        plain = half_width(without_public(text, known, profile))
        for start, end in _places(plain):
            name = text[start:end]
            if "某" not in name and name not in found:
                before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
                found[name] = Doubt(name, before, after)
    return tuple(found.values())


def _places(plain: str) -> list[tuple[int, int]]:
    """Return what has the form of a name and may well be one, and what stands where names stand."""
    likely = [
        (one.start, one.end)
        for one in _apart(chances(plain, DOUBTFUL))
        if one.score > _least(plain[one.start : one.end], plain[one.end : one.end + 1])
    ]
    taken = {place for start, end in likely for place in range(start, end)}
    return sorted((*likely, *(one for one in slots(plain) if taken.isdisjoint(range(*one)))))


def _least(name: str, behind: str) -> float:
    """Return the score above which a question is worth it: more for common words and streets (方正街)."""
    if name[:2] in COMMON or behind in _PLACES:
        return SURE
    return LIKELY if lexicon().usual.get(name, UNKNOWN) > _EVERYDAY else DOUBTFUL


def _apart(all_: Iterable[Chance]) -> Iterator[Chance]:
    """Of pieces that overlap keep the likeliest."""
    kept: list[Chance] = []
    taken: set[int] = set()
    for one in sorted(all_, key=lambda one: -one.score):
        own = range(one.start, one.end)
        if taken.isdisjoint(own):
            kept.append(one)
            taken.update(own)
    yield from sorted(kept, key=lambda one: one.start)
