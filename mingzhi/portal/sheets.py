"""Tables as CSV that a spreadsheet cannot mistake for formulas, written some lines at a time."""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from mingzhi.disclosure.queries.movement import position
from mingzhi.kernel import clock
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


def sheet(
    request: HttpRequest, rows: Iterable[Sequence[str]], name: str, *, stands: object = None
) -> HttpResponseBase:
    """Answer with rows as a CSV file; 304, before any row is read, when the reader has them.

    ``stands`` says how far that which is read has moved, taken before it is read; None: nobody knows now,
    and the file has no ETag. It is a weak one, over what is asked and where that stands, since a file that
    is never whole in memory has no hash before it has been sent.
    """
    etag = _etag(request, stands) if stands is not None else None
    unchanged = get_conditional_response(request, etag=etag) if etag else None
    response: HttpResponseBase = unchanged or StreamingHttpResponse(
        csv_pieces(rows), content_type="text/csv; charset=utf-8"
    )
    if etag:
        response["ETag"] = etag
    if not isinstance(response, HttpResponse):
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    patch_cache_control(response, public=True, no_cache=True)
    return response


def as_notices_stand() -> tuple[object, ...] | None:
    """Return how far notices have moved, the day included; None while the index follows a change."""
    now = position()
    return None if now.waiting else (now.newest, now.near, clock.today())


def _etag(request: HttpRequest, stands: object) -> str:
    asked = sorted((name, request.GET.getlist(name)) for name in request.GET)
    told = repr((request.path, asked, get_language(), stands))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'
