"""Publish while withdrawing, correct while withdrawing: exactly one wins, the other is told so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.served.world import World, on_server

PREPARE = """
from mingzhi.disclosure.tests import factories as make
for key in range(8):
    decision = make.source(f"w{key}")
    make.duties(decision)
    make.checked_version(decision)
for key in range(8):
    notice = make.published_notice(f"c{key}")
    make.checked_version(make.source(f"c{key}"), text="更正后的文本")
"""

TURN = """
import sys
from mingzhi.disclosure.acts import correct, publish, withdraw
from mingzhi.disclosure.models import Notice
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel.refusal import Conflict
who = sys.argv[1]
fresh = list(Notice.objects.filter(source_urn__contains="decision:w").order_by("id"))
public = list(Notice.objects.filter(source_urn__contains="decision:c").order_by("id"))
seen = {notice.pk: str(notice.publications.get(until=None).uid) for notice in public}
newest = {notice.pk: notice.versions.order_by("-number").first() for notice in fresh + public}
actor = make.publisher()
print("ready", flush=True)
sys.stdin.readline()
for notice in fresh + public:
    try:
        if who == "second":
            withdraw(actor=actor, notice=notice, ground="void", reason="撤销", seen=seen.get(notice.pk, ""))
        elif notice.pk in seen:
            correct(actor=actor, notice=notice, version=newest[notice.pk], reason="改", seen=seen[notice.pk])
        else:
            publish(actor=actor, notice=notice, version=newest[notice.pk])
        print("won", flush=True)
    except Conflict:
        print("conflict", flush=True)
"""

AFTER = """
from mingzhi.disclosure.acts import indexing
from mingzhi.disclosure.models import Notice, Publication, Withdrawal
for notice in Notice.objects.order_by("id"):
    open_now = notice.publications.filter(until=None).count()
    fallen = Withdrawal.objects.filter(notice=notice).count()
    assert open_now + fallen == 1, (notice, open_now, fallen)
indexing.refresh()
assert indexing.check() == [], indexing.check()
print("sound")
"""


@pytest.fixture
def empty(tmp_path: Path) -> World:
    """Return a migrated world without any rows."""
    server = os.environ.get("MINGZHI_DATABASE_URL", "")
    database = on_server(server, "mingzhi_publishing") if server.startswith("postgres") else ""
    world = World(tmp_path / "var", database)
    world.folder.mkdir()
    world.run("migrate", "--verbosity", "0")
    return world


def both(world: World) -> list[list[str]]:
    """Let publisher and withdrawer start at the same moment; return what each printed."""
    environment = world.environment | {"DJANGO_SETTINGS_MODULE": "mingzhi.site.settings.demo"}
    runners = [
        subprocess.Popen(
            [sys.executable, "-c", "import django; django.setup()\n" + TURN, name],
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
    for runner in runners:
        assert runner.stdin is not None
        runner.stdin.write("go\n")
        runner.stdin.flush()
    printed = []
    for runner in runners:
        out, errors = runner.communicate(timeout=120)
        assert runner.returncode == 0, errors
        printed.append(out.split())
    return printed


def test_of_publish_correct_and_withdraw_exactly_one_wins(empty: World) -> None:
    prepared = empty.python(PREPARE)
    assert prepared.returncode == 0, prepared.stderr
    first, second = both(empty)
    assert len(first) == len(second) == 16
    assert all({one, other} == {"won", "conflict"} for one, other in zip(first, second, strict=True))
    after = empty.python(AFTER)
    assert after.stdout == "sound\n", after.stderr
