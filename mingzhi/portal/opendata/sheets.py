"""Rows of text in UTF-8 as they travel between the two processes and as a sheet holds them, many at a time.

The cells of a row and the rows are joined by the signs made for that (U+001F, U+001E). So one look tells
whether any cell of hundreds of rows needs care; mostly none does, and the sheet is written by joining.
"""

import csv as comma_separated
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from mingzhi.kernel.cells import FORMULA, KEPT, inert

_CELL, _ROW, _NO_SIGN = b"\x1f", b"\x1e", "\ufffd".encode()
_QUOTED = (b'"', b",", b"\r", b"\n")
_CARE = tuple(sign.encode() for sign in sorted(FORMULA | {KEPT}))
_CALCULATED = tuple(re.compile(sign + b"(?:%b)" % b"|".join(map(re.escape, _CARE))) for sign in (_CELL, _ROW))
_END = b"\r\n"


def joined(rows: Sequence[Sequence[bytes]]) -> bytes:
    """Return rows of equal length as one text; a cell that holds such a sign itself gets U+FFFD for it."""
    text = _ROW.join([_CELL.join(row) for row in rows])
    if text.count(_CELL) == len(rows) * (len(rows[0]) - 1) and text.count(_ROW) == len(rows) - 1:
        return text
    return _ROW.join(_CELL.join(map(_without_signs, row)) for row in rows)


def _without_signs(cell: bytes) -> bytes:
    return cell.replace(_CELL, _NO_SIGN).replace(_ROW, _NO_SIGN)


def parted(text: bytes) -> Iterator[list[str]]:
    """Return the rows of a text that :func:`joined` made."""
    cell, end = _CELL.decode(), _ROW.decode()
    return (row.split(cell) for row in text.decode().split(end))


def csv(text: bytes) -> bytes:
    """Return the rows of a text as CSV, with cells that no spreadsheet calculates."""
    if _is_plain(text):
        return text.replace(_CELL, b",").replace(_ROW, _END) + _END
    if _ROW in text:
        return b"".join(map(csv, text.split(_ROW)))
    spool = StringIO()
    comma_separated.writer(spool).writerow(map(inert, next(parted(text))))
    return spool.getvalue().encode()


def _is_plain(text: bytes) -> bool:
    """Tell whether no cell needs quotes, nor a sign before it."""
    if text.startswith(_CARE) or any(sign in text for sign in _QUOTED):
        return False
    return not any(care.search(text) for care in _CALCULATED)
