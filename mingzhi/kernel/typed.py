"""What came from outside as text: whole numbers of bounded length, days, text without control characters."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

DIGITS = 18
_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))", re.ASCII)
_KEPT = frozenset("\n\t")
_UNSEEN = frozenset(map(chr, (0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
"""Signs that show nothing and turn text around or break a word in two: a name must read as it is stored."""

_WORDS = 6
_SECRET = re.compile("password|token|once|^(?:old|new|again|code|digits|one_time|draft|held)$", re.IGNORECASE)


def natural(text: str, *, digits: int = DIGITS) -> int | None:
    """Return the whole number that plain digits name; None for other text and for longer ones.

    Eighteen digits fit every column; a longer row of digits is no key, no page and no amount of ours.
    """
    fits = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if fits else None


def day(text: str) -> date | None:
    """Return the day a text names as people write it: 2026-01-05, 2026.1.5, 2026/1/5, 2026年1月5日, 20260105.

    A telephone without a picker of days sends what was typed. None for what is no day.
    """
    found = _DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None


def narrow(text: str) -> str:
    """Return a number or code in the signs it is kept in: keyboards for Chinese write wide ones too."""
    return unicodedata.normalize("NFKC", text).strip()


def readable(text: str) -> str:
    """Return the text without control characters, lone surrogates and signs that only deceive the eye.

    No keyboard sends them, PostgreSQL refuses some of them, XML most of them.
    """
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign in _KEPT or not _is_unseen(sign))


def storable(text: str) -> bool:
    """Tell whether every database and every paper can hold the text."""
    return text.isprintable() or not any(
        sign == "\x00" or unicodedata.category(sign) == "Cs" for sign in text
    )


def own_words(sent: Iterable[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """Return what somebody wrote into a form in words of their own, to be shown again when it was not taken.

    Left out are what a page carries along (tokens, notes, dates, keys) and what nobody may see twice.
    """
    return tuple(
        readable(text).strip()
        for name, texts in sent
        if not _SECRET.search(name)
        for text in texts
        if len(text.strip()) >= _WORDS and not (text.isascii() and " " not in text.strip())
    )


def _is_unseen(sign: str) -> bool:
    return (
        sign in _UNSEEN
        or "\U000e0000" <= sign <= "\U000e007f"
        or unicodedata.category(sign) in ("Cc", "Cs")
        or _is_no_character(ord(sign))
    )


def _is_no_character(number: int) -> bool:
    """Tell whether Unicode keeps the number for no character at all (XML, and so a feed, refuses some)."""
    return number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
