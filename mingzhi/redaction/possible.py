"""What may be somebody's name although nothing hid it: put before a person, who must say what it is."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from mingzhi.redaction.leaks import without_public
from mingzhi.redaction.naming import CERTAIN, DOUBTFUL, LIKELY, SURE, Chance, apart, chances, slots
from mingzhi.redaction.naming.lexicon import UNKNOWN, lexicon
from mingzhi.redaction.naming.words import ROLES
from mingzhi.redaction.narrow import half_width
from mingzhi.redaction.profiles import Profile
from mingzhi.redaction.values import Kind, Known
from mingzhi.redaction.words import COMMON

_AROUND = 10
_EVERYDAY = -10.5
"""The logarithm of how usual a word is above which few people bear it."""
_UNFIT = -3.0
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
    public = {half_width(name) for name in (known.party_name, *known.public_names) if name}
    for text in texts:
        plain = half_width(without_public(text, known, profile))
        for start, end in sorted((*_places(plain), *_longer(half_width(text), public))):
            name = text[start:end]
            if "某" not in name and name not in found:
                before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
                found[name] = Doubt(name, before, after)
    return tuple(found.values())


def _longer(text: str, public: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield names that hold a public one and a letter more: 陈立群 is not the officer 陈立."""
    if any(name in text for name in public):
        for one in chances(text, SURE):
            name = text[one.start : one.end]
            if name not in public and (name[:-1] in public or name[1:] in public):
                yield one.start, one.end


def _places(plain: str) -> list[tuple[int, int]]:
    """Return what has the form of a name and may well be one, and what stands where names stand."""
    likely = [
        (one.start, one.end) for one in apart(chances(plain, DOUBTFUL)) if one.score > _least(one, plain)
    ]
    taken = {place for start, end in likely for place in range(start, end)}
    return sorted((*likely, *(one for one in slots(plain) if taken.isdisjoint(range(*one)))))


def _least(one: Chance, text: str) -> float:
    """Return the score above which a question is worth it: more for what people hardly bear as a name.

    Those are common words, what people are called (堂弟), streets (方正街), what ends as no name does (水费);
    less for a word (文章) where somebody of that surname is hidden: it may be the same person.
    """
    name, behind = text[one.start : one.end], text[one.end : one.end + 1]
    if name in ROLES:
        return CERTAIN
    if name[:2] in COMMON or behind in _PLACES:
        return SURE
    everyday = lexicon().usual.get(name, UNKNOWN) > _EVERYDAY and f"{name[0]}某" not in text
    least = LIKELY if everyday else DOUBTFUL
    return least if one.fits or one.announced or _said_to_be(text, one.start) else max(least, _UNFIT)


def _said_to_be(text: str, at: int) -> bool:
    """Tell whether somebody is said to be it: 签发人为耿直, 见证人:米粒."""
    return text[at - 1 : at] in tuple(":为系是") and text[at - 2 : at - 1] in tuple("人员者")
