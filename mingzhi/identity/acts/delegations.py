"""Delegations: given in writing, published, ended."""

from datetime import date

from mingzhi.identity.acts.ending import MOVED_AHEAD, may_end
from mingzhi.identity.acts.fitting import given, must_fit
from mingzhi.identity.models import Agency, Delegation
from mingzhi.identity.policy import may_manage_agency, may_manage_delegation
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.levels import BodyKind
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "identity.delegate",
    title=_("委托行政执法"),
    may=may_manage_agency,
    locks="agency",
    serves=["2.1.1a", "2.1.1c"],
    basis=["行政处罚法 §20"],
)
def delegate(
    *,
    actor: Actor,
    agency: Agency,
    delegate_name: str,
    matters: str,
    powers: str,
    since: date,
    until: date,
    delegate: Agency | None = None,
) -> Delegation:
    """Delegate enforcement in writing with matters, powers and term; a delegate never delegates on.

    Raises NotAllowed for an entrusted body (行政处罚法 第二十条第四款), Invalid while a content is missing.
    """
    giver = agency_on(agency.code, since)
    if giver.kind == BodyKind.ENTRUSTED:
        raise NotAllowed(
            "identity.redelegation",
            _("受委托组织不得再委托其他组织或者个人实施行政处罚。"),
            citation=cite("行政处罚法 §20-4"),
            way_out=_("请由委托机关直接办理委托。"),
        )
    if not (matters.strip() and powers.strip() and delegate_name.strip()) or until <= since:
        raise Invalid(
            "identity.delegation_content",
            _("委托书应当载明受委托组织、委托的具体事项、权限和期限。"),
            citation=cite("行政处罚法 §20-2"),
            field="matters",
        )
    must_fit(Delegation, delegate_name=delegate_name.strip())
    delegation = Delegation.objects.create(
        agency=agency,
        delegate=delegate,
        delegate_name=delegate_name.strip(),
        matters=matters.strip(),
        powers=powers.strip(),
        since=since,
        until=until,
    )
    describe(
        subject=delegation.urn,
        label=_("%(giver)s委托%(receiver)s") % {"giver": giver.name, "receiver": delegate_name.strip()},
        content={
            "matters": matters.strip(),
            "powers": powers.strip(),
            "since": since.isoformat(),
            "until": until.isoformat(),
        },
        mentions=[agency.urn, *([delegate.urn] if delegate else [])],
    )
    return delegation


@act(
    "identity.publish_delegation",
    title=_("公布委托书"),
    may=may_manage_delegation,
    locks="delegation",
    serves=["2.1.1a"],
    basis=["行政处罚法 §20-2"],
)
def publish_delegation(
    *, actor: Actor, delegation: Delegation, published_on: date, address: str
) -> Delegation:
    """Record where and when the delegation was published.

    Raises Invalid without an address, or for a day to come.
    """
    if published_on > clock.today() or not address.strip():
        raise Invalid("identity.publication", _("请填写已经公布的日期和地址。"), field="published_on")
    must_fit(Delegation, published_at_address=address.strip())
    delegation.published_on = published_on
    delegation.published_at_address = address.strip()
    delegation.save(update_fields=["published_on", "published_at_address"])
    describe(
        subject=delegation.urn,
        label=delegation.delegate_name,
        content={"published_on": published_on.isoformat(), "address": address.strip()},
        mentions=[delegation.agency.urn],
    )
    return delegation


@act(
    "identity.end_delegation",
    title=_("终止委托"),
    may=may_manage_delegation,
    locks="delegation",
    serves=["2.1.1c"],
    basis=["行政处罚法 §20"],
)
def end_delegation(*, actor: Actor, delegation: Delegation, on: date, reason: str) -> Delegation:
    """End a delegation before its term, from a day on.

    An end still ahead may be moved. Raises NotNow for one that has come, or for a day outside its term.
    """
    if not may_end(delegation.ended_on, on) or not delegation.since <= on < delegation.until:
        raise NotNow(
            "identity.delegation_ended",
            _("该委托已经终止，或者终止日期不在委托期限内。"),
            way_out=MOVED_AHEAD,
            field="on",
        )
    reason = given(reason)
    delegation.ended_on, delegation.ended_because = on, reason
    delegation.save(update_fields=["ended_on", "ended_because"])
    describe(
        subject=delegation.urn,
        label=delegation.delegate_name,
        content={"on": on.isoformat(), "reason": reason},
        mentions=[delegation.agency.urn],
    )
    return delegation
