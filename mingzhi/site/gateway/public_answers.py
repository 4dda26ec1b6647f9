"""Public answers are checked again by whoever keeps them, and kept here while nothing moves.

A page that fell must be gone everywhere at once (浙政办发〔2019〕20号 二(一)3): what is kept is found
again only while no notice has been published, corrected or taken down since, and for a moment at most.
What is kept is given again before the application is asked (:mod:`mingzhi.site.gateway.early_answers`).
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language_from_request

from mingzhi.disclosure.queries.movement import position
from mingzhi.kernel import clock
from mingzhi.portal.answers import tagged
from mingzhi.site.gateway.preferences import looks
from mingzhi.site.gateway.remembering import Kept, Memory

LONGEST_ADDRESS = 300
LARGEST = 64 * 1024
FACES = ("portal", "log", "api-v1")
CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
OF_CONTENT = ("Content-Type", "Content-Length")
KEY = "mingzhi.kept_under"
"""Where a request carries the key its answer may be kept under; no header of a visitor can set it."""

memory = Memory(64 * 1024 * 1024)


def key_of(request: HttpRequest) -> str:
    """Return under what the answer is kept, asking where notices stand now; empty where none may be."""
    address = request.get_full_path()
    if not settings.PUBLIC_CACHE_SECONDS or len(address) > LONGEST_ADDRESS or _is_apart(request):
        return ""
    now = position()
    if now.waiting:
        return ""
    language = get_language_from_request(request)
    where = f"{request.scheme}://{request.get_host()}{address}"
    seen_as = (language, *looks(request).values())
    return f"{now.newest} {now.near} {clock.today()} {seen_as} {where}"


def _is_apart(request: HttpRequest) -> bool:
    """Tell whether a request stands apart: it has a session, or conditions such as only writers have."""
    conditions = any(name in request.META for name in CONDITIONS)
    return conditions or settings.SESSION_COOKIE_NAME in request.COOKIES


def has_it(request: HttpRequest, etag: str) -> bool:
    """Tell whether the reader already has what he asks for."""
    answer = get_conditional_response(request, etag=etag)
    return answer is not None and answer.status_code == HTTPStatus.NOT_MODIFIED


def without_content(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the headers of an answer that says only that nothing has changed."""
    return [(name, value) for name, value in headers if name not in OF_CONTENT]


class PublicAnswers:
    """Give every public page an ETag, and keep the whole answer where the request carries a key.

    It stands outermost, so that what is kept has all headers. Only answers of the portal to visitors
    without a session, that differ by language, size of text and colours at most. How long:
    ``PUBLIC_CACHE_SECONDS`` (0: nothing is kept), which bounds how far figures that move without a notice
    (today's completeness, a checkpoint) lag behind.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Ask, and keep what may be."""
        response = self.get_response(request)
        if not _is_public(request, response):
            return response
        own = response.has_header("ETag") or response.has_header("Cache-Control")
        if not own:
            tagged(response)
        key, etag = request.META.get(KEY, ""), response.get("ETag", "")
        if key and len(response.content) <= LARGEST:
            kept = Kept(response.content, tuple(response.items()), etag)
            memory.put(key, kept, settings.PUBLIC_CACHE_SECONDS)
        if not own and has_it(request, etag):
            return HttpResponseNotModified(headers=dict(without_content(response.items())))
        return response


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
