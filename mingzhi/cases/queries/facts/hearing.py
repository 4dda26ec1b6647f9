"""Facts of notice, defence and hearing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import due
from mingzhi.cases.models import Step
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.queries.serving import effective
from mingzhi.cases.rules.core import read_core
from mingzhi.cases.rules.facts import DefenceFact, HearingFact, NoticeFact
from mingzhi.prepared import prepared

CALLING = ("ask_hearing", "open_hearing", "notify_hearing")
"""The steps that begin a hearing or call the party to it."""


@dataclass(frozen=True, slots=True)
class Called:
    """When and where a hearing is held."""

    at: datetime
    place: str


def called(rows: Rows) -> Called | None:
    """Return what the party was told of a hearing that was not held yet (行政处罚法 §64(2))."""
    last = rows.last(*CALLING)
    if rows.case.state != "hearing" or last is None or "hearing_at" not in last.data:
        return None
    return Called(datetime.fromisoformat(last.data["hearing_at"]), str(last.data["place"]))


def called_in(cases: Sequence[int]) -> dict[int, Called]:
    """Return of these cases, in which a hearing is to be held, when and where; at most one query."""
    asked = {case: (at, place) for case, at, place in _calls(cases, CALLING)} if cases else {}
    return {case: Called(datetime.fromisoformat(at), place) for case, (at, place) in asked.items() if at}


@prepared
def _calls(cases: Sequence[int], codes: Sequence[str]) -> "QuerySet[Step, tuple[int, str | None, str]]":
    rows = Step.objects.filter(case__id__in=cases, code__in=codes).order_by("id")
    return rows.values_list("case_id", KT("data__hearing_at"), KT("data__place"))


def notice_facts(rows: Rows) -> tuple[NoticeFact, ...]:
    """Return the notices of proposed penalty as their steps recorded them, the last one last."""
    waits = {row.step_id: row.due for row in rows.clocks if row.code == "waiting"}
    found = []
    for step in rows.anew("serve_notice"):
        core = read_core(step.data["core"])
        served = date.fromisoformat(step.data["served_on"])
        found.append(
            NoticeFact(
                core_hash=core.hash,
                core=core,
                served_on=effective(served, str(step.data["manner"])),
                hearing_right=step.data.get("hearing_told") is True,
                waived=any(waiver.id > step.id for waiver in rows.taken("waive_rights")),
                waiting_until=waits.get(step.id),
            )
        )
    return tuple(found)


def defence_facts(rows: Rows) -> tuple[DefenceFact, ...]:
    """Return the defences, each with the answer that followed it, as the steps recorded them."""
    answers = rows.taken("answer_defence")
    found = []
    for step in rows.anew("record_defence"):
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
    asked = {step.id for step in rows.anew("ask_hearing", "open_hearing")}
    hearings = [row for row in rows.hearings if row.step_id in asked]
    if not hearings:
        return HearingFact()
    row, opened = hearings[-1], rows.last("open_hearing")
    return HearingFact(
        requested_on=row.requested_on,
        accepted=row.accepted,
        notified_on=row.notified_on,
        set_for=row.set_for,
        earliest_on=row.earliest_on or _earliest(rows),
        held_on=row.held_on,
        ended_without=row.ended_without,
        reported=row.reported_on is not None,
        asked=opened is None or opened.data.get("ground") == "asked",
    )


def _earliest(rows: Rows) -> date:
    """Seven whole working days lie between the notice and the hearing (行政处罚法 第六十四条第二项)."""
    place = calendar(rows.case.region_code)
    last = due(rows.on, "7wd", calendar=place, roll="none").due_date
    return last + timedelta(days=1)
