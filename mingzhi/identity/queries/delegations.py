"""Delegations of the agencies somebody sees."""

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
