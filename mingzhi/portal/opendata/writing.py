"""Files that are never seen half: written beside, hashed on the way, put in place in one step."""

import csv
import hashlib
import os
import sqlite3
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple, Self

from mingzhi.kernel.cells import inert
from mingzhi.portal.opendata.columns import Column, names

_AT_ONCE = 500
_READ = 1 << 20
_PAGE = 16384
"""Some rows to a page: a fifth smaller than with pages of the usual size, and indexed in half the time."""


class Finished(NamedTuple):
    """A file as the manifest names it."""

    name: str
    size: int
    sha256: str
    rows: int


class TextFile:
    """A file of lines; ``finish`` puts it in place, leaving the block without it throws it away."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.rows, self.size = name, 0, 0
        self.path = folder / name
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._beside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        self._file = self._beside.open("wb")
        self._digest, self._kept = hashlib.sha256(), False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_outcome: object) -> None:
        self._file.close()
        self._beside.unlink(missing_ok=True)

    def write(self, text: str, rows: int = 0) -> None:
        """Append text that holds so many rows."""
        self.write_bytes(text.encode(), rows)

    def write_bytes(self, content: bytes, rows: int = 0) -> None:
        """Append bytes that hold so many rows."""
        self._digest.update(content)
        self._file.write(content)
        self.size += len(content)
        self.rows += rows

    def close(self) -> None:
        """End the writing; the file still lies beside."""
        self._file.close()

    def keep(self) -> None:
        """Return when what lies beside is on the disk."""
        self.close()
        if not self._kept:
            _sync(self._beside)
            self._kept = True

    def finish(self) -> Finished:
        """Put the file in place, whole: on the disk first, then under its name."""
        self.keep()
        self._beside.replace(self.path)
        return Finished(self.name, self.size, self._digest.hexdigest(), self.rows)


class CsvFile(TextFile):
    """A table for spreadsheets: UTF-8 with a byte order mark, cells that no spreadsheet calculates."""

    def __init__(self, folder: Path, name: str, columns: Sequence[Column]) -> None:
        super().__init__(folder, name)
        self.write("\ufeff")
        self.add([[column.heading for column in columns]])
        self.rows = 0

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Append rows."""
        spool = StringIO()
        writer = csv.writer(spool)
        cells = [safe(row) for row in rows]
        writer.writerows(cells)
        self.write(spool.getvalue(), len(cells))


class SqliteFile:
    """One SQLite file with the tables of open data."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.rows = name, 0
        self.path = folder / name
        self._beside = self.path.with_name(f".{name}.{os.getpid()}")
        self._beside.unlink(missing_ok=True)
        self._connection = sqlite3.connect(self._beside)
        for pragma in (f"page_size={_PAGE}", "journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
            self._connection.execute(f"PRAGMA {pragma}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_outcome: object) -> None:
        self._connection.close()
        self._beside.unlink(missing_ok=True)

    def table(self, name: str, columns: Sequence[Column], *more: str) -> None:
        """Create a table; its first column is the key."""
        described = ", ".join(f'"{column}"' for column in [*names(tuple(columns)), *more])
        self._connection.execute(f'CREATE TABLE "{name}" ({described})')

    def add(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Append rows to a table; their last cell is text in UTF-8."""
        if rows:
            places = "?," * (len(rows[0]) - 1) + "CAST(? AS TEXT)"
            self._connection.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)  # noqa: S608
            self.rows += len(rows)

    def finish(self, indexes: Iterable[tuple[str, str]]) -> Finished:
        """Index the tables, put the file in place."""
        for table, column in indexes:
            self._connection.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
        self._connection.commit()
        self._connection.close()
        digest = digest_of(self._beside)
        size = self._beside.stat().st_size
        _sync(self._beside)
        self._beside.replace(self.path)
        return Finished(self.name, size, digest, self.rows)


def _sync(path: Path) -> None:
    with path.open("rb") as written:
        os.fsync(written.fileno())


def safe(row: Sequence[Any]) -> list[Any]:
    """Keep a spreadsheet from reading a cell as a formula."""
    return [inert(cell) if isinstance(cell, str) else cell for cell in row]


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_READ):
            digest.update(piece)
    return digest.hexdigest()


def chunks(rows: Iterable[Any]) -> Iterable[list[Any]]:
    """Cut a stream of rows into lists."""
    pending: list[Any] = []
    for row in rows:
        pending.append(row)
        if len(pending) == _AT_ONCE:
            yield pending
            pending = []
    if pending:
        yield pending
