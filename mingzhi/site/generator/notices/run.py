"""Generate the notices: compose, build, write, put into the log, build the search index."""

import gc
import multiprocessing
import multiprocessing.pool
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Model

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.disclosure.acts.indexing import rebuild
from mingzhi.kernel import clock
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.site.checking.kept_tables import sealed_tables
from mingzhi.site.demo.cast import cast_of
from mingzhi.site.generator.columns import POSTGRESQL
from mingzhi.site.generator.notices.composing import Composer
from mingzhi.site.generator.notices.pouring import Row, pour, sheets_of
from mingzhi.site.generator.notices.rows import TABLES, People, most_rows, numbers_from, rows_of
from mingzhi.site.generator.patterns import people
from mingzhi.site.generator.pouring import reserve_ids
from mingzhi.site.generator.run import LEAVES_PER_BATCH, Stage, count_for_planner, hurry
from mingzhi.trail.acts.row_seals import seal_all

PER_JOB = 1000
JOBS_OF_A_PROCESS = 40
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Job:
    """Some notices, with the row numbers set aside for them."""

    first: int
    count: int
    numbers: dict[type[Model], int]


@dataclass(frozen=True, slots=True)
class Press:
    """Does jobs; forked processes inherit it."""

    composer: Composer
    crew: People
    calendars: Mapping[str, Calendar]

    def build(self, job: Job) -> dict[type[Model], list[Row]]:
        """Build the rows of a job without writing them."""
        number = numbers_from(job.numbers)
        rows = (
            row
            for composed in self.composer.some(job.first, job.count)
            for row in rows_of(composed, self.crew, self.calendars[composed.source.region_code], number)
        )
        return sheets_of(rows, connection.vendor)

    def do(self, job: Job) -> int:
        """Build and write the rows of a job; return how many notices."""
        pour(self.build(job), TABLES)
        return job.count


_press: list[Press] = []


def generate_notices(
    *,
    count: int,
    seed: int,
    processes: int = 2,
    tell: Callable[[str], object] = print,
) -> list[Stage]:
    """Add ``count`` published notices to the database; return the stages."""
    hurry()
    stages: list[Stage] = []

    def finish(what: str, number: int, begun: float) -> float:
        stages.append(Stage(what, number, time.perf_counter() - begun))
        tell(str(stages[-1]))
        return time.perf_counter()

    begun = time.perf_counter()
    begun = finish("notices written", write_notices(count, seed=seed, processes=processes), begun)
    begun = finish("rows sealed", seal_all(sealed_tables()), begun)
    leaves = sum(integrate(log=log, batch=LEAVES_PER_BATCH) for log in LOGS)
    begun = finish("leaves integrated", leaves, begun)
    count_for_planner()
    begun = finish("statistics for the planner", 1, begun)
    finish("notices indexed", rebuild(), begun)
    return stages


def write_notices(count: int, *, seed: int, processes: int) -> int:
    """Compose and write the notices; return how many."""
    composer = Composer(seed, count, clock.today())
    press = Press(composer, _crew(clock.today()), {code: calendar(code) for code in composer.regions})
    return sum(_done(press, jobs_of(count), processes=processes))


def _crew(today: date) -> People:
    cast = cast_of(people(), "qsj")
    return People(publisher=cast("publisher", today), checker=cast("checker", today))


def jobs_of(count: int) -> list[Job]:
    """Part the notices into jobs and set aside the numbers of their rows."""
    most = most_rows()
    first = reserve_ids({model._meta.db_table: count * rows for model, rows in most.items()})
    return [
        Job(
            at,
            min(PER_JOB, count - at),
            {model: first[model._meta.db_table] + at * rows for model, rows in most.items()},
        )
        for at in range(0, count, PER_JOB)
    ]


def _do(job: Job) -> int:
    return _press[0].do(job)


def _build(job: Job) -> tuple[Job, dict[type[Model], list[Row]]]:
    return job, _press[0].build(job)


def _done(press: Press, jobs: list[Job], *, processes: int) -> Iterator[int]:
    """Do every job; yield its notices. SQLite has one writer: there others build ahead of it."""
    if processes < 2:
        yield from map(press.do, jobs)
        return
    _press[:] = [press]
    if connection.vendor == POSTGRESQL:
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
    # looking for circles among so many rows takes a third of the time: a process ends before it is full
    forks = multiprocessing.get_context("fork")
    with forks.Pool(processes, initializer=gc.disable, maxtasksperchild=JOBS_OF_A_PROCESS) as pool:
        if connection.vendor == POSTGRESQL:
            yield from pool.imap_unordered(_do, jobs)
        else:
            yield from _written(pool, jobs)


def _written(pool: multiprocessing.pool.Pool, jobs: list[Job]) -> Iterator[int]:
    waiting = deque[Any]()
    for job in jobs:
        waiting.append(pool.apply_async(_build, (job,)))
        if len(waiting) > _AHEAD:
            yield _pour(waiting.popleft().get())
    for built in waiting:
        yield _pour(built.get())


def _pour(built: tuple[Job, dict[type[Model], list[Row]]]) -> int:
    job, sheets = built
    pour(sheets, TABLES)
    return job.count
