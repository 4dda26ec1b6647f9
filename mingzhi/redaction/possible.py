"""What may be somebody's name although nothing hid it: put before a person, who must say what it is."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mingzhi.redaction.leaks import without_public
from mingzhi.redaction.naming import DOUBTFUL, SURE, Chance, chances
from mingzhi.redaction.narrow import half_width
from mingzhi.redaction.profiles import Profile
from mingzhi.redaction.values import Kind, Known
from mingzhi.redaction.words import COMMON

_AROUND = 10
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
        for one in _apart(chances(plain, DOUBTFUL)):
            name = text[one.start : one.end]
            if (
                "某" not in name
                and name not in found
                and one.score > _least(name, plain[one.end : one.end + 1])
            ):
                before, after = (
                    text[max(0, one.start - _AROUND) : one.start],
                    text[one.end : one.end + _AROUND],
                )
                found[name] = Doubt(name, before, after)
    return tuple(found.values())


def _least(name: str, behind: str) -> float:
    """Return the score above which a question is worth it: more for common words and streets (方正街)."""
    return SURE if name[:2] in COMMON or behind in _PLACES else DOUBTFUL


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
