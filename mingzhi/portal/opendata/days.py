"""The files of the days: what happened on each, gathered in any order and written in the order of time.

What is gathered is put aside by month, on the disk, so that no more than a month is ever held. Days before
the newest file are over: their files stay as they are.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple, Self

from mingzhi.portal.opendata.lines import CHANGE
from mingzhi.portal.opendata.writing import Entry, TextFile, digest_of

CHANGES = "changes"
_AT_ONCE = 32
_BUFFER = 1 << 16
_MONTH = slice(len("2022-02"))
_ASIDE = b"%b\t%019d\t" + CHANGE
_DAY = slice(len(b'{"at":"'), len(b'{"at":"2022-02-18'))


class Moved(NamedTuple):
    """One entry of a day, in UTF-8: when as it is stored (by which it is ordered) and in China's time."""

    stored: bytes
    leaf: int
    at: bytes
    action: bytes
    notice: bytes
    commitment: bytes


Happened = tuple[bytes, int, bytes, bytes, bytes, bytes]
"""The same without names."""


class Days:
    """``add`` what happened, ``write`` the files; leaving without it leaves what lay there."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._aside = folder, ExitStack()
        self._kept = sorted((folder / CHANGES).glob("????-??-??.jsonl"))
        self._since = self._kept[-1].stem.encode() if self._kept else b""
        self._months: dict[bytes, IO[bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_outcome: object) -> None:
        self._aside.close()

    def add(self, told: Iterable[Happened]) -> None:
        """Take what happened, as :class:`Moved` says it; of days that are over nothing is told again."""
        new = [moved for moved in told if moved[2] >= self._since]
        for month, found in groupby(new, key=lambda moved: moved[2][_MONTH]):
            file = self._months.get(month) or self._begun(month)
            file.write(b"".join([_ASIDE % moved for moved in found]))

    def _begun(self, month: bytes) -> IO[bytes]:
        file: IO[bytes] = TemporaryFile(dir=self._folder, buffering=_BUFFER)  # noqa: SIM115 -- closed on leaving
        self._months[month] = self._aside.enter_context(file)
        return file

    def write(self, known: dict[str, Entry]) -> dict[str, Entry]:
        """Put the files in place; return all days by name, those that are over as they were ``known``."""
        with ExitStack() as stack:
            files = {}
            for day, lines in self._days():
                files[day] = file = stack.enter_context(TextFile(self._folder, f"{CHANGES}/{day}.jsonl"))
                file.write_pieces(lines, len(lines))
                file.close()
            with ThreadPoolExecutor(_AT_ONCE) as waiting:  # a disk keeps many files in the time of one
                list(waiting.map(TextFile.keep, files.values()))
            written = {day: file.finish().entry for day, file in files.items()}
        return dict(sorted(({path.stem: _kept(path, known) for path in self._kept} | written).items()))

    def _days(self) -> Iterator[tuple[str, list[bytes]]]:
        """Return the lines of each day in the order of time: as text, moments in UTC sort like moments."""
        for _month, aside in sorted(self._months.items()):
            aside.seek(0)
            lines = [line.split(b"\t", 2)[2] for line in sorted(aside)]
            for day, found in groupby(lines, key=lambda line: line[_DAY]):
                yield day.decode(), [*found]


def _kept(path: Path, known: dict[str, Entry]) -> Entry:
    """Return the entry of a day that is over: as it was, or counted again when it is not known."""
    if path.stem in known:
        return known[path.stem]
    return {
        "size": path.stat().st_size,
        "sha256": digest_of(path),
        "rows": path.read_bytes().count(b"\n"),
    }
