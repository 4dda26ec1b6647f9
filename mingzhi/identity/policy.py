"""Who may set up agencies, appoint people and issue certificates: predicates over the actor."""

from typing import Any

from django.db.models import Q

from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.identity.models import (
    Account,
    Agency,
    Appointment,
    Certificate,
    Delegation,
    Person,
    PublicItem,
    Region,
    ReviewerQualification,
    Role,
)
from mingzhi.identity.rules.cards import AgencyCard
from mingzhi.identity.rules.levels import REGION_WIDE, CertificateKind
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import cite
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


def may_set_up_region(*, actor: Actor, parent_code: str = "", **__: Any) -> None:
    """Let registrars enter regions inside their own; a province is entered by a named job."""
    may_set_up(actor=actor)
    _inside_own_region(actor, parent_code)


def may_set_up_agency(*, actor: Actor, card: AgencyCard, **__: Any) -> None:
    """Let registrars set up bodies of their own region and of the regions inside it."""
    may_set_up(actor=actor)
    _inside_own_region(actor, card.region_code)


def _inside_own_region(actor: Actor, code: str) -> None:
    if actor.kind == ActorKind.SYSTEM:
        return
    region = Region.objects.filter(code=code).first()
    if region is None or actor.region_code not in region.path.split("/"):
        raise NotKnown("identity.region", _("没有找到该行政区划。"))


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


def may_manage_person(*, actor: Actor, agency: Agency, person: Person, **__: Any) -> None:
    """Let managers act on the people of the agencies they see, on themselves never."""
    _may_manage(actor, agency.code)
    if actor.kind == ActorKind.SYSTEM:
        return
    codes = set(person.appointments.values_list("agency__code", flat=True))
    if codes and not codes & actor.agency_codes_seen:
        raise NotKnown("identity.person", _("没有找到该人员。"))
    _not_oneself(actor, person)


def _not_oneself(actor: Actor, person: Person) -> None:
    if actor.urn == person.urn:
        raise NotAllowed(
            "identity.oneself",
            _("不能为本人办理任职、证件、审核资格和账号。"),
            way_out=_("请由其他管理员办理；修改自己的密码，用页首的“修改密码”。"),
        )


def _may_give(actor: Actor, role: Role) -> None:
    """Nobody gives sight of a whole region who does not watch over its bodies and people."""
    if actor.kind != ActorKind.SYSTEM and REGION_WIDE & {*role.capabilities, *role.certified}:
        actor.must(OVERSEE)


def may_take_on(*, actor: Actor, agency: Agency, role: Role, **__: Any) -> None:
    """Let managers enter somebody new for the agencies they see, in a role they may give."""
    _may_manage(actor, agency.code)
    _may_give(actor, role)


def may_appoint(*, actor: Actor, agency: Agency, person: Person, role: Role, **__: Any) -> None:
    """Let managers appoint people of the agencies they see, in a role they may give."""
    may_manage_person(actor=actor, agency=agency, person=person)
    _may_give(actor, role)


def may_manage_appointment(*, actor: Actor, appointment: Appointment, **__: Any) -> None:
    """Let managers end appointments at agencies they see, in roles they may give."""
    may_manage_person(actor=actor, agency=appointment.agency, person=appointment.person)
    _may_give(actor, appointment.role)


def may_manage_certificate(*, actor: Actor, certificate: Certificate, **__: Any) -> None:
    """Let managers act on certificates of agencies they see."""
    _may_manage(actor, certificate.agency.code)
    _not_oneself(actor, certificate.person)


def may_issue_certificate(*, actor: Actor, agency: Agency, person: Person, kind: str = "", **__: Any) -> None:
    """Let registrars enter officers' certificates, managers those of auxiliaries of their own agency."""
    may_manage_person(actor=actor, agency=agency, person=person)
    _must_certify(actor, kind)


def may_restore_certificate(*, actor: Actor, certificate: Certificate, **__: Any) -> None:
    """Let those restore a certificate who may enter one of its kind: it gives the right to act again."""
    may_manage_certificate(actor=actor, certificate=certificate)
    _must_certify(actor, certificate.kind)


def _must_certify(actor: Actor, kind: str) -> None:
    """Officers get their certificate after the examination of the department of justice.

    浙江省综合行政执法条例 §28-1; auxiliaries are managed by the agency itself (§30-3).
    """
    if actor.kind == ActorKind.SYSTEM or kind != CertificateKind.OFFICER or actor.can(OVERSEE):
        return
    raise NotAllowed(
        "identity.certificate_of_justice",
        _("行政执法证件由司法行政部门登记发放和恢复，本机关不能自行登记。"),
        citation=cite("浙江省综合行政执法条例 §28-1"),
        way_out=_("请报司法行政部门的执法主体与人员管理员；暂扣、收回可以由本机关登记，当日停止执法。"),
    )


def may_manage_qualification(
    *, actor: Actor, agency: Agency, qualification: ReviewerQualification, **__: Any
) -> None:
    """Let managers end the qualification of people of the agencies they see."""
    may_manage_person(actor=actor, agency=agency, person=qualification.person)


def may_open_login(*, actor: Actor, agency: Agency, person: Person, **__: Any) -> None:
    """Let managers open a login for those whose posts they could all have given.

    A login opens every post of its holder: whoever sets its password could act in them.
    """
    may_manage_person(actor=actor, agency=agency, person=person)
    if actor.kind == ActorKind.SYSTEM:
        return
    lasting = Q(until__isnull=True) | Q(until__gt=clock.today())
    for post in person.appointments.filter(lasting).select_related("agency", "role"):
        if not actor.sees(post.agency.code):
            raise NotAllowed(
                "identity.login_elsewhere",
                _("该人员还在其他机关任职，其登录账号不能由本机关管理。"),
                way_out=_("请由能够管理其全部任职机关的登记机关办理。"),
            )
        _may_give(actor, post.role)


def may_manage_login(*, actor: Actor, agency: Agency, account: Account, **__: Any) -> None:
    """Let managers set passwords and close logins of those whose posts they could all have given."""
    if account.person is None:
        may_set_up(actor=actor)
        return
    may_open_login(actor=actor, agency=agency, person=account.person)


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
