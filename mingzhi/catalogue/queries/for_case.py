"""What of the catalogue counts for one case on a day, asked at once."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet, Value

from mingzhi.catalogue.models import (
    Benchmark,
    Parameter,
    PowerHolder,
    PowerVersion,
    RecordingItem,
    ReviewRule,
)
from mingzhi.catalogue.queries import lists
from mingzhi.catalogue.queries.on_day import standing
from mingzhi.catalogue.queries.parameters import parameters_of
from mingzhi.catalogue.queries.powers import benchmarks_of, lasting_power
from mingzhi.catalogue.rules.lists import RecordingItemView
from mingzhi.catalogue.rules.parameters import ParameterView
from mingzhi.catalogue.rules.powers import ActKind, PowerView
from mingzhi.catalogue.rules.review import ReviewRuleView
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.prepared import prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class ForCase:
    """The power with its benchmarks (``in_force``: it still stands), local values, both lists."""

    power: PowerView
    in_force: bool
    parameters: Mapping[str, ParameterView]
    review_rules: tuple[ReviewRuleView, ...]
    recordings: tuple[RecordingItemView, ...]
    coercion: tuple[PowerView, ...] = ()  # powers of coercion the agency holds


def for_case(
    power_uid: str,
    *,
    kind: str,
    parameters: Iterable[str],
    jurisdiction: str,
    on: date,
    agency: str = "",
) -> ForCase:
    """Return what counts for a case of ``kind`` under a power, in a place on a day; raises NotKnown.

    One query, for which lines stand; what a line says never changes and is read once per process.
    """
    power, chain = lasting_power(power_uid), wider_regions(jurisdiction)
    lines: dict[str, list[uuid.UUID]] = {}
    for table, uid in _lines(uuid.UUID(power.uid), [kind, agency], list(parameters), chain, on):
        lines.setdefault(table, []).append(uid)
    of = {table: tuple(sorted(uids)) for table, uids in lines.items()}
    return ForCase(
        power=replace(power, benchmarks=benchmarks_of(of.get("benchmark", ()), chain)),
        in_force="power" in of,
        parameters=parameters_of(of.get("parameter", ()), chain),
        review_rules=lists.rules_of(of.get("rule", ()), kind, chain),
        recordings=lists.items_of(of.get("recording", ()), "", chain),
        coercion=tuple(lasting_power(uid) for uid in of.get("coercion", ())),
    )


@prepared
def _lines(
    power: uuid.UUID, whose: Sequence[str], parameters: Sequence[str], chain: Sequence[str], on: date
) -> "QuerySet[PowerVersion, tuple[str, uuid.UUID]]":
    """Return (table, line) of everything that stands; ``whose``: the kind of act and the agency."""
    kind, agency = whose
    here, own = standing(on), lists.concerns(agency)
    local = {"jurisdiction__in": chain}
    held = PowerHolder.objects.filter(here, agency_code=agency).values("power_id")
    tables = {
        "coercion": PowerVersion.objects.filter(here, kind=ActKind.COERCION.value, power_id__in=held),
        "benchmark": Benchmark.objects.filter(here, power__versions__uid=power, **local),
        "parameter": Parameter.objects.filter(here, code__in=parameters, **local),
        "rule": ReviewRule.objects.filter(here, own, kind=kind, **local),
        "recording": RecordingItem.objects.filter(here, own, **local),
    }
    rest = [rows.annotate(table=Value(name)).values_list("table", "uid") for name, rows in tables.items()]
    first = PowerVersion.objects.filter(here, uid=power).annotate(table=Value("power"))
    return first.values_list("table", "uid").union(*rest, all=True)
