"""The sequencer among processes: two at once, killed in the middle, commits out of order."""

import signal
import subprocess

import psycopg
import pytest

from tests.served.world import World, command

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


CHECK, SIZE = "ledger check acts --logs-only", "ledger checkpoint acts"


def size(checkpoint: str) -> int:
    return int(checkpoint.splitlines()[1])


def test_two_sequencers_at_once_number_every_leaf_once(empty: World):
    empty.print(QUEUE.format(start=0, count=9000))
    running = [
        subprocess.Popen(
            command("ledger", "integrate", "acts"),
            env=empty.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    empty.print(QUEUE.format(start=9000, count=3000))
    for process in running:
        _out, error = process.communicate(timeout=120)
        assert process.returncode == 0, error
    _integrated, checkpoint, _checked = empty.each("ledger integrate acts", SIZE, CHECK)
    assert size(checkpoint) == 12_000


@pytest.mark.parametrize("after", [False, True])
def test_killed_in_the_middle_nothing_is_half_done(empty: World, after: bool):
    empty.print(QUEUE.format(start=0, count=1000))
    assert empty.python(DIE.format(after=after)).returncode == -signal.SIGKILL
    _checked, half, _integrated, _checked, whole = empty.each(
        CHECK, SIZE, "ledger integrate acts", CHECK, SIZE
    )
    assert (size(half), size(whole)) == (600, 1000)


@pytest.mark.postgresql  # SQLite has one writer: commits cannot pass each other
def test_a_leaf_committed_after_later_ones_is_not_lost(empty: World):
    insert = "INSERT INTO ledger_leaf (log, commitment, queued_at) VALUES ('acts', %s, now())"
    with psycopg.connect(empty.database) as slow, psycopg.connect(empty.database, autocommit=True) as quick:
        slow.execute(insert, [b"s" * 32])
        quick.execute(insert, [b"q" * 32])
        empty.each("ledger integrate acts")
        slow.commit()
        empty.each("ledger integrate acts")
        places = dict(quick.execute("SELECT commitment, position FROM ledger_leaf").fetchall())
    assert places == {b"q" * 32: 0, b"s" * 32: 1}
    empty.each(CHECK)
