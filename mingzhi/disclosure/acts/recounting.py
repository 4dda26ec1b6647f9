"""Count anew, after a holiday notice, until when publication is owed and reports are to be answered."""

from collections.abc import Iterator
from typing import Any

from mingzhi.calendars.acts.recounting import Recounts, move_day, note_move
from mingzhi.calendars.models import HolidayNotice
from mingzhi.calendars.policy import may_recount
from mingzhi.calendars.queries import calendar
from mingzhi.calendars.queries.recounting import by_key, moves_of, reach_of, touched
from mingzhi.calendars.rules.deadlines import Deadline
from mingzhi.calendars.rules.reach import CalendarOf, OneMove, Reach
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.acts.states import hold_duties
from mingzhi.disclosure.models import Duty, DutyState, Report
from mingzhi.disclosure.queries.duty_days import owed_looks, owed_within
from mingzhi.disclosure.rules.terms import content_title
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

DUTIES, REPORTS = _("公示义务"), _("公示信息的错误报告和更正申请")


@act(
    "disclosure.recount_duties",
    title=_("按新的放假安排重新计算公示期限"),
    may=may_recount,
    locks="duty",
    serves=("2.1.3a", "2.1.3b"),
    basis=("浙政办发〔2019〕20号 二(一)3", "行政处罚法 §85"),
)
def recount_duties(*, actor: Actor, duty: Duty, notice: HolidayNotice) -> int:
    """Derive anew until when the owed duties of a decision are to be fulfilled; return how many changed.

    ``duty`` is any duty of the decision. A duty keeps what was derived at first: where the day moves, its
    next state carries the new one.
    """
    hold_duties(duty.source_urn)
    rows = owed_within(reach_of(notice)).filter(duty__source_urn=duty.source_urn)
    found = [(row, deadline) for row, deadline in owed_looks(rows, calendar) if deadline is not None]
    for row, deadline in found:
        _move(row, deadline, notice)
    describe(
        subject=duty.subject_urn,
        label=duty.subject_label,
        mentions=(duty.source_urn,),
        content=_said(notice, {_name(row): deadline for row, deadline in found}),
    )
    return len(found)


def _name(state: DutyState) -> str:
    return f"{state.duty.channel_id} {state.duty.content}"


def _move(state: DutyState, deadline: Deadline, notice: HolidayNotice) -> None:
    note_move(state.duty, deadline, before=state.due_on, notice=notice)
    if deadline.due_date != state.due_on:
        at = clock.now()
        DutyState.objects.filter(pk=state.pk).update(until=at)
        builders.state(
            state.duty,
            state.state,
            since=at,
            late=state.late,
            corrected=state.corrected,
            proof=state.proof,
            due_on=deadline.due_date,
        ).save()


@act(
    "disclosure.recount_report",
    title=_("按新的放假安排重新计算答复期限"),
    may=may_recount,
    locks="report",
    serves=("2.1.2b", "2.1.3c"),
    basis=("政府信息公开条例 §41", "行政处罚法 §85"),
)
def recount_report(*, actor: Actor, report: Report, notice: HolidayNotice) -> int:
    """Derive anew until when a report or an objection is to be answered; return 1 where it changed."""
    found = list(touched([report], reach_of(notice), calendar)) if report.closed_at is None else []
    for row, deadline in found:
        move_day(row, deadline, notice=notice)
    describe(
        subject=report.notice.subject_urn,
        label=report.notice.subject_label,
        mentions=(str(Urn("disclosure", "report", str(report.uid))),),
        content=_said(notice, {str(row.uid): deadline for row, deadline in found}),
    )
    return len(found)


def _said(notice: HolidayNotice, found: dict[str, Deadline]) -> dict[str, Any]:
    days = {name: deadline.due_date.isoformat() for name, deadline in found.items()}
    return {"source": notice.source, "notice": str(notice.uid), "due": days}


def _open_reports() -> "Iterator[Report]":
    return by_key(Report.objects.filter(closed_at=None).select_related("notice"))


def _moves(calendar_of: CalendarOf, reach: Reach) -> Iterator[OneMove | None]:
    for row, deadline in owed_looks(owed_within(reach), calendar_of):
        moves = deadline is not None and deadline.due_date != row.due_on
        title = content_title(row.duty.content)
        yield OneMove(DUTIES, title, row.due_on, deadline.due_date) if deadline and moves else None
    yield from moves_of(_open_reports(), reach, calendar_of, kind=REPORTS)


def _recount(actor: Actor, notice: HolidayNotice) -> int:
    reach, moved = reach_of(notice), 0
    done: set[str] = set()
    for row, deadline in owed_looks(owed_within(reach), calendar):
        if deadline is not None and row.duty.source_urn not in done:
            moved += recount_duties(actor=actor, duty=row.duty, notice=notice)
            done.add(row.duty.source_urn)
    for report, _deadline in touched(_open_reports(), reach, calendar):
        moved += recount_report(actor=actor, report=report, notice=notice)
    return moved


RECOUNTS = Recounts(moves=_moves, recount=_recount)
