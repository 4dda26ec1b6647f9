"""Count running limits anew when a holiday notice was entered after they were derived.

A result that rests on a year without a notice is provisional and says that it will be counted anew. A limit
that stands still is counted when it runs on, one whose last day was set by name stays, hours never move.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mingzhi.calendars.models import HolidayNotice
from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import Deadline
from mingzhi.cases import policy
from mingzhi.cases.acts import clocks
from mingzhi.cases.models import Case, Clock, ClockRecount
from mingzhi.cases.queries.procedures import NOT_INSTALLED, procedure_of
from mingzhi.cases.queries.recounting import counted, running_in
from mingzhi.kernel import clock as time
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "cases.recount_limits",
    title=_("按新的放假安排重新计算期限"),
    may=policy.may_recount,
    locks="case",
    serves=("2.1.3b", "2.3.4a"),
    basis=("行政处罚法 §85", "行政许可法 §82"),
)
def recount_limits(*, actor: Actor, case: Case, notice: HolidayNotice) -> int:
    """Derive the running limits of a case with the calendar of today; return how many last days moved."""
    found = list(_anew(case))
    for clock, deadline in found:
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
    clocks.refresh(case)
    case.save(update_fields=["nearest_due", "nearest_limit"])
    describe(subject=case.urn, label=case.label, content=_said(notice, found))
    return len(found)


def _said(notice: HolidayNotice, found: list[tuple[Clock, Deadline]]) -> dict[str, Any]:
    limits = {
        clock.code: {"title": clock.title, "due": deadline.due_date.isoformat()} for clock, deadline in found
    }
    return {"source": notice.source, "notice": str(notice.uid), "limits": limits}


def _anew(case: Case) -> Iterator[tuple[Clock, Deadline]]:
    """Yield the limits of a case of which the derivation reads otherwise now."""
    rows = Clock.objects.filter(case=case, ended_at__isnull=True).prefetch_related("changes")
    for clock in rows.order_by("id"):
        deadline = counted(
            clock, case, procedure_of(case.procedure, case.procedure_version), calendar(case.region_code)
        )
        if deadline is not None:
            yield clock, deadline


def recount_all(*, actor: Actor, notice: HolidayNotice) -> int:
    """Count anew every case in the region of a notice of which a limit is touched; return how many limits."""
    first = min(notice.days.values_list("date", flat=True), default=date(notice.year, 1, 1))
    moved = 0
    for case in running_in(notice.jurisdiction, since=first, provisional=notice.whole_year):
        try:
            if any(_anew(case)):
                moved += recount_limits(actor=actor, case=case, notice=notice)
        except Refusal as refused:
            if refused.code != NOT_INSTALLED:  # of such a case the limits stay as they are
                raise
    return moved
