"""The server's clock, which tests and the demo county can set.

Rules never read it; acts and queries do. All times are aware; days are days of China
(UTC+8, no summer time since 1991).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "中国标准时间")

_fixed: ContextVar[datetime | None] = ContextVar("mingzhi_clock", default=None)


def now() -> datetime:
    """Return the present moment in China's time."""
    return _fixed.get() or datetime.now(CHINA)


def today() -> date:
    """Return the present day in China."""
    return now().astimezone(CHINA).date()


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Let the clock stand at ``moment`` (aware) inside the block.

    Raises ValueError for a moment without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("the clock takes aware times only")
    token = _fixed.set(moment.astimezone(CHINA))
    try:
        yield
    finally:
        _fixed.reset(token)
