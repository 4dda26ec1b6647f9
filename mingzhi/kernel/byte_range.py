"""Which bytes of a file a reader asks for (RFC 9110, sections 13.1.5 and 14): one range, whole, or none.

A recording is sought in and a broken download goes on where it stopped. Several ranges at once are
answered with the whole, as the RFC allows.
"""

import re
from dataclasses import dataclass

_ONE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes ``[start, end)`` of a file of ``size`` bytes."""

    start: int
    end: int
    size: int

    @property
    def whole(self) -> bool:
        """All bytes, because no range was asked for or the range could not be kept."""
        return self.end - self.start == self.size

    @property
    def status(self) -> int:
        """200 for the whole, 206 for a part."""
        return 200 if self.whole else 206

    @property
    def header(self) -> str:
        """The value of Content-Range."""
        return f"bytes {self.start}-{self.end - 1}/{self.size}"


def span(asked: str, *, size: int, etag: str, if_range: str = "") -> Span | None:
    """Return the bytes a Range header asks for; None when it lies beyond the file (416).

    What is no single range of bytes, or was meant for another content (``if_range``), gives the whole.
    """
    whole = Span(0, size, size)
    match = _ONE.fullmatch(asked)
    if match is None or (if_range and if_range.strip() != etag):
        return whole
    first, last = match.groups()
    if not first:
        return _suffix(last, whole)
    start = int(first)
    if last and int(last) < start:
        return whole
    if start >= size:
        return None
    return Span(start, min(int(last) + 1, size) if last else size, size)


def _suffix(length: str, whole: Span) -> Span | None:
    """Return the last bytes; RFC 9110 14.1.2: a suffix of no length cannot be satisfied."""
    if not length:
        return whole
    if not int(length) or not whole.size:
        return None
    return Span(max(0, whole.size - int(length)), whole.size, whole.size)
