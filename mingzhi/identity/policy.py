"""Who may set up agencies, appoint people and issue certificates: predicates over the actor."""

from typing import Any

from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.identity.models import Account, Agency, Appointment, Certificate, Delegation, PublicItem
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.refusal import NotAllowed, NotKnown
from mingzhi.kernel.wording import gettext_noop as _

MANAGE = "identity.manage"
OVERSEE = "identity.oversee"
"""The bodies of a whole region and those inside it; their cases are not among them."""


def may_set_up(*, actor: Actor, **__: Any) -> None:
    """Let named jobs and those who manage the bodies of a whole region set up regions and agencies."""
    if actor.kind == ActorKind.SYSTEM:
        return
    actor.must(MANAGE)
    actor.must(OVERSEE)


def _may_manage(actor: Actor, agency_code: str) -> None:
    if actor.kind == ActorKind.SYSTEM:
        return
    if not actor.sees(agency_code):
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))
    actor.must(MANAGE)


def may_manage_agency(*, actor: Actor, agency: Agency, **__: Any) -> None:
    """Let managers act on their own agency and the agencies they see."""
    _may_manage(actor, agency.code)


def may_revise_agency(*, actor: Actor, agency: Agency, **__: Any) -> None:
    """Let those who manage the bodies of a region change an agency of that region."""
    may_set_up(actor=actor)
    _may_manage(actor, agency.code)


def may_manage_appointment(*, actor: Actor, appointment: Appointment, **__: Any) -> None:
    """Let managers end appointments at agencies they see."""
    _may_manage(actor, appointment.agency.code)


def may_manage_certificate(*, actor: Actor, certificate: Certificate, **__: Any) -> None:
    """Let managers act on certificates of agencies they see."""
    _may_manage(actor, certificate.agency.code)


def may_manage_delegation(*, actor: Actor, delegation: Delegation, **__: Any) -> None:
    """Let managers act on delegations of agencies they see."""
    _may_manage(actor, delegation.agency.code)


def may_add_item(*, actor: Actor, agency: Agency, register: str, **__: Any) -> None:
    """Let those who keep a register enter something for their own agency and the agencies they see."""
    declared = REGISTERS.get(register)
    if declared is None or not declared.kept:
        raise NotKnown("identity.register", _("没有这本可以登记的登记簿。"))
    _may_keep(actor, agency, declared.kept)


def may_keep_item(*, actor: Actor, item: PublicItem, **__: Any) -> None:
    """Let those who keep a register change and end its entries."""
    _may_keep(actor, item.agency, REGISTERS[item.register].kept)


def _may_keep(actor: Actor, agency: Agency, capability: str) -> None:
    if actor.kind == ActorKind.SYSTEM:
        return
    if actor.agency_code != agency.code and not actor.sees(agency.code):
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))
    actor.must(capability)


def may_manage_roles(*, actor: Actor, **__: Any) -> None:
    """Let only a named job load the role table: rights are data of the release."""
    if actor.kind != ActorKind.SYSTEM:
        raise NotAllowed(
            "identity.roles",
            _("岗位和权限由版本数据统一装载，不能在线修改。"),
            way_out=_("请由运维人员在升级时装载。"),
        )


def may_change_own_password(*, actor: Actor, account: Account, **__: Any) -> None:
    """Let people change their own password only."""
    if account.person is None or actor.urn != account.person.urn:
        raise NotAllowed("identity.password", _("只能修改自己的密码。"))


def anyone(**__: Any) -> None:
    """Logins, logouts and failures are recorded whoever caused them."""
