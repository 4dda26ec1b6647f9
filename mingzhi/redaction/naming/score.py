"""The score of a name: a sum of weighted traits, above 0 where a name is likelier than not.

Every piece that has the form of a name is looked at by itself first: how much likelier its characters
are in names than as words of the dictionary, what kind of word stands before and behind. Then with the
whole text: the same piece elsewhere, possible names in the same row, other pieces that overlap. Both
sets of weights were learned from texts that the project composes with drawn names (``python -m bench
names``); no real person's data was used.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from mingzhi.redaction.goods import goods_in
from mingzhi.redaction.naming.background import background
from mingzhi.redaction.naming.forms import Form, fits, forms
from mingzhi.redaction.naming.lattice import lattice
from mingzhi.redaction.naming.lexicon import is_word, lexicon
from mingzhi.redaction.naming.traits import traits

WEIGHTS = Path(__file__).with_name("weights.json")
_TITLE = re.compile(r"《[^《》]{0,200}》")
_ROW_BEHIND = re.compile("[、和与及]|以及|或者?")
_MOST, _HIDDEN_NEIGHBOUR = 8.0, 4.0
_CERTAIN, _LIKE = 0.9999, 0.3
_NUMERALS = frozenset("零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整")
"""Of sums in words (壹万贰仟元整), whose first characters are surnames as well."""
_DEALS = frozenset({"销售", "采购"})
_ANNOUNCES = frozenset({"before: role", "before: person"})
Traits = dict[str, float]


@dataclass(frozen=True, slots=True)
class Chance:
    """A piece of text that may be a name, with its score; ``plain`` where it is no word besides.

    ``fits`` unless it has a surname and a last character that hardly anybody is named with (水费);
    ``announced`` where what somebody is stands right before.
    """

    start: int
    end: int
    score: float
    plain: bool
    fits: bool = True
    announced: bool = False


def chances(text: str, least: float) -> tuple[Chance, ...]:
    """Return every piece of a text in half-width form whose score is above ``least``, in its order."""
    return tuple(one for one in _every(text) if one.score > least)


@lru_cache(maxsize=4)
def _every(text: str) -> tuple[Chance, ...]:
    alone, together = _weights()
    every = [*looked_at(text)]
    announced = {form for form, traits_ in every if not _ANNOUNCES.isdisjoint(traits_)}
    found = [(form, weighed(traits_, alone)) for form, traits_ in every]
    scores = [weighed(one, together) for one in in_company(text, found)]
    words, goods = lexicon(), _goods(text)
    return tuple(
        Chance(
            form.start,
            form.end,
            score,
            text[form.start : form.end] not in words.usual,
            form.kind != "whole" or fits(text[form.end - 1], words),
            form in announced and form.kind != "foreign",
        )
        for form, score in _joined([form for form, _first in found], scores)
        if not _NUMERALS.issuperset(text[form.start : form.end])
        and (form.end > goods.get(form.start, 0) or (form in announced and not _dealt_in(text, form)))
    )


def _dealt_in(text: str, form: Form) -> bool:
    """Tell whether what stands before is what is done to goods, though people are called so too."""
    return text[max(0, form.start - 2) : form.start] in _DEALS


def _goods(text: str) -> dict[int, int]:
    """Return for each place in the name of goods where that name ends."""
    return {at: end for start, end in goods_in(text) for at in range(start, end)}


def _joined(found: Sequence[Form], scores: Sequence[float]) -> Iterator[tuple[Form, float]]:
    """Yield every piece; those of like chance that begin together (李明, 李明远) count together."""
    groups: dict[int, list[float]] = defaultdict(list)
    chance = [1 / (1 + math.exp(-score)) for score in scores]
    for form, one in zip(found, chance, strict=True):
        groups[form.start].append(one)
    for form, score, one in zip(found, scores, chance, strict=True):
        group = groups[form.start]
        whole = min(sum(group), _CERTAIN)
        yield form, (math.log(whole / (1 - whole)) if one >= _LIKE * max(group) and whole > one else score)


def looked_at(text: str) -> Iterator[tuple[Form, Traits]]:
    """Yield every possible name with its own traits; titles of laws are left out."""
    words, ordinary = lexicon(), background()
    titles = {at for match in _TITLE.finditer(text) for at in range(*match.span())}
    found = tuple(forms(text, words))
    reading = lattice(text, found, words)
    for form in found:
        if form.start not in titles:
            yield form, dict(traits(reading, form, words, ordinary))


def weighed(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted sum of traits."""
    return sum(weights.get(name, 0.0) * value for name, value in found.items())


def in_company(text: str, found: Sequence[tuple[Form, float]]) -> Iterator[Traits]:
    """Yield for each possible name, with its score, what the rest of the text says about it."""
    places: dict[str, list[float]] = defaultdict(list)
    starting: dict[int, float] = {}
    ending: dict[int, float] = {}
    for form, score in found:
        places[text[form.start : form.end]].append(score)
        starting[form.start] = max(score, starting.get(form.start, -_MOST))
        ending[form.end] = max(score, ending.get(form.end, -_MOST))
    rivals = _rivals(found, len(text))
    for (form, score), rival in zip(found, rivals, strict=True):
        same = places[text[form.start : form.end]]
        company = {"base": 1.0, "own": score / _MOST, "good": max(0.0, score) / _MOST}
        if len(same) > 1:
            others = sorted(same, reverse=True)
            best = others[1] if others[0] == score else others[0]
            company |= {"elsewhere": _cut(best), "how often": math.log(len(same))}
            company["elsewhere all in all"] = _cut((sum(same) - score) / (len(same) - 1))
        company |= rival
        row = max(_row_before(text, form.start, ending), _row_behind(text, form.end, starting))
        company["in a row"] = max(0.0, _cut(row))
        if is_word(text[form.start : form.end]):
            company |= {"a word": 1.0, "a word in a row": company["in a row"]}
        yield company


def apart(all_: Iterable[Chance]) -> tuple[Chance, ...]:
    """Keep of pieces that overlap the likeliest, in the order of the text."""
    kept: list[Chance] = []
    taken: set[int] = set()
    for one in sorted(all_, key=lambda one: -one.score):
        own = range(one.start, one.end)
        if taken.isdisjoint(own):
            kept.append(one)
            taken.update(own)
    return tuple(sorted(kept, key=lambda one: one.start))


def _cut(score: float) -> float:
    return max(-_MOST, min(_MOST, score)) / _MOST


def _rivals(found: Sequence[tuple[Form, float]], size: int) -> Iterator[Traits]:
    """Yield how much better other pieces are that hold this one, lie in it or cross it."""
    at: list[list[int]] = [[] for _place in range(size)]
    for nth, (form, _score) in enumerate(found):
        for place in range(form.start, form.end):
            at[place].append(nth)
    for nth, (form, score) in enumerate(found):
        rivals: Traits = {}
        for other in {other for place in range(form.start, form.end) for other in at[place]} - {nth}:
            rival, theirs = found[other]
            holds = rival.start <= form.start and form.end <= rival.end
            inside = form.start <= rival.start and rival.end <= form.end
            kind = "longer" if holds else "shorter" if inside else "crossing"
            rivals[kind] = max(_cut(theirs - score), rivals.get(kind, -1.0))
        yield rivals


def _row_before(text: str, start: int, ending: Mapping[int, float]) -> float:
    if text[max(0, start - 1) : start] not in ("、", "和", "与", "及"):
        return -_MOST
    if text[max(0, start - 2) : start - 1] in tuple("某甲乙丙丁戊"):
        return _HIDDEN_NEIGHBOUR
    return ending.get(start - 1, -_MOST)


def _row_behind(text: str, end: int, starting: Mapping[int, float]) -> float:
    match = _ROW_BEHIND.match(text, end)
    if match is None:
        return -_MOST
    if text[match.end() + 1 : match.end() + 2] == "某":
        return _HIDDEN_NEIGHBOUR
    return starting.get(match.end(), -_MOST)


@cache
def _weights() -> tuple[Mapping[str, float], Mapping[str, float]]:
    learned: dict[str, dict[str, float]] = json.loads(WEIGHTS.read_text("utf-8"))
    return learned["alone"], learned["together"]
