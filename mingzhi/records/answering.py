"""Hand out the bytes of a file over HTTP: in pieces, and from any place on (RFC 9110, section 14).

A film of four gigabytes never stands in memory, its viewer can jump, and a download that broke off goes
on. Who may have the file, and the entry that it was looked at, is the business of whoever calls.
"""

import time
from collections.abc import Iterator
from threading import Lock

from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from mingzhi.kernel.byte_range import Span, span
from mingzhi.records.queries.views import FileView
from mingzhi.records.storing import damaged, intact

_PIECE = 256 * 1024
_FRESH = 600.0
"""Seconds for which a file found intact is not hashed again: a film is asked for in dozens of parts."""
_KEPT = 1000

_found_intact: dict[tuple[str, float], float] = {}
_lock = Lock()


def wanted(request: HttpRequest, file: FileView) -> Span | None:
    """Return the bytes asked for; None when they lie beyond the file."""
    headers = request.headers
    return span(
        headers.get("Range", "") if request.method in ("GET", "HEAD") else "",
        size=file.size,
        etag=_etag(file),
        if_range=headers.get("If-Range", ""),
    )


def bytes_answer(part: Span | None, file: FileView) -> HttpResponseBase:
    """Return 200 with the file, 206 with the part, or 416 saying how large the file is.

    Raises NotNow when the stored bytes no longer have the digest under which they were filed.
    """
    if part is None:
        answer: HttpResponseBase = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{file.size}"
        return answer
    _must_be_intact(file)
    answer = StreamingHttpResponse(_pieces(file.key, part), status=part.status, content_type=file.media_type)
    answer["Content-Length"] = str(part.end - part.start)
    if part.status == 206:
        answer["Content-Range"] = part.header
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = _etag(file)
    return answer


def _etag(file: FileView) -> str:
    return f'"{file.sha256}"'


def _must_be_intact(file: FileView) -> None:
    store, now = storages["originals"], time.monotonic()
    try:
        changed = store.get_modified_time(file.key).timestamp()
    except FileNotFoundError as error:
        raise damaged(file.sha256) from error
    with _lock:
        seen = _found_intact.get((file.key, changed))
    if seen is not None and now - seen < _FRESH:
        return
    if not intact(file.key, sha256=file.sha256):
        raise damaged(file.sha256)
    with _lock:
        if len(_found_intact) >= _KEPT:
            _found_intact.clear()
        _found_intact[(file.key, changed)] = now


def _pieces(key: str, part: Span) -> Iterator[bytes]:
    with storages["originals"].open(key) as source:
        source.seek(part.start)
        left = part.end - part.start
        while left > 0 and (piece := source.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
