"""Ask a portal over the network: plain requests, bounded answers."""

import http.client
import json
import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

_LONGEST = 64 * 1024 * 1024
_PIECE = 1 << 20
_WAIT = 30
_AGENT = "mingzhi-monitor/1"
_BROKEN = (OSError, http.client.HTTPException)
"""What comes of an answer that breaks off, or is none of HTTP, or of an address that cannot be asked."""

MISSHAPEN = (LookupError, TypeError, ValueError, AttributeError, RecursionError)
"""What comes of reading answers that are JSON and yet not what the place promises."""


class Unanswered(Exception):
    """The place did not answer, or not as it must."""


class Place:
    """A portal under its address."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        if not re.match(r"https?://", self.url):
            raise ValueError(f"not an address: {url}")

    def get(self, path: str) -> bytes | None:
        """Return what stands at the path, None for 404; raises Unanswered for anything else."""
        try:
            with urllib.request.urlopen(self._request(path), timeout=_WAIT) as answer:  # noqa: S310 -- http(s) only, see above
                content = answer.read(_LONGEST + 1)
                if len(content) <= _LONGEST:
                    _must_be_whole(answer)
        except urllib.error.HTTPError as error:
            if error.code in {404, 410}:
                return None
            raise Unanswered(f"{path}: {error.code}") from error
        except _BROKEN as error:
            raise Unanswered(f"{path}: {error}") from error
        if len(content) > _LONGEST:
            raise Unanswered(f"{path}: too long")
        return bytes(content)

    def save(self, path: str, target: Path) -> None:
        """Write what stands at the path into a file, piece by piece; raises Unanswered when nothing does."""
        request = self._request(path)
        try:
            with urllib.request.urlopen(request, timeout=_WAIT) as answer, target.open("wb") as file:  # noqa: S310
                shutil.copyfileobj(answer, file, _PIECE)
                _must_be_whole(answer)
        except _BROKEN as error:
            raise Unanswered(f"{path}: {error}") from error

    def _request(self, path: str) -> urllib.request.Request:
        return urllib.request.Request(f"{self.url}{path}", headers={"User-Agent": _AGENT})  # noqa: S310

    def text(self, path: str) -> str | None:
        """Return text, None for 404."""
        content = self.get(path)
        try:
            return None if content is None else content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unanswered(f"{path}: {error}") from error

    def json(self, path: str) -> dict[str, Any] | None:
        """Return a JSON object, None for 404."""
        content = self.text(path)
        try:
            value = None if content is None else json.loads(content)
        except ValueError as error:
            raise Unanswered(f"{path}: {error}") from error
        if value is not None and not isinstance(value, dict):
            raise Unanswered(f"{path}: not an object")
        return value


def _must_be_whole(answer: http.client.HTTPResponse) -> None:
    """Raise IncompleteRead where more was announced than came: read in pieces, nothing else says so."""
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
