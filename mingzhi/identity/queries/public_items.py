"""The entries of the kept registers, for those who keep them."""

from collections.abc import Mapping
from datetime import date

from mingzhi.disclosure.rules.register import Register
from mingzhi.disclosure.rules.registers import kept_registers
from mingzhi.identity.models import PublicItem
from mingzhi.identity.queries.periods import standing
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _

_MOST = 200


def registers_kept_by(viewer: Actor) -> list[Register]:
    """Return the registers this viewer may keep."""
    return [row for row in kept_registers() if viewer.can(row.kept)]


def public_items(register: str, *, viewer: Actor, agency_code: str) -> list[PublicItem]:
    """Return the standing entries of a register for an agency the viewer sees; one query."""
    if agency_code != viewer.agency_code and not viewer.sees(agency_code):
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))
    rows = PublicItem.objects.filter(register=register, agency__code=agency_code, until__isnull=True)
    return list(rows.select_related("agency").order_by("since", "pk")[:_MOST])


def reconsideration_channel(body: str, on: date) -> Mapping[str, str]:
    """Return where a reconsideration body took applications on a day; empty when no entry says so."""
    rows = PublicItem.objects.filter(standing(on), register="reconsideration", values__name=body)
    return next((row.values for row in rows.order_by("-since", "-pk")[:1]), {})


def public_item(uid: str, *, viewer: Actor) -> PublicItem:
    """Return one entry with its agency; raises NotKnown for who may not see that agency."""
    row = PublicItem.objects.filter(uid=uid).select_related("agency").first()
    if row is None or not (row.agency.code == viewer.agency_code or viewer.sees(row.agency.code)):
        raise NotKnown("identity.public_item", _("没有找到该条目。"))
    return row
