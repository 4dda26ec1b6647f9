"""Two processes at the same door at once: one comes in, the other is told why not; no number is lost.

All of it is played in one county, contest after contest, and looked at afterwards.
"""

from dataclasses import dataclass

import pytest

from tests.served.world import World, race

PREPARE = """
from mingzhi.cases.tests.factories import company
from mingzhi.disclosure.tests import factories as make
from mingzhi.identity.models import Person
from mingzhi.identity.queries import actor_for
from mingzhi.kernel import clock
from mingzhi.site.walk import Walk, scenario
from mingzhi.trail.acts import issue
people = company()
deciding, defending = (Walk(script=scenario("expired-food"), cast=people.cast) for _case in range(2))
deciding.play(before="decide_penalty")
defending.play(before="answer_defence")
for key in range(8):
    decision = make.source(f"w{key}")
    make.duties(decision)
    make.checked_version(decision)
for key in range(8):
    make.published_notice(f"c{key}")
    make.checked_version(make.source(f"c{key}"), text="更正后的文本")
case = defending.the_case()
actor = actor_for(Person.objects.get(name="陈立"), on=clock.today(), agency_code=case.agency_code)
print(deciding.the_case().uid, case.uid, issue(actor, "/work/step/"))
"""

BEGIN = """
import sys
from datetime import date, datetime
from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Case
from mingzhi.disclosure.acts import correct, publish, withdraw
from mingzhi.disclosure.models import Notice
from mingzhi.disclosure.tests import factories as make
from mingzhi.identity.models import Person
from mingzhi.identity.queries import actor_for
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.refusal import Conflict, NotNow, Refusal
from mingzhi.records.acts import reserve_number, use_number, void_number
from mingzhi.records.models import IssuedNumber
from mingzhi.trail.acts import SentAlready, sending
who = sys.argv[1]
def begin():
    print("ready", flush=True)
    sys.stdin.readline()
"""

RESERVE = """
actor = Actor(kind=ActorKind.PERSON, urn=f"urn:mingzhi:identity:person:{who}", label=who,
              on=date(2026, 4, 13), agency_code="A", capabilities=frozenset({"cases.handle"}))
begin()
for turn in range(15):
    issued = reserve_number(actor=actor, agency_code="A", sign="试", document_kind="处罚", year=2026)
    if turn % 5 == 4:
        void_number(actor=actor, issued=issued, reason="试验")
    print(issued.number)
"""

USE = """
issued = IssuedNumber.objects.filter(state="reserved", series__agency_code="A").order_by("number")
issued = list(issued)
begin()
for number in issued:
    try:
        use_number(actor=actor, issued=number, subject_urn=f"urn:mingzhi:cases:case:{who}")
        print("won")
    except NotNow:
        print("refused")
"""

MOVE = """
fresh = list(Notice.objects.filter(source_urn__contains="decision:w").order_by("id"))
public = list(Notice.objects.filter(source_urn__contains="decision:c").order_by("id"))
seen = {notice.pk: str(notice.publications.get(until=None).uid) for notice in public}
newest = {notice.pk: notice.versions.order_by("-number").first() for notice in fresh + public}
actor = make.publisher()
begin()
for notice in fresh + public:
    try:
        if who == "second":
            looked = seen.get(notice.pk, "")
            withdraw(actor=actor, notice=notice, ground="void", reason="撤销", seen=looked, **make.FELL)
        elif notice.pk in seen:
            correct(actor=actor, notice=notice, version=newest[notice.pk], reason="改", seen=seen[notice.pk])
        else:
            publish(actor=actor, notice=notice, version=newest[notice.pk])
        print("won")
    except Conflict:
        print("conflict")
"""

DECIDE = """
with clock.fixed(datetime(2026, 4, 14, 10, tzinfo=clock.CHINA)):
    case = Case.objects.get(uid=DECIDING)
    head = actor_for(Person.objects.get(name="沈国平"), on=clock.today(), agency_code=case.agency_code)
    core = case.cores.latest("id").core
    begin()
    try:
        row = take_step(actor=head, case=case, step="decide_penalty",
            data={"core": core, "defence_account": "当事人无异议。", "record_read": True})
        print("won", row.document_number)
    except Refusal as refusal:
        print("refused", refusal.code)
"""

SEND = """
with clock.fixed(datetime(2026, 4, 7, 14, tzinfo=clock.CHINA)):
    case = Case.objects.get(uid=DEFENDING)
    actor = actor_for(Person.objects.get(name="陈立"), on=clock.today(), agency_code=case.agency_code)
    typed = {"raised_on": "2026-04-07", "form": "spoken", "defence": "当事人又称不是故意。"}
    form = sending(TOKEN, actor=actor, target="/work/step/")
    form.__enter__()
    begin()
    try:
        take_step(actor=actor, case=case, step="record_defence", data=typed)
        print("done")
    except SentAlready as before:
        print("sent", before.subject_urn == case.urn)
"""

COUNT = """
from mingzhi.cases.models import Case, Decision, Step
from mingzhi.disclosure.models import Duty
from mingzhi.records.models import Document, IssuedNumber
from mingzhi.trail.models import Entry, Sending
decided, defended = Case.objects.get(uid=DECIDING), Case.objects.get(uid=DEFENDING)
duties = Duty.objects.filter(subject_urn=decided.urn, source_urn__contains=":decision:")
numbers = IssuedNumber.objects.filter(series__document_kind="处罚", series__agency_code=decided.agency_code)
print(Decision.objects.count(), duties.values("source_urn").distinct().count(),
    *sorted(numbers.values_list("state", flat=True)))
"""

SENT = """
print(Step.objects.filter(code="record_defence", case=defended).count(), Sending.objects.count(),
    Document.objects.filter(template_code="defence_record", case_urn=defended.urn).count(),
    Entry.objects.filter(act="cases.record_defence").count())
"""

NOTICES = """
from mingzhi.disclosure.acts import indexing
from mingzhi.disclosure.models import Notice, Publication, Withdrawal
for notice in Notice.objects.filter(source_urn__regex="decision:[wc]").order_by("id"):
    open_now = notice.publications.filter(until=None).count()
    fallen = Withdrawal.objects.filter(notice=notice).count()
    assert open_now + fallen == 1, (notice, open_now, fallen)
indexing.refresh()
assert indexing.check() == [], indexing.check()
print("sound")
"""


@dataclass(frozen=True)
class Raced:
    """What both printed in each contest, and what stands there before and after."""

    said: dict[str, list[str]]
    before: str
    counted: str
    sent: str
    notices: str


@pytest.fixture(scope="module")
def raced(migrated: World, tmp_path_factory: pytest.TempPathFactory) -> Raced:
    world = migrated.copy(tmp_path_factory.mktemp("raced") / "var", "mingzhi_raced")
    (names,) = world.print(PREPARE)
    given = "\n".join(map("{} = {!r}".format, ("DECIDING", "DEFENDING", "TOKEN"), names.split()))
    _counted, before = world.print(given + COUNT, SENT)
    contests = {"reserve": given + BEGIN + RESERVE, "use": USE, "move": MOVE, "decide": DECIDE, "send": SEND}
    said = dict(zip(contests, race(world, *contests.values()), strict=True))
    return Raced(said, before, *world.print(given + COUNT, SENT, NOTICES))


def test_two_at_once_get_distinct_numbers_without_a_gap(raced: Raced) -> None:
    first, second = (said.split() for said in raced.said["reserve"])
    assert sorted(map(int, first + second)) == list(range(1, 31))


def test_one_number_is_used_by_exactly_one(raced: Raced) -> None:
    first, second = (said.split() for said in raced.said["use"])
    assert len(first) == len(second) == 24
    assert all({one, other} == {"won", "refused"} for one, other in zip(first, second, strict=True))


def test_of_publish_correct_and_withdraw_exactly_one_wins(raced: Raced) -> None:
    first, second = (said.split() for said in raced.said["move"])
    assert len(first) == len(second) == 16
    assert all({one, other} == {"won", "conflict"} for one, other in zip(first, second, strict=True))
    assert raced.notices == "sound"


def test_one_decides_and_the_other_is_refused_by_name(raced: Raced) -> None:
    refused, won = sorted(raced.said["decide"])
    assert refused in ("refused cases.state", "refused cases.decided")
    assert won.startswith("won 清市监处罚〔2026〕")
    decisions, decided, *numbers = raced.counted.split()
    assert (decisions, decided) == ("1", "1")
    assert numbers.count("used") == 1 and set(numbers) <= {"used", "voided"}


def test_of_a_form_sent_twice_one_is_handled(raced: Raced) -> None:
    assert sorted(raced.said["send"]) == ["done", "sent True"]
    more = [int(now) - int(one) for now, one in zip(raced.sent.split(), raced.before.split(), strict=True)]
    assert more == [1, 1, 1, 1]
