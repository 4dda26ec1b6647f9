"""Count running limits of cases, and what their parties ask for, anew after a holiday notice.

A limit that stands still is counted when it runs on, one whose last day was set by name stays, hours never
move.
"""

from collections.abc import Iterator
from typing import Any

from mingzhi.calendars.acts.recounting import Recounts, move_day
from mingzhi.calendars.models import HolidayNotice
from mingzhi.calendars.policy import may_recount
from mingzhi.calendars.queries import calendar
from mingzhi.calendars.queries.recounting import reach_of, touched
from mingzhi.calendars.rules.deadlines import Deadline
from mingzhi.cases.acts import clocks
from mingzhi.cases.models import Case, Clock, ClockRecount, Measure, PartyRequest, Rectification
from mingzhi.cases.queries.recounting import cases_within, counted, moves, open_asked, running
from mingzhi.kernel import clock as time
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

Asked = PartyRequest | Rectification


@act(
    "cases.recount_limits",
    title=_("按新的放假安排重新计算期限"),
    may=may_recount,
    locks="case",
    serves=("2.1.2b", "2.1.3b", "2.3.4a"),
    basis=("行政处罚法 §85", "行政许可法 §82"),
)
def recount_limits(*, actor: Actor, case: Case, notice: HolidayNotice) -> int:
    """Derive anew what runs in a case with the calendar of today; return how many read otherwise."""
    limits, asked = list(_limits_anew(case)), list(_asked_anew(case, notice))
    for clock, deadline in limits:
        _move(clock, deadline, notice)
    for row, deadline in asked:
        move_day(row, deadline, notice=notice)
    clocks.refresh(case)
    case.save(update_fields=["nearest_due", "nearest_limit"])
    describe(subject=case.urn, label=case.label, content=_said(notice, limits, asked))
    return len(limits) + len(asked)


def _move(clock: Clock, deadline: Deadline, notice: HolidayNotice) -> None:
    before = clock.due
    clock.due, clock.provisional = deadline.due_date, deadline.provisional
    clock.derivation = deadline.derivation()
    clock.save(update_fields=["due", "provisional", "derivation"])
    ClockRecount.objects.create(
        clock=clock,
        notice_uid=notice.uid,
        source=notice.source,
        at=time.now(),
        due_before=before,
        due=clock.due,
    )
    # a measure lasts as long as the limit that its step began (行政处罚法 第五十六条, 行政强制法 第二十五条)
    Measure.objects.filter(step=clock.step_id, kind__in=_MEASURES.get(clock.code, ()), lifted_at=None).update(
        until=clock.due
    )


_MEASURES = {"preservation": ("preservation",), "seizure": ("seizure", "sealing")}


def _said(
    notice: HolidayNotice, limits: list[tuple[Clock, Deadline]], asked: list[tuple[Asked, Deadline]]
) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for clock, found in limits:  # of several measures each has its own, told with the number of its decision
        of = clock.about.document_number if clock.about and clock.code in said else ""
        name = f"{clock.code} {of}".strip()
        said[name] = {"title": clock.title, "due": found.due_date.isoformat()}
    told = {"source": notice.source, "notice": str(notice.uid), "limits": said}
    days = {str(row.uid): found.due_date.isoformat() for row, found in asked}
    return {**told, "asked": days} if days else told


def _limits_anew(case: Case) -> Iterator[tuple[Clock, Deadline]]:
    """Yield the limits of a case of which the derivation reads otherwise now."""
    for clock in running([case]):
        deadline = counted(clock, case, calendar(case.region_code))
        if deadline is not None:
            yield clock, deadline


def _asked_anew(case: Case, notice: HolidayNotice) -> Iterator[tuple[Asked, Deadline]]:
    return touched(open_asked(case), reach_of(notice), calendar)


def recount_all(actor: Actor, notice: HolidayNotice) -> int:
    """Count anew every case within reach of a notice that is touched; return how many limits."""
    moved = 0
    for case in cases_within(reach_of(notice)):
        if any(_limits_anew(case)) or any(_asked_anew(case, notice)):
            moved += recount_limits(actor=actor, case=case, notice=notice)
    return moved


RECOUNTS = Recounts(moves=moves, recount=recount_all)
