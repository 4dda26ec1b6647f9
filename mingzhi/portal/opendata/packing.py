"""Gzip made of parts that are packed side by side: one stream to whoever reads it, several at once for us."""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from isal import isal_zlib

PACKED = ".gz"
_LEVEL = 2
_BARE = -15  # as zlib names deflate without a form around it
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
"""Deflate, no name, no time, system unknown (RFC 1952 §2.3)."""
_SIZES = 1 << 32
_PART = 1 << 20
_AT_ONCE = 2
_WAITING = 2 * _AT_ONCE


class Packing:
    """Packs parts in threads of their own (it needs no Python) and hands them to ``put`` in their order."""

    def __init__(self, put: Callable[[bytes], None]) -> None:
        self._put = put
        self._packers, self._last = ThreadPoolExecutor(_AT_ONCE), ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque([self._last.submit(put, _HEAD)])
        self._part: list[bytes] = []
        self._held = self._size = self._check = 0

    def add(self, pieces: Sequence[bytes]) -> None:
        """Take more; wait while too much of what came before is left to be packed."""
        self._part += pieces
        self._held += sum(map(len, pieces))
        if self._held >= _PART:
            self._hand_on(isal_zlib.Z_FULL_FLUSH)

    def end(self) -> None:
        """Pack what is left, and say how much it was."""
        self._hand_on(isal_zlib.Z_FINISH)
        while self._waiting:
            self._waiting.popleft().result()
        self._put(self._check.to_bytes(4, "little") + (self._size % _SIZES).to_bytes(4, "little"))
        self.stop()

    def stop(self) -> None:
        """End the threads."""
        self._packers.shutdown()
        self._last.shutdown()

    def _hand_on(self, ending: int) -> None:
        part, self._part = self._part, []
        self._size, self._held = self._size + self._held, 0
        for piece in part:
            self._check = isal_zlib.crc32(piece, self._check)
        if len(self._waiting) >= _WAITING:
            self._waiting.popleft().result()
        packed = self._packers.submit(_packed, part, ending)
        self._waiting.append(self._last.submit(lambda: self._put(packed.result())))


def _packed(part: Sequence[bytes], ending: int) -> bytes:
    """Return a part as deflate that ends on a whole byte, so that the next can stand behind it."""
    packer = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _BARE)
    return b"".join([*map(packer.compress, part), packer.flush(ending)])
