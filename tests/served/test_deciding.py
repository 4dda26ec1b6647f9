"""Two deciders at once: exactly one decision, the other gets a clear refusal, its number is voided."""

from tests.served.world import World, race

PREPARE = """
from mingzhi.cases.tests.factories import company
from mingzhi.site.walk import Walk, scenario
walk = Walk(script=scenario("expired-food"), cast=company().cast).play(before="decide_penalty")
print(walk.the_case().uid)
"""

DECIDE = """
import sys
from datetime import datetime
from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Case
from mingzhi.identity.models import Person
from mingzhi.identity.queries import actor_for
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Refusal
with clock.fixed(datetime(2026, 4, 14, 10, tzinfo=clock.CHINA)):
    case = Case.objects.get()
    head = actor_for(Person.objects.get(name="沈国平"), on=clock.today(), agency_code=case.agency_code)
    core = case.cores.latest("id").core
    print("ready", flush=True)
    sys.stdin.readline()
    try:
        row = take_step(actor=head, case=case, step="decide_penalty",
            data={"core": core, "defence_account": "当事人无异议。", "record_read": True})
        print("won", row.document_number, flush=True)
    except Refusal as refusal:
        print("refused", refusal.code, flush=True)
"""

COUNT = """
from mingzhi.cases.models import Decision
from mingzhi.disclosure.models import Duty
from mingzhi.records.models import IssuedNumber
decisions = Duty.objects.filter(source_urn__contains=":decision:")
states = sorted(IssuedNumber.objects.filter(series__document_kind="处罚").values_list("state", flat=True))
print(Decision.objects.count(), decisions.values("source_urn").distinct().count(), *states)
"""


def test_one_wins_and_the_other_is_refused_by_name(empty: World) -> None:
    made = empty.python(PREPARE)
    assert made.returncode == 0, made.stderr
    said = sorted(race(empty, DECIDE))
    assert said[0] in ("refused cases.state", "refused cases.decided")
    assert said[1].startswith("won 清市监处罚〔2026〕")
    counted = empty.python(COUNT).stdout.split()
    assert counted[:2] == ["1", "1"]
    assert counted[2:].count("used") == 1 and set(counted[2:]) <= {"used", "voided"}
