"""Generate the county: walk the patterns, strike the copies, integrate the log, build the search index."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from django.db import connection

from mingzhi.disclosure.acts.indexing import rebuild
from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.site.checking.kept_tables import sealed_tables
from mingzhi.site.generator.patterns import MIX, Shape, play_all
from mingzhi.site.generator.plate import Platemaker
from mingzhi.site.generator.striking import Press, jobs_of, strike_all
from mingzhi.trail.acts.row_seals import seal_all

LEAVES_PER_BATCH = 32_768


@dataclass(frozen=True, slots=True)
class Stage:
    """What one stage did: how many of what, in which time."""

    what: str
    count: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.what}: {self.count:,} in {self.seconds:.1f} s ({self.count / (self.seconds or 1):,.0f}/s)"
        )


def generate(
    *,
    cases: int,
    seed: int,
    processes: int = 2,
    tell: Callable[[str], object] = print,
    mix: Sequence[Shape] = MIX,
) -> list[Stage]:
    """Add ``cases`` cases to the database; the same seed gives the same county; return the stages.

    ``mix`` says of what kinds, where another county than the usual one is wanted.
    """
    random = Random(seed)  # noqa: S311 -- a fictional county, by its seed
    hurry()
    stages: list[Stage] = []

    def finish(what: str, count: int, begun: float) -> float:
        stages.append(Stage(what, count, time.perf_counter() - begun))
        tell(str(stages[-1]))
        return time.perf_counter()

    begun = time.perf_counter()
    patterns = play_all(cases, random, mix)
    begun = finish("patterns walked through the acts", len(patterns), begun)
    made = [(Platemaker(one.captured, one.words, connection.vendor).make(), one.copies) for one in patterns]
    begun = finish("plates made", len(made), begun)
    jobs = jobs_of(made, random)
    rows = sum(strike_all(Press([plate for plate, _copies in made]), jobs, processes=processes))
    seconds = time.perf_counter() - begun
    stages.append(Stage("rows written", rows, seconds))
    tell(str(stages[-1]))
    begun = finish("cases struck", sum(job.copies for job in jobs), begun)
    begun = finish("rows sealed", seal_all(sealed_tables()), begun)
    leaves = sum(integrate(log=log, batch=LEAVES_PER_BATCH) for log in LOGS)
    begun = finish("leaves integrated", leaves, begun)
    begun = finish("notices indexed", rebuild(), begun)
    count_for_planner()
    finish("statistics for the planner", 1, begun)
    return stages


def hurry() -> None:
    """On SQLite, do not wait for the disk: a power cut may cost this database, which can be made again."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-1000000")


def count_for_planner() -> None:
    """Let the database count what its planner looks at."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
