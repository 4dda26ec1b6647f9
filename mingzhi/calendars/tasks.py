"""Background work of this room: what every room counts anew after a holiday notice."""

from mingzhi.calendars.acts.notices import mark_recounted
from mingzhi.calendars.acts.recounting import ROOMS
from mingzhi.calendars.queries import not_recounted
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor

JOB = "recount-limits"


def recount_limits() -> int:
    """Count running limits anew after every notice of holidays that was entered; return how many changed.

    A notice is marked when every room has gone through its rows; broken off, it is gone through again.
    """
    actor, moved = system_actor(JOB, on=clock.today()), 0
    for notice in not_recounted():
        number = sum(room.recount(actor, notice) for room in ROOMS.values())
        mark_recounted(notice=notice, moved=number)
        moved += number
    return moved
