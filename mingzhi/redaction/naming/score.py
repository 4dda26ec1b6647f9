"""The score of a name: a sum of weighted traits, above 0 where a name is likelier than not.

Every two or three characters (with a compound surname three or four) that begin with a surname are looked at:
how much more the characters are used in names than in text, whether they make words with each other or with
what stands around, what kind of thing stands before and behind. The weights were learned from texts that the
project composes (``python -m bench names``); no real person's data was used.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mingzhi.redaction.naming import given
from mingzhi.redaction.naming.background import Background, background
from mingzhi.redaction.naming.words import BEGINNING, ENDING, ROLES
from mingzhi.redaction.surnames import COMPOUND, FREQUENT, RARE, SINGLE
from mingzhi.redaction.words import NO_PERSON_ENDS

WEIGHTS = Path(__file__).with_name("weights.json")
FEW = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_SURNAMES = ((frozenset(FEW), 0.025), (FREQUENT, 0.006), (SINGLE, 0.0006), (RARE, 0.0001))
_ALL = SINGLE | RARE
_FREQUENT, _MANY = frozenset(given.FREQUENT), frozenset(given.MANY)
_WHOLE = 3 * len(_FREQUENT) + len(_MANY) + 40
_PARTNERS = frozenset("向由与让给对被把和同找叫经据令请使为替及或是系即跟问命派指聘雇")
_VERBS = frozenset(
    "称说反陈承表签确在提购等于证负驾持任共全陪上代指辨核到出收送交经销使租住名本通接介告发认要请投举联转付支取加生制存运搬雇聘操无有没系是为因对"
    "向将从与和及均也已未曾又处被把让给自以并而或打拿带帮替看买卖开进来去做用其受叫当作应可会不还再就仍先后同拒逐两三予则独亲随一多家女老医夫父母"
)
_ORGANISATION = re.compile(
    r"(?:(?![的在于是与和及由将等经称有向对把被本该我来到])[\u4e00-\u9fff]){0,6}?(?:公司|商行|商店|超市|饭店|饭馆|面馆|餐馆|餐厅|酒店|宾馆|旅馆|药店|药房|诊所|医院|学校|小学|中学|幼儿园|事务所|"
    r"合作社|经营部|工作室|服务部|加工厂|食品厂|[店厂馆行坊社铺]|村|路|街|镇|乡|县|市|区|大道|小区|花园|公寓|苑|庭|局|厅|院|中心|集团|协会|"
    r"有限|河|江|湖|桥|山庄|农场)"
)
_TITLE = re.compile(r"《[^《》]{0,200}》")
_BOTH = BEGINNING | ENDING | ROLES
_LEAST, _MOST = -3.0, 5.0


@dataclass(frozen=True, slots=True)
class Chance:
    """A piece of text that may be a name, with its score."""

    start: int
    end: int
    score: float


def chances(text: str, least: float) -> tuple[Chance, ...]:
    """Return every piece of a text in half-width form whose score is above ``least``."""
    known, weights = background(), _weights()
    titles = {at for match in _TITLE.finditer(text) for at in range(*match.span())}
    found = []
    for at, end, first in candidates(text):
        if at in titles:
            continue
        score = sum(weights.get(name, 0.0) * value for name, value in traits(text, at, end, first, known))
        if score > least:
            found.append(Chance(at, end, score))
    return tuple(found)


@cache
def _weights() -> Mapping[str, float]:
    learned: dict[str, float] = json.loads(WEIGHTS.read_text("utf-8"))
    return learned


def candidates(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, length of the surname) of every piece that has the form of a name."""
    for at, char in enumerate(text):
        if text[at - 1 : at + 1] in COMPOUND:
            continue
        first = 2 if text[at : at + 2] in COMPOUND else 1 if char in _ALL else 0
        for end in (at + first + 1, at + first + 2) if first else ():
            if end <= len(text) and _may_be(text[at + first : end], text[at:end]):
                yield at, end, first


def _may_be(names: str, whole: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in whole) and names not in ROLES


def traits(text: str, at: int, end: int, first: int, known: Background) -> Iterator[tuple[str, float]]:
    """Yield what speaks for a name and against it, each with its measure."""
    before, after = text[at - 1 : at] or "\n", text[end : end + 1] or "\n"
    yield from _characters(text[at : at + first], text[at + first : end], known)
    yield from _words(text, at, end, first)
    yield from _pairs(text, at, end, first, known)
    if text[max(0, at - 2) : at] in ROLES:
        yield "role before", 1.0
    left, right = _before(before), _after(after)
    yield from (("base", 1.0), (left, 1.0), (right, 1.0), (left + right, 1.0))
    if text[end - 1] in NO_PERSON_ENDS:
        yield "ends like a place", 1.0
    if _ORGANISATION.match(text, end):
        yield "in an organisation", 1.0


def _characters(surname: str, names: str, known: Background) -> Iterator[tuple[str, float]]:
    if len(surname) == 2:
        yield "compound surname", 1.0
    else:
        share = next(share for group, share in _SURNAMES if surname in group)
        yield "surname", _within(known.above(share, surname))
    each = [_within(known.above(_given(char), char)) for char in names]
    yield "given", sum(each) / len(each)
    yield "last", each[-1]
    yield "fit to be given", sum(_fits(char, known) for char in names) / len(names)
    yield ("one given" if len(names) == 1 else "two given"), 1.0


def _fits(char: str, known: Background) -> bool:
    """Tell whether a character is known from given names, or from nowhere at all."""
    return char in _FREQUENT or char in _MANY or char not in known.singles


def _given(char: str) -> float:
    return (3 * (char in _FREQUENT) + (char in _MANY) + 0.02) / _WHOLE


def _within(value: float) -> float:
    return max(_LEAST, min(_MOST, value)) / 3


def _words(text: str, at: int, end: int, first: int) -> Iterator[tuple[str, float]]:
    if first == 1 and text[at : at + 2] in BEGINNING:
        yield "begins like a word", 1.0
    if text[at - 1 : at + 1] in ENDING:
        yield "inside a word", 1.0
    if end - at - first == 2 and text[end - 2 : end] in _BOTH:
        yield "given names are a word", 1.0
    if text[end - 1 : end + 1] in _BOTH:
        yield "goes on as a word", 1.0


def _pairs(text: str, at: int, end: int, first: int, known: Background) -> Iterator[tuple[str, float]]:
    """Pairs that ordinary text has, over the edges and inside."""
    if at:
        yield "pair before", known.pair(text[at - 1 : at + 1])
    if first == 1:
        yield "first pair", known.pair(text[at : at + 2])
    if end - at - first == 2:
        yield "last pair", known.pair(text[end - 2 : end])
        yield "pair behind", known.pair(text[end - 1 : end + 1])
    else:
        yield "pair behind one", known.pair(text[end - 1 : end + 1])


def _before(char: str) -> str:
    if char.isdigit():
        return "number before"
    if char == "、":
        return "row before"
    if char in _PARTNERS:
        return "partner before"
    return "character before" if "\u4e00" <= char <= "\u9fff" else "sign before"


def _after(char: str) -> str:
    if char == "、":
        return ", row behind"
    if char == "的":
        return ", of behind"
    if char in _VERBS:
        return ", verb behind"
    return ", character behind" if "\u4e00" <= char <= "\u9fff" else ", sign behind"
