"""The forms a name can have, each with how likely its characters are in names of that form."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from mingzhi.redaction.naming import given
from mingzhi.redaction.naming.lexicon import Lexicon
from mingzhi.redaction.naming.words import ROLES
from mingzhi.redaction.surnames import COMPOUND, FREQUENT, JAPANESE, RARE, SINGLE

FEW = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_SURNAMES = ((frozenset(FEW), 0.025), (FREQUENT, 0.005), (SINGLE, 0.0004), (RARE, 0.00004))
_ALL = SINGLE | RARE
_FREQUENT, _MANY = frozenset(given.FREQUENT), frozenset(given.MANY)
_WHOLE = 3 * len(_FREQUENT) + len(_MANY) + 40
_CALLED, _CALLED_SELDOM = "老小阿大", "二三四五六七胖黑瘦"
_CALLED_BEHIND, _CALLED_BEHIND_SELDOM = "哥姐叔婶伯嫂爷妹弟总子仔", "姨婆公娘妈爸兄儿佬头嫚"
_ADDRESSED = re.compile(
    "(?:师傅|师父|老板娘?|大[哥姐爷妈叔伯娘嫂夫]|阿[姨婆公]|胖子|瘸子|麻子|秃子|聋子|瞎子|矮子|老[大二三四五六]|"
    "先生|女士|小姐|太太|奶奶|爷爷|婆婆|公公|嫂子|老师|医生|教练|经理|厂长|店长|老[头太]|木匠|铁匠|裁缝|屠户|瓦匠)"
)
_OFFICE = re.compile("护士|律师|校长|园长|院长|书记|队长")
_NO_OFFICE = frozenset("任经和向于从同时应代由何兼曾原院校园队")
"""Surnames that stand before an office as words: 任校长, 经院长批准."""
_OFFICIALS = SINGLE - _NO_OFFICE
_BEFORE_SURNAME = frozenset("老小大")
_BEHIND_SURNAME = re.compile(f"(?:[哥姐叔婶伯嫂爷妹弟头]|{_ADDRESSED.pattern}|{_OFFICE.pattern})")
_WAYS = ((_CALLED, _CALLED_BEHIND, 4.0), (_CALLED_SELDOM, _CALLED_BEHIND_SELDOM, 6.0))
_LATIN = re.compile(
    r"(?:(?<=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff][,、:(;。“])|(?<=^))"
    r"[A-Z][a-z]{1,14}(?:[ .·\-][A-Z][a-z]{1,14}){1,3}"
    r"(?![A-Za-z]|[ .,\-]{1,2}[A-Za-z])(?=[^\n]?[\u4e00-\u9fff])"
)
"""A name in Latin letters amid Chinese writing: English titles are no names."""
_DOT = "·•・‧"
_SOUNDS = frozenset(
    "古丽买提吐尔逊热依汗巴特乌云斯琴格日娜仁扎西次卓玛多吉尼其木玉素拉阿卜杜敖哈萨帕都合曼才让东知普布达"
    "瓦旺堆姆罕孜甫德勒顿珠图雅江加措央金嘉洛桑丹增贡索朗平白强杰仓决苏里艾力麦迪夏不沙赛牙生亚库班伊明再"
    "努祖农克铁腾吾呼和朝鲁宝音孟根乐高娃如托娅毕斡楞嘎额"
)
"""Characters that names of the peoples of the west and the north are written with."""
_FOREIGN_LEAST, _SOUND = -7.0, -6.0
_NEVER_LAST = frozenset("称说等的系均也已未被把让给街巷弄店厂局号室")
_NEVER = -16.0
_LENGTHS = {1: math.log(0.2), 2: math.log(0.8)}
"""How many names have one given character, how many two."""


@dataclass(frozen=True, slots=True)
class Form:
    """A piece of text with the form of a name: which one, how long its surname, how likely its characters."""

    start: int
    end: int
    kind: str
    first: int
    likelihood: float


def forms(text: str, words: Lexicon) -> Iterator[Form]:
    """Yield every piece that has the form of a name and ends in no name that is hidden already (李某)."""
    return (form for form in _forms(text, words) if text[form.end : form.end + 1] != "某")


def _forms(text: str, words: Lexicon) -> Iterator[Form]:
    for at, char in enumerate(text):
        if "\u4e00" <= char <= "\u9fff":
            yield from _whole(text, at, words)
            yield from _called(text, at, words)
            yield from _doubled(text, at, words)
            yield from _japanese(text, at, words)
    yield from _foreign(text, words)
    for match in _LATIN.finditer(text):
        yield Form(match.start(), match.end(), "latin", 0, 0.0)


def surname(char: str) -> float:
    """Return the logarithm of how usual a surname is, very low for none."""
    if len(char) == 2:
        return math.log(0.0004)
    return next((math.log(share) for group, share in _SURNAMES if char in group), _NEVER)


def given_name(char: str, words: Lexicon) -> float:
    """Return the logarithm of how usual a character is in given names: by two tables, half and half."""
    own = (3 * (char in _FREQUENT) + (char in _MANY) + 0.02) / _WHOLE
    return math.log(0.5 * own + 0.5 * math.exp(words.given.get(char, _NEVER)))


def fits(char: str, words: Lexicon) -> bool:
    """Tell whether a character is known from given names, or from nowhere at all."""
    return char in _FREQUENT or char in _MANY or char not in words.usual


def _is_han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def _whole(text: str, at: int, words: Lexicon) -> Iterator[Form]:
    """A surname and one or two characters of a given name."""
    if text[max(0, at - 1) : at + 1] in COMPOUND:
        return
    first = 2 if text[at : at + 2] in COMPOUND else 1 if text[at] in _ALL else 0
    for end in (at + first + 1, at + first + 2) if first else ():
        names = text[at + first : end]
        if end <= len(text) and _is_given(names):
            each = sum(given_name(char, words) for char in names) + _LENGTHS[len(names)]
            yield Form(at, end, "whole", first, surname(text[at : at + first]) + each)


def _is_given(names: str) -> bool:
    return _is_han(names) and names not in ROLES and "某" not in names and names[-1] not in _NEVER_LAST


def _called(text: str, at: int, words: Lexicon) -> Iterator[Form]:
    """What people call each other: 老王, 阿强, 张姐, 鹏哥, 强子, 王师傅."""
    two = text[at : at + 2]
    if two[0] in _BEFORE_SURNAME and two[1:] and two[1] in _ALL:
        called = _BEHIND_SURNAME.match(text, at + 2)
        if called is not None and two[1] not in _NO_OFFICE:
            yield Form(at, called.end(), "addressed", 1, surname(two[1]) - 2.0)
            return
    if len(two) == 2 and _is_han(two):
        for before, behind, less in _WAYS:
            inner = two[1] if two[0] in before else two[0] if two[1] in behind else ""
            if inner and inner not in _CALLED + _CALLED_BEHIND and not (less > 4 and two in words.usual):
                best = max(surname(inner), given_name(inner, words))
                kind = "called before" if two[0] in before else "called behind"
                yield Form(at, at + 2, kind, 0, best - less)
                return
    match = _ADDRESSED.match(text, at + 1) if text[at] in _ALL else None
    if match is None and text[at] in _OFFICIALS:
        match = _OFFICE.match(text, at + 1)
    if match is not None:
        yield Form(at, match.end(), "addressed", 1, surname(text[at]) - 4.0)


def _doubled(text: str, at: int, words: Lexicon) -> Iterator[Form]:
    """A child's name: 朵朵, 乐乐."""
    if text[at + 1 : at + 2] == text[at] and text[at + 2 : at + 3] != text[at]:
        yield Form(at, at + 2, "doubled", 0, given_name(text[at], words) - 5.0)


def _japanese(text: str, at: int, words: Lexicon) -> Iterator[Form]:
    if text[at : at + 2] in JAPANESE:
        for end in (at + 3, at + 4):
            names = text[at + 2 : end]
            if end <= len(text) and _is_han(names):
                yield Form(at, end, "japanese", 2, -9.0 + sum(given_name(char, words) for char in names))


def _foreign(text: str, words: Lexicon) -> Iterator[Form]:
    """Runs of characters that foreign names are written with, with a dot or without."""

    def sounds(place: int) -> bool:
        char = text[place]
        return (
            char in _SOUNDS
            or words.foreign.get(char, _NEVER) > _FOREIGN_LEAST
            or (char in _DOT and 0 < place < len(text) - 1 and _is_han(text[place - 1] + text[place + 1]))
        )

    for is_foreign, places in groupby(range(len(text)), sounds):
        run = list(places)
        if not is_foreign or len(run) < 3:
            continue
        start, end = run[0], run[-1] + 1
        for at in range(start, min(start + 2, end - 2)):
            for stop in range(max(at + 3, end - 1), end + 1):
                yield from _sounding(text, at, min(stop, at + 16), words)


def _sounding(text: str, at: int, end: int, words: Lexicon) -> Iterator[Form]:
    dotted = any(char in _DOT for char in text[at:end])
    if text[at] in _DOT or text[end - 1] in _DOT:
        return
    likelihood = sum(
        max(words.foreign.get(char, _NEVER), _SOUND if char in _SOUNDS else _NEVER)
        for char in text[at:end]
        if char not in _DOT
    )
    yield Form(at, end, "dotted" if dotted else "foreign", 0, likelihood)
