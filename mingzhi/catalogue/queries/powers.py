"""Powers: whose, in which version, with which benchmarks."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from mingzhi.catalogue.models import Benchmark, PowerHolder, PowerVersion
from mingzhi.catalogue.queries.on_day import standing
from mingzhi.catalogue.rules.powers import ActKind, BenchmarkView, Grade, PowerView, read_fine
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared


def _gone() -> NotKnown:
    return NotKnown("catalogue.power", _("没有找到该执法事项。"), way_out=_("请从事项目录中选取。"))


def powers_of(agency_code: str, on: date, *, kind: str = "", procedure: str = "") -> list[PowerView]:
    """List the powers an agency holds on a day, by code; without benchmarks. One query.

    ``kind`` (行政处罚 …) and ``procedure`` (ordinary, summary, licence …) narrow the list.
    """
    held = PowerHolder.objects.filter(standing(on), agency_code=agency_code).values("power_id")
    rows = PowerVersion.objects.filter(standing(on), power_id__in=held).select_related("power")
    if kind:
        rows = rows.filter(kind=kind)
    views = [_view(row) for row in rows.order_by("power__code")]
    return [view for view in views if not procedure or procedure in view.procedures]


def powers(on: date, *, field: str = "", kind: str = "") -> list[PowerView]:
    """List all powers that stood on a day, by code; ``field`` and ``kind`` narrow the list. One query."""
    rows = PowerVersion.objects.filter(standing(on)).select_related("power")
    if field:
        rows = rows.filter(field=field)
    if kind:
        rows = rows.filter(kind=kind)
    return [_view(row) for row in rows.order_by("power__code")]


def lasting_power(uid: str | uuid.UUID) -> PowerView:
    """Return what never changes of one version of a power: without benchmarks and without its end.

    Read once per process: the database lets nothing of a version change but its last day. Ask
    :func:`power_version` for the rest. Raises NotKnown when there is none.
    """
    return _lasting(str(uid))


@lru_cache(maxsize=1024)
def _lasting(uid: str) -> PowerView:
    return replace(_view(_row(uid)), valid_until=None)


def holds(agency_code: str, uid: str | uuid.UUID, on: date) -> bool:
    """Tell whether an agency holds a power on a day in this very version. One query."""
    return bool(_held_version(agency_code, uuid.UUID(str(uid)), on))


@prepared
def _held_version(agency_code: str, uid: uuid.UUID, on: date) -> "QuerySet[PowerVersion, int]":
    held = PowerHolder.objects.filter(standing(on), agency_code=agency_code).values("power_id")
    return PowerVersion.objects.filter(standing(on), uid=uid, power_id__in=held).values_list("pk", flat=True)


def power_version(uid: str | uuid.UUID, *, jurisdiction: str = "", on: date | None = None) -> PowerView:
    """Return one version of a power with the benchmarks of the place on the day (default: today).

    Raises NotKnown when there is none.
    """
    row = _row(uid)
    return _view(row, _benchmarks(row.power.code, jurisdiction, on or clock.today()))


def _row(uid: str | uuid.UUID) -> PowerVersion:
    try:
        return PowerVersion.objects.select_related("power").get(uid=uid)
    except (PowerVersion.DoesNotExist, ValidationError) as error:
        raise _gone() from error


def power_on(code: str, on: date, *, jurisdiction: str = "") -> PowerView:
    """Return the version of a power (by its stable code) that stood on a day; raises NotKnown."""
    row = PowerVersion.objects.select_related("power").filter(standing(on), power__code=code).first()
    if row is None:
        raise _gone()
    return _view(row, _benchmarks(row.power.code, jurisdiction, on))


def holders_of(code: str, on: date) -> list[str]:
    """List the codes of the agencies that hold a power on a day."""
    held = PowerHolder.objects.filter(standing(on), power__code=code)
    return list(held.order_by("agency_code").values_list("agency_code", flat=True))


def _benchmarks(code: str, jurisdiction: str, on: date) -> tuple[BenchmarkView, ...]:
    chain = wider_regions(jurisdiction)
    rows = Benchmark.objects.filter(standing(on), power__code=code, jurisdiction__in=chain)
    return benchmarks_of(tuple(rows.order_by("pk").values_list("uid", flat=True)), chain)


@lru_cache(maxsize=1024)
def benchmarks_of(lines: tuple[uuid.UUID, ...], chain: tuple[str, ...]) -> tuple[BenchmarkView, ...]:
    """Return those of the lines that are of the nearest level; kept, for what a line says never changes."""
    rows = list(Benchmark.objects.filter(uid__in=lines).order_by("line"))
    for place in chain:
        nearest = tuple(_line(row) for row in rows if row.jurisdiction == place)
        if nearest:
            return nearest
    return ()


def _line(row: Benchmark) -> BenchmarkView:
    return BenchmarkView(
        uid=str(row.uid),
        line=row.line,
        grade=Grade(row.grade),
        circumstances=row.circumstances,
        sentence=row.sentence,
        low=row.low,
        high=row.high,
        base=row.base,
        base_from=row.base_from,
        base_below=row.base_below,
        low_times=row.low_times,
        high_times=row.high_times,
        citation=row.citation,
        jurisdiction=row.jurisdiction,
        confirmed=row.confirmed,
    )


def _view(row: PowerVersion, benchmarks: Iterable[BenchmarkView] = ()) -> PowerView:
    return PowerView(
        uid=str(row.uid),
        code=row.power.code,
        version=row.version,
        name=row.name,
        name_en=row.name_en,
        kind=ActKind(row.kind),
        field=row.field,
        procedures=tuple(row.procedures),
        breached=tuple(row.breached),
        basis=tuple(row.basis),
        measures=tuple(row.measures),
        penalties=tuple(row.penalties),
        fines=tuple(read_fine(raw) for raw in row.fines),
        subject=row.subject,
        level=row.level,
        flags=tuple(row.flags),
        confirmed=row.confirmed,
        note=row.note,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        benchmarks=tuple(benchmarks),
    )
