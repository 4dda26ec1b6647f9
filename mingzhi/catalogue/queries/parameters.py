"""Local parameters: what counts in a place on a day, and what was set there before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

from django.db.models import QuerySet

from mingzhi.catalogue.models import Parameter
from mingzhi.catalogue.queries.on_day import standing
from mingzhi.catalogue.rules.parameters import Direction, ParameterView, effective
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterLine:
    """A value of one level with its time; ``until`` is the first day on which it no longer stands."""

    view: ParameterView
    since: date
    until: date | None

    @property
    def never(self) -> bool:
        """It was replaced before it ever counted."""
        return self.until is not None and self.until <= self.since

    def on(self, day: date) -> bool:
        """Tell whether it stood on a day."""
        return self.since <= day and (self.until is None or day < self.until)


def parameters(codes: Iterable[str], *, jurisdiction: str, on: date) -> Mapping[str, ParameterView]:
    """Return several parameters at once, each from the nearest level that may set it so. One query."""
    chain = wider_regions(jurisdiction)
    return parameters_of(tuple(_values(list(codes), chain, on)), chain)


@lru_cache(maxsize=256)
def parameters_of(lines: tuple[UUID, ...], chain: tuple[str, ...]) -> Mapping[str, ParameterView]:
    """Return what these lines set, each from the nearest level; kept, for what a line says never changes."""
    levels: dict[str, list[ParameterView]] = {}
    for row in Parameter.objects.filter(uid__in=lines):
        levels.setdefault(row.code, []).append(_parameter(row))
    found = {code: effective(views, chain) for code, views in levels.items()}
    return MappingProxyType({code: view for code, view in found.items() if view is not None})


@prepared
def _values(codes: Sequence[str], chain: Sequence[str], on: date) -> "QuerySet[Parameter, UUID]":
    rows = Parameter.objects.filter(standing(on), code__in=codes, jurisdiction__in=chain)
    return rows.order_by("pk").values_list("uid", flat=True)


def all_parameters(jurisdiction: str, on: date) -> tuple[ParameterView, ...]:
    """Return every parameter in force in a place on a day, by code. One query."""
    chain = wider_regions(jurisdiction)
    lines = Parameter.objects.filter(standing(on), jurisdiction__in=chain).values_list("uid", flat=True)
    return tuple(view for _code, view in sorted(parameters_of(tuple(lines.order_by("pk")), chain).items()))


def parameter(code: str, *, jurisdiction: str, on: date) -> ParameterView:
    """Return the value in force in a place on a day; raises NotKnown when no level sets it."""
    found = parameters([code], jurisdiction=jurisdiction, on=on)
    if code not in found:
        raise NotKnown(
            "catalogue.parameter",
            _("没有配置参数“%(code)s”。"),
            way_out=_("请管理员载入随附数据或者设置该参数。"),
            params={"code": code},
        )
    return found[code]


def _parameter(row: Parameter) -> ParameterView:
    return ParameterView(
        code=row.code,
        title=row.title,
        value=row.value,
        unit=row.unit,
        citation=row.citation,
        confirmed=row.confirmed,
        jurisdiction=row.jurisdiction,
        direction=Direction(row.direction),
        note=row.note,
    )


def parameter_history(code: str, *, jurisdiction: str) -> tuple[ParameterLine, ...]:
    """Return every value a place and the levels above it ever set, newest first. One query."""
    rows = Parameter.objects.filter(code=code, jurisdiction__in=wider_regions(jurisdiction))
    return tuple(
        ParameterLine(view=_parameter(row), since=row.valid_from, until=row.valid_until)
        for row in rows.order_by("-valid_from", "-pk")
    )
