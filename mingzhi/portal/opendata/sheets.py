"""Rows of text as they travel between the two processes and as a sheet holds them, many at a time.

The cells of a row and the rows are joined by the signs made for that (U+001F, U+001E). So one look tells
whether any cell of hundreds of rows needs care; mostly none does, and the sheet is written by joining.
"""

import csv as comma_separated
import re
from collections.abc import Iterator, Sequence
from io import StringIO

from mingzhi.kernel.cells import FORMULA, KEPT, inert

_CELL, _ROW, _NO_SIGN = "\x1f", "\x1e", "\ufffd"
_QUOTED = '",\r\n'
_CARE = "".join(sorted(FORMULA | {KEPT}))
_CALCULATED = tuple(re.compile(f"{sign}[{re.escape(_CARE)}]") for sign in (_CELL, _ROW))
_END = "\r\n"


def joined(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of equal length as one text; a cell that holds such a sign itself gets U+FFFD for it."""
    text = _ROW.join([_CELL.join(row) for row in rows])
    if text.count(_CELL) == len(rows) * (len(rows[0]) - 1) and text.count(_ROW) == len(rows) - 1:
        return text
    return _ROW.join(_CELL.join(map(_without_signs, row)) for row in rows)


def _without_signs(cell: str) -> str:
    return cell.replace(_CELL, _NO_SIGN).replace(_ROW, _NO_SIGN)


def parted(text: str) -> Iterator[list[str]]:
    """Return the rows of a text that :func:`joined` made."""
    return (row.split(_CELL) for row in text.split(_ROW))


def csv(text: str) -> str:
    """Return the rows of a text as CSV, with cells that no spreadsheet calculates."""
    if _is_plain(text):
        return text.replace(_CELL, ",").replace(_ROW, _END) + _END
    if _ROW in text:
        return "".join(map(csv, text.split(_ROW)))
    spool = StringIO()
    comma_separated.writer(spool).writerow(map(inert, text.split(_CELL)))
    return spool.getvalue()


def _is_plain(text: str) -> bool:
    """Tell whether no cell needs quotes, nor a sign before it."""
    if text[:1] in _CARE or any(sign in text for sign in _QUOTED):
        return False
    return not any(care.search(text) for care in _CALCULATED)
