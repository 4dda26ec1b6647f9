"""Where a measurement runs: one database each, prepared once and kept under var/bench."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "bench"
SERVER = os.environ.get("MINGZHI_TEST_POSTGRES", "postgres://mingzhi@127.0.0.1:5432/postgres")


@dataclass(frozen=True, slots=True)
class Place:
    """One database with its folder; ``url`` is empty for the embedded one."""

    name: str
    folder: Path
    url: str = ""

    def environment(self, **more: str) -> dict[str, str]:
        """Return the environment in which this place's programs run."""
        found = {**os.environ, "MINGZHI_MODE": "demo", "MINGZHI_VAR": str(self.folder), **more}
        found["DJANGO_SETTINGS_MODULE"] = "mingzhi.site.settings.demo"
        found.pop("MINGZHI_DATABASE_URL", None)
        return found | ({"MINGZHI_DATABASE_URL": self.url} if self.url else {})

    def run(self, *words: str) -> str:
        """Run a Python module to its end and return what it printed."""
        command = [sys.executable, "-m", *words]
        done = subprocess.run(command, env=self.environment(), cwd=ROOT, check=True, stdout=subprocess.PIPE)
        return done.stdout.decode()

    def read(self, *words: str) -> Any:
        """Run a Python module that prints JSON."""
        return json.loads(self.run(*words).splitlines()[-1])


def places(number: int, wanted: str, *, what: str = "") -> list[Place]:
    """Return the embedded database, and PostgreSQL where a server answers; ``what`` names others."""
    found = []
    if wanted in {"both", "sqlite"}:
        found.append(Place("SQLite", FOLDER / f"{what}sqlite-{number}"))
    if wanted in {"both", "postgresql"} and _answers():
        parts = urlsplit(SERVER)
        url = urlunsplit((parts.scheme, parts.netloc, f"/mingzhi_bench_{what}{number}", parts.query, ""))
        found.append(Place("PostgreSQL", FOLDER / f"{what}postgresql-{number}", url))
    return found


def _answers() -> bool:
    try:
        psycopg.connect(SERVER, connect_timeout=3).close()
    except psycopg.Error:
        print("PostgreSQL: no server answers, not measured")
        return False
    return True


def prepare(place: Place, *wanted: str) -> list[str]:
    """Generate once what is wanted (options of ``mingzhi generate``); return what the generator said then."""
    told = place.folder / "generated.txt"
    if place.url:
        _create(place)
    place.folder.mkdir(parents=True, exist_ok=True)
    place.run("mingzhi.site.command", "migrate", "-v0")  # also one that was kept from an earlier version
    if not told.exists():
        said = place.run("mingzhi.site.command", "generate", *wanted)
        told.write_text(said)
    return told.read_text().splitlines()


def emptied(place: Place) -> Place:
    """Take away what an earlier run left, folder and database, and set up the tables anew."""
    shutil.rmtree(place.folder, ignore_errors=True)
    place.folder.mkdir(parents=True)
    if place.url:
        name = sql.Identifier(urlsplit(place.url).path.lstrip("/"))
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        _create(place)
    place.run("mingzhi.site.command", "migrate", "-v0")
    return place


def _create(place: Place) -> None:
    name = urlsplit(place.url).path.lstrip("/")
    with psycopg.connect(SERVER, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


@contextmanager
def served(
    place: Place, processes: int = 2, *, worker: bool = False, **more: str
) -> Iterator[tuple[int, int]]:
    """Serve the place while the block runs; yield the port and the number of the server's process.

    ``more`` is added to the server's environment.
    """
    port = free_port()
    environment = place.environment(MINGZHI_COUNT_QUERIES="1", MINGZHI_PORT=str(port), **more)
    options = ["serve", "--processes", str(processes), *([] if worker else ["--no-worker"])]
    with (place.folder / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "mingzhi.site.command", *options]
        server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/account/login/")
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(timeout=30)


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for(address: str) -> None:
    """Wait until an address answers."""
    for _second in range(120):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError(f"{address} does not answer")


def family_of(number: int) -> set[int]:
    """Return the numbers of a process and of all that it started (only itself where /proc does not tell)."""
    parents = dict[int, int]()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
    family = {number}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family


def cpu_seconds(number: int) -> float:
    """Return the processor time a process and its children have used (0 where /proc does not tell)."""
    used = 0.0
    for one in family_of(number):
        with suppress(OSError):
            words = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
            used += (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")
    return used


def together(place: Place, number: int, words: Sequence[str]) -> list[Any]:
    """Run a module that prints JSON several times at once; return what each printed."""
    running = [
        subprocess.Popen(
            [sys.executable, "-m", *words, "--nth", str(nth)],
            env=place.environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for nth in range(number)
    ]
    return [json.loads(one.communicate()[0].decode().splitlines()[-1]) for one in running]
