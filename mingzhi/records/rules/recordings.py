"""What recording a case must have, and what of it there is (浙政办发〔2019〕20号 二(二)2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TOLERANCE = timedelta(minutes=1)
"""Seams shorter than this between two recordings are no gap (devices split files)."""


class RecordingStanding(StrEnum):
    """How a demand of the recording list stands."""

    MET = "met"
    INTERRUPTED = "interrupted"  # recorded, but not over the whole span
    EXPLAINED = "explained"  # not or not wholly recorded, the reason stands in the file
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingDemand:
    """One item of the recording list that a step falls under; the span is known once it was done."""

    item_code: str
    label: str
    step_urn: str = ""
    citation: str = ""
    confirmed: bool = True
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """One recording in the file: what it says it covers."""

    urn: str
    item_code: str
    step_urn: str = ""
    start: datetime | None = None
    end: datetime | None = None
    gap_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingState:
    """How one demand stands, with the recordings that serve it and the spans nobody recorded."""

    demand: RecordingDemand
    standing: RecordingStanding
    recordings: tuple[str, ...] = ()
    gaps: tuple[tuple[datetime, datetime], ...] = ()
    reasons: tuple[str, ...] = ()


def assess(
    demands: Iterable[RecordingDemand],
    recordings: Sequence[Captured],
    reasons: Sequence[tuple[str, str, str]] = (),
) -> tuple[RecordingState, ...]:
    """Tell for each demand whether it is met; ``reasons`` are (item_code, step_urn, reason) on file."""
    return tuple(_assess(demand, recordings, reasons) for demand in demands)


def _serves(demand: RecordingDemand, item_code: str, step_urn: str) -> bool:
    same_step = not demand.step_urn or not step_urn or demand.step_urn == step_urn
    return item_code == demand.item_code and same_step


def _assess(
    demand: RecordingDemand, recordings: Sequence[Captured], reasons: Sequence[tuple[str, str, str]]
) -> RecordingState:
    serving = [one for one in recordings if _serves(demand, one.item_code, one.step_urn)]
    told = [reason for item, step, reason in reasons if _serves(demand, item, step)]
    told += [one.gap_reason for one in serving if one.gap_reason]
    gaps = uncovered(demand, serving) if serving else ()
    if serving and not gaps:
        standing = RecordingStanding.MET
    elif told:
        standing = RecordingStanding.EXPLAINED
    else:
        standing = RecordingStanding.INTERRUPTED if serving else RecordingStanding.MISSING
    return RecordingState(
        demand=demand,
        standing=standing,
        recordings=tuple(one.urn for one in serving),
        gaps=gaps,
        reasons=tuple(dict.fromkeys(told)),
    )


def uncovered(
    demand: RecordingDemand, recordings: Sequence[Captured]
) -> tuple[tuple[datetime, datetime], ...]:
    """Return the spans of the demand that no recording covers; empty when it names no span."""
    if demand.start is None or demand.end is None:
        return ()
    spans = sorted((one.start, one.end) for one in recordings if one.start and one.end)
    if not spans:
        return ()
    found = []
    reached = demand.start
    for start, end in spans:
        if start - reached > TOLERANCE and start > demand.start:
            found.append((reached, min(start, demand.end)))
        reached = max(reached, end)
        if reached >= demand.end:
            break
    if demand.end - reached > TOLERANCE:
        found.append((reached, demand.end))
    return tuple(found)
