"""Strike the copies: parted into jobs of a handy size, on PostgreSQL in several processes."""

import multiprocessing
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db import connection

from mingzhi.records.models import NumberSeries
from mingzhi.site.generator.capture import tables
from mingzhi.site.generator.columns import POSTGRESQL
from mingzhi.site.generator.parties import another
from mingzhi.site.generator.plate import Plate, Sheet, Start
from mingzhi.site.generator.pouring import Turns, pour, reserve_ids

ROWS_PER_JOB = 30_000
_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Job:
    """Some copies of one plate, with everything they need set aside."""

    plate: int
    copies: int
    start: Start
    seed: int
    nth: int = 0


def jobs_of(plates: Sequence[tuple[Plate, int]], random: Random) -> list[Job]:
    """Part the copies of the plates into jobs, in mixed order, and set aside ids and numbers."""
    parts = [
        (index, count)
        for index, (plate, copies) in enumerate(plates)
        for count in _parts(copies, max(1, ROWS_PER_JOB // plate.rows))
    ]
    random.shuffle(parts)
    wanted = Counter[str]()
    for index, count in parts:
        for table, rows in plates[index][0].counts:
            wanted[table] += rows * count
    ids = Counter(reserve_ids(wanted))
    numbers = Counter({row.pk: row.last + 1 for row in NumberSeries.objects.all()})
    jobs = list[Job]()
    for index, count in parts:
        plate = plates[index][0]
        used = {table: ids[table] for table, _rows in plate.counts}
        given = {series: numbers[series] for series in plate.per_series}
        jobs.append(Job(index, count, Start(used, given), random.getrandbits(64), len(jobs)))
        ids.update({table: rows * count for table, rows in plate.counts})
        numbers.update({series: rows * count for series, rows in plate.per_series.items()})
    return jobs


def _parts(copies: int, size: int) -> Iterator[int]:
    for done in range(0, copies, size):
        yield min(size, copies - done)


class Press:
    """Does jobs; forked processes inherit its plates."""

    def __init__(self, plates: Sequence[Plate]) -> None:
        self.plates = plates
        self.turns = Turns()
        self.order = {model._meta.db_table: place for place, model in enumerate(tables())}

    def do(self, job: Job) -> int:
        """Strike and write the copies of one job; return how many rows."""
        return self.write(job, self.strike(job))

    def strike(self, job: Job) -> dict[Sheet, str]:
        """Strike the copies of one job without writing them."""
        plate, random = self.plates[job.plate], Random(job.seed)  # noqa: S311 -- a fictional county, by its seed
        sheets: dict[Sheet, list[str]] = {sheet: [] for sheet, _strike in plate.sheets}
        for nth in range(job.copies):
            values = plate.values(job.start, nth, another(plate.words, random), random)
            for sheet, strike in plate.sheets:
                sheets[sheet].append(strike(values))
        return {sheet: "".join(texts) for sheet, texts in sheets.items()}

    def write(self, job: Job, sheets: Mapping[Sheet, str]) -> int:
        """Write what was struck for one job; return how many rows."""
        plate = self.plates[job.plate]
        numbers = {series: count * job.copies for series, count in plate.per_series.items()}
        with self.turns.of(job.nth) as turn:
            pour(sheets, self.order, numbers, turn)
        return plate.rows * job.copies


_press: list[Press] = []


def _do(job: Job) -> int:
    return _press[0].do(job)


def _strike(job: Job) -> tuple[Job, dict[Sheet, str]]:
    return job, _press[0].strike(job)


def _written(press: Press, jobs: Iterable[Job], begin: Callable[[Job], Any]) -> Iterator[int]:
    """Write job after job, while the next two are being struck."""
    waiting = deque[Any]()
    for job in jobs:
        waiting.append(begin(job))
        if len(waiting) > _AHEAD:
            yield press.write(*waiting.popleft().get())
    for struck in waiting:
        yield press.write(*struck.get())


def strike_all(press: Press, jobs: Iterable[Job], *, processes: int) -> Iterator[int]:
    """Do every job; yield the rows of each as it is done.

    SQLite has one writer: there, a second process strikes while this one writes.
    """
    if processes < 2:
        yield from map(press.do, jobs)
        return
    _press[:] = [press]
    if connection.vendor != POSTGRESQL:
        with multiprocessing.get_context("fork").Pool(1) as pool:
            yield from _written(press, jobs, lambda job: pool.apply_async(_strike, (job,)))
        return
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        yield from pool.imap_unordered(_do, jobs)
