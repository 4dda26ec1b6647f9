"""kill -9 while visitors work: server processes, the worker, the database's own processes; both databases.

Visitors open cases and add files without a pause. After each kill everybody must be served again; after each
batch everything is stopped dead and ``ledger check`` must find nothing, what was confirmed must be there, and
each file must have the bytes of its row. The database's processes are killed where it runs on this machine.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from bench.checked import problems_of
from bench.kills.visitors import Stream
from bench.places import FOLDER, ROOT, Place, emptied, family_of, free_port, places, wait_for
from bench.report import head

BATCH = 15
STREAMS = ("acts", "uploads")
HEADINGS = (
    "| killed | times | requests cut off | confirmed | slowest to serve all again, s | problems |",
    "|---|---:|---|---:|---:|---:|",
)
_LOOP = 6.0
"""Whoever dies sooner after its start is taken for a crash loop, and the server ends itself."""
_AGAIN = 90.0
"""So many seconds at most until everybody is served again."""
_BACKENDS = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s "
    "ORDER BY (state <> 'idle') DESC, state_change DESC LIMIT 1"
)


@dataclass
class Running:
    """A place with its server and worker, each in a group of its own."""

    place: Place
    port: int = field(default_factory=free_port)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def base(self) -> str:
        """Return the address of the home page, without the slash."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Running":
        """Start what does not run."""
        commands = {"server": ["serve", "--processes", "2", "--no-worker"], "worker": ["worker"]}
        for name, words in commands.items():
            if name in self.processes and self.processes[name].poll() is None:
                continue
            environment = self.place.environment(MINGZHI_PORT=str(self.port), PGAPPNAME=f"mingzhi-{name}")
            with (self.place.folder / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    [sys.executable, "-m", "mingzhi.site.command", *words],
                    env=environment,
                    cwd=ROOT,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        wait_for(f"{self.base}/account/login/")
        return self

    def kill(self) -> None:
        """End server and worker without a word."""
        for process in self.processes.values():
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=30)


def the_server_processes(running: Running) -> None:
    """Kill the processes that answer; the server starts others."""
    main = running.processes["server"].pid
    for one in family_of(main) - {main}:
        if not _tracks(one):
            os.kill(one, signal.SIGKILL)


def _tracks(process: int) -> bool:
    """Tell whether a process only looks after what Python's own processes share."""
    return b"resource_tracker" in Path(f"/proc/{process}/cmdline").read_bytes()


def the_worker(running: Running) -> None:
    """Kill the worker."""
    os.kill(running.processes["worker"].pid, signal.SIGKILL)
    running.processes["worker"].wait(timeout=30)


def a_backend_of(name: str) -> Callable[[Running], None]:
    """Return what kills the process of the database that works for the server or the worker."""

    def strike(running: Running) -> None:
        with psycopg.connect(running.place.url) as connection:
            row = connection.execute(_BACKENDS, [f"mingzhi-{name}"]).fetchone()
        if row:
            os.kill(row[0], signal.SIGKILL)

    return strike


STRUCK: dict[str, Callable[[Running], None]] = {
    "the server's processes": the_server_processes,
    "the worker": the_worker,
    "the database, at the server's work": a_backend_of("server"),
    "the database, at the worker's work": a_backend_of("worker"),
}
_OF_DATABASE = ("the database",)


@dataclass
class Tally:
    """What came of the kills of one kind."""

    kills: int = 0
    cut: dict[str, int] = field(default_factory=dict)
    confirmed: int = 0
    slowest: float = 0.0
    problems: list[str] = field(default_factory=list)


@contextmanager
def working(running: Running, said: Any) -> Iterator[list[Stream]]:
    """Let visitors work while the block runs; afterwards everything is stopped dead."""
    running.start()
    streams = [Stream(running.base, work, said).start() for work in STREAMS]
    try:
        yield streams
    finally:
        running.kill()
        for stream in streams:
            stream.stop()


def batch(running: Running, said: Any, strike: Callable[[Running], None], number: int, tally: Tally) -> None:
    """Kill so many times, then look at everything."""
    with working(running, said) as streams:
        for _kill in range(number):
            running.start()
            served_again(streams, tally)
            time.sleep(_LOOP)
            in_the_middle(streams)
            strike(running)
            tally.kills += 1
        running.start()
        served_again(streams, tally)
    confirmed = dict[str, list[str]]()
    for stream in streams:
        confirmed.setdefault(stream.work, []).extend(stream.confirmed)
        tally.cut[stream.work] = tally.cut.get(stream.work, 0) + stream.cut
        tally.problems += stream.wrong[:3]
    tally.confirmed += sum(map(len, confirmed.values()))
    tally.problems += problems_of(running.place, settle=False)
    tally.problems += looked(running.place, confirmed)
    tally.problems += [f"afterwards {one}" for one in problems_of(running.place)]


def in_the_middle(streams: Sequence[Stream]) -> None:
    """Wait until one of the visitors has pressed, and a moment longer."""
    ends = time.monotonic() + 5
    while time.monotonic() < ends and not any(stream.pressing for stream in streams):
        time.sleep(0.001)
    time.sleep(random.uniform(0, 0.1))


def served_again(streams: Sequence[Stream], tally: Tally) -> None:
    """Wait until each visitor has been confirmed something new."""
    before, begun = [len(stream.confirmed) for stream in streams], time.monotonic()
    while any(len(stream.confirmed) <= old for stream, old in zip(streams, before, strict=True)):
        if time.monotonic() - begun > _AGAIN:
            tally.problems.append("not everybody was served again")
            break
        time.sleep(0.02)
    tally.slowest = max(tally.slowest, time.monotonic() - begun)


def looked(place: Place, confirmed: Any) -> list[str]:
    """Return what was confirmed and is not there, and which files are damaged."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.kills.look", "look"],
        env=place.environment(),
        cwd=ROOT,
        input=json.dumps(confirmed),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def struck(place: Place, kills: int, wanted: str) -> dict[str, Tally]:
    """Kill every kind of process of one place; return the tallies."""
    said = emptied(place).read("bench.kills.look", "prepare")
    if place.url:
        with closing(psycopg.connect(place.url, autocommit=True)) as connection:
            connection.execute("ALTER ROLE CURRENT_USER SET synchronous_commit = on")
    tallies = dict[str, Tally]()
    for name, strike in STRUCK.items():
        if wanted not in name or (name.startswith(_OF_DATABASE) and not place.url):
            continue
        tally = tallies[name] = Tally()
        while tally.kills < kills:
            batch(Running(place), said, strike, min(BATCH, kills - tally.kills), tally)
            print(f"  {place.name}, {name}: {tally}", flush=True)
    return tallies


def main(given: Sequence[str]) -> None:
    """Kill on each database and write var/bench/kills-….md; fail where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=30, help="of each kind")
    parser.add_argument("--only", default="", help="kinds whose name holds this")
    parser.add_argument("--database", choices=["both", "sqlite", "postgresql"], default="both")
    asked = parser.parse_args(given)
    failed = False
    for place in places(asked.kills, asked.database, what="kills_"):
        told = list[str]()
        lines = [*head(), f"## {place.name}", "", *HEADINGS]
        for name, tally in struck(place, asked.kills, asked.only).items():
            cut = ", ".join(f"{number} {work}" for work, number in sorted(tally.cut.items()))
            cells = [name, tally.kills, cut, tally.confirmed, f"{tally.slowest:.1f}", len(tally.problems)]
            lines.append(f"| {' | '.join(map(str, cells))} |")
            told += [f"- {name}: {one}" for one in tally.problems[:5]]
            failed |= bool(tally.problems)
        lines += ["", *told]
        (FOLDER / f"{place.folder.name}.md").write_text("\n".join(lines))
        print("\n".join(lines))
    raise SystemExit(failed)
