"""Reading the registers of document numbers."""

from dataclasses import dataclass
from datetime import datetime

from mingzhi.kernel.actor import Actor
from mingzhi.records.models import IssuedNumber, NumberSeries
from mingzhi.records.policy import belongs, unknown
from mingzhi.records.rules.numbering import gaps


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberView:
    """One number of a register; a voided one carries its reason."""

    uid: str
    text: str
    number: int
    state: str
    state_label: str
    reserved_at: datetime
    reserved_by: str
    closed_at: datetime | None
    closed_by: str
    used_for: str
    void_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView:
    """How one series stands: every number up to ``last`` is used, reserved or voided, else it is missing."""

    agency_code: str
    document_kind: str
    year: int
    last: int
    used: int
    reserved: int
    voided: int
    missing: tuple[int, ...]


def register(
    *, agency_code: str, document_kind: str, year: int, viewer: Actor, state: str = ""
) -> tuple[NumberView, ...]:
    """Return the numbers of a series, in order; ``state="voided"`` is the register of voided numbers."""
    _must_see(viewer, agency_code)
    rows = IssuedNumber.objects.filter(
        series__agency_code=agency_code, series__document_kind=document_kind, series__year=year
    ).order_by("number")
    return tuple(_view(row) for row in (rows.filter(state=state) if state else rows))


def series(*, agency_code: str, year: int, viewer: Actor) -> tuple[SeriesView, ...]:
    """Return how every series of an agency stands in a year, with the numbers nobody holds."""
    _must_see(viewer, agency_code)
    rows = NumberSeries.objects.filter(agency_code=agency_code, year=year).order_by("document_kind")
    held: dict[int, list[tuple[int, str]]] = {}
    numbers = IssuedNumber.objects.filter(series__in=rows).values_list("series_id", "number", "state")
    for series_id, number, state in numbers:
        held.setdefault(series_id, []).append((number, state))
    return tuple(_series_view(row, held.get(row.pk, [])) for row in rows)


def _series_view(row: NumberSeries, held: list[tuple[int, str]]) -> SeriesView:
    states = [state for _, state in held]
    return SeriesView(
        agency_code=row.agency_code,
        document_kind=row.document_kind,
        year=row.year,
        last=row.last,
        missing=tuple(gaps([number for number, _ in held], last=row.last)),
        used=states.count("used"),
        reserved=states.count("reserved"),
        voided=states.count("voided"),
    )


def _view(row: IssuedNumber) -> NumberView:
    return NumberView(
        uid=str(row.uid),
        text=row.text,
        number=row.number,
        state=row.state,
        state_label=row.get_state_display(),
        reserved_at=row.reserved_at,
        reserved_by=row.reserved_by,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        used_for=row.used_for,
        void_reason=row.void_reason,
    )


def _must_see(viewer: Actor, agency_code: str) -> None:
    if not belongs(viewer, agency_code):
        raise unknown()
