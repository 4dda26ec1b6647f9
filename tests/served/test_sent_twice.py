"""The same form sent twice at once: it is handled once, and the second learns that it is the second."""

import os
import subprocess
import sys
from pathlib import Path

from tests.served.world import World, on_server

PREPARE = """
from mingzhi.cases.tests.factories import company
from mingzhi.identity.models import Person
from mingzhi.site.walk import Walk, scenario
from mingzhi.trail.acts import issue
from mingzhi.identity.queries import actor_for
from mingzhi.kernel import clock
walk = Walk(script=scenario("expired-food"), cast=company().cast).play(before="answer_defence")
actor = actor_for(Person.objects.get(name="陈立"), on=clock.today(), agency_code=walk.the_case().agency_code)
print(issue(actor, "/work/step/"))
"""

SEND = """
import sys
from datetime import datetime
from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Case
from mingzhi.identity.models import Person
from mingzhi.identity.queries import actor_for
from mingzhi.kernel import clock
from mingzhi.trail.acts import SentAlready, sending
with clock.fixed(datetime(2026, 4, 7, 14, tzinfo=clock.CHINA)):
    case = Case.objects.get()
    actor = actor_for(Person.objects.get(name="陈立"), on=clock.today(), agency_code=case.agency_code)
    typed = {"raised_on": "2026-04-07", "form": "spoken", "defence": "当事人又称不是故意。"}
    form = sending(TOKEN, actor=actor, target="/work/step/")
    form.__enter__()
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        take_step(actor=actor, case=case, step="record_defence", data=typed)
        print("done", flush=True)
    except SentAlready as before:
        print("sent", before.subject_urn == case.urn, flush=True)
"""

COUNT = """
from mingzhi.cases.models import Step
from mingzhi.records.models import Document
from mingzhi.trail.models import Entry, Sending
print(Step.objects.filter(code="record_defence").count(), Sending.objects.count(),
    Document.objects.filter(template_code="defence_record").count(),
    Entry.objects.filter(act="cases.record_defence").count())
"""


def test_of_two_at_once_one_is_handled(tmp_path: Path) -> None:
    server = os.environ.get("MINGZHI_DATABASE_URL", "")
    database = on_server(server, "mingzhi_sent_twice") if server.startswith("postgres") else ""
    world = World(tmp_path / "var", database)
    world.folder.mkdir()
    world.run("migrate", "--verbosity", "0")
    made = world.python(PREPARE)
    assert made.returncode == 0, made.stderr
    before = [int(word) for word in world.python(COUNT).stdout.split()]
    said = sorted(_race(world, made.stdout.split()[-1]))
    assert said == ["done", "sent True"]
    after = [int(word) for word in world.python(COUNT).stdout.split()]
    assert [new - old for new, old in zip(after, before, strict=True)] == [1, 1, 1, 1]


def _race(world: World, token: str) -> list[str]:
    environment = world.environment | {"DJANGO_SETTINGS_MODULE": "mingzhi.site.settings.demo"}
    program = f"import django; django.setup()\nTOKEN = {token!r}\n{SEND}"
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program], env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )
        for _sender in range(2)
    ]
    for process in running:
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        assert line == "ready", process.communicate()[1]
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate(timeout=120)[0].strip() for process in running]
