"""The logs as static resources (C2SP tlog-tiles): nothing here depends on who asks."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from mingzhi.ledger import queries
from mingzhi.ledger.rules.receipt import MEDIA_TYPE, SUFFIX
from mingzhi.ledger.rules.tiles import WIDTH, tile_number

_FOR_EVER = {"public": True, "max_age": 365 * 24 * 3600, "immutable": True}
_MOMENT = {"public": True, "max_age": 2}
_HOUR = {"public": True, "max_age": 3600}


@require_safe
def checkpoint(_request: HttpRequest, log: str) -> HttpResponse:
    """Answer the newest signed checkpoint; it may be kept for two seconds."""
    head = queries.latest_checkpoint(log)
    return _answer(head.text.encode() if head else None, MEDIA_TYPE, _MOMENT)


@require_safe
def vkey(_request: HttpRequest, log: str) -> HttpResponse:
    """Answer the log's verifier key."""
    key = queries.vkey(log)
    return _answer(f"{key}\n".encode() if key else None, MEDIA_TYPE, _HOUR)


@require_safe
def tile(_request: HttpRequest, log: str, level: str, number: str, width: str | None = None) -> HttpResponse:
    """Answer a full or partial tile; its content never changes."""
    return _numbered(lambda at, wide: queries.tile(log, int(level), at, wide), number, width)


@require_safe
def entries(_request: HttpRequest, log: str, number: str, width: str | None = None) -> HttpResponse:
    """Answer a bundle of entries (commitments); its content never changes."""
    return _numbered(lambda at, wide: queries.entry_bundle(log, at, wide), number, width)


@require_safe
def proof(_request: HttpRequest, log: str, commitment: str) -> HttpResponse:
    """Answer the ``.tlog-proof`` of a commitment against the newest checkpoint, without content."""
    wanted = commitment.removesuffix(SUFFIX)
    text = queries.receipt_text(log=log, commitment_hex=wanted)
    answer = _answer(text.encode() if text else None, MEDIA_TYPE, _MOMENT)
    answer["Content-Disposition"] = f'attachment; filename="{wanted[:64]}{SUFFIX}"'
    return answer


def _numbered(read: Callable[[int, int], bytes | None], number: str, width: str | None) -> HttpResponse:
    """Read what a tile address names; a partial one has 1 to 255 hashes and a full one no width."""
    wide = int(width) if width else WIDTH
    if width and wide >= WIDTH:
        raise Http404
    try:
        at = tile_number(number)
    except ValueError as error:
        raise Http404 from error
    return _answer(read(at, wide), "application/octet-stream", _FOR_EVER)


def _answer(content: bytes | None, media_type: str, caching: dict[str, bool | int]) -> HttpResponse:
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=media_type)
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, **caching)
    return answer
