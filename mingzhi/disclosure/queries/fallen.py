"""What lately came down, in every way: withdrawn, ended early, expired; narrowed by what a tombstone shows.

Each kind is read from its newest ending on, by an index that begins with what narrows it: what one agency
took down is found however much all the others did since.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mingzhi.disclosure.models import Leaf, Notice
from mingzhi.disclosure.models.publication import ENDED
from mingzhi.disclosure.rules.kinds import KINDS

_MOST = 100
_FEW = 2_000
"""Endings of a place that are read whole; where there are more, the newest are met soon."""


@dataclass(frozen=True, slots=True)
class Fallen:
    """One notice that came down: when and for which public reason."""

    uid: UUID
    at: datetime
    reason: str


def fallen(*, kinds: Collection[str] = (), agency: str = "", region: str = "") -> list[Fallen]:
    """Return what came down last, the newest first; what never was public is not told."""
    closed = Notice.objects.filter(closed_at__isnull=False)
    by_kind = (closed.filter(kind=kind) for kind in set(kinds) or KINDS)
    narrowed = (rows.filter(agency_code=agency) if agency else _near(rows, region) for rows in by_kind)
    newest = sorted((row for rows in narrowed for row in _newest(rows, region)), reverse=True)[:_MOST]
    uids = {pk: uid for _at, pk, uid in newest}
    leaves = Leaf.objects.filter(ENDED, notice__in=list(uids)).values_list("notice__id", "content")
    said = {pk: content for pk, content in leaves if pk is not None}
    return [
        Fallen(uid, datetime.fromisoformat(said[pk]["at"]), said[pk]["reason"])
        for pk, uid in uids.items()
        if pk in said
    ]


def _near(closed: "QuerySet[Notice]", region: str) -> "QuerySet[Notice]":
    """Narrow to a place by its own index where little came down there: the rest would be read in vain."""
    if not region.isdecimal():
        return closed
    here = closed.filter(region_code__gte=region, region_code__lt=str(int(region) + 1))
    few = list(here.values_list("pk", flat=True)[: _FEW + 1])
    return closed.filter(pk__in=few) if len(few) <= _FEW else closed


def _newest(closed: "QuerySet[Notice]", region: str) -> "QuerySet[Notice, tuple[Any, int, UUID]]":
    """Return the newest of what came down in public: (when, notice, its address)."""
    here = closed.filter(region_code__startswith=region)
    public = here.exclude(withdrawal__was_public=False).order_by("-closed_at", "-pk")
    return public.values_list("closed_at", "pk", "uid")[:_MOST]
