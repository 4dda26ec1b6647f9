"""What follows a row of the catalogue, and which powers ever rested on an article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mingzhi.catalogue.models import (
    Benchmark,
    Parameter,
    PowerHolder,
    PowerVersion,
    RecordingItem,
    Reliance,
    ReviewRule,
    Template,
)
from mingzhi.catalogue.models.dated import Dated
from mingzhi.catalogue.queries.on_day import standing
from mingzhi.kernel.urn import Urn

NOUNS: Mapping[str, tuple[type[Dated], tuple[str, ...]]] = {
    "power": (PowerVersion, ("power_id",)),
    "benchmark": (Benchmark, ("power_id", "jurisdiction", "line")),
    "reviewrule": (ReviewRule, ("code", "jurisdiction", "agency_code")),
    "recordingitem": (RecordingItem, ("code", "jurisdiction", "agency_code")),
    "template": (Template, ("code", "jurisdiction", "agency_code")),
    "parameter": (Parameter, ("code", "jurisdiction")),
}
"""Noun of the urn → table, and the fields that stay the same from version to version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """How a row of the catalogue goes on: ``ended`` says that its period is over or has an end."""

    ended: bool
    urn: str = ""
    label: str = ""
    since: date | None = None


def following(urn: str) -> Following | None:
    """Return what follows a dated row; None when the urn names no row of the catalogue. Two queries."""
    name = Urn.parse(urn)
    model, identity = NOUNS.get(name.noun, (None, ()))
    row = model._default_manager.filter(uid=name.key).first() if model and name.room == "catalogue" else None
    if model is None or row is None:
        return None
    if row.valid_until is None:
        return Following(ended=False)
    wanted = {field: getattr(row, field) for field in identity}
    new = model._default_manager.filter(**wanted, valid_until__isnull=True).first()
    if new is None:
        return Following(ended=True)
    found = str(Urn("catalogue", name.noun, str(new.uid)))
    return Following(ended=True, urn=found, label=str(new), since=new.valid_from)


def versions_ever_resting(statute: str, article: int) -> list[str]:
    """Return the uids of all power versions, past ones too, that rest on an article; one query.

    Open cases keep the version they were opened under, so past versions count.
    """
    rows = Reliance.objects.filter(
        statute__short=statute, article=article, urn__startswith="urn:mingzhi:catalogue:power:"
    )
    return sorted({Urn.parse(urn).key for urn in rows.values_list("urn", flat=True)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """That an agency holds a power on a day."""

    agency_code: str
    code: str
    name: str


def held(
    on: date, *, versions: Iterable[str] | None = None, agency_code: str = "", codes: Iterable[str] = ()
) -> list[Held]:
    """Return who holds what on a day, narrowed to versions (uids), an agency, codes; two queries."""
    rows = PowerVersion.objects.filter(standing(on)).select_related("power")
    if versions is not None:
        rows = rows.filter(uid__in=list(versions))
    if codes:
        rows = rows.filter(power__code__in=list(codes))
    by_power = {row.power_id: row for row in rows}
    holders = PowerHolder.objects.filter(standing(on), power__in=list(by_power))
    if agency_code:
        holders = holders.filter(agency_code=agency_code)
    return [
        Held(
            agency_code=row.agency_code,
            code=by_power[row.power_id].power.code,
            name=by_power[row.power_id].name,
        )
        for row in holders.order_by("power__code", "agency_code")
    ]
