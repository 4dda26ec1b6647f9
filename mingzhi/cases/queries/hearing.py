"""Facts of notice, defence and hearing."""

from datetime import date, timedelta

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import due
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.core import read_core
from mingzhi.cases.rules.facts import DefenceFact, HearingFact, NoticeFact


def notice_facts(rows: Rows) -> tuple[NoticeFact, ...]:
    """Return the notices of proposed penalty, the last one last."""
    return tuple(
        NoticeFact(
            core_hash=row.core.hash,
            core=read_core(row.core.core),
            served_on=row.served_on,
            hearing_right=row.hearing_right,
            waived=row.waived,
            waiting_until=row.waiting_until,
        )
        for row in rows.notices
    )


def defence_facts(rows: Rows) -> tuple[DefenceFact, ...]:
    """Return the defences, each with the answer that followed it, as the steps recorded them."""
    answers = rows.taken("answer_defence")
    found = []
    for step in rows.taken("record_defence"):
        answer = next((item for item in answers if item.id > step.id), None)
        found.append(
            DefenceFact(
                raised_on=date.fromisoformat(step.data["raised_on"]),
                answered=answer is not None,
                accepted=answer is not None and answer.data["accepted"] in ("yes", "part"),
            )
        )
    return tuple(found)


def hearing_fact(rows: Rows) -> HearingFact:
    """Return the last hearing; ``earliest_on`` is the first lawful day if it were notified today."""
    if not rows.hearings:
        return HearingFact()
    row = rows.hearings[-1]
    return HearingFact(
        requested_on=row.requested_on,
        accepted=row.accepted,
        notified_on=row.notified_on,
        set_for=row.set_for,
        earliest_on=row.earliest_on or _earliest(rows),
        held_on=row.held_on,
        ended_without=row.ended_without,
        reported=row.reported_on is not None,
    )


def _earliest(rows: Rows) -> date:
    """Seven whole working days lie between the notice and the hearing (行政处罚法 第六十四条第二项)."""
    place = calendar(rows.case.region_code)
    last = due(rows.on, "7wd", calendar=place, roll="none").due_date
    return last + timedelta(days=1)
