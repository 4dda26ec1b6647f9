"""A bounded memory of answers inside one process: the oldest unread go first, nothing stays for long."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from time import monotonic

BESIDE = 512
"""What an answer takes beside its content, in bytes, roughly: key, headers, places."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it was given: content and all headers."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    etag: str


class Memory:
    """Keeps answers under keys until their time ends or their bytes are needed for newer ones."""

    def __init__(self, largest: int) -> None:
        self._largest, self._size = largest, 0
        self._kept: OrderedDict[str, tuple[float, Kept]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        """Return how many answers are kept, also those whose time has ended."""
        return len(self._kept)

    def get(self, key: str) -> Kept | None:
        """Return what is kept under a key and still in its time."""
        with self._lock:
            until, kept = self._kept.get(key, (0.0, None))
            if kept is None or until <= monotonic():
                return None
            self._kept.move_to_end(key)
            return kept

    def put(self, key: str, kept: Kept, seconds: float) -> None:
        """Keep an answer for so long at most."""
        with self._lock:
            self._drop(key)
            self._kept[key] = (monotonic() + seconds, kept)
            self._size += _bytes(kept)
            while self._size > self._largest:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def _drop(self, key: str) -> None:
        if key in self._kept:
            self._size -= _bytes(self._kept.pop(key)[1])


def _bytes(kept: Kept) -> int:
    return len(kept.content) + BESIDE
