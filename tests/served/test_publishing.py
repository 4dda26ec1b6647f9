"""Publish while withdrawing, correct while withdrawing: exactly one wins, the other is told so."""

from tests.served.world import World, race

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


def test_of_publish_correct_and_withdraw_exactly_one_wins(empty: World) -> None:
    prepared = empty.python(PREPARE)
    assert prepared.returncode == 0, prepared.stderr
    first, second = (said.split() for said in race(empty, TURN))
    assert len(first) == len(second) == 16
    assert all({one, other} == {"won", "conflict"} for one, other in zip(first, second, strict=True))
    after = empty.python(AFTER)
    assert after.stdout == "sound\n", after.stderr
