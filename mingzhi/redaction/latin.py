"""Single names in Latin letters amid Chinese writing: behind what somebody is, or acting."""

import re
from collections.abc import Iterator

from mingzhi.redaction.naming.words import ROLES
from mingzhi.redaction.words import words_of

_WORD = re.compile(r"(?<![A-Za-z0-9])[A-Z][a-z]{2,11}(?![A-Za-z0-9])")
_MORE = words_of("运营主管助手文员前台美甲美容技师代班值守翻译外教领班带班主厨调酒调度策划设计店助")
_DEEDS = words_of("销售采购代购转租租转代办代签承租出租监理外卖快递经纪甲方乙方")
_BEHIND = re.compile(r"(?:老师|经理|店长|教练|医生|总监|主管|先生|女士|小姐|[姐哥总])")
_FROM = frozenset("由与向找给跟叫同和")
_ACTS = re.compile(
    r"(?:代班|代为|负责|经手|送[货来至到]|接[待手收]|签[收字名]|联系|保管|转交|带领|带教|介绍|收[取款]|交代|安排|操作)"
)
_NEXT = frozenset("、和与及")


def names_in_latin(text: str) -> Iterator[str]:
    """Yield them; in a row with one (客服Linda、Kevin) the next is one too."""
    last = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        rowed = last == start - 1 and text[last] in _NEXT
        if rowed or _announced(text[max(0, start - 3) : start]) or _spoken_of(text, start, end):
            last = end
            yield match[0]


def _announced(before: str) -> bool:
    before = before.rstrip(' :“"')
    role = before[-2:]
    return (role in ROLES and role not in _DEEDS) or role in _MORE


def _spoken_of(text: str, start: int, end: int) -> bool:
    if _BEHIND.match(text, end):
        return True
    return text[start - 1 : start] in _FROM and _ACTS.match(text, end) is not None
