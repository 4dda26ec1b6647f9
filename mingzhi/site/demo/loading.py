"""Load the demo county: bodies and people first, then case after case of the plan."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mingzhi.kernel import clock
from mingzhi.site.demo.county import load_bodies
from mingzhi.site.demo.plan import PLAN
from mingzhi.site.demo.playing import play

FOUNDED = timedelta(days=400)


def load(*, cases: int, now: datetime) -> Iterator[tuple[int, int, str]]:
    """Load the first ``cases`` of the plan; yield (done, of, label) after each.

    Runs with the clock standing at each event's time; raises the refusal when the law forbids what
    the plan asks, because then plan or product is wrong.
    """
    with clock.fixed(now - FOUNDED):
        people = load_bodies(today=now.date())
    parts = PLAN[:cases]
    for number, part in enumerate(parts):
        walk = play(part, people, now=now, turn=number)
        yield number + 1, len(parts), walk.the_case().label
