"""What was just answered is given again before the application is asked: for it, that is most of the work.

A thousand readers of one page cost one page. Where notices stand is still asked of the database for every
one of them, so nothing that fell is shown again (see :mod:`mingzhi.site.gateway.public_answers`).
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError
from django.http import HttpRequest

from mingzhi.site.gateway.proxies import settle, trusted_proxies
from mingzhi.site.gateway.public_answers import KEY, has_it, key_of, memory, without_content
from mingzhi.site.gateway.remembering import Kept

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

UNDECIDED = (SuspiciousOperation, UnicodeError, DatabaseError)
"""A wrong host, letters that are none, a database that does not answer: the application says what of it."""


class EarlyAnswers:
    """A WSGI application before the whole one: answers GET from memory, hands on everything else.

    It leaves the key with what it hands on; the answer is then kept under it.
    """

    def __init__(self, application: Application) -> None:
        self._application = application
        self._trusted = trusted_proxies()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer from memory, or let the whole application answer."""
        if environ["REQUEST_METHOD"] != "GET":
            return self._application(environ, start_response)
        try:
            request = self._request(environ)
            key = key_of(request)
        except UNDECIDED:
            return self._application(environ, start_response)
        kept = memory.get(key) if key else None
        if kept is None:
            environ[KEY] = key
            return self._application(environ, start_response)
        return _again(request, kept, start_response)

    def _request(self, environ: Environ) -> HttpRequest:
        """Read a copy of what came: reading changes it, and the application reads it again."""
        copy = dict(environ)
        settle(copy, self._trusted)
        return WSGIRequest(copy)


def _again(request: HttpRequest, kept: Kept, start_response: Callable[..., Any]) -> Iterable[bytes]:
    if has_it(request, kept.etag):
        start_response(_status(HTTPStatus.NOT_MODIFIED), without_content(kept.headers))
        return [b""]
    start_response(_status(HTTPStatus.OK), list(kept.headers))
    return [kept.content]


def _status(status: HTTPStatus) -> str:
    return f"{status.value} {status.phrase}"
