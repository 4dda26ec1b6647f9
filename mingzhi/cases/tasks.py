"""Background work of this room: one act for each case, by a named system job."""

from mingzhi.calendars.acts.notices import mark_recounted
from mingzhi.calendars.queries import not_recounted
from mingzhi.cases.acts.recounting import recount_all
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor

JOB = "recount-limits"


def recount_limits() -> int:
    """Count running limits anew after every notice of holidays that was entered; return how many changed.

    A notice is marked when all its cases have been gone through; broken off, it is gone through again.
    """
    actor, moved = system_actor(JOB, on=clock.today()), 0
    for notice in not_recounted():
        number = recount_all(actor=actor, notice=notice)
        mark_recounted(notice=notice, moved=number)
        moved += number
    return moved
