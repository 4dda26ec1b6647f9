"""Tables as CSV that a spreadsheet cannot mistake for formulas, written some lines at a time."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from django.http import StreamingHttpResponse
from django.utils.cache import patch_cache_control

from mingzhi.kernel.cells import inert

MARK = "\ufeff"  # tells spreadsheets that the letters are UTF-8
_AT_ONCE = 500


def csv_pieces(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the mark and then rows as CSV, some at a time: never the whole table."""
    yield MARK
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        piece = StringIO()
        csv.writer(piece).writerows([[inert(cell) for cell in row] for row in some])
        yield piece.getvalue()


def sheet(rows: Iterable[Sequence[str]], name: str) -> StreamingHttpResponse:
    """Answer with rows as a CSV file."""
    response = StreamingHttpResponse(csv_pieces(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    patch_cache_control(response, public=True, no_cache=True)
    return response
