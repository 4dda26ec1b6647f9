"""Keep the outlets of an agency: open one, try its connection, close it."""

from mingzhi.disclosure import policy
from mingzhi.disclosure.acts.outlets.pushing import build
from mingzhi.disclosure.connections import connection as find_connection
from mingzhi.disclosure.models import Delivery, Outlet
from mingzhi.disclosure.rules import outlets
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "disclosure.open_outlet",
    title=_("启用发布渠道"),
    may=policy.may_open_outlet,
    serves=("2.4.2a",),
    basis=(outlets.BASIS,),
)
def open_outlet(*, actor: Actor, name: str, connection: str) -> Outlet:
    """Open an outlet of the actor's agency: notices published from now on are pushed there too.

    Raises Invalid when the file of connections knows no such connection of this agency or it is
    incomplete, Conflict when an open outlet uses it already.
    """
    found = find_connection(actor.agency_code, connection)
    if not name.strip():
        raise Invalid("disclosure.outlet_name", _("须填写渠道名称。"), field="name")
    if found is None:
        raise Invalid(
            "disclosure.outlet_connection",
            _("没有为本机关配置这一连接。"),
            way_out=_("请由运维人员先在连接文件中登记地址和凭据。"),
            field="connection",
        )
    if found.missing:
        raise Invalid(
            "disclosure.outlet_incomplete",
            _("该连接缺少：%(missing)s。"),
            params={"missing": ", ".join(found.missing)},
            way_out=_("请由运维人员在连接文件中补齐。"),
            field="connection",
        )
    if Outlet.objects.filter(agency_code=actor.agency_code, connection=connection, closed_at=None).exists():
        raise Conflict("disclosure.outlet_open", _("该连接已有启用的发布渠道。"))
    row = Outlet.objects.create(
        agency_code=actor.agency_code,
        agency_name=actor.agency_label,
        kind=found.kind,
        name=name.strip()[:80],
        connection=found.name,
        opened_at=clock.now(),
        opened_by_label=actor.label,
    )
    _tell(row, {"kind": row.kind, "connection": row.connection, "host": found.host})
    return row


@act(
    "disclosure.test_outlet",
    title=_("测试发布渠道"),
    may=policy.may_keep_outlet,
    locks="outlet",
    serves=("2.4.2a",),
    basis=(outlets.BASIS,),
)
def test_outlet(*, actor: Actor, outlet: Outlet) -> Delivery:
    """Owe a test of the connection, which publishes nothing; the worker carries it out.

    Raises NotNow while one is under way.
    """
    _require_open(outlet)
    if Delivery.objects.filter(outlet=outlet, action=outlets.TEST, state=outlets.OWED).exists():
        raise NotNow("disclosure.push_running", _("该推送正在进行。"), way_out=_("请稍后刷新页面查看结果。"))
    row = build(outlet, outlets.TEST)
    row.save()
    _tell(outlet, {"push": str(row.uid)})
    return row


@act(
    "disclosure.close_outlet",
    title=_("停用发布渠道"),
    may=policy.may_keep_outlet,
    locks="outlet",
    serves=("2.4.2a",),
    basis=(outlets.BASIS,),
)
def close_outlet(*, actor: Actor, outlet: Outlet, reason: str) -> Outlet:
    """Push nothing new to the outlet; what was begun there, and removals, are still carried out.

    Raises Invalid without a reason.
    """
    _require_open(outlet)
    if not reason.strip():
        raise Invalid("disclosure.reason", _("须写明理由。"), field="reason")
    outlet.closed_at = clock.now()
    outlet.closed_by_label = actor.label
    outlet.close_reason = reason.strip()[:400]
    outlet.save(update_fields=["closed_at", "closed_by_label", "close_reason"])
    _tell(outlet, {"reason": outlet.close_reason})
    return outlet


def _require_open(outlet: Outlet) -> None:
    if outlet.closed_at is not None:
        raise Conflict("disclosure.outlet_closed", _("该发布渠道已经停用。"), way_out=_("请刷新页面。"))


def _tell(outlet: Outlet, content: dict[str, object]) -> None:
    describe(subject=f"urn:mingzhi:disclosure:outlet:{outlet.uid}", label=outlet.name, content=content)
