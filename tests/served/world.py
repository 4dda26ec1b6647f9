"""A world of its own for tests that need committed rows: a loaded county, a server, a client.

The county is loaded once per run into a template; every test that changes it works on a copy. Guards
stay in force: nothing is ever flushed.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse, urlunparse

import psycopg

CASES = "14"


def command(*words: str) -> list[str]:
    """Return the command line of ``mingzhi`` in this Python."""
    return [sys.executable, "-m", "mingzhi.site.command", *words]


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
        done = subprocess.run(
            command(*words), env=self.environment, capture_output=True, text=True, timeout=600, check=False
        )
        if check and done.returncode:
            raise AssertionError(f"mingzhi {' '.join(words)}: {done.stdout}{done.stderr}")
        return done

    def python(self, source: str) -> subprocess.CompletedProcess[str]:
        """Run Python in this world, with Django set up."""
        prologue = "import django; django.setup()\n"
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": "mingzhi.site.settings.demo"}
        return subprocess.run(
            [sys.executable, "-c", prologue + source],
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def copy(self, folder: Path, name: str) -> "World":
        """Return a copy in another folder (and database)."""
        shutil.copytree(self.folder, folder)
        return World(folder, on_server(self.database, name, template=self.database) if self.database else "")


def on_server(server: str, name: str, *, template: str = "") -> str:
    """Create database ``name`` on the server (from a template database); return its address."""
    address = urlparse(server)
    maintenance = urlunparse(address._replace(path="/postgres"))
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        source = f' TEMPLATE "{urlparse(template).path[1:]}"' if template else ""
        connection.execute(f'CREATE DATABASE "{name}"{source}')
    return urlunparse(address._replace(path=f"/{name}"))


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

    def start(self, *, worker: bool = True, more: Mapping[str, str] | None = None) -> "Server":
        """Start and wait until the portal answers; ``more`` is added to its environment."""
        words = ["serve", "--port", str(self.port), "--processes", "1"] + ([] if worker else ["--no-worker"])
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
