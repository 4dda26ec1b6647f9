"""Browsers from which somebody has logged in before: a stranger who guesses does not lock them out.

Wrong passwords are counted by name over all strangers together, so whoever knows a login name could keep its
owner out for ever. A browser that once logged in holds a mark and is counted by itself.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

LASTS = timedelta(days=180)
PATH = "/account/"
BREAK = "\n"
"""What stands between a name and the mark of a browser it is known in."""


def counted_as(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str | None:
    """Return under what failures of this attempt are counted: the name, or the name in a known browser."""
    name = (credentials or request.POST).get("username")
    mark = _mark(request, str(name)) if name else ""
    return f"{name}{BREAK}{mark}" if mark else name


def name_in(counted: str | None) -> str | None:
    """Return the login name of what :func:`counted_as` gave."""
    return counted.partition(BREAK)[0] if counted else counted


def remember(request: HttpRequest, answer: HttpResponse, name: str) -> None:
    """Give the browser its mark, or the one it has for another while."""
    mark = _mark(request, name) or secrets.token_urlsafe(12)
    answer.set_cookie(
        _cookie(name),
        _signer(name).sign(mark),
        max_age=LASTS,
        path=PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def _mark(request: HttpRequest, name: str) -> str:
    try:
        return _signer(name).unsign(request.COOKIES.get(_cookie(name), ""), max_age=LASTS)
    except BadSignature:
        return ""


def _signer(name: str) -> TimestampSigner:
    return TimestampSigner(salt=f"mingzhi.identity.browser{BREAK}{name}")


def _cookie(name: str) -> str:
    """Return the name of the cookie: several people may log in from one browser, their names do not show."""
    return "known-" + hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
