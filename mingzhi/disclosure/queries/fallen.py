"""What lately came down, in every way: withdrawn, ended early, expired; narrowed by what a tombstone shows.

The newest endings are found by their own index, then narrowed by the database: what one agency took down
is not lost behind what all the others did.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mingzhi.disclosure.models import Leaf
from mingzhi.disclosure.models.publication import ENDED

_LOOKED_AT = 2_000
_MOST = 100


@dataclass(frozen=True, slots=True)
class Fallen:
    """One notice that came down: when and for which public reason."""

    uid: UUID
    at: datetime
    reason: str


def fallen(*, kinds: Collection[str] = (), agency: str = "", region: str = "") -> list[Fallen]:
    """Return what came down last, the newest first; what never was public is not told."""
    newest = Leaf.objects.filter(ENDED).order_by("-pk").values_list("pk", flat=True)[:_LOOKED_AT]
    rows = Leaf.objects.filter(pk__in=list(newest), notice__isnull=False)
    rows = rows.exclude(withdrawal__was_public=False)
    if kinds:
        rows = rows.filter(notice__kind__in=kinds)
    if agency:
        rows = rows.filter(notice__agency_code=agency)
    if region:
        rows = rows.filter(notice__region_code__startswith=region)
    found = rows.order_by("-pk").values_list("notice__uid", "content")[:_MOST]
    return [
        Fallen(uid, datetime.fromisoformat(content["at"]), content["reason"])
        for uid, content in found
        if uid is not None
    ]
