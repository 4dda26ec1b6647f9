# ruff: noqa: E501
"""Draw names of all forms: usual ones, ones that are words as well, what people call each other, foreign ones."""

import random
from collections.abc import Sequence
from functools import cache
from math import exp

from mingzhi.redaction.naming import given
from mingzhi.redaction.naming.forms import FEW
from mingzhi.redaction.naming.lexicon import lexicon
from mingzhi.redaction.surnames import COMPOUND, FREQUENT, JAPANESE, RARE, SINGLE

_WORDS = 0.16
_LATIN = (
    "David",
    "Anna",
    "Peter",
    "Maria",
    "Ivan",
    "Ahmed",
    "Linda",
    "Robert",
    "Olga",
    "Tran",
    "Kim",
    "Nadia",
)
_LATIN_LAST = (
    "Smith",
    "Brown",
    "Petrov",
    "Garcia",
    "Hassan",
    "Nguyen",
    "Weber",
    "Rossi",
    "Ivanova",
    "Khan",
    "Park",
)
_FIRST = (
    "阿依",
    "古丽",
    "买买",
    "艾力",
    "吐尔",
    "热依",
    "巴特",
    "乌云",
    "斯琴",
    "格日",
    "娜仁",
    "扎西",
    "次仁",
    "卓玛",
    "多吉",
    "尼玛",
    "其木",
    "玉素",
    "木拉",
    "阿卜杜",
)
_LAST = (
    "古丽",
    "尔逊",
    "提江",
    "木汗",
    "乐图",
    "其其格",
    "勒",
    "旺堆",
    "拉姆",
    "罕",
    "都拉",
    "娜孜",
    "江",
    "德勒",
    "高娃",
    "顿珠",
    "甫",
    "提",
    "哈孜",
    "图雅",
)


def drawn(dice: random.Random) -> str:
    """Draw a name: most with one of the usual surnames, some with a rare or compound one, some words."""
    if dice.random() < _WORDS:
        return dice.choice(_words_like_names())
    group = dice.choices(
        (sorted(COMPOUND), FEW, sorted(FREQUENT), sorted(SINGLE), sorted(RARE)), (5, 40, 38, 15, 2)
    )[0]
    first = dice.choice(group)
    return first + "".join(_given(dice) for _ in range(dice.choice((1, 2, 2, 2))))


def _given(dice: random.Random) -> str:
    """Draw a character of a given name: by the own table or by the dictionary's names."""
    if dice.random() < 0.6:
        return dice.choice(given.FREQUENT * 3 + given.MANY)
    chars, weights = _shares()
    return dice.choices(chars, cum_weights=weights)[0]


@cache
def _shares() -> tuple[list[str], list[float]]:
    shares, sum_ = lexicon().given, 0.0
    chars, weights = sorted(shares), []
    for char in chars:
        sum_ += exp(shares[char])
        weights.append(sum_)
    return chars, weights


@cache
def _words_like_names() -> list[str]:
    words = lexicon()
    return sorted(
        word
        for word in (*words.usual, *words.either)
        if len(word) == 2 and word[0] in SINGLE and words.part.get(word, "n") in "natvz"
        and words.given.get(word[1], -99.0) > -8.5
    )  # fmt: skip


def drawn_called(dice: random.Random, cast: Sequence[str]) -> str:
    """Draw how somebody is called, half of the time somebody who is there already."""
    name = dice.choice(cast) if cast and dice.random() < 0.5 else drawn(dice)
    surname, last = name[0], name[-1]
    return dice.choice(
        (
            f"老{surname}", f"小{surname}", f"阿{last}", f"小{last}", f"{surname}哥", f"{last}哥", f"{surname}姐", f"{last}姐", f"{last}子",
            f"{surname}师傅", f"{surname}老板", f"{surname}胖子", f"老{surname}", f"{surname}总", f"{last}{last}", f"{surname}老三", f"大{last}", f"{surname}叔",
            f"{surname}阿婆", f"{surname}奶奶", f"{surname}先生", f"{surname}女士", f"{surname}大爷", f"{surname}嫂", f"{last}嫂", f"{last}叔", f"{last}儿",
            f"{surname}{dice.choice('二三四五六')}", f"{dice.choice('二三四五六胖黑')}{last}", f"{last}婆", f"{last}姨", f"{surname}老头", f"{surname}木匠", f"{surname}经理",
            f"大{surname}", f"阿{surname}", f"小{surname}", f"{surname}工", f"{last}兄", f"阿{dice.choice('二三四五六七')}", f"{surname}医生", f"{surname}老师",
        )
    )  # fmt: skip


def drawn_foreign(dice: random.Random) -> str:
    """Draw a name of another people or country."""
    kind = dice.random()
    if kind < 0.25:
        return f"{dice.choice(_LATIN)} {dice.choice(_LATIN_LAST)}"
    if kind < 0.4:
        return dice.choice(sorted(JAPANESE)) + "".join(_given(dice) for _ in range(dice.choice((1, 2))))
    if kind < 0.6:
        return f"{_sounded(dice)}·{_sounded(dice)}"
    return _sounded(dice)


def _sounded(dice: random.Random) -> str:
    return dice.choice(_FIRST) + dice.choice(_LAST)
