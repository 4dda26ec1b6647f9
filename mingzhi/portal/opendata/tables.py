"""The tables (CSV and SQLite) are written by a second process while the first reads and writes the lines.

It knows neither Django nor the database: it takes rows on its standard input and, once it was told that they
were all, names the files it put in place on its standard output. An input that ends before leaves no file.
"""

import json
import marshal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from struct import Struct
from typing import IO, Any, Self, cast

from mingzhi.portal.opendata import columns
from mingzhi.portal.opendata.writing import CsvFile, Finished, SqliteFile

TABLES = {"notices": columns.NOTICES, "tombstones": columns.TOMBSTONES}
INDEXES = (
    *(("notices", name) for name in ("notice", "agency_code", "decided_on", "number")),
    ("tombstones", "notice"),
)
_SIZE = Struct("<Q")
_END = 0
_PIPE = 1 << 20
_FORMAT = 2  # of marshal: without looking for what is the same, since rows are not


class Tables:
    """The second process, as the first sees it: ``add`` rows, ``finish``; leaving without it ends it."""

    def __init__(self, folder: Path) -> None:
        words = [sys.executable, "-m", __name__, str(folder)]
        self._process = subprocess.Popen(  # noqa: S603 -- our own program
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pipesize=_PIPE
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_outcome: object) -> None:
        self._process.communicate()

    def add(self, table: str, rows: Sequence[Sequence[Any]]) -> None:
        """Append rows: the cells of the table's columns, then the salt, then the content in UTF-8."""
        given: Any = (table, rows)
        content = marshal.dumps(given, _FORMAT)
        self._say(_SIZE.pack(len(content)) + content)

    def end(self) -> None:
        """Say that all rows were given: the process indexes and closes its files while others are written."""
        self._say(_SIZE.pack(_END))

    def finish(self) -> list[Finished]:
        """Wait until the files lie in place."""
        said, _errors = self._process.communicate()
        if self._process.returncode:
            raise ChildProcessError(f"the tables were not written: exit status {self._process.returncode}")
        return [Finished(*file) for file in json.loads(said)]

    def _say(self, content: bytes) -> None:
        stdin = cast(IO[bytes], self._process.stdin)
        stdin.write(content)
        stdin.flush()


def received(source: IO[bytes]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Return each table's name with rows, until told that they were all; stop at an input that was cut."""
    while (size := _SIZE.unpack(_exactly(source, _SIZE.size))[0]) != _END:
        yield marshal.loads(_exactly(source, size))  # noqa: S302 -- written by the process that started us


def _exactly(source: IO[bytes], size: int) -> bytes:
    content = source.read(size)
    if len(content) != size:
        raise EOFError("the rows ended before they were all there")
    return content


def write(folder: Path, source: IO[bytes]) -> list[Finished]:
    """Write the tables of what is received and put them in place."""
    with ExitStack() as stack:
        sheets = {
            name: stack.enter_context(CsvFile(folder, f"{name}.csv", described))
            for name, described in TABLES.items()
        }
        database = stack.enter_context(SqliteFile(folder, "notices.sqlite"))
        for name, described in TABLES.items():
            database.table(name, described, "salt", "content")
        for name, rows in received(source):
            sheets[name].add([row[:-2] for row in rows])
            database.add(name, rows)
        return [*(sheet.finish() for sheet in sheets.values()), database.finish(INDEXES)]


def main(folder: str) -> None:
    """Write the tables of what comes on the standard input; without all of it, leave no file."""
    try:
        sys.stdout.write(json.dumps(write(Path(folder), sys.stdin.buffer)))
    except EOFError as error:
        sys.exit(f"no tables: {error}")


if __name__ == "__main__":
    main(sys.argv[1])
