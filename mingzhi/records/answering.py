"""Hand out the bytes of a file over HTTP: in pieces, and from any place on (RFC 9110, section 14).

A film of four gigabytes never stands in memory, its viewer can jump, and a download that broke off goes
on. Who may have the file, and the entry that it was looked at, is the business of whoever calls.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any

from django.core.files.storage import storages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from mingzhi.kernel.byte_range import Span, span
from mingzhi.records.queries.views import FileView
from mingzhi.records.storing import damaged, intact

Source = Callable[[], Any]
_PIECE = 256 * 1024
_FRESH = 600.0
"""Seconds for which a file found intact is not hashed again: a film is asked for in dozens of parts."""
_KEPT = 1000

_found_intact: dict[tuple[str, float], float] = {}
_lock = Lock()


def wanted(request: HttpRequest, file: FileView) -> Span | None:
    """Return the bytes asked for; None when they lie beyond the file."""
    return _wanted(request, file.size, _etag(file.sha256))


def bytes_answer(part: Span | None, file: FileView) -> HttpResponseBase:
    """Return 200 with the file, 206 with the part, or 416 saying how large the file is.

    Raises NotNow when the stored bytes no longer have the digest under which they were filed.
    """
    if part is None:
        return _beyond(file.size)
    _must_be_intact(file)
    source = partial(storages["originals"].open, file.key)
    return _answer(part, source, file.media_type, _etag(file.sha256))


def copy_answer(request: HttpRequest, path: Path, tag: str, media_type: str) -> HttpResponseBase:
    """Return a copy that was made for reading, whole or in part; ``tag`` stands for its content."""
    size = path.stat().st_size
    part = _wanted(request, size, _etag(tag))
    if part is None:
        return _beyond(size)
    return _answer(part, partial(path.open, "rb"), media_type, _etag(tag))


def _wanted(request: HttpRequest, size: int, etag: str) -> Span | None:
    headers = request.headers
    asked = headers.get("Range", "") if request.method in ("GET", "HEAD") else ""
    return span(asked, size=size, etag=etag, if_range=headers.get("If-Range", ""))


def _beyond(size: int) -> HttpResponse:
    answer = HttpResponse(status=416)
    answer["Content-Range"] = f"bytes */{size}"
    return answer


def _answer(part: Span, source: Source, media_type: str, etag: str) -> HttpResponseBase:
    answer = StreamingHttpResponse(_pieces(source, part), status=part.status, content_type=media_type)
    answer["Content-Length"] = str(part.end - part.start)
    if part.status == 206:
        answer["Content-Range"] = part.header
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = etag
    return answer


def _etag(digest: str) -> str:
    return f'"{digest}"'


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


def _pieces(source: Source, part: Span) -> Iterator[bytes]:
    with source() as opened:
        opened.seek(part.start)
        left = part.end - part.start
        while left > 0 and (piece := opened.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
