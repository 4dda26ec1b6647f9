"""The sequencer among processes: two at once, killed in the middle, commits out of order."""

import os
import signal
import subprocess
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.served.world import World, command, on_server

QUEUE = """
import hashlib, sys
from mingzhi.ledger.acts.queue import queue_leaves
numbers = range({start}, {start} + {count})
queue_leaves(log="acts", commitments=[hashlib.sha256(b"%d" % n).digest() for n in numbers])
"""

# The process kills itself at the third batch, just before or just after the checkpoint is written.
DIE = """
import os, signal
from mingzhi.ledger.acts import integrate
from mingzhi.ledger.models import Checkpoint
create, calls = Checkpoint.objects.create, []
def dying(**columns):
    calls.append(1)
    if len(calls) == 3 and not {after}:
        os.kill(os.getpid(), signal.SIGKILL)
    create(**columns)
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
Checkpoint.objects.create = dying
integrate.integrate(log="acts", batch=300)
"""


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[World]:
    """A database that has the ledger's tables and nothing else."""
    server = os.environ.get("MINGZHI_DATABASE_URL", "")
    name = f"mingzhi_logs_{uuid.uuid4().hex[:8]}"
    world = World(tmp_path / "var", on_server(server, name) if server.startswith("postgres") else "")
    world.folder.mkdir()
    world.run("migrate", "ledger")
    yield world
    if world.database:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def python(world: World, source: str) -> None:
    done = world.python(source)
    assert done.returncode == 0, done.stderr


def size(world: World) -> int:
    return int(world.run("ledger", "checkpoint", "acts").stdout.splitlines()[1])


def test_two_sequencers_at_once_number_every_leaf_once(logs: World):
    python(logs, QUEUE.format(start=0, count=9000))
    running = [
        subprocess.Popen(
            command("ledger", "integrate", "acts"),
            env=logs.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    python(logs, QUEUE.format(start=9000, count=3000))
    for process in running:
        _out, error = process.communicate(timeout=120)
        assert process.returncode == 0, error
    logs.run("ledger", "integrate", "acts")
    assert size(logs) == 12_000
    logs.run("ledger", "check", "acts", "--logs-only")


@pytest.mark.parametrize("after", [False, True])
def test_killed_in_the_middle_nothing_is_half_done(logs: World, after: bool):
    python(logs, QUEUE.format(start=0, count=1000))
    assert logs.python(DIE.format(after=after)).returncode == -signal.SIGKILL
    logs.run("ledger", "check", "acts", "--logs-only")
    assert size(logs) == 600
    logs.run("ledger", "integrate", "acts")
    logs.run("ledger", "check", "acts", "--logs-only")
    assert size(logs) == 1000


@pytest.mark.postgresql  # SQLite has one writer: commits cannot pass each other
def test_a_leaf_committed_after_later_ones_is_not_lost(logs: World):
    insert = "INSERT INTO ledger_leaf (log, commitment, queued_at) VALUES ('acts', %s, now())"
    with psycopg.connect(logs.database) as slow, psycopg.connect(logs.database, autocommit=True) as quick:
        slow.execute(insert, [b"s" * 32])
        quick.execute(insert, [b"q" * 32])
        logs.run("ledger", "integrate", "acts")
        slow.commit()
        logs.run("ledger", "integrate", "acts")
        places = dict(quick.execute("SELECT commitment, position FROM ledger_leaf").fetchall())
    assert places == {b"q" * 32: 0, b"s" * 32: 1}
    logs.run("ledger", "check", "acts", "--logs-only")
