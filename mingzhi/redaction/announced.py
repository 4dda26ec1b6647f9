"""Part of the leak test: values behind further labels, tails of numbers, and a child's class at a school.

Walks over the folded text; the tables are its own.
"""

from collections.abc import Iterator

from mingzhi.redaction.folding import fold
from mingzhi.redaction.shapes import Told
from mingzhi.redaction.values import Kind

_LABELS: tuple[tuple[Kind, int, tuple[str, ...]], ...] = (
    (Kind.PASSPORT, 3, ("工号", "员工号", "员工编号", "工牌号", "工卡号")),
    (Kind.PASSPORT, 8, ("快递单号", "运单号", "面单编号", "包裹单号")),
    (
        Kind.PASSPORT,
        5,
        ("会员卡号", "病案号", "门诊号", "就诊卡号", "医保卡号", "社保卡号", "学籍号", "准考证号"),
    ),
    (Kind.PASSPORT, 8, ("资格证书编号", "执业证书编号", "资格证书编码", "作业人员证编号", "驾驶证档案编号")),
    (Kind.HANDLE, 5, ("群号", "旺旺名", "抖音号", "imei号", "串号")),
    (Kind.PROPERTY_NUMBER, 10, ("宗地代码", "地块编码", "承包经营权证号")),
)
_LINKS = frozenset("：:为是系“\"'(（码")
_TAILS = ("尾号", "尾数")
_GOODS = ("批号", "条码", "发票", "单号", "文号", "合同", "货号", "编号", "追溯码", "信用代码")
_SCHOOLS = ("小学", "中学", "学校", "初中", "高中", "幼儿园")
_GRADES = frozenset("一二三四五六七八九十年级初高大中小托0123456789()（）")


def announced(text: str) -> Iterator[Told]:
    """Yield what a label, a tail or a class gives away, at its places in the text."""
    folded = fold(text)
    for look in (_labelled, _tails, _classes):
        for start, end, kind in look(folded.text):
            yield folded.places[start], folded.places[end - 1] + 1, kind


def _ends(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at + len(word)
        at = text.find(word, at + 1)


def _code(text: str, at: int) -> tuple[int, int]:
    """Return where the letters and digits close behind a label begin and end."""
    start = at
    while start < len(text) and start - at < 3 and text[start] in _LINKS:
        start += 1
    end = start
    while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] in "_-"):
        end += 1
    return start, end


def _labelled(text: str) -> Iterator[Told]:
    for kind, least, labels in _LABELS:
        for label in labels:
            for at in _ends(text, label):
                start, end = _code(text, at)
                if end - start >= least and any(char.isdigit() for char in text[start:end]):
                    yield start, end, kind


def _tails(text: str) -> Iterator[Told]:
    for word in _TAILS:
        for at in _ends(text, word):
            start, end = _code(text, at)
            goods = any(one in text[max(0, at - 10) : at] for one in _GOODS)
            if not goods and 3 <= end - start <= 6 and text[start : end - 1].isdigit():
                yield start, end, Kind.PHONE


def _classes(text: str) -> Iterator[Told]:
    for end in _ends(text, "班"):
        start = end - 1
        while start and text[start - 1] in _GRADES:
            start -= 1
        numbered = any(char in "一二三四五六七八九十0123456789" for char in text[start : end - 1])
        school = next((word for word in _SCHOOLS if text[:start].endswith(word)), "")
        if school and numbered:
            yield start - len(school), end, Kind.MINOR
