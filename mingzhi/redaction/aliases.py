"""How people call somebody whose name is known: 老沈, 沈老板, 阿珍, 珍姐, 金土; parts of foreign names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mingzhi.redaction.loose import BLANKS, Squeezed, squeeze
from mingzhi.redaction.naming import given
from mingzhi.redaction.naming.lexicon import is_word, lexicon
from mingzhi.redaction.surnames import COMPOUND, SINGLE, surname_of
from mingzhi.redaction.words import COMMON, words_of

_BEFORE = "老小阿大"
_BEHIND_GIVEN = "哥姐叔婶伯嫂爷妹弟子仔儿姨"
_BEHIND = (
    *"总哥姐叔婶伯嫂姨爷工",
    *words_of(
        "师傅师父老板先生女士小姐太太大哥大姐大爷大妈大叔大伯大娘大嫂阿姨阿婆阿公奶奶爷爷婆婆同学同志老师医生大夫医师护士"
        "教练会计出纳经理总监厂长店长校长园长院长站长馆长主任主管班长组长队长工头律师胖子瘸子麻子老大老二老三老四老五老六"
    ),
    "老板娘",
    "总经理",
)
_DOTS = re.compile("[·•・‧]")
_GIVEN = frozenset(given.FREQUENT) | frozenset(given.MANY)
_SHORTEST, _LONGEST, _LONGEST_NAME = 2, 8, 4
Place = tuple[int, int]
Calls = Mapping[str, tuple[Sequence[str], Sequence[Place]]]


def calls(text: str, names: Iterable[str]) -> Calls:
    """Return each way in which a text in half-width form calls somebody: who may be meant, and where."""
    whose: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for form in dict.fromkeys(_forms(name)):
            whose[form].append(name)
    found: dict[str, tuple[list[str], list[Place]]] = {}
    for start, end in (*_standing(text, whose), *_latin(text, whose)):
        piece = text[start:end]
        meant = whose[_key(piece)]
        found.setdefault(piece, (meant, []))[1].append((start, end))
    return found


def siblings(text: str, names: Iterable[str]) -> Iterator[str]:
    """Yield who shares the surname and one character of the given name with somebody: 冉启富, 冉启贵."""
    roots = {
        name[:-1]: name[-1]
        for name in names
        if len(name) - len(surname_of(name)) == 2 and _is_han(name) and not is_word(name[:-1])
    }
    squeezed = squeeze(text, BLANKS).text
    for size in (2, 3):
        for at in range(len(squeezed) - size):
            root, last = squeezed[at : at + size], squeezed[at + size]
            fits = root in roots and last in _GIVEN and last != roots[root]
            if fits and not is_word(squeezed[at + size : at + size + 2]):
                yield root + last


def _forms(name: str) -> Iterator[str]:
    """Yield what somebody is called, as far as it is no word by itself."""
    usual = lexicon().usual
    every = _parts(name) if _DOTS.search(name) or name.isascii() else _shorter(name)
    return (form for form in every if form not in usual and form not in COMMON)


def _parts(name: str) -> Iterator[str]:
    """The parts of 古丽娜尔·吐尔逊 and of Anna Kowalska."""
    return (_key(part) for part in re.split(r"[\s.,·•・‧\-]+", name) if len(part) > 2 - (not part.isascii()))


def _key(piece: str) -> str:
    return re.sub(r"[\s·•]", "", piece).lower()


def _shorter(name: str) -> Iterator[str]:
    surname = surname_of(name)
    rest = name[len(surname) :]
    if not (2 <= len(name) <= _LONGEST_NAME and _is_han(name) and surname and rest):
        return
    if surname not in SINGLE and surname not in COMPOUND:
        return
    yield from (before + surname for before in _BEFORE)
    yield from (surname + behind for behind in _BEHIND)
    yield from (before + rest[-1] for before in _BEFORE)
    yield from (rest[-1] + behind for behind in _BEHIND_GIVEN)
    yield rest[-1] * 2
    if len(rest) == 2 and not is_word(rest):
        yield rest


def _standing(text: str, forms: Mapping[str, object]) -> Iterator[Place]:
    """Places of Chinese forms that are no part of a word there (养老金, 小程序)."""
    squeezed = squeeze(text, BLANKS)
    for at in range(len(squeezed.text)):
        for end in range(at + _SHORTEST, min(at + _LONGEST, len(squeezed.text)) + 1):
            if squeezed.text[at:end] in forms and _stands_apart(squeezed, at, end):
                yield squeezed.places[at], squeezed.places[end - 1] + 1


def _stands_apart(squeezed: Squeezed, at: int, end: int) -> bool:
    text, usual = squeezed.text, lexicon().usual
    over = (text[max(0, at - 1) : at + 1], text[end - 1 : end + 1])
    return not text[at].isascii() and not any(
        len(pair) == 2 and (pair in usual or pair in COMMON) for pair in over
    )


def _latin(text: str, forms: Iterable[str]) -> Iterator[Place]:
    for form in forms:
        if form.isascii():
            pattern = rf"(?<![A-Za-z]){re.escape(form)}(?![A-Za-z])"
            yield from (match.span() for match in re.finditer(pattern, text, re.IGNORECASE))


def _is_han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)
