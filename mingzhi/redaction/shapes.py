"""What has the shape of an identifier although nobody named it: walked over, character by character."""

from collections.abc import Iterator

from mingzhi.redaction.codes import is_bank_card, is_identity_number
from mingzhi.redaction.folding import SEPARATORS, Folded, fold
from mingzhi.redaction.values import Kind

Told = tuple[int, int, Kind]
PLATE_HEADS = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领")
_CODE_WORDS = (
    "编号",
    "单号",
    "订单",
    "信用代码",
    "代码",
    "注册号",
    "证号",
    "登记证",
    "许可证",
    "证字",
    "条码",
    "批号",
    "批次",
    "流水号",
    "货号",
)
_PERSON_WORDS = ("身份证号", "身份证编号", "证件编号", "驾驶证号", "驾驶证编号")
_LONGEST = 40
"""Digits of a row beyond which no number of anybody is looked for; a bank account has thirty at most."""
_FIRST_PROVINCE, _LAST_PROVINCE = 11, 82


def shapes(text: str) -> Iterator[Told]:
    """Yield what looks like somebody's number, card, telephone, e-mail address, plate or passport."""
    plain = fold(text)
    for reading in (plain, fold(text, chinese_digits=True)):
        for start, end, digits in _runs(reading):
            kind = _shape_of(digits)
            mobile = kind is Kind.PHONE and digits[0] != "0"
            first, last = reading.places[start], reading.places[end]
            if kind is None or _is_han(text[first]) is not _is_han(text[last]):
                continue
            if mobile or not _numbered(reading, start):
                yield first, last + 1, kind
    yield from _mail(plain)
    yield from _plates(text)
    yield from _travel(plain)


def _numbered(folded: Folded, start: int) -> bool:
    """Tell whether the words right before call it the number of a paper or of goods, not of a person."""
    before = folded.text[max(0, start - 8) : start].rstrip(":为是")
    return before.endswith(_CODE_WORDS) and not before.endswith(_PERSON_WORDS)


def _shape_of(digits: str) -> Kind | None:
    if is_identity_number(digits) and not (len(digits) == 15 and not _is_province(digits[:2])):
        return Kind.IDENTITY_NUMBER
    if is_bank_card(digits):
        return Kind.BANK_ACCOUNT
    local = digits.removeprefix("0086") if digits.startswith("0086") else digits
    local = local.removeprefix("86") if len(local) == 13 else local
    if len(local) == 11 and local[0] == "1" and local[1] in "3456789":
        return Kind.PHONE
    area = 3 if local[:2] in {"01", "02"} else 4
    if local[:1] == "0" and local[1:2] != "0" and len(local) - area in {7, 8} and local[area] in "23456789":
        return Kind.PHONE
    return None


def _is_province(digits: str) -> bool:
    return _FIRST_PROVINCE <= int(digits) <= _LAST_PROVINCE


def _runs(folded: Folded) -> Iterator[tuple[int, int, str]]:
    """Yield runs of digits (an X may close one), separators and blanks between them overlooked.

    A run touching other letters is part of a code and yields nothing.
    """
    chars, at = folded.text, 0
    while at < len(chars):
        if not _digit(chars[at]):
            at += 1
            continue
        begin = at
        digits, last = _read_run(chars, begin)
        at = last + 1
        before = chars[begin - 1 : begin] if begin else ""
        if not (_letter(before) or _letter(chars[at : at + 1])):
            yield from _parts(digits, begin, last, chars)


def _read_run(chars: str, begin: int) -> tuple[str, int]:
    """Read digits from ``begin`` over at most two separators at a time; return them and the last place."""
    digits: list[str] = []
    last, gap, at = begin, 0, begin
    while at < len(chars) and gap <= 2:
        char = chars[at]
        if _digit(char) or (char == "x" and len(digits) == 17):
            digits.append(char)
            last, gap = at, 0
        elif char in SEPARATORS and char != "/":
            gap += 1
        else:
            break
        at += 1
    return "".join(digits), last


def _parts(digits: str, begin: int, last: int, chars: str) -> Iterator[tuple[int, int, str]]:
    """Yield the whole run, the pieces between its separators, and every row of pieces from the first on."""
    yield begin, last, digits
    start, row = begin, ""
    for at in range(begin, last + 2):
        if at == last + 1 or chars[at] in SEPARATORS:
            if at > start and (start, at - 1) != (begin, last):
                yield start, at - 1, chars[start:at]
                if len(row) <= _LONGEST:
                    row += chars[start:at]
                    yield begin, at - 1, row
            start = at + 1


def _digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _mail(folded: Folded) -> Iterator[Told]:
    text = folded.text
    signs = [(at, at) for at, char in enumerate(text) if char == "@"]
    at = text.find("(at)")
    while at >= 0:
        signs.append((at, at + 3))
        at = text.find("(at)", at + 1)
    for first, last in signs:
        left, right = first, last
        while left and _mail_char(text[left - 1]):
            left -= 1
        while right + 1 < len(text) and _mail_char(text[right + 1]):
            right += 1
        if left < first and "." in text[last:right]:
            yield folded.places[left], folded.places[right] + 1, Kind.EMAIL


def _mail_char(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "._%+-")


def _plates(text: str) -> Iterator[Told]:
    folded = fold(text, drop_separators=True)
    for at, char in enumerate(folded.text):
        if char not in PLATE_HEADS or not folded.text[at + 1 : at + 2].isascii():
            continue
        end = at + 1
        while end < len(folded.text) and folded.text[end].isascii() and folded.text[end].isalnum():
            end += 1
        if folded.text[end : end + 1] in set("学警港澳挂"):
            end += 1
        body = folded.text[at + 1 : end]
        if body[:1].isalpha() and len(body) in {6, 7} and any(c.isdigit() for c in body[1:]):
            yield folded.places[at], folded.places[end - 1] + 1, Kind.PLATE


def _travel(folded: Folded) -> Iterator[Told]:
    """Yield passports and permits: a letter of theirs with eight to ten digits, no day of production."""
    text = folded.text
    for at, char in enumerate(text):
        before = text[max(0, at - 1) : at]
        if char not in "egpsdhmcwlt" or _letter(before) or _digit(before) or before in {"/", "."}:
            continue
        end = at + 1
        while end < len(text) and text[end].isascii() and text[end].isalnum():
            end += 1
        body = text[at + 1 : end]
        tail = body[1:] if char in "ec" and _letter(body[:1]) else body
        whole = len(body) == 8 or (char in "hm" and len(body) == 10)
        if whole and tail.isdigit() and not _is_day(body) and not _numbered(folded, at):
            yield folded.places[at], folded.places[end - 1] + 1, Kind.PASSPORT


def _is_day(body: str) -> bool:
    return (
        body.isdigit()
        and body[:2] in {"19", "20"}
        and "01" <= body[4:6] <= "12"
        and "01" <= body[6:8] <= "31"
    )


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff" or char == "〇"
