"""The files of notices are written by a second process while the first reads and tells the rows.

It knows neither Django nor the database: it takes rows on its standard input and, once it was told that they
were all, names the files it put in place on its standard output. An input that ends before leaves no file.
"""

import gc
import json
import marshal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain, repeat
from pathlib import Path
from struct import Struct
from typing import IO, Self, cast

from mingzhi.portal.opendata import columns, lines, sheets
from mingzhi.portal.opendata.columns import Column
from mingzhi.portal.opendata.packing import PACKED
from mingzhi.portal.opendata.writing import CsvFile, Finished, SqliteFile, TextFile, begun_early

KINDS: Mapping[str, tuple[Column, ...]] = {
    "notices": columns.NOTICES,
    "versions": (),
    "tombstones": columns.TOMBSTONES,
}
"""The kinds of rows, and the columns of their tables; versions have lines only."""
GROWING = tuple(("notices", name) for name in ("agency_code", "decided_on", "number"))
INDEXES = (("notices", "notice"), ("tombstones", "notice"))
"""The indexes that are there before the rows, and those that are made when all rows are there."""
_SIZES = Struct("<QQ")
_END = (0, 0)
_PIPE = 1 << 20
_PAGE = 65536
"""Many rows to a page: a third smaller than with pages of the usual size."""
_FORMAT = 2  # of marshal: without looking for what is the same, since rows are not

Rows = Sequence[Sequence[bytes]]
Told = tuple[str, bytes, list[str], list[int], list[int]]
"""The kind of rows, their cells joined, salts, how long each line is up to its content, and each content."""
Given = tuple[str, bytes, list[str], list[memoryview], bytes]
"""The kind of rows, their cells joined, salts, contents, and their lines: the contents lie in these."""


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

    def add(
        self, kind: str, cells: Rows, heads: list[bytes], salts: list[str], contents: list[bytes]
    ) -> None:
        """Append rows: their cells, their lines up to the content, salts, committed contents in UTF-8."""
        sizes = [*map(len, heads)], [*map(len, contents)]
        told: Told = (kind, sheets.joined(cells) if KINDS[kind] else b"", salts, *sizes)
        about = marshal.dumps(told, _FORMAT)
        written = b"".join([*chain.from_iterable(zip(heads, contents, repeat(lines.END)))])
        self._say(_SIZES.pack(len(about), len(written)), about, written)

    def end(self) -> None:
        """Say that all rows were given: the process indexes and closes its files while others are written."""
        self._say(_SIZES.pack(*_END))

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
    while (sizes := _SIZES.unpack(_exactly(source, _SIZES.size))) != _END:
        about, written = (_exactly(source, size) for size in sizes)
        told: Told = marshal.loads(about)  # noqa: S302 -- written by the process that started us
        kind, text, salts, heads, contents = told
        yield kind, text, salts, [*_parts(written, heads, contents)], written


def _parts(written: bytes, heads: list[int], contents: list[int]) -> Iterator[memoryview]:
    """Return the contents where they lie in their lines."""
    whole, end = memoryview(written), -len(lines.END)
    for head, content in zip(heads, contents, strict=True):
        begun = end + len(lines.END) + head
        end = begun + content
        yield whole[begun:end]


def _exactly(source: IO[bytes], size: int) -> bytes:
    content = source.read(size)
    if len(content) != size:
        raise EOFError("the rows ended before they were all there")
    return content


class _Files:
    """The files of all kinds, beside their places until ``finish``."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        listed = {name: has for name, has in KINDS.items() if has}
        self._lines = {name: TextFile(folder, f"{name}.jsonl{PACKED}") for name in KINDS}
        self._sheets = {name: CsvFile(folder, f"{name}.csv{PACKED}", has) for name, has in listed.items()}
        self._database = SqliteFile(folder, f"notices.sqlite{PACKED}", page=_PAGE)
        for file in self._texts:
            stack.enter_context(file)
        stack.enter_context(self._database)
        stack.enter_context(begun_early(*self._texts))
        for name, has in listed.items():
            self._database.table(name, has, "salt", "content", numbers=columns.NUMBERS)
        self._database.index(GROWING)

    @property
    def _texts(self) -> list[TextFile]:
        return [*self._lines.values(), *self._sheets.values()]

    def add(
        self, kind: str, text: bytes, salts: list[str], contents: list[memoryview], written: bytes
    ) -> None:
        """Write rows into every file of their kind."""
        number = len(contents)
        self._lines[kind].write_bytes(written, number)
        if kind in self._sheets:
            self._sheets[kind].add_joined(text, number)
            whole = zip(sheets.parted(text), salts, contents, strict=True)
            self._database.add(kind, ((*row, salt, content) for row, salt, content in whole), number)

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
