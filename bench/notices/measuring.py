"""Measure the public side on generated notices: search, pages, files, publication; both databases."""

import argparse
import gzip
import json
import os
import shutil
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.load import Reader, Table, Times, alone_and_together, measure, table_of
from bench.notices import datasette
from bench.notices.addresses import TABLES, addresses
from bench.places import FOLDER, Place, places, prepare, served
from bench.report import head

READERS, CROWD = 16, 50


@dataclass(slots=True)
class Found:
    """What was measured on one database: tables of pages by the number of readers, and single figures."""

    generated: Sequence[str]
    pages: dict[tuple[str, int], Times] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)


def measure_pages(place: Place, sample: Mapping[str, Any], found: Found, requests: int) -> None:
    """Ask for every kind of page, alone and with sixteen readers, few addresses twice; take two tables."""
    with served(place) as (port, server):
        measure([Reader(port)], lambda _nth: "/", requests=4)
        found.pages = alone_and_together(port, server, addresses(sample), requests, READERS)
        found.tables = {name: table_of(port, server, address) for name, address in TABLES.items()}
    found.figures |= {name: str(table) for name, table in found.tables.items()}


def measure_files(place: Place, count: int, found: Found) -> None:
    """Build the open data of all notices and show that nothing was cut."""
    folder = place.folder / "open-data-measured"
    said = place.run("mingzhi.site.command", "opendata", str(folder)).splitlines()
    lines, last = counted(folder / "notices.jsonl.gz")
    whole = "all there" if lines == count else f"{count:,} are public"
    found.figures["open data"] = (
        f"{said[-1]}; notices.jsonl.gz has {lines:,} lines ({whole}), the last is {last}"
    )
    found.figures["open data, size"] = f"{sum(one.stat().st_size for one in folder.rglob('*')) / 1e9:.2f} GB"
    shutil.rmtree(folder)


def counted(path: Path) -> tuple[int, str]:
    """Return how many lines a file has, and the notice of the last."""
    with gzip.open(path, "rb") as lines:
        ((number, last),) = deque(enumerate(lines, start=1), maxlen=1)
    return number, str(json.loads(last)["notice"])


def measure_publishing(place: Place, sample: Mapping[str, Any], found: Found, seconds: float) -> None:
    """Publish with the worker running: alone, then ten a second before fifty readers of another process."""
    with served(place, worker=True) as (port, _server):
        alone = place.read("bench.notices.publishing", "--port", str(port))
        found.figures["publication to visible"] = f"{alone['visible']:.2f} s at most"
        found.figures["publication to receipt"] = f"{alone['receipt']:.2f} s at most"
        with crowd(port, sample) as times:
            number = round(10 * seconds)
            busy = place.read(
                "bench.notices.publishing", "--port", str(port), "--number", str(number), "--rate", "10"
            )
    answered = len(times.milliseconds)
    found.figures[f"{CROWD} readers while notices are published"] = (
        f"{busy['published']} publications at {busy['published'] / busy['seconds']:.1f}/s, "
        f"{answered:,} answers, p95 {times.percentile(0.95):.0f} ms, {len(times.failures)} errors"
    )


@contextmanager
def crowd(port: int, sample: Mapping[str, Any]) -> Iterator[Times]:
    """Let fifty readers ask for pages of all kinds while the block runs."""
    kinds = list(addresses(sample).values())
    times, stop, lock = Times(), threading.Event(), threading.Lock()

    def read(nth: int) -> None:
        reader = Reader(port)
        while not stop.is_set():
            path, begun = kinds[nth % len(kinds)](nth), time.perf_counter()
            try:
                status = reader.request("GET", path)[0]
            except OSError as error:
                status, reader = repr(error), Reader(port)
            with lock:
                times.milliseconds.append((time.perf_counter() - begun) * 1000)
                if status != 200:
                    times.failures.append(f"{path}: {status}")
            nth += CROWD

    threads = [threading.Thread(target=read, args=(nth,)) for nth in range(CROWD)]
    for thread in threads:
        thread.start()
    try:
        yield times
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def lines_of(place: Place, count: int, found: Found) -> list[str]:
    """Return what was measured on one database as Markdown."""
    lines = [
        f"## {place.name}: {count:,} notices",
        "",
        "| page | readers | requests | p50 ms | p95 | p99 | CPU ms | queries | pages/s |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for (name, readers), times in found.pages.items():
        number = len(times.milliseconds)
        shares = [f"{times.percentile(share):.0f}" for share in (0.5, 0.95, 0.99)]
        cpu, rate = 1000 * times.server_seconds / number, number / times.seconds
        cells = [name, readers, number, *shares, f"{cpu:.1f}", max(times.queries), f"{rate:.0f}"]
        lines.append(f"| {' | '.join(map(str, cells))} |")
        lines += [f"- error: {one}" for one in times.failures[:3]]
    lines += ["", *(f"- {name}: {said}" for name, said in found.figures.items())]
    return [*lines, *(f"- {line}" for line in found.generated), ""]


def main(given: Sequence[str]) -> None:
    """Measure and write var/bench/notices.md; the generated notices are kept and used again."""
    parser = argparse.ArgumentParser(prog="python -m bench notices", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--requests", type=int, default=400, help="per page with sixteen readers")
    parser.add_argument("--seconds", type=float, default=10, help="of publishing before the crowd")
    parser.add_argument("--database", choices=["both", "sqlite", "postgresql"], default="both")
    parser.add_argument("--datasette", action="store_true", help="install Datasette and measure it beside")
    asked = parser.parse_args(given)
    lines = head()
    for place in places(asked.count, asked.database, what="notices_"):
        print(f"== {place.name} ==", flush=True)
        found = Found(prepare(place, "--notices", str(asked.count), "--seed", str(asked.seed)))
        sample = place.read("bench.notices.sample")
        measure_pages(place, sample, found, asked.requests)
        if asked.datasette:
            lines += datasette.beside(place, sample, found.pages, found.tables, asked.requests)
        measure_files(place, sample["public"], found)
        measure_publishing(place, sample, found, asked.seconds)
        lines += [*lines_of(place, sample["all"], found), f"Load at the end: {os.getloadavg()[0]:.1f}", ""]
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "notices.md").write_text("\n".join(lines))
    print("\n".join(lines))
