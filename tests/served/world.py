"""A world of its own for tests that need committed rows: a loaded county, a server, a client.

The county is loaded once per run, whatever the number of processes; nobody opens it, every test works
on a copy. Guards stay in force: nothing is ever flushed.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse, urlunparse

import psycopg

CASES = "14"
SET_UP = "from mingzhi.site.command import set_up\nset_up()\n"
NEXT = "-- next --"


def command(*words: str) -> list[str]:
    """Return the command line of ``mingzhi`` in this Python."""
    return [sys.executable, "-m", "mingzhi.site.command", *words]


def done(line: str) -> str:
    """Return the source that runs a ``mingzhi`` command where Django is set up."""
    return f"from mingzhi.site.command import main\nassert not main({line.split()})"


@dataclass
class World:
    """A folder, a database, and how to reach them."""

    folder: Path
    database: str  # "" for SQLite in the folder

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment in which this world's processes run."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("MINGZHI", "DJANGO"))
        }
        kept |= {"MINGZHI_MODE": "demo", "MINGZHI_VAR": str(self.folder), "PYTHONPATH": str(Path.cwd())}
        if self.database:
            kept["MINGZHI_DATABASE_URL"] = self.database
        return kept

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run one ``mingzhi`` command to its end."""
        ran = subprocess.run(
            command(*words), env=self.environment, capture_output=True, text=True, timeout=600, check=False
        )
        if check and ran.returncode:
            raise AssertionError(f"mingzhi {' '.join(words)}: {ran.stdout}{ran.stderr}")
        return ran

    def python(self, source: str) -> subprocess.CompletedProcess[str]:
        """Run Python in this world, with Django set up."""
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": "mingzhi.site.settings.demo"}
        return subprocess.run(
            [sys.executable, "-c", SET_UP + source],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def print(self, *sources: str) -> list[str]:
        """Return what each source prints, one after the other in a single process."""
        ran = self.python(f"\nprint({NEXT!r})\n".join(sources))
        assert ran.returncode == 0, ran.stderr
        return [part.strip() for part in ran.stdout.split(NEXT)]

    def each(self, *lines: str) -> list[str]:
        """Return what each ``mingzhi`` command prints, one after the other in a single process."""
        return self.print(*map(done, lines))

    def sound(self, *sources: str, after: tuple[str, ...] = (), but: tuple[str, ...] = ()) -> list[str]:
        """Integrate the logs, check every record; return what the sources print in the same process.

        ``after``: sources that come first. ``but``: how problems begin that a test brings itself.
        """
        told = (
            "from mingzhi.site.checking.everything import everything\n"
            "print(*[problem for _name, found in everything() for problem in found], sep='\\n')"
        )
        printed = self.print(*after, done("ledger integrate"), told, *sources)
        problems = printed.pop(len(after) + 1)
        del printed[len(after)]
        assert not [one for one in problems.splitlines() if one and not one.startswith(but)]
        return printed

    def copy(self, folder: Path, name: str) -> "World":
        """Return a copy in another folder (and database)."""
        shutil.copytree(self.folder, folder)
        return World(folder, on_server(self.database, name, template=self.database) if self.database else "")


def template(root: Path, name: str, fill: Callable[[World], object], source: World | None = None) -> World:
    """Return the world ``name`` to copy from, itself begun as a copy of ``source``.

    The first process that wants it fills it, others wait.
    """
    server = os.environ.get("MINGZHI_DATABASE_URL", "")
    on_postgresql = server.startswith("postgres")
    folder, filled = root / name, f"mingzhi_{name}"
    with (root / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            filling = root / f"{name}-filling"
            if source:
                world = source.copy(filling, filled)
            else:
                filling.mkdir()
                world = World(filling, on_server(server, filled) if on_postgresql else "")
            fill(world)
            filling.rename(folder)
    return World(folder, database_at(server, filled) if on_postgresql else "")


def database_at(server: str, name: str) -> str:
    """Return the address of a database of the server."""
    return urlunparse(urlparse(server)._replace(path=f"/{name}"))


def on_server(server: str, name: str, *, template: str = "") -> str:
    """Create database ``name`` on the server (from a template database); return its address."""
    maintenance = database_at(server, "postgres")
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        source = f' TEMPLATE "{urlparse(template).path[1:]}"' if template else ""
        connection.execute(f'CREATE DATABASE "{name}"{source}')
    return database_at(server, name)


def race(world: World, *sources: str, names: Sequence[str] = ("first", "second")) -> Iterator[list[str]]:
    """Let processes, one for each name, run each source from the same moment on; yield what each printed.

    A source prints ``ready`` and reads a line before it begins; its name is its first argument.
    """
    environment = world.environment | {"DJANGO_SETTINGS_MODULE": "mingzhi.site.settings.demo"}
    program = SET_UP + "".join(f"input()\n{source}\nprint({NEXT!r}, flush=True)\n" for source in sources)
    pipe = subprocess.PIPE
    runners = [
        subprocess.Popen(
            [sys.executable, "-c", program, name],
            env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True,
        )
        for name in names
    ]  # fmt: skip
    for _source in sources:
        _tell(runners)
        for runner in runners:
            assert _printed(runner, "ready") == "", runner.communicate()[1]
        _tell(runners)
        yield [_printed(runner, NEXT) for runner in runners]
    for runner in runners:
        _out, errors = runner.communicate(timeout=120)
        assert runner.returncode == 0, errors


def _tell(runners: Sequence[subprocess.Popen[str]]) -> None:
    """Let all of them go on."""
    for runner in runners:
        assert runner.stdin is not None
        runner.stdin.write("go\n")
        runner.stdin.flush()


def _printed(runner: subprocess.Popen[str], end: str) -> str:
    """Return what a process prints before the line ``end``."""
    assert runner.stdout is not None
    lines = []
    for line in runner.stdout:
        if line.strip() == end:
            return "".join(lines).strip()
        lines.append(line)
    raise AssertionError(runner.communicate()[1])


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """``mingzhi serve`` in a world."""

    world: World
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return the address of the home page, without the slash."""
        return f"http://127.0.0.1:{self.port}"

    def start(
        self, *, worker: bool = True, more: Mapping[str, str] | None = None, processes: int = 1
    ) -> "Server":
        """Start and wait until the portal answers; ``more`` is added to its environment."""
        words = ["serve", "--port", str(self.port), "--processes", str(processes)]
        words += [] if worker else ["--no-worker"]
        environment = self.world.environment | {"MINGZHI_PORT": str(self.port), **(more or {})}
        log = (self.world.folder / "server.log").open("ab")
        self.process = subprocess.Popen(
            command(*words), env=environment, stdout=log, stderr=log, start_new_session=True
        )
        for _attempt in range(150):
            try:
                urllib.request.urlopen(self.url + "/", timeout=5).close()
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.2)
            else:
                return self
        raise AssertionError((self.world.folder / "server.log").read_text()[-4000:])

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stop server and worker; SIGKILL leaves them no time for anything."""
        if self.process is None:
            return
        os.killpg(self.process.pid, how)
        self.process.wait(timeout=30)
        if how is not signal.SIGKILL:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process = None
