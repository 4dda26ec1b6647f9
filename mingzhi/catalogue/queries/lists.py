"""Local parameters, review list, recording list, each from the nearest level that sets it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mingzhi.catalogue.models import Parameter, RecordingItem, ReviewRule
from mingzhi.catalogue.queries.on_day import standing
from mingzhi.catalogue.rules import review
from mingzhi.catalogue.rules.lists import MET_IN, Direction, ParameterView, RecordingItemView
from mingzhi.catalogue.rules.review import ReviewDemand, ReviewFacts, ReviewRuleView
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared

CONDITION_SETS = ("parties", "penalties", "outcomes", "mitigations", "flags")
CONDITION_SUMS = ("min_fine", "min_confiscated")


def parameters(codes: Iterable[str], *, jurisdiction: str, on: date) -> Mapping[str, ParameterView]:
    """Return several parameters at once, each from the nearest level that sets it. One query."""
    chain = wider_regions(jurisdiction)
    return parameters_of(tuple(_values(list(codes), chain, on)), chain)


@lru_cache(maxsize=256)
def parameters_of(lines: tuple[UUID, ...], chain: tuple[str, ...]) -> Mapping[str, ParameterView]:
    """Return what these lines set, each from the nearest level; kept, for what a line says never changes."""
    found: dict[str, Parameter] = {}
    for row in Parameter.objects.filter(uid__in=lines):
        held = found.get(row.code)
        if held is None or chain.index(row.jurisdiction) < chain.index(held.jurisdiction):
            found[row.code] = row
    return MappingProxyType({code: _parameter(row) for code, row in found.items()})


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


def review_rules(kind: str, *, jurisdiction: str, on: date) -> tuple[ReviewRuleView, ...]:
    """Return the lines of the review table that are in force in a place on a day. One query."""
    chain = wider_regions(jurisdiction)
    return rules_of(tuple(_standing(chain, on, table=ReviewRule)), kind, chain)


@lru_cache(maxsize=256)
def rules_of(lines: tuple[UUID, ...], kind: str, chain: tuple[str, ...]) -> tuple[ReviewRuleView, ...]:
    """Return the review table these lines make; kept."""
    rows = ReviewRule.objects.filter(uid__in=lines, kind=kind).order_by("pk")
    return review.effective((rule_view(row) for row in rows), chain)


@prepared
def _standing(chain: Sequence[str], on: date, *, table: Any) -> "QuerySet[Any, UUID]":
    """Return which lines of a list stand in a place on a day.

    What a line says never changes (only its last day does), so what is made of the same lines is kept.
    """
    rows: QuerySet[Any] = table.objects.filter(standing(on), jurisdiction__in=chain)
    return rows.order_by("pk").values_list("uid", flat=True)


def rule_view(row: ReviewRule) -> ReviewRuleView:
    """Return a row of the review table as the dry rule."""
    parties, penalties, outcomes, mitigations, flags = (
        frozenset(row.conditions.get(name, ())) for name in CONDITION_SETS
    )
    return ReviewRuleView(
        code=row.code,
        kind=row.kind,
        reason=row.reason,
        citation=row.citation,
        jurisdiction=row.jurisdiction,
        rank=row.rank,
        parties=parties,
        min_fine=row.conditions.get("min_fine", 0),
        min_confiscated=row.conditions.get("min_confiscated", 0),
        penalties=penalties,
        outcomes=outcomes,
        mitigations=mitigations,
        flags=flags,
        confirmed=row.confirmed,
    )


def review_demand(
    *, kind: str, procedure: str, facts: ReviewFacts, jurisdiction: str, on: date
) -> ReviewDemand:
    """Say whether a decision falls under legal review, and why. Two queries.

    浙政办发〔2019〕20号 二(三)2: the list of matters, and the switch for reviewing everything.
    """
    switch = parameters([f"review.general.{kind}"], jurisdiction=jurisdiction, on=on).get(
        f"review.general.{kind}"
    )
    return review.demand(
        review_rules(kind, jurisdiction=jurisdiction, on=on),
        facts,
        procedure=procedure,
        general=switch is None or switch.on,
        general_citation=switch.citation if switch else "浙政办发〔2019〕20号 二(三)2",
    )


def recording_items(kind: str, jurisdiction: str, on: date) -> tuple[RecordingItemView, ...]:
    """Return the recording list in force in a place; ``kind`` empty: all kinds of act. One query.

    A penalty procedure also meets the lines of inspection and coercion, see ``rules.lists.MET_IN``.
    Lines of a lower level stand beside those above; one with the same code replaces it.
    """
    chain = wider_regions(jurisdiction)
    return items_of(tuple(_standing(chain, on, table=RecordingItem)), kind, chain)


@lru_cache(maxsize=256)
def items_of(lines: tuple[UUID, ...], kind: str, chain: tuple[str, ...]) -> tuple[RecordingItemView, ...]:
    """Return the recording list these lines make; kept."""
    rows = RecordingItem.objects.filter(uid__in=lines)
    if kind:
        rows = rows.filter(kind__in=MET_IN.get(kind, (kind,)))
    nearest: dict[str, RecordingItem] = {}
    for row in rows.order_by("pk"):
        held = nearest.get(row.code)
        if held is None or chain.index(row.jurisdiction) < chain.index(held.jurisdiction):
            nearest[row.code] = row
    return tuple(_item(row) for row in nearest.values())


def _item(row: RecordingItem) -> RecordingItemView:
    return RecordingItemView(
        uid=str(row.uid),
        code=row.code,
        kind=row.kind,
        steps=tuple(row.steps),
        title=row.title,
        occasion=row.occasion,
        manner=row.manner,
        starts=row.starts,
        ends=row.ends,
        points=row.points,
        phrase=row.phrase,
        uninterrupted=row.uninterrupted,
        demanded=row.demanded,
        retention=row.retention,
        citation=row.citation,
        jurisdiction=row.jurisdiction,
        confirmed=row.confirmed,
    )
