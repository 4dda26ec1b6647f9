"""Measure the public side on generated notices: search, pages, files, publication; both databases."""

import argparse
import json
import os
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench.load import Reader, Times, measure
from bench.places import FOLDER, Place, cpu_seconds, places, prepare, served
from bench.report import head

READERS, CROWD = 16, 50
Address = Callable[[int], str]


@dataclass(slots=True)
class Found:
    """What was measured on one database: tables of pages by the number of readers, and single figures."""

    generated: Sequence[str]
    pages: dict[tuple[str, int], Times] = field(default_factory=dict)
    figures: dict[str, str] = field(default_factory=dict)


def searches(sample: Mapping[str, Any]) -> dict[str, Address]:
    """Return the kinds of search; each gives its n-th address, no two alike as far as that can be."""
    names, agencies, days = sample["names"], sample["agencies"], sample["days"]

    def at(values: Sequence[str], nth: int) -> str:
        return quote(values[nth % len(values)])

    def dated(nth: int) -> str:
        since, until = days[nth % (len(days) // 2)], days[len(days) // 2 + nth % (len(days) // 2)]
        return f"/notices/?q={at(PAIRS, nth)}&agency={at(agencies, nth)}&since={since}&until={until}"

    return {
        "search, company": lambda nth: f"/notices/?q={at(names, nth)}",
        "search, beginning of a name": lambda nth: f"/notices/?q={at([name[:6] for name in names], nth)}",
        "search, two characters": lambda nth: f"/notices/?q={at(PAIRS, nth)}",
        "search, frequent word": lambda nth: f"/notices/?q={at(FREQUENT, nth)}",
        "search, word frequent once": lambda nth: f"/notices/?q={at(ONCE, nth)}",
        "search, two words": lambda nth: f"/notices/?q={at(PAIRS, nth)}+{at(PAIRS, nth // 7 + 3)}",
        "search, word, agency, dates": dated,
        "facets of an agency": lambda nth: f"/notices/?agency={at(agencies, nth)}",
    }


PAIRS = [
    *(
        "蜂蜜",
        "皮蛋",
        "藕粉",
        "香肠",
        "月饼",
        "银鱼",
        "坚果",
        "罐头",
        "白酒",
        "茶叶",
        "大米",
        "粽子",
        "糖果",
        "面粉",
    ),
    *("年糕", "青团", "黄酒", "米醋", "虾皮", "笋干", "蟹糊", "果脯", "腐竹", "粉丝"),
]
FREQUENT = [
    "当事人",
    "市场监督管理局",
    "食品安全法",
    "决定",
    "行政复议",
    "统一社会信用代码",
    "本机关",
    "罚款",
]
ONCE = ["一次性口罩", "体温检测", "消毒液", "防疫物资", "直播带货", "盲盒销售", "预制菜"]


def addresses(sample: Mapping[str, Any]) -> dict[str, Address]:
    """Return all kinds of pages."""
    notices = sample["notices"]
    return {
        **searches(sample),
        "notice page, never asked before": lambda nth: f"/notices/{notices[nth % len(notices)]}/",
        "notice page, asked by many": lambda nth: f"/notices/{notices[-1 - nth % 10]}/",
    }


def measure_pages(place: Place, sample: Mapping[str, Any], found: Found, requests: int) -> None:
    """Ask for every kind of page, alone and with sixteen readers, few addresses twice."""
    with served(place) as (port, server):
        measure([Reader(port)], lambda _nth: "/", requests=4)
        for readers in (1, READERS):
            for nth, (name, address) in enumerate(addresses(sample).items()):
                number = requests if readers > 1 else requests // 4
                asked = shifted(address, 0 if readers == 1 else requests)
                before = cpu_seconds(server)
                times = measure([Reader(port) for _nth in range(readers)], asked, requests=number)
                times.server_seconds = cpu_seconds(server) - before
                found.pages[name, readers] = times
                print(f"  {nth} {name}, {readers}: p95 {times.percentile(0.95):.0f} ms", flush=True)
        rows, seconds = csv_rows(port)
        found.figures["CSV of a search"] = f"{rows:,} rows at {rows / seconds:,.0f}/s"


def shifted(address: Address, by: int) -> Address:
    """Return the addresses from a later one on."""
    return lambda nth: address(by + nth)


def csv_rows(port: int) -> tuple[int, float]:
    """Take the CSV of a frequent word; return rows and seconds."""
    reader, begun = Reader(port), time.perf_counter()
    _status, text, _queries = reader.request("GET", f"/notices.csv?q={quote('当事人')}")
    return text.count("\n") - 1, time.perf_counter() - begun


def measure_files(place: Place, count: int, found: Found) -> None:
    """Build the open data of all notices and show that nothing was cut."""
    folder = place.folder / "open-data-measured"
    said = place.run("mingzhi.site.command", "opendata", str(folder)).splitlines()
    lines, last = counted(folder / "notices.jsonl")
    whole = "all there" if lines == count else f"{count:,} are public"
    found.figures["open data"] = (
        f"{said[-1]}; notices.jsonl has {lines:,} lines ({whole}), the last is {last}"
    )
    found.figures["open data, size"] = f"{sum(one.stat().st_size for one in folder.rglob('*')) / 1e9:.2f} GB"
    shutil.rmtree(folder)


def counted(path: Path) -> tuple[int, str]:
    """Return how many lines a file has, and the notice of the last."""
    with path.open("rb") as lines:
        ((number, last),) = deque(enumerate(lines, start=1), maxlen=1)
    return number, str(json.loads(last)["notice"])


def measure_publishing(place: Place, sample: Mapping[str, Any], found: Found, seconds: float) -> None:
    """Publish with the worker running: alone, then ten a second before fifty readers of another process."""
    with served(place, worker=True) as (port, _server):
        alone = place.read("bench.notices_publishing", "--port", str(port))
        found.figures["publication to visible"] = f"{alone['visible']:.2f} s at most"
        found.figures["publication to receipt"] = f"{alone['receipt']:.2f} s at most"
        with crowd(port, sample) as times:
            number = round(10 * seconds)
            busy = place.read(
                "bench.notices_publishing", "--port", str(port), "--number", str(number), "--rate", "10"
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
    asked = parser.parse_args(given)
    lines = head()
    for place in places(asked.count, asked.database, what="notices_"):
        print(f"== {place.name} ==", flush=True)
        found = Found(prepare(place, "--notices", str(asked.count), "--seed", str(asked.seed)))
        sample = place.read("bench.notices_sample")
        measure_pages(place, sample, found, asked.requests)
        measure_files(place, sample["public"], found)
        measure_publishing(place, sample, found, asked.seconds)
        lines += [*lines_of(place, sample["all"], found), f"Load at the end: {os.getloadavg()[0]:.1f}", ""]
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "notices.md").write_text("\n".join(lines))
    print("\n".join(lines))
