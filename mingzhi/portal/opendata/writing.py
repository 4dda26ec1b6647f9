"""Files that are never seen half: written beside, hashed on the way, put in place in one step.

A file whose name ends in ``.gz`` is packed while the next part is being made (:mod:`packing`).
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple, Self

from mingzhi.portal.opendata import sheets
from mingzhi.portal.opendata.columns import Column, names
from mingzhi.portal.opendata.packing import PACKED, Packing

_AT_ONCE = 100
_READ = 1 << 20
_PAGE = 16384
_MAPPED = 1 << 31
"""So much of a file is read where it lies in memory: each index reads all of it."""
_EVERY = 0.5


Entry = dict[str, int | str]


class Finished(NamedTuple):
    """A file as the manifest names it."""

    name: str
    size: int
    sha256: str
    rows: int

    @property
    def entry(self) -> Entry:
        """What the manifest says of it."""
        return {"size": self.size, "sha256": self.sha256, "rows": self.rows}


class TextFile:
    """A file of lines; ``finish`` puts it in place, leaving the block without it throws it away."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.rows, self.size = name, 0, 0
        self.path = folder / name
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        self._file = self.beside.open("wb")
        self._digest, self._kept = hashlib.sha256(), False
        self._packing = Packing(self._put) if name.endswith(PACKED) else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_outcome: object) -> None:
        if self._packing:
            self._packing.stop()
        self._file.close()
        self.beside.unlink(missing_ok=True)

    def write(self, text: str, rows: int = 0) -> None:
        """Append text that holds so many rows."""
        self.write_bytes(text.encode(), rows)

    def write_bytes(self, content: bytes, rows: int = 0) -> None:
        """Append bytes that hold so many rows."""
        self.write_pieces([content], rows)

    def write_pieces(self, pieces: Sequence[bytes], rows: int) -> None:
        """Append bytes in pieces that together hold so many rows."""
        self.rows += rows
        if self._packing:
            self._packing.add(pieces)
        else:
            self._put(b"".join(pieces))

    def _put(self, content: bytes) -> None:
        self._digest.update(content)
        self._file.write(content)
        self.size += len(content)

    def close(self) -> None:
        """End the writing; the file still lies beside."""
        if self._packing and not self._file.closed:
            self._packing.end()
        self._file.close()

    def keep(self) -> None:
        """Return when what lies beside is on the disk."""
        self.close()
        if not self._kept:
            _sync(self.beside)
            self._kept = True

    def finish(self) -> Finished:
        """Put the file in place, whole: on the disk first, then under its name."""
        self.keep()
        self.beside.replace(self.path)
        return Finished(self.name, self.size, self._digest.hexdigest(), self.rows)


class CsvFile(TextFile):
    """A table for spreadsheets: UTF-8 with a byte order mark, cells that no spreadsheet calculates."""

    def __init__(self, folder: Path, name: str, columns: Sequence[Column]) -> None:
        super().__init__(folder, name)
        self.write("\ufeff")
        self.add([[column.heading for column in columns]])
        self.rows = 0

    def add(self, rows: Sequence[Sequence[str]]) -> None:
        """Append rows."""
        if rows:
            self.add_joined(sheets.joined([[*map(str.encode, row)] for row in rows]), len(rows))

    def add_joined(self, text: bytes, rows: int) -> None:
        """Append rows as ``sheets.joined`` made them."""
        self.write_bytes(sheets.csv(text), rows)


class SqliteFile:
    """One SQLite file with the tables of open data; where its name says so, it is packed when it is whole.

    Until then it lies beside as it is, and the disk need not take it.
    """

    def __init__(self, folder: Path, name: str, *, page: int = _PAGE) -> None:
        self.name, self.rows = name, 0
        self._width: dict[str, int] = {}
        self.path = folder / name
        self.beside = self.path.with_name(f".{name.removesuffix(PACKED)}.{os.getpid()}")
        self.beside.unlink(missing_ok=True)
        self._connection = sqlite3.connect(self.beside)
        for pragma in (f"page_size={page}", "journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
            self._connection.execute(f"PRAGMA {pragma}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_outcome: object) -> None:
        self._connection.close()
        self.beside.unlink(missing_ok=True)

    def table(
        self, name: str, columns: Sequence[Column], *more: str, numbers: Mapping[str, str] = {}
    ) -> None:
        """Create a table; its first column is the key. ``numbers`` has the types of columns of numbers."""
        every = [*names(tuple(columns)), *more]
        described = ", ".join(f'"{column}" {numbers.get(column, "")}'.strip() for column in every)
        self._connection.execute(f'CREATE TABLE "{name}" ({described})')
        self._width[name] = len(every)

    def add(self, table: str, rows: Iterable[Sequence[Any]], number: int) -> None:
        """Append so many rows to a table; their last cell is text in UTF-8."""
        places = "?," * (self._width[table] - 1) + "CAST(? AS TEXT)"
        self._connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608
        self.rows += number

    def index(self, indexes: Iterable[tuple[str, str]]) -> None:
        """Index columns of tables.

        Where rows come nearly in the order of a column, or in few such orders, an index that is there before
        them grows by half the work; an order they do not come in is made at once, at the end.
        """
        for table, column in indexes:
            self._connection.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')

    def finish(self, indexes: Iterable[tuple[str, str]]) -> Finished:
        """Index the tables further, put the file in place."""
        self._connection.execute(f"PRAGMA mmap_size={_MAPPED}")
        self.index(indexes)
        self._connection.commit()
        self._connection.close()
        if self.name.endswith(PACKED):
            return self._packed()
        digest = digest_of(self.beside)
        size = self.beside.stat().st_size
        _sync(self.beside)
        self.beside.replace(self.path)
        return Finished(self.name, size, digest, self.rows)

    def _packed(self) -> Finished:
        with ExitStack() as stack:
            packed = stack.enter_context(TextFile(self.path.parent, self.name))
            stack.enter_context(begun_early(packed))
            whole = stack.enter_context(self.beside.open("rb"))
            while piece := whole.read(_READ):
                packed.write_bytes(piece)
            return packed.finish()._replace(rows=self.rows)


def _sync(path: Path) -> None:
    with path.open("rb") as written:
        os.fsync(written.fileno())


@contextmanager
def begun_early(*files: TextFile) -> Iterator[None]:
    """Have the disk take what was written while more is being made: else all waits for it at the end."""
    done = Event()
    with ExitStack() as stack:
        opened = [stack.enter_context(file.beside.open("rb")) for file in files]

        def keep() -> None:
            while not done.wait(_EVERY):
                for file in opened:
                    os.fsync(file.fileno())

        thread = Thread(target=keep)
        thread.start()
        stack.callback(thread.join)
        stack.callback(done.set)
        yield


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_READ):
            digest.update(piece)
    return digest.hexdigest()


def chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Cut a stream of rows into lists."""
    left = iter(rows)
    while batch := list(islice(left, _AT_ONCE)):
        yield batch
