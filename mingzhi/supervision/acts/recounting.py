"""Count anew, after a holiday notice, until when tasks of dynamic adjustment are to be answered."""

from collections.abc import Iterator

from mingzhi.calendars.acts.recounting import Recounts, move_day
from mingzhi.calendars.models import HolidayNotice
from mingzhi.calendars.policy import may_recount
from mingzhi.calendars.queries import calendar
from mingzhi.calendars.queries.recounting import by_key, moves_of, reach_of, touched
from mingzhi.calendars.rules.reach import CalendarOf, OneMove, Reach
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision.models import AdjustmentTask, Change
from mingzhi.supervision.rules.adjustment import PLAN, kinds
from mingzhi.trail.acts import act, describe

TASKS = _("动态调整任务")


@act(
    "supervision.recount_tasks",
    title=_("按新的放假安排重新计算动态调整期限"),
    may=may_recount,
    locks="change",
    serves=("2.1.1c",),
    basis=(PLAN,),
)
def recount_tasks(*, actor: Actor, change: Change, notice: HolidayNotice) -> int:
    """Derive anew until when the open tasks of a change are to be answered; return how many changed."""
    rows = AdjustmentTask.objects.select_for_update().filter(change=change, state="open").order_by("pk")
    found = list(touched(rows, reach_of(notice), calendar))
    for row, deadline in found:
        move_day(row, deadline, notice=notice)
    describe(
        subject=change.urn,
        label=change.label[:200],
        content={
            "source": notice.source,
            "notice": str(notice.uid),
            "due": {row.kind: deadline.due_date.isoformat() for row, deadline in found},
            "tasks": len(found),
        },
    )
    return len(found)


def _open() -> Iterator[AdjustmentTask]:
    return by_key(AdjustmentTask.objects.filter(state="open").select_related("change"))


def _moves(calendar_of: CalendarOf, reach: Reach) -> Iterator[OneMove | None]:
    for kind in kinds().values():
        rows = by_key(AdjustmentTask.objects.filter(state="open", kind=kind.code))
        yield from moves_of(rows, reach, calendar_of, kind=TASKS, title=kind.title)


def _recount(actor: Actor, notice: HolidayNotice) -> int:
    moved, done = 0, set[int]()
    for row, _deadline in touched(_open(), reach_of(notice), calendar):
        if row.change_id not in done:
            moved += recount_tasks(actor=actor, change=row.change, notice=notice)
            done.add(row.change_id)
    return moved


RECOUNTS = Recounts(moves=_moves, recount=_recount)
