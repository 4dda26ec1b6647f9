"""Write what was measured as tables."""

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.load import Times

AIMS = {"search": 50.0, "page": 200.0, "queries": 25, "acts": 100.0, "papers": 20.0}


@dataclass(slots=True)
class Measured:
    """Everything measured on one database."""

    name: str
    generated: Sequence[str]
    sample: Mapping[str, Any]
    pages: dict[str, Times] = field(default_factory=dict)
    acts: dict[str, Mapping[str, float]] = field(default_factory=dict)
    papers: Mapping[str, Any] = field(default_factory=dict)


def missed(name: str, times: Times) -> bool:
    """Tell whether a page misses its aim."""
    aim = AIMS["search"] if "search" in name else AIMS["page"]
    return times.percentile(0.95) > aim or max(times.queries) >= AIMS["queries"] or bool(times.failures)


def lines_of(measured: Measured, readers: int) -> list[str]:
    """Return the tables of one database as Markdown."""
    sample = measured.sample
    lines = [
        f"## {measured.name}: {sample['all']:,} cases, {sample['held']:,} of them in the officers' agency, "
        f"{sample['published']:,} notices",
        "",
        f"| page, {readers} at once | requests | p50 ms | p95 | p99 | CPU ms | queries | pages/s | aim |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for name, times in measured.pages.items():
        shares = " | ".join(f"{times.percentile(share):.0f}" for share in (0.5, 0.95, 0.99))
        rate = len(times.milliseconds) / (times.seconds or 1)
        verdict = "missed" if missed(name, times) else "met"
        cpu = f"{1000 * times.server_seconds / len(times.milliseconds):.0f}"
        cells = (name, len(times.milliseconds), shares, cpu, max(times.queries), f"{rate:.0f}", verdict)
        lines.append(f"| {' | '.join(map(str, cells))} |")
        lines += [f"<!-- {one} -->" for one in times.failures[:3]]
    lines += ["", "| acts | without document /s | entries /s | with document /s |", "|---|---:|---:|---:|"]
    lines += [
        f"| {name} | {found['plain']:.0f} | {found['entries']:.0f} | {found['drawn']:.0f} |"
        for name, found in measured.acts.items()
    ]
    if measured.papers:
        lines += [
            "",
            f"Papers: {measured.papers['drawn']:.0f}/s ({measured.papers['title']}, one page, one core).",
        ]
    return [*lines, "", *(f"- {line}" for line in measured.generated), ""]


def head() -> list[str]:
    """Return where and with what it was measured."""
    return [
        "# Measured",
        "",
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}; load "
        f"{os.getloadavg()[0]:.1f} at the start. Readers and server share the cores.",
        "",
    ]
