"""Background work of this room: one act each, by a named system job."""

from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict
from mingzhi.supervision.acts.adjusting import escalate_adjustment
from mingzhi.supervision.acts.rating import open_ratings
from mingzhi.supervision.queries.escalating import overdue
from mingzhi.supervision.queries.ratings import box_waits

JOB = "escalate-adjustments"
BOX = "open-ratings"


def escalate_overdue() -> int:
    """Let every task that nobody answered in time go up a level; return how many did."""
    actor, count = system_actor(JOB, on=clock.today()), 0
    for task in overdue(clock.today()):
        try:
            escalate_adjustment(actor=actor, task=task)
            count += 1
        except Conflict:  # answered or escalated meanwhile, or nobody is above
            pass
    return count


def open_box() -> int:
    """Open the box of the days that are over; return how many slips were in it."""
    today = clock.today()
    if not box_waits(today):
        return 0
    return len(open_ratings(actor=system_actor(BOX, on=today), before=today))
