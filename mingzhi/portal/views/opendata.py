"""The open-data files as they lie: conditional, in ranges, never with what has come down."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from isal import igzip

from mingzhi.disclosure.queries.bulk import last_change
from mingzhi.disclosure.queries.data import edition_of, receipt_of_data
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.kernel.byte_range import span
from mingzhi.portal.answers import conditional
from mingzhi.portal.opendata.building import BEARING, MANIFEST, manifest_digest, read_manifest
from mingzhi.portal.opendata.days import CHANGES
from mingzhi.portal.opendata.packing import PACKED
from mingzhi.portal.opendata.registers import SHEETS

_PIECE = 1 << 16
_TYPES = {
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".sqlite": "application/vnd.sqlite3",
    ".md": "text/markdown; charset=utf-8",
    PACKED: "application/gzip",
}
_RETRY = "60"
_UNPACKS = re.compile(r"(?:^|,)\s*gzip\s*(?:,|;(?!\s*q=0(?:\.0*)?\s*(?:,|$))|$)", re.IGNORECASE)
"""A reader who takes gzip (RFC 9110 §12.5.3)."""


def folder() -> Path:
    """Return where the files lie."""
    return Path(settings.VAR) / "open-data"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the files with their sizes and digests, the licence, and what the data does not mean."""
    manifest = read_manifest(folder()) or {"files": {}, CHANGES: {}}
    days = sorted(manifest[CHANGES].items(), reverse=True)
    context = {
        "manifest": manifest,
        "files": [
            (name, file, name.removesuffix(PACKED))
            for name, file in manifest["files"].items()
            if not name.startswith(f"{SHEETS}/")
        ],
        "sheets": _sheets(manifest),
        "days": days[:14],
        "touched": [REGISTERS[code] for code in manifest.get("touched", ()) if code in REGISTERS],
        "stale": _stale(manifest),
        "sealed": edition_of(manifest_digest(folder())) if manifest["files"] else None,
    }
    return render(request, "portal/open_data.html", context)


def _sheets(manifest: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Return (title, name, file) of the sheet of each register, as far as they were made."""
    named = ((register.title, f"{SHEETS}/{code}.csv") for code, register in REGISTERS.items())
    files = manifest["files"]
    return [(title, name, files[name]) for title, name in named if name in files]


@require_safe
def receipt(request: HttpRequest, manifest: str) -> HttpResponse:
    """Hand out the receipt of the files a manifest names: for ever, also of sets that were replaced."""
    text = receipt_of_data(manifest)
    if text is None:
        raise Http404(_("回执将在数秒内生成。"))
    answer = conditional(request, text.encode(), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="open-data-{manifest[:12]}.tlog-proof"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Hand out one file; 503 while a notice it may hold has come down and it is being built anew.

    A packed file is also there under its plain name: unpacked on the way, by the reader where that can be.
    """
    manifest = read_manifest(folder())
    lying = _lying(manifest, name) if manifest else None
    if manifest is None or lying is None:
        raise Http404
    if lying in BEARING and _stale(manifest):
        answer = HttpResponse(_("有信息刚刚停止公示，文件正在重新制作，请稍后再取。"), status=503)
        answer["Retry-After"] = _RETRY
        patch_cache_control(answer, no_store=True)
        return answer
    return _ranged(request, folder() / name) if lying == name else _unpacked(request, folder() / lying)


def _lying(manifest: dict[str, Any], name: str) -> str | None:
    """Return the file that holds what was asked for: under that name, or packed."""
    return next((one for one in (name, f"{name}{PACKED}") if _known(manifest, one)), None)


def _known(manifest: dict[str, Any], name: str) -> bool:
    day = name.removeprefix(f"{CHANGES}/").removesuffix(".jsonl")
    of_a_day = name == f"{CHANGES}/{day}.jsonl" and day in manifest[CHANGES]
    return of_a_day or name == MANIFEST or name in manifest["files"]


def _stale(manifest: dict[str, Any]) -> bool:
    """Tell whether something has come down since the files were made."""
    return bool(manifest.get("newest_ending", 0) != last_change()[1])


def _opened(path: Path) -> tuple[BinaryIO, os.stat_result]:
    try:
        opened = path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return opened, os.fstat(opened.fileno())


def _unpacked(request: HttpRequest, path: Path) -> HttpResponseBase:
    """Hand out what a packed file holds, whole: packed for a reader who unpacks it, else unpacked here."""
    opened, known = _opened(path)
    packed = bool(_UNPACKS.search(request.headers.get("Accept-Encoding", "")))
    etag = f'"{known.st_mtime_ns:x}-{known.st_size:x}-{"packed" if packed else "plain"}"'
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(known.st_mtime))
    if unchanged is not None:
        opened.close()
        return unchanged
    if packed:
        answer = StreamingHttpResponse(_pieces(opened, 0, known.st_size))
        answer["Content-Encoding"], answer["Content-Length"] = "gzip", str(known.st_size)
    else:
        answer = StreamingHttpResponse(_plain(opened))
    answer["Vary"] = "Accept-Encoding"
    return _labelled(answer, path.with_suffix(""), known, etag)


def _plain(opened: BinaryIO) -> Iterator[bytes]:
    with opened, igzip.open(opened, "rb") as content:  # type: ignore[no-untyped-call]
        while piece := content.read(_PIECE):
            yield piece


def _ranged(request: HttpRequest, path: Path) -> HttpResponseBase:
    opened, known = _opened(path)
    etag = f'"{known.st_mtime_ns:x}-{known.st_size:x}"'
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(known.st_mtime))
    if unchanged is not None:
        opened.close()
        return unchanged
    part = span(
        request.headers.get("Range", ""),
        size=known.st_size,
        etag=etag,
        if_range=request.headers.get("If-Range", ""),
    )
    if part is None:
        opened.close()
        answer: HttpResponseBase = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{known.st_size}"
        return answer
    answer = StreamingHttpResponse(_pieces(opened, part.start, part.end), status=part.status)
    answer["Content-Length"] = str(part.end - part.start)
    if not part.whole:
        answer["Content-Range"] = part.header
    answer["Accept-Ranges"] = "bytes"
    return _labelled(answer, path, known, etag)


def _labelled(
    answer: StreamingHttpResponse, path: Path, known: os.stat_result, etag: str
) -> StreamingHttpResponse:
    answer["Content-Type"] = _TYPES.get(path.suffix, "text/plain; charset=utf-8")
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(known.st_mtime)
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, no_cache=True)
    return answer


def _pieces(opened: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    with opened:
        opened.seek(start)
        left = end - start
        while left > 0 and (piece := opened.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
