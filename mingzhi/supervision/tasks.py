"""Background work of this room: one act each, by a named system job."""

from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict
from mingzhi.supervision.acts.adjusting import escalate_adjustment
from mingzhi.supervision.queries.escalating import overdue

JOB = "escalate-adjustments"


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
