"""Load the demo county: bodies and people first, then case after case of the plan."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from mingzhi.kernel import clock
from mingzhi.site.demo.annual import load_annual
from mingzhi.site.demo.changes import load_changes
from mingzhi.site.demo.county import load_bodies
from mingzhi.site.demo.filings import load_filings
from mingzhi.site.demo.formats import adapt_formats
from mingzhi.site.demo.hall import open_hall
from mingzhi.site.demo.plan import PLAN
from mingzhi.site.demo.playing import play
from mingzhi.site.demo.registers import load_registers, move_a_window
from mingzhi.site.demo.reports import load_reports
from mingzhi.site.jobs.registers import publish_changed

FOUNDED = timedelta(days=500)  # before the first case of the year reported, whenever the county is loaded
MOVED = timedelta(days=12)


def load(*, cases: int, now: datetime) -> Iterator[tuple[int, int, str]]:
    """Load the first ``cases`` of the plan; yield (done, of, label) after each.

    Runs with the clock standing at each event's time; raises the refusal when the law forbids what
    the plan asks, because then plan or product is wrong.
    """
    with clock.fixed(now - FOUNDED):
        people = load_bodies(today=now.date())
        load_registers(people)
        open_hall(people)
        adapt_formats(people)
        publish_changed()
    with clock.fixed(now - MOVED):
        move_a_window(people)
        publish_changed()
    parts = PLAN[:cases]
    for number, part in enumerate(parts):
        walk = play(part, people, now=now, turn=number)
        yield number + 1, len(parts), walk.the_case().label
    load_filings(people, now)
    load_reports(people, now)
    load_changes(people, now=now)
    load_annual(people, now)
