"""The leak test: look once more, by another way, whether the public text gives somebody away.

Written apart from the detectors on purpose: no regular expression, no shared pattern. It folds the text
(wide and narrow forms, blanks, separators, Chinese digits) and walks over it character by character.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mingzhi.redaction.codes import birth_date_of, is_bank_card, is_identity_number
from mingzhi.redaction.profiles import Profile
from mingzhi.redaction.values import Kind, Known, Leak

_CHINESE_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_SEPARATORS = frozenset("-‐‑‒–—―_.·•/()[]")
_PLATE_HEADS = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领")
_CUT = "\x00"


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded characters with the place each came from."""

    text: str
    places: tuple[int, ...]

    def find(self, piece: str) -> Iterator[tuple[int, int]]:
        """Yield the original places of every occurrence of a folded piece."""
        at = self.text.find(piece)
        while at >= 0 and piece:
            yield self.places[at], self.places[at + len(piece) - 1] + 1
            at = self.text.find(piece, at + 1)


def fold(text: str, *, drop_separators: bool = False, chinese_digits: bool = False) -> Folded:
    """Fold text: compatibility forms, lower case, no blanks or invisible characters."""
    kept: list[str] = []
    places: list[int] = []
    for place, original in enumerate(text):
        for char in unicodedata.normalize("NFKC", original).lower():
            if char.isspace() or unicodedata.category(char) in {"Cf", "Mn"}:
                continue
            if drop_separators and char in _SEPARATORS:
                continue
            kept.append(_CHINESE_DIGITS.get(char, char) if chinese_digits else char)
            places.append(place)
    return Folded("".join(kept), tuple(places))


def find_leaks(text: str, *, known: Known, profile: Profile) -> tuple[Leak, ...]:
    """Return everything that still gives somebody away under this profile, in the order of the text."""
    masked = _without_public(text, known, profile)
    found = {leak for leak in (*_known(masked, known, profile), *_shapes(masked)) if profile.hides(leak.kind)}
    return tuple(sorted(found, key=lambda leak: (leak.start, leak.end, leak.kind)))


def _without_public(text: str, known: Known, profile: Profile) -> str:
    """Cut out what is public, so that a name inside an agency's name is no leak. Lengths stay."""
    shown = [*known.public_names, *known.public_texts]
    if not profile.hides(Kind.PARTY_NAME):
        shown.append(known.party_name)
    cut = list(text)
    plain = fold(text)
    for piece in sorted((piece for piece in shown if piece.strip()), key=len, reverse=True):
        for start, end in plain.find(fold(piece).text):
            if is_identity_number(fold(piece, drop_separators=True).text):
                continue
            cut[start:end] = _CUT * (end - start)
    return "".join(cut)


def _leak(text: str, start: int, end: int, kind: Kind) -> Leak:
    return Leak(start=start, end=end, kind=kind, excerpt=text[max(0, start - 6) : end + 6])


def _known(text: str, known: Known, profile: Profile) -> Iterator[Leak]:
    plain = fold(text)
    names = [(name, Kind.PERSON_NAME) for name in known.other_names if name != known.party_name]
    if profile.hides(Kind.PARTY_NAME):
        names.append((known.party_name, Kind.PARTY_NAME))
    bare = fold(text, drop_separators=True)
    for name, kind in names:
        if name not in known.public_names:
            for start, end in bare.find(fold(name, drop_separators=True).text):
                yield _leak(text, start, end, kind)
    for phrase in known.secrets:
        for start, end in plain.find(fold(phrase).text):
            yield _leak(text, start, end, Kind.CONFIDENTIAL)
    yield from _known_numbers(text, known)
    yield from _known_homes(text, plain, known)


def _known_numbers(text: str, known: Known) -> Iterator[Leak]:
    readings = (
        fold(text, drop_separators=True),
        fold(text, drop_separators=True, chinese_digits=True),
    )
    for number in known.identifiers:
        piece = fold(number, drop_separators=True).text
        if len(piece) < 5:
            continue
        for reading in readings:
            for start, end in reading.find(piece):
                yield _leak(text, start, end, _kind_of(piece))
        born = birth_date_of(piece) if is_identity_number(piece) else None
        if born is not None:
            yield from _birth_dates(text, born)


def _kind_of(piece: str) -> Kind:
    if "@" in piece:
        return Kind.EMAIL
    if is_identity_number(piece):
        return Kind.IDENTITY_NUMBER
    if piece[:1] in _PLATE_HEADS:
        return Kind.PLATE
    if piece.isdigit():
        return Kind.PHONE if len(piece) <= 13 else Kind.BANK_ACCOUNT
    return Kind.PASSPORT


def _birth_dates(text: str, born: date) -> Iterator[Leak]:
    plain = fold(text)
    year, month, day = born.year, born.month, born.day
    forms = {f"{born:%Y%m%d}"}
    for one in {str(month), f"{month:02d}"}:
        for two in {str(day), f"{day:02d}"}:
            forms |= {f"{year}年{one}月{two}日"}
            forms |= {f"{year}{sign}{one}{sign}{two}" for sign in "-./"}
    for form in forms:
        for start, end in plain.find(form):
            if not text[end : end + 1].isdigit():
                yield _leak(text, start, end, Kind.BIRTH_DATE)


def _known_homes(text: str, plain: Folded, known: Known) -> Iterator[Leak]:
    for address in known.addresses:
        piece = fold(address).text
        for form in {piece, _inner(piece)}:
            if len(form) >= 4:
                for start, end in plain.find(form):
                    yield _leak(text, start, end, Kind.HOME_ADDRESS)


def _inner(address: str) -> str:
    """Return the address behind its last county, district or town."""
    cut = max(address.rfind(mark) for mark in ("省", "市", "县", "区", "镇", "乡"))
    while cut > 0 and address[cut - 1 : cut + 1] in {"小区", "社区", "园区"}:
        cut = max(address.rfind(mark, 0, cut - 1) for mark in ("省", "市", "县", "区", "镇", "乡"))
    return address[cut + 1 :]


def _shapes(text: str) -> Iterator[Leak]:
    """Yield what has the shape of an identifier although nobody named it."""
    for start, end, digits in _runs(text):
        kind = _shape_of(digits)
        if kind is not None:
            yield _leak(text, start, end, kind)
    yield from _mail(text)
    yield from _plates(text)


def _shape_of(digits: str) -> Kind | None:
    if is_identity_number(digits) and not (len(digits) == 15 and digits[:2] == "86"):
        return Kind.IDENTITY_NUMBER
    if is_bank_card(digits):
        return Kind.BANK_ACCOUNT
    local = digits.removeprefix("0086") if digits.startswith("0086") else digits
    local = local.removeprefix("86") if len(local) == 13 else local
    if len(local) == 11 and local[0] == "1" and local[1] in "3456789":
        return Kind.PHONE
    area = 4 if local[:2] not in {"01", "02"} else 3
    if local[:1] == "0" and len(local) - area in {7, 8} and local[area] in "23456789":
        return Kind.PHONE
    return None


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield runs of digits (an X may close one), separators and blanks between them overlooked.

    A run touching other letters is part of a code and yields nothing.
    """
    folded = fold(text)
    chars, at = folded.text, 0
    while at < len(chars):
        if not _digit(chars[at]):
            at += 1
            continue
        begin = at
        digits, last = _read_run(chars, begin)
        at = last + 1
        if not (_letter(chars[:begin][-1:]) or _letter(chars[at : at + 1])):
            for start, end, part in _parts(digits, begin, last, chars):
                yield folded.places[start], folded.places[end] + 1, part


def _read_run(chars: str, begin: int) -> tuple[str, int]:
    """Read digits from ``begin`` over at most two separators at a time; return them and the last place."""
    digits, last, gap, at = "", begin, 0, begin
    while at < len(chars) and gap <= 2:
        char = chars[at]
        if _digit(char) or (char == "x" and len(digits) == 17):
            digits, last, gap = digits + char, at, 0
        elif char in _SEPARATORS:
            gap += 1
        else:
            break
        at += 1
    return digits, last


def _parts(digits: str, begin: int, last: int, chars: str) -> Iterator[tuple[int, int, str]]:
    """Yield the whole run, and the pieces between its separators where there are several."""
    yield begin, last, digits
    start = begin
    for at in range(begin, last + 2):
        if at == last + 1 or chars[at] in _SEPARATORS:
            if at > start and (start, at - 1) != (begin, last):
                yield start, at - 1, chars[start:at]
            start = at + 1


def _digit(char: str) -> bool:
    return char.isascii() and char.isdigit()


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _mail(text: str) -> Iterator[Leak]:
    folded = fold(text)
    for at, char in enumerate(folded.text):
        if char != "@":
            continue
        left = at
        while left and _mail_char(folded.text[left - 1]):
            left -= 1
        right = at
        while right + 1 < len(folded.text) and _mail_char(folded.text[right + 1]):
            right += 1
        if left < at and "." in folded.text[at:right]:
            yield _leak(text, folded.places[left], folded.places[right] + 1, Kind.EMAIL)


def _mail_char(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "._%+-")


def _plates(text: str) -> Iterator[Leak]:
    folded = fold(text, drop_separators=True)
    for at, char in enumerate(folded.text):
        if char not in _PLATE_HEADS or not folded.text[at + 1 : at + 2].isascii():
            continue
        end = at + 1
        while end < len(folded.text) and folded.text[end].isascii() and folded.text[end].isalnum():
            end += 1
        if folded.text[end : end + 1] in set("学警港澳挂"):
            end += 1
        body = folded.text[at + 1 : end]
        if body[:1].isalpha() and len(body) in {6, 7} and any(c.isdigit() for c in body[1:]):
            yield _leak(text, folded.places[at], folded.places[end - 1] + 1, Kind.PLATE)


def clean(texts: Sequence[str], *, known: Known, profile: Profile) -> bool:
    """Tell whether none of the texts leaks anything."""
    return not any(find_leaks(text, known=known, profile=profile) for text in texts)
