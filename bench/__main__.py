"""Measure Mingzhi on a generated county: pages for concurrent readers, acts, papers; both databases."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from bench import lexicon, names, redaction
from bench.contests.measuring import main as contests
from bench.kills.measuring import main as kills
from bench.load import Reader, measure
from bench.notices.measuring import main as notices
from bench.places import FOLDER, Place, cpu_seconds, places, prepare, served, together
from bench.report import Measured, head, lines_of

READERS = 16


def pages_of(sample: Mapping[str, Any]) -> dict[str, Callable[[int], str]]:
    """Return the pages by name; each gives its n-th address."""

    def of(values: Sequence[str], address: str) -> Callable[[int], str]:
        return lambda nth: address.format(quote(values[nth % len(values)]))

    return {
        "to-do list": lambda nth: "/work/",
        "case list": lambda nth: "/work/cases/",
        "case page": of(sample["cases"], "/work/cases/{}/"),
        "notice page": of(sample["notices"], "/notices/{}/"),
        "search, a name": of(sample["names"], "/notices/?q={}"),
        "search, a frequent word": of(sample["common"], "/notices/?q={}"),
    }


def measure_pages(place: Place, sample: Mapping[str, Any], requests: int) -> dict[str, Any]:
    """Let sixteen officers and citizens read every kind of page."""
    found = {}
    with served(place) as (port, server):
        readers = [Reader(port) for _nth in range(READERS)]
        for nth, reader in enumerate(readers):
            reader.log_in(sample["officers"][nth % len(sample["officers"])], sample["password"])
        for name, address in pages_of(sample).items():
            public = "/work/" not in address(0)
            asking = [Reader(port) for _nth in range(READERS)] if public else readers
            measure(asking, address, requests=4 * READERS)
            before = cpu_seconds(server)
            times = found[name] = measure(asking, address, requests=requests)
            times.server_seconds = cpu_seconds(server) - before
            print(f"  {name}: p95 {times.percentile(0.95):.0f} ms, {max(times.queries)} queries", flush=True)
    return found


def measured(place: Place, given: argparse.Namespace) -> Measured:
    """Measure one database."""
    print(f"== {place.name} ==", flush=True)
    generated = prepare(place, "--cases", str(given.cases), "--seed", str(given.seed))
    sample = place.read("bench.sample")
    found = Measured(place.name, generated, sample)
    found.pages = measure_pages(place, sample, given.requests)
    for number in (1, 4):
        done = together(place, number, ["bench.acts", "--seconds", str(given.seconds)])
        whole = {name: sum(one[name] for one in done) for name in ("plain", "drawn")}
        whole["entries"] = max(one["entries"] for one in done)
        found.acts[f"{number} at once"] = whole
        print(f"  acts, {number} at once: {whole}", flush=True)
    found.papers = place.read("bench.papers")
    return found


def main() -> None:
    """Measure and write var/bench/report.md."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--requests", type=int, default=800, help="per page")
    parser.add_argument("--seconds", type=float, default=5, help="of acts")
    parser.add_argument("--database", choices=["both", "sqlite", "postgresql"], default="both")
    given = parser.parse_args()
    lines = head()
    for place in places(given.cases, given.database):
        lines += lines_of(measured(place, given), READERS)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "report.md").write_text("\n".join(lines))
    print("\n".join(lines))


if __name__ == "__main__":
    others = {
        "redaction": redaction.main,
        "notices": notices,
        "names": names.main,
        "lexicon": lexicon.main,
        "contests": contests,
        "kills": kills,
    }
    if sys.argv[1:2] and sys.argv[1] in others:
        others[sys.argv[1]](sys.argv[2:])
    else:
        main()
