"""Review list and recording list, each line from the nearest level that sets it."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from mingzhi.catalogue.models import RecordingItem, ReviewRule
from mingzhi.catalogue.queries.on_day import standing
from mingzhi.catalogue.queries.parameters import parameters
from mingzhi.catalogue.rules import review
from mingzhi.catalogue.rules.lists import MET_IN, RecordingItemView
from mingzhi.catalogue.rules.review import ReviewDemand, ReviewFacts, ReviewRuleView
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.prepared import prepared

CONDITION_SETS = ("parties", "penalties", "outcomes", "mitigations", "flags")
CONDITION_SUMS = ("min_fine", "min_confiscated")


def review_rules(kind: str, *, jurisdiction: str, on: date, agency: str = "") -> tuple[ReviewRuleView, ...]:
    """Return the lines of the review table in force for an agency of a place on a day. One query."""
    chain = wider_regions(jurisdiction)
    return rules_of(tuple(_standing(chain, on, agency, table=ReviewRule)), kind, chain)


@lru_cache(maxsize=256)
def rules_of(lines: tuple[UUID, ...], kind: str, chain: tuple[str, ...]) -> tuple[ReviewRuleView, ...]:
    """Return the review table these lines make; kept."""
    rows = ReviewRule.objects.filter(uid__in=lines, kind=kind).order_by("pk")
    return review.effective((rule_view(row) for row in rows), chain)


def concerns(agency: str) -> Q:
    """Return the condition that a line is of every agency of its place, or this one's own."""
    return Q(agency_code__isnull=True) | Q(agency_code=agency)


@prepared
def _standing(chain: Sequence[str], on: date, agency: str, *, table: Any) -> "QuerySet[Any, UUID]":
    """Return which lines of a list stand for an agency of a place on a day.

    What a line says never changes (only its last day does), so what is made of the same lines is kept.
    """
    rows: QuerySet[Any] = table.objects.filter(standing(on), concerns(agency), jurisdiction__in=chain)
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
        agency=row.agency_code or "",
    )


def review_demand(
    *, kind: str, procedure: str, facts: ReviewFacts, jurisdiction: str, on: date, agency: str = ""
) -> ReviewDemand:
    """Say whether a decision falls under legal review, and why. Two queries.

    浙政办发〔2019〕20号 二(三)2: the list of matters, and the switch for reviewing everything.
    """
    switch = parameters([f"review.general.{kind}"], jurisdiction=jurisdiction, on=on).get(
        f"review.general.{kind}"
    )
    return review.demand(
        review_rules(kind, jurisdiction=jurisdiction, on=on, agency=agency),
        facts,
        procedure=procedure,
        general=switch is None or switch.on,
        general_citation=switch.citation if switch else "浙政办发〔2019〕20号 二(三)2",
    )


def recording_items(
    kind: str, jurisdiction: str, on: date, *, agency: str = ""
) -> tuple[RecordingItemView, ...]:
    """Return the recording list in force for an agency of a place; ``kind`` empty: all kinds. One query.

    A penalty procedure also meets the lines of inspection and coercion, see ``rules.lists.MET_IN``.
    Lines of a lower level stand beside those above; one with the same code replaces it.
    """
    chain = wider_regions(jurisdiction)
    return items_of(tuple(_standing(chain, on, agency, table=RecordingItem)), kind, chain)


@lru_cache(maxsize=256)
def items_of(lines: tuple[UUID, ...], kind: str, chain: tuple[str, ...]) -> tuple[RecordingItemView, ...]:
    """Return the recording list these lines make; kept."""
    rows = RecordingItem.objects.filter(uid__in=lines)
    if kind:
        rows = rows.filter(kind__in=MET_IN.get(kind, (kind,)))
    nearest: dict[str, RecordingItemView] = {}
    views = [item_view(row) for row in rows.order_by("pk")]
    for line in sorted(views, key=lambda view: (-chain.index(view.jurisdiction), view.agency)):
        held = nearest.get(line.code)
        if held is None or line.keeps(held):  # a level that strengthens its line overrules those below
            nearest[line.code] = line
    return tuple(nearest.values())


def item_view(row: RecordingItem) -> RecordingItemView:
    """Return a row of the recording list as the dry rule."""
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
        agency=row.agency_code or "",
    )
