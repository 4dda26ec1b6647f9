"""What a level has set itself and what it has lined up: lines that stand today or will."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q

from mingzhi.catalogue.models import Benchmark, Parameter, RecordingItem, ReviewRule, Template
from mingzhi.catalogue.models.dated import Dated
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _

LEVELLED: Mapping[type[Dated], tuple[str, ...]] = {
    Benchmark: ("power_id", "jurisdiction", "line"),
    ReviewRule: ("code", "jurisdiction", "agency_code"),
    RecordingItem: ("code", "jurisdiction", "agency_code"),
    Template: ("code", "jurisdiction", "agency_code"),
    Parameter: ("code", "jurisdiction"),
}
"""Tables of which each level keeps its own lines, and what stays the same from version to version."""
LABELS: Mapping[type[Dated], Callable[[Any], str]] = {
    Benchmark: lambda row: f"{row.line} {row.grade}",
    Template: lambda row: f"{row.title} {row.version}",
    Parameter: lambda row: str(row.title),
}
"""What a line is called, where its own name says too much or too little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLine:
    """A line of one level with its time; ``until`` is the first day on which it no longer stands."""

    uid: str
    label: str
    since: date
    until: date | None


def live() -> Q:
    """Return the condition that a row's period is not empty: what was replaced beforehand never stood."""
    return Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from"))


def identity_of(row: Dated) -> dict[str, Any]:
    """Return what names a line of a level through all its versions."""
    return {name: getattr(row, name) for name in LEVELLED[type(row)]}


def own_lines(model: type[Dated], *, jurisdiction: str, on: date, **narrow: Any) -> tuple[OwnLine, ...]:
    """Return what a level has set itself and does stand on a day or will later, oldest first. One query."""
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    named = LABELS.get(model, str)
    rows = model._default_manager.filter(live(), lasting, **{"jurisdiction": jurisdiction, **narrow})
    return tuple(
        OwnLine(uid=str(row.uid), label=named(row), since=row.valid_from, until=row.valid_until)
        for row in rows.order_by("valid_from", "pk")
    )


def own_row(model: type[Dated], uid: str, *, jurisdiction: str) -> Dated:
    """Return one line of a level; raises NotKnown for what is none."""
    row = model._default_manager.filter(**{"uid": uid, "jurisdiction": jurisdiction}).first()
    if row is None:
        raise NotKnown("catalogue.line", _("没有找到这一项设定。"))
    return row
