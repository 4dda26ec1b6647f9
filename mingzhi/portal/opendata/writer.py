"""The files of notices are written by a second process while the first reads and tells the rows.

It knows neither Django nor the database: it takes rows on its standard input and, once it was told that they
were all, names the files it put in place on its standard output. An input that ends before leaves no file.
"""

import gc
import json
import marshal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from struct import Struct
from typing import IO, NamedTuple, Self, cast

from mingzhi.portal.opendata import columns, lines, sheets
from mingzhi.portal.opendata.columns import Column
from mingzhi.portal.opendata.packing import PACKED
from mingzhi.portal.opendata.writing import CsvFile, Finished, SqliteFile, TextFile, begun_early


class Kind(NamedTuple):
    """How rows of a kind are written: their line, and the columns of their tables, if they have any."""

    line: Callable[[Sequence[str], Sequence[str], bytes], bytes]
    columns: tuple[Column, ...] = ()


KINDS = {
    "notices": Kind(lines.notice_line, columns.NOTICES),
    "versions": Kind(lines.notice_line),
    "tombstones": Kind(lines.tombstone_line, columns.TOMBSTONES),
}
INDEXES = (
    *(("notices", name) for name in ("notice", "agency_code", "decided_on", "number")),
    ("tombstones", "notice"),
)
_SIZE = Struct("<Q")
_END = 0
_PIPE = 1 << 20
_PAGE = 65536
"""Many rows to a page: a third smaller than with pages of the usual size."""
_FORMAT = 2  # of marshal: without looking for what is the same, since rows are not

Rows = Sequence[Sequence[str]]
Given = tuple[str, str, str, list[bytes]]
"""The kind of rows, their cells joined, what their lines say beside these joined, their contents."""


class Writer:
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

    def add(self, kind: str, cells: Rows, seals: Rows, contents: Sequence[bytes]) -> None:
        """Append rows: their cells, what their lines say beside these, and the committed content in UTF-8."""
        given = (kind, sheets.joined(cells), sheets.joined(seals), list(contents))
        content = marshal.dumps(given, _FORMAT)
        self._say(_SIZE.pack(len(content)), content)

    def end(self) -> None:
        """Say that all rows were given: the process indexes and closes its files while others are written."""
        self._say(_SIZE.pack(_END))

    def finish(self) -> list[Finished]:
        """Wait until the files lie in place."""
        said, _errors = self._process.communicate()
        if self._process.returncode:
            raise ChildProcessError(f"the files were not written: exit status {self._process.returncode}")
        return [Finished(*file) for file in json.loads(said)]

    def _say(self, *parts: bytes) -> None:
        stdin = cast(IO[bytes], self._process.stdin)
        stdin.writelines(parts)
        stdin.flush()


def received(source: IO[bytes]) -> Iterator[Given]:
    """Return rows, until told that they were all; stop at an input that was cut."""
    while (size := _SIZE.unpack(_exactly(source, _SIZE.size))[0]) != _END:
        yield marshal.loads(_exactly(source, size))  # noqa: S302 -- written by the process that started us


def _exactly(source: IO[bytes], size: int) -> bytes:
    content = source.read(size)
    if len(content) != size:
        raise EOFError("the rows ended before they were all there")
    return content


class _Files:
    """The files of all kinds, beside their places until ``finish``."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        listed = {name: kind.columns for name, kind in KINDS.items() if kind.columns}
        self._lines = {name: TextFile(folder, f"{name}.jsonl{PACKED}") for name in KINDS}
        self._sheets = {name: CsvFile(folder, f"{name}.csv{PACKED}", has) for name, has in listed.items()}
        self._database = SqliteFile(folder, f"notices.sqlite{PACKED}", page=_PAGE)
        for file in self._texts:
            stack.enter_context(file)
        stack.enter_context(self._database)
        stack.enter_context(begun_early(*self._texts))
        for name, has in listed.items():
            self._database.table(name, has, "salt", "content", numbers=columns.NUMBERS)

    @property
    def _texts(self) -> list[TextFile]:
        return [*self._lines.values(), *self._sheets.values()]

    def add(self, kind: str, text: str, seals: str, contents: list[bytes]) -> None:
        """Write rows into every file of their kind."""
        number, rows, beside = len(contents), [*sheets.parted(text)], [*sheets.parted(seals)]
        self._lines[kind].write_bytes(b"".join(map(KINDS[kind].line, rows, beside, contents)), number)
        if kind in self._sheets:
            self._sheets[kind].add_joined(text, number)
            whole = zip(rows, beside, contents, strict=True)
            self._database.add(kind, ((*row, seal[0], content) for row, seal, content in whole), number)

    def finish(self) -> list[Finished]:
        """Put the files in place."""
        return [*(file.finish() for file in self._texts), self._database.finish(INDEXES)]


def write(folder: Path, source: IO[bytes]) -> list[Finished]:
    """Write the files of what is received and put them in place."""
    with ExitStack() as stack:
        files = _Files(folder, stack)
        for given in received(source):
            files.add(*given)
        return files.finish()


def main(folder: str) -> None:
    """Write what comes on the standard input; without all of it, leave no file."""
    gc.disable()  # rows have no cycles
    try:
        sys.stdout.write(json.dumps(write(Path(folder), sys.stdin.buffer)))
    except EOFError as error:
        sys.exit(f"no files: {error}")


if __name__ == "__main__":
    main(sys.argv[1])
