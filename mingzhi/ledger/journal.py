"""What this machine has committed to a log, noted in a file of its own: for the second before it is signed.

Whoever owns the tables can take an act out whole, entry, rows and leaf, until the log has signed it. So every
process that queues a leaf notes its commitment here as soon as it is committed, outside the database, and the
check names what was noted and is gone. What was committed a moment before the process died may be missing
here; what stands here was committed. Of each log the newest ten thousand and more commitments are kept.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction

LARGEST = 1 << 20
"""A file so large becomes the one before; what stood there then is long signed."""
_LINE = 65
BEFORE = ".before"


def note(log: str, commitments: Iterable[bytes]) -> None:
    """Note commitments once the running transaction is committed; a disk that is full hinders no act."""
    text = "".join(f"{one.hex()}\n" for one in commitments).encode()
    path = _file(log)

    def append() -> None:
        _append(path, text)

    if text:
        transaction.on_commit(append, robust=True)


def noted(log: str) -> Iterator[bytes]:
    """Return what was noted, oldest first; a line that was not written to its end is passed over."""
    for path in (_file(log).with_suffix(BEFORE), _file(log)):
        if path.exists():
            with path.open("rb") as lines:
                yield from (bytes.fromhex(line.decode()) for line in lines if len(line) == _LINE)


def folder() -> Path:
    """Return the folder of the notes of this machine."""
    return Path(settings.LOG_JOURNAL)


def _file(log: str) -> Path:
    return folder() / log


def _append(path: Path, text: bytes) -> None:
    """Append in one piece, as every process of this machine does at the same time."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, text)
        written = os.fstat(descriptor)
        if written.st_size > LARGEST and path.stat().st_ino == written.st_ino:
            path.replace(path.with_suffix(BEFORE))
    finally:
        os.close(descriptor)
