"""What came from outside as text: whole numbers of a bounded length, text without control characters."""

import unicodedata

DIGITS = 18
_KEPT = frozenset("\n\t")


def natural(text: str, *, digits: int = DIGITS) -> int | None:
    """Return the whole number that plain digits name; None for other text and for longer ones.

    Eighteen digits fit every column; a longer row of digits is no key, no page and no amount of ours.
    """
    fits = text.isascii() and text.isdigit() and len(text) <= digits
    return int(text) if fits else None


def readable(text: str) -> str:
    """Return the text without control characters and lone surrogates.

    No keyboard sends them, PostgreSQL refuses some of them, XML all of them.
    """
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign in _KEPT or unicodedata.category(sign) not in ("Cc", "Cs"))
