"""Two at once: every number once, none lost, whoever comes first."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.served.world import World, on_server

RESERVE = """
import sys
from datetime import date
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.records.acts import reserve_number, void_number
actor = Actor(kind=ActorKind.PERSON, urn=f"urn:mingzhi:identity:person:{sys.argv[1]}", label=sys.argv[1],
              on=date(2026, 4, 13), agency_code="A", capabilities=frozenset({"cases.handle"}))
print("ready", flush=True)
sys.stdin.readline()
for turn in range(15):
    issued = reserve_number(actor=actor, agency_code="A", sign="清市监", document_kind="处罚", year=2026)
    if turn % 5 == 4:
        void_number(actor=actor, issued=issued, reason="试验")
    print(issued.number, flush=True)
"""

REFUSED = """
import sys
from datetime import date
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.refusal import NotNow
from mingzhi.records.acts import use_number
from mingzhi.records.models import IssuedNumber
actor = Actor(kind=ActorKind.PERSON, urn=f"urn:mingzhi:identity:person:{sys.argv[1]}", label=sys.argv[1],
              on=date(2026, 4, 13), agency_code="A", capabilities=frozenset({"cases.handle"}))
issued = list(IssuedNumber.objects.filter(state="reserved").order_by("number"))
print("ready", flush=True)
sys.stdin.readline()
for number in issued:
    try:
        use_number(actor=actor, issued=number, subject_urn=f"urn:mingzhi:cases:case:{sys.argv[1]}")
        print("won", flush=True)
    except NotNow:
        print("refused", flush=True)
"""


@pytest.fixture
def empty(tmp_path: Path) -> World:
    """Return a migrated world without any rows."""
    server = os.environ.get("MINGZHI_DATABASE_URL", "")
    database = on_server(server, "mingzhi_numbers") if server.startswith("postgres") else ""
    world = World(tmp_path / "var", database)
    world.folder.mkdir()
    world.run("migrate", "--verbosity", "0")
    return world


def race(world: World, source: str) -> list[list[str]]:
    """Let two processes start at the same moment; return what each printed."""
    environment = world.environment | {"DJANGO_SETTINGS_MODULE": "mingzhi.site.settings.demo"}
    program = "import django; django.setup()\n" + source
    runners = [
        subprocess.Popen(
            [sys.executable, "-c", program, name],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("first", "second")
    ]
    for runner in runners:
        assert runner.stdout is not None
        assert runner.stdout.readline() == "ready\n", runner.communicate()[1]
    printed = []
    for runner in runners:
        assert runner.stdin is not None
        runner.stdin.write("go\n")
        runner.stdin.flush()
    for runner in runners:
        out, errors = runner.communicate(timeout=120)
        assert runner.returncode == 0, errors
        printed.append(out.split())
    return printed


def test_two_at_once_get_distinct_numbers_without_a_gap(empty: World) -> None:
    first, second = race(empty, RESERVE)
    assert sorted(map(int, first + second)) == list(range(1, 31))


def test_one_number_is_used_by_exactly_one(empty: World) -> None:
    race(empty, RESERVE)
    first, second = race(empty, REFUSED)
    assert len(first) == len(second) == 24
    assert all({one, other} == {"won", "refused"} for one, other in zip(first, second, strict=True))
