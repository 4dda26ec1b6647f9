"""The leak test: look once more, by another way, whether the public text gives somebody away.

Written apart from the detectors on purpose: no regular expression, no shared pattern. It folds the text
(wide and narrow forms, blanks, separators, Chinese digits) and walks over it character by character.
What both parts share are facts: check digits, surnames, words that are no names.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from mingzhi.redaction.announced import announced
from mingzhi.redaction.codes import birth_date_of, is_identity_number
from mingzhi.redaction.folding import Folded, fold
from mingzhi.redaction.profiles import Profile
from mingzhi.redaction.shapes import PLATE_HEADS, shapes
from mingzhi.redaction.traces import traces
from mingzhi.redaction.values import Kind, Known, Leak

_CUT = "\x00"


def find_leaks(text: str, *, known: Known, profile: Profile) -> tuple[Leak, ...]:
    """Return everything that still gives somebody away under this profile, in the order of the text."""
    masked = without_public(text, known, profile)
    told = (_leak(masked, *one) for one in (*shapes(masked), *traces(masked), *announced(masked)))
    found = {leak for leak in (*_known(masked, known, profile), *told) if profile.hides(leak.kind)}
    return tuple(sorted(found, key=lambda leak: (leak.start, leak.end, leak.kind)))


def without_public(text: str, known: Known, profile: Profile) -> str:
    """Cut out what is public, so that a name inside an agency's name is no leak. Lengths stay."""
    shown = [*known.public_names, *known.public_texts]
    if not profile.hides(Kind.PARTY_NAME):
        shown.append(known.party_name)
    cut = list(text)
    plain = fold(text)
    for piece in sorted((piece for piece in shown if piece.strip()), key=len, reverse=True):
        if is_identity_number(fold(piece, drop_separators=True).text):
            continue
        for start, end in plain.find(fold(piece).text):
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
    if piece[:1] in PLATE_HEADS:
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


def clean(texts: Sequence[str], *, known: Known, profile: Profile) -> bool:
    """Tell whether none of the texts leaks anything."""
    return not any(find_leaks(text, known=known, profile=profile) for text in texts)
