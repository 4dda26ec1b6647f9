"""The same form sent twice at once: it is handled once, and the second learns that it is the second."""

from tests.served.world import World, race

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


def test_of_two_at_once_one_is_handled(empty: World) -> None:
    token, before = empty.print(PREPARE, COUNT)
    said = sorted(race(empty, f"TOKEN = {token!r}\n{SEND}"))
    assert said == ["done", "sent True"]
    (after,) = empty.print(COUNT)
    assert [int(new) - int(old) for new, old in zip(after.split(), before.split(), strict=True)] == [
        1,
        1,
        1,
        1,
    ]
