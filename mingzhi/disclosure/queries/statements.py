"""Completeness: how every decision stands at the end of a day, per agency."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet

from mingzhi.disclosure.models import DutyState, Statement
from mingzhi.disclosure.rules.completeness import PUBLISHED, Counts, Line, counts_from, total
from mingzhi.kernel import clock

CACHED_FOR = 3600


def live(*, day: date | None = None, decisions_by_agency: Mapping[str, int] | None = None) -> list[Line]:
    """Count how all decisions stood at the end of ``day`` (default: stand now), one line per agency.

    ``decisions_by_agency`` puts the owner's count beside the sum; agencies it names without any duty
    get a line too, so that a decision without a duty is seen.
    """
    today = clock.today()
    when = day or today
    lines = _counted(when, standing=when >= today)
    if decisions_by_agency is None:
        return lines
    known = {line.agency_code: line for line in lines}
    for code in decisions_by_agency:
        known.setdefault(code, Line(agency_code=code, agency_name=code, counts=Counts()))
    return [
        Line(
            agency_code=line.agency_code,
            agency_name=line.agency_name,
            counts=line.counts,
            corrected=line.corrected,
            late=line.late,
            decisions=decisions_by_agency.get(line.agency_code, 0),
        )
        for line in sorted(known.values(), key=lambda line: line.agency_code)
    ]


def stamp() -> str:
    """Return what changes whenever a duty changes its state: part of the key under which counts are kept."""
    last = DutyState.objects.order_by("-pk").values_list("pk", "since", "duty__uid", "state").first()
    return "/".join(map(str, last or ())).replace(" ", "T")


def _counted(day: date, *, standing: bool) -> list[Line]:
    key = f"completeness:{day}:{standing}:{stamp()}"
    lines: list[Line] | None = cache.get(key)
    if lines is None:
        lines = _lines(_states(day, standing=standing), day)
        cache.set(key, lines, CACHED_FOR)
    return lines


def _states(day: date, *, standing: bool) -> QuerySet[DutyState]:
    rows = DutyState.objects.filter(is_lead=True)
    if standing:
        return rows.filter(until=None)
    end = datetime.combine(day + timedelta(days=1), time.min, tzinfo=clock.CHINA)
    return rows.filter(Q(until=None) | Q(until__gte=end), since__lt=end)


def _lines(rows: QuerySet[DutyState], day: date) -> list[Line]:
    grouped = (
        rows.values("agency_code", "state", "late", "corrected")
        .annotate(number=Count("pk"), passed=Count("pk", filter=Q(due_on__lt=day)), name=Max("agency_name"))
        .order_by("agency_code", "state", "late", "corrected")
    )
    return [_group(code, list(parts)) for code, parts in groupby(grouped, key=lambda row: row["agency_code"])]


def _group(code: str, parts: Sequence[Mapping[str, Any]]) -> Line:
    return Line(
        agency_code=code,
        agency_name=parts[0]["name"],
        counts=counts_from(
            (part["state"], passed, number)
            for part in parts
            for passed, number in ((True, part["passed"]), (False, part["number"] - part["passed"]))
        ),
        corrected=sum(part["number"] for part in parts if part["corrected"] and part["state"] == PUBLISHED),
        late=sum(part["number"] for part in parts if part["late"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """The statement of one day: lines per agency and their sum, sealed or as it stands now."""

    day: date
    lines: Sequence[Line]
    whole: Line
    sealed_at: datetime | None = None
    commitments: Mapping[str, str]


def statement(day: date | None = None, agency: str = "") -> StatementView:
    """Return the sealed statement of ``day`` where there is one, else how things stand."""
    when = day or clock.today()
    sealed = list(Statement.objects.filter(day=when).select_related("leaf").order_by("agency_code"))
    if sealed:
        lines = [_line(row) for row in sealed if row.agency_code]
        whole = next(_line(row) for row in sealed if not row.agency_code)
        commitments = {row.agency_code: row.leaf.commitment for row in sealed}
    else:
        lines, commitments = live(day=when), {}
        whole = total(lines)
    if agency:
        lines = [line for line in lines if line.agency_code == agency]
        whole = total(lines)
    return StatementView(
        day=when,
        lines=lines,
        whole=whole,
        sealed_at=sealed[0].sealed_at if sealed else None,
        commitments=commitments,
    )


def standing() -> Line:
    """Return how all decisions stand at this moment: the line on the first page."""
    return total(live())


def sealed_days(*, before: date | None = None, limit: int = 60) -> list[date]:
    """Return the days with a sealed statement, the newest first."""
    rows = Statement.objects.filter(agency_code="")
    if before is not None:
        rows = rows.filter(day__lt=before)
    return list(rows.order_by("-day").values_list("day", flat=True)[:limit])


def _line(row: Statement) -> Line:
    return Line(
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        counts=Counts(**row.counts),
        corrected=row.corrected,
        late=row.late,
        decisions=row.decisions,
    )
