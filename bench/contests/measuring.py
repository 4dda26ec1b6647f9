"""Contests over HTTP through three server processes, on both databases: one winner, the others told why.

Two browsers hold a form each and both press twice. Of the forms one is handled, its second sending leads to
what the first did, the other is refused by name; nothing is answered with an error. Afterwards the series of
numbers have no gap and ``ledger check`` finds nothing.
"""

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from typing import Any

from bench.checked import problems_of
from bench.places import FOLDER, Place, emptied, places, served
from bench.report import head

PROCESSES = 3


def played(place: Place, rounds: int, seconds: float) -> tuple[Mapping[str, Any], list[str]]:
    """Play the rounds on one database; return the tallies, and what is wrong with the record afterwards."""
    emptied(place).run("bench.contests.plays", "--rounds", str(rounds))
    with served(place, PROCESSES, worker=True, MINGZHI_PROXIES="127.0.0.1") as (port, _server):
        base = ["--base", f"http://127.0.0.1:{port}", "--seconds", str(seconds)]
        tallies = place.read("bench.contests.plays", "--rounds", str(rounds), *base)
    return tallies, problems_of(place)


def lines_of(place: Place, tallies: Mapping[str, Any], problems: Sequence[str]) -> list[str]:
    """Return what came of the contests on one database as Markdown."""
    lines = [
        f"## {place.name}, {PROCESSES} server processes",
        "",
        "| contest | rounds | more or fewer winners | refused | errors |",
        "|---|---:|---:|---|---:|",
    ]
    for what, tally in tallies.items():
        refused = ", ".join(f"`{code}` {number}" for code, number in sorted(tally["refused"].items()))
        cells = [what, tally["rounds"], len(tally["wrong"]), refused, len(tally["broken"])]
        lines.append(f"| {' | '.join(map(str, cells))} |")
    told = [one for tally in tallies.values() for one in (*tally["wrong"][:3], *tally["broken"][:3])]
    told += [f"`ledger check`: {len(problems)} findings", *problems]
    return [*lines, "", *(f"- {one}" for one in told)]


def main(given: Sequence[str]) -> None:
    """Play on each database and write var/bench/contests.md; fail where anything was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench contests", description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=3600, help="at most, for each database")
    parser.add_argument("--database", choices=["both", "sqlite", "postgresql"], default="both")
    asked = parser.parse_args(given)
    lines, failed = head(), False
    for place in places(asked.rounds, asked.database, what="contests_"):
        begun = time.monotonic()
        tallies, problems = played(place, asked.rounds, asked.seconds)
        failed |= bool(problems) or any(one["wrong"] or one["broken"] for one in tallies.values())
        lines += lines_of(place, tallies, problems)
        lines += ["", f"{time.monotonic() - begun:.0f} s; load at the end {os.getloadavg()[0]:.1f}", ""]
        (FOLDER / f"contests-{place.folder.name}.md").write_text("\n".join(lines))
    print("\n".join(lines))
    raise SystemExit(failed)
