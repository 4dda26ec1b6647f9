"""Public answers are checked again by whoever keeps them, and kept here while nothing moves.

A page that fell must be gone everywhere at once (浙政办发〔2019〕20号 二(一)3): what is kept is found
again only while no notice has been published, corrected or taken down since, and for a moment at most.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language_from_request

from mingzhi.disclosure.queries.movement import position
from mingzhi.kernel import clock
from mingzhi.portal.answers import revalidated

LONGEST_ADDRESS = 300
LARGEST = 64 * 1024
FACES = ("portal", "log", "api-v1")


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it was given."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


class PublicAnswers:
    """Give every public page an ETag; answer again from memory what was just answered.

    Only answers of the portal to visitors without a session, that differ by language at most. How long:
    ``PUBLIC_CACHE_SECONDS`` (0: nothing is kept), which bounds how far figures that move without a notice
    (today's completeness, a checkpoint) lag behind.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory, or ask and keep."""
        if request.method != "GET" or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return self.get_response(request)
        key = _key(request)
        kept = caches["public"].get(key) if key else None
        if kept is not None:
            return _again(request, kept)
        return self._asked(request, key)

    def _asked(self, request: HttpRequest, key: str) -> HttpResponse:
        response = self.get_response(request)
        if not _is_public(request, response):
            return response
        if not response.has_header("ETag") and not response.has_header("Cache-Control"):
            response = revalidated(request, response)
        if key and response.status_code == 200 and len(response.content) <= LARGEST:
            kept = Kept(response.content, tuple(response.headers.items()))
            caches["public"].set(key, kept, settings.PUBLIC_CACHE_SECONDS)
        return response


def _key(request: HttpRequest) -> str:
    """Return under what the answer is kept; empty where none may be."""
    address = request.get_full_path()
    if not settings.PUBLIC_CACHE_SECONDS or len(address) > LONGEST_ADDRESS:
        return ""
    now = position()
    if now.waiting:
        return ""
    language = get_language_from_request(request)
    said = f"{now.newest} {clock.today()} {language} {request.get_host()} {address}"
    return hashlib.sha256(said.encode()).hexdigest()


def _is_public(request: HttpRequest, response: HttpResponse) -> bool:
    match = request.resolver_match
    varies = response.get("Vary", "").lower().replace(" ", "")
    return (
        match is not None
        and bool(match.namespaces)
        and match.namespaces[0] in FACES
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and varies in ("", "accept-language")
    )


def _again(request: HttpRequest, kept: Kept) -> HttpResponse:
    response = HttpResponse(kept.content)
    for name, value in kept.headers:
        response[name] = value
    return get_conditional_response(request, etag=response.get("ETag"), response=response) or response
