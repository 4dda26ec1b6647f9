"""Count anew, after a holiday notice, until when open rounds of review end."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mingzhi.calendars.acts.recounting import Recounts, move_day
from mingzhi.calendars.models import HolidayNotice
from mingzhi.calendars.policy import may_recount
from mingzhi.calendars.queries import calendar
from mingzhi.calendars.queries.recounting import by_key, otherwise, reach_of
from mingzhi.calendars.rules.deadlines import Deadline
from mingzhi.calendars.rules.reach import CalendarOf, OneMove, Reach
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review.models import Submission
from mingzhi.trail.acts import act, describe

ROUNDS = _("法制审核期限")


@act(
    "review.recount_limit",
    title=_("按新的放假安排重新计算审核期限"),
    may=may_recount,
    locks="submission",
    serves=("2.3.4a",),
    basis=("市场监督管理行政处罚程序规定 §55", "行政处罚法 §85"),
    stage="审核",
)
def recount_limit(*, actor: Actor, submission: Submission, notice: HolidayNotice) -> int:
    """Derive the limit of an open round anew; return 1 where it reads otherwise."""
    open_still = submission.closed_at is None
    deadline = _anew(submission, reach_of(notice), calendar) if open_still else None
    if deadline is not None:
        move_day(submission, deadline, notice=notice, before=present(submission)[1])
    describe(
        subject=submission.case_urn,
        label=submission.case_label,
        content={
            "source": notice.source,
            "notice": str(notice.uid),
            "round": submission.round,
            "due": deadline.due_date.isoformat() if deadline else "",
        },
        mentions=[str(Urn("review", "submission", str(submission.uid)))],
    )
    return int(deadline is not None)


def present(row: Submission) -> tuple[dict[str, Any], date]:
    """Return derivation and last day of a round as they count now: moved, made longer, or as submitted."""
    if row.moved_to is None:
        for longer in row.extensions.all():
            return longer.derivation, longer.due
    return row.counted_as, row.last_day


def _anew(row: Submission, reach: Reach, calendar_of: CalendarOf) -> Deadline | None:
    told, day = present(row)
    region = str(told.get("jurisdiction", ""))
    if not reach.touches(region, day, provisional=bool(told.get("provisional"))):
        return None
    return otherwise(told, day, calendar_of(region))


def _open() -> Iterator[Submission]:
    return by_key(Submission.objects.filter(closed_at=None).prefetch_related("extensions"))


def _moves(calendar_of: CalendarOf, reach: Reach) -> Iterator[OneMove | None]:
    for row in _open():
        day, deadline = present(row)[1], _anew(row, reach, calendar_of)
        moves = deadline is not None and deadline.due_date != day
        yield OneMove(ROUNDS, "", day, deadline.due_date) if deadline and moves else None


def _recount(actor: Actor, notice: HolidayNotice) -> int:
    reach = reach_of(notice)
    touched = (row for row in _open() if _anew(row, reach, calendar) is not None)
    return sum(recount_limit(actor=actor, submission=row, notice=notice) for row in touched)


RECOUNTS = Recounts(moves=_moves, recount=_recount)
