"""Two at once: every number once, none lost, whoever comes first."""

from tests.served.world import World, race

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


def test_two_at_once_get_distinct_numbers_without_a_gap(empty: World) -> None:
    first, second = (said.split() for said in race(empty, RESERVE))
    assert sorted(map(int, first + second)) == list(range(1, 31))


def test_one_number_is_used_by_exactly_one(empty: World) -> None:
    race(empty, RESERVE)
    first, second = (said.split() for said in race(empty, REFUSED))
    assert len(first) == len(second) == 24
    assert all({one, other} == {"won", "refused"} for one, other in zip(first, second, strict=True))
