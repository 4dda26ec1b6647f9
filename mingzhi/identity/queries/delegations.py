"""Delegations of the agencies somebody sees, and those an agency's cases can rest on."""

from datetime import date

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from mingzhi.identity.models import Delegation
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _

MOST = 200


def delegations(agency_code: str, viewer: Actor) -> list[Delegation]:
    """Return the delegations an agency gave, the newest first; raises NotKnown unless it is seen."""
    if not viewer.sees(agency_code):
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))
    rows = Delegation.objects.filter(agency__code=agency_code).select_related("agency")
    return list(rows.order_by("-since", "-pk")[:MOST])


def delegation_row(uid: str, viewer: Actor) -> Delegation:
    """Return one delegation with its giver; raises NotKnown unless the giver is seen."""
    rows = Delegation.objects.filter(uid=uid, agency__code__in=viewer.agency_codes_seen)
    found = rows.select_related("agency").first()
    if found is None:
        raise NotKnown("identity.delegation", _("没有找到该委托。"))
    return found


def delegations_on(agency_code: str, day: date) -> "QuerySet[Delegation]":
    """Return what an agency delegates on a day: begun, neither over nor ended early."""
    rows = Delegation.objects.annotate(last=Coalesce(F("ended_on"), F("until")))
    return rows.filter(agency__code=agency_code, since__lte=day, last__gt=day).order_by("delegate_name", "pk")
