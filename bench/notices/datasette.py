"""Measure Datasette on the same notices with the same readers, tuned as its documentation recommends.

Only when asked: it is installed from the package index into a folder of its own, under var/bench.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.load import Table, Times, alone_and_together, table_of
from bench.notices.addresses import THEIR_TABLES, of_datasette
from bench.places import FOLDER, Place, free_port, wait_for

PINNED = "datasette==0.65.5"
_HOME = FOLDER / "datasette"
_SETTINGS = {
    "default_cache_ttl": "0",  # every answer is made anew, as ours
    "suggest_facets": "off",
    "default_page_size": "20",
    "max_csv_mb": "0",  # tables are whole
    "sql_time_limit_ms": "20000",  # nothing is given up on
    "facet_time_limit_ms": "20000",
}
_METADATA = {"databases": {"notices": {"tables": {"notices": {"sort_desc": "decided_on"}}}}}
Pages = Mapping[tuple[str, int], Times]


def beside(
    place: Place, sample: Mapping[str, Any], ours: Pages, tables: Mapping[str, Table], requests: int
) -> list[str]:
    """Measure Datasette and return both side by side as Markdown; say so when it cannot be installed."""
    program = installed()
    if program is None:
        return [f"{PINNED}: the package index does not answer, not measured.", ""]
    file = place.folder / "datasette" / "notices.db"
    file.parent.mkdir(exist_ok=True)
    held = place.read("bench.notices.datasette_rows", str(file))
    readers = max(number for _name, number in ours)
    with _served(program, file) as (port, server):
        theirs = alone_and_together(port, server, of_datasette(sample), requests, readers)
        taken = {name: table_of(port, server, path) for name, path in THEIR_TABLES.items()}
    size = file.stat().st_size / 1e6
    return [
        f"### Beside {PINNED}: {held:,} of {sample['public']:,} notices, a file of {size:,.0f} MB",
        "",
        "| page | readers | p50 / p95 ms | CPU ms | pages/s | theirs, p50 / p95 ms | CPU ms | pages/s |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        *(
            f"| {name} | {number} | {_said(times)} | {_said(theirs.get((name, number)))} |"
            for (name, number), times in ours.items()
        ),
        "",
        *(f"- {name}: {table}; theirs {taken[name]}" for name, table in tables.items()),
        *(f"- error: {one}" for times in theirs.values() for one in times.failures[:1]),
        "",
    ]


def _said(times: Times | None) -> str:
    if times is None:
        return "cannot | – | –"
    number = len(times.milliseconds)
    shares = " / ".join(f"{times.percentile(share):.0f}" for share in (0.5, 0.95))
    return f"{shares} | {1000 * times.server_seconds / number:.1f} | {number / times.seconds:.0f}"


def installed() -> Path | None:
    """Return the program, installed once; None when the package index does not give it."""
    program, told = _HOME / "bin" / "datasette", _HOME / "installed.txt"
    if not told.exists() or told.read_text() != PINNED:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(_HOME)], check=True)
        pip = [str(_HOME / "bin" / "python"), "-m", "pip", "install", "--quiet", PINNED]
        if subprocess.run(pip, check=False).returncode:
            return None
        told.write_text(PINNED)
    return program


@contextmanager
def _served(program: Path, file: Path) -> Iterator[tuple[int, int]]:
    """Serve the file as one that never changes, its rows counted beforehand; yield port and process."""
    port, counted, about = free_port(), file.with_name("counted.json"), file.with_name("metadata.json")
    about.write_text(json.dumps(_METADATA))
    subprocess.run([program, "inspect", str(file), "--inspect-file", str(counted)], check=True)
    options = [word for name, value in _SETTINGS.items() for word in ("--setting", name, value)]
    given = ["--immutable", str(file), "--inspect-file", str(counted), "--metadata", str(about), *options]
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), *given]
    with file.with_name("serve.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)
