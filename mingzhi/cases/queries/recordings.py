"""What recordings the list demands of a case, step by step."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from mingzhi.cases.models import Step
from mingzhi.cases.queries.rows import Rows
from mingzhi.prepared import prepared
from mingzhi.records.models import RecordingGap
from mingzhi.records.queries import Dossier
from mingzhi.records.rules.recordings import Captured, RecordingDemand, RecordingState, assess


def recording_demands(rows: Rows) -> tuple[RecordingDemand, ...]:
    """Return one demand per step taken that falls under the recording list."""
    listed = {item.code: item for item in rows.law.recordings if item.demanded}
    by_step = {code: item for item in listed.values() for code in item.steps}
    found = []
    for step in rows.steps:
        declared = rows.procedure.by_step.get(step.code)
        named = declared.recording if declared else ""
        item = listed.get(named) if named else by_step.get(step.code)
        if item is None:
            continue
        start, end = _span(step.data, step)
        found.append(
            RecordingDemand(
                item_code=item.code,
                label=f"{step.title}：{item.title}",
                step_urn=step.urn,
                citation=item.citation,
                confirmed=item.confirmed,
                start=start,
                end=end,
            )
        )
    return tuple(found)


def _span(data: Mapping[str, Any], step: Step) -> tuple[datetime | None, datetime | None]:
    """From when until when it went on, as entered; without an end no span is demanded."""
    if not (data.get("started_at") and data.get("ended_at")):
        return None, None
    start, end = datetime.fromisoformat(data["started_at"]), datetime.fromisoformat(data["ended_at"])
    return (start, end) if start <= end else (None, None)


def states_of(file: Dossier, demands: tuple[RecordingDemand, ...]) -> tuple[RecordingState, ...]:
    """Compare the recording list with what is on file; gaps explained in words count as explained."""
    if not demands:
        return ()
    captured = [
        Captured(
            urn=item.urn,
            item_code=item.item_code,
            step_urn=item.step_urn,
            start=item.captured_from,
            end=item.captured_until,
            gap_reason=item.gap_reason,
        )
        for item in file.recordings
    ]
    return assess(demands, captured, _explained(file.case_urn))


@prepared
def _explained(case_urn: str) -> "QuerySet[RecordingGap, tuple[str, str, str]]":
    """Return what is missing and why, as somebody explained it."""
    rows = RecordingGap.objects.filter(case_urn=case_urn).order_by("id")
    return rows.values_list("item_code", "step_urn", "reason")
