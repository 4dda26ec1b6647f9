"""Deliveries to other channels: confirmed with their receipt, and taken down again."""

from mingzhi.disclosure import policy
from mingzhi.disclosure.acts.states import move
from mingzhi.disclosure.models import Duty, DutyState
from mingzhi.disclosure.rules import completeness
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "disclosure.confirm_delivery",
    title=_("确认渠道公示"),
    may=policy.may_deliver,
    locks="duty",
    serves=("2.1.3b",),
    basis=("浙政办发〔2019〕20号 二(一)3",),
    stage="决定",
)
def confirm_delivery(*, actor: Actor, duty: Duty, receipt: str) -> DutyState:
    """Record that another channel shows the decision, with its receipt.

    Raises NotNow for this platform (publication itself is the delivery), Conflict when not owed.
    """
    if duty.channel.own:
        raise NotNow("disclosure.own_channel", _("本平台以公示本身为完成，不需要另行确认。"))
    return _step(duty, completeness.OWED, completeness.PUBLISHED, receipt)


@act(
    "disclosure.confirm_removal",
    title=_("确认渠道撤下"),
    may=policy.may_deliver,
    locks="duty",
    serves=("2.1.3c",),
    basis=("行政处罚法 §48-2",),
    stage="决定",
)
def confirm_removal(*, actor: Actor, duty: Duty, receipt: str) -> DutyState:
    """Record that another channel has taken the decision down, with its receipt."""
    return _step(duty, completeness.REMOVAL, completeness.WITHDRAWN, receipt)


def _step(duty: Duty, present: str, following: str, receipt: str) -> DutyState:
    if not receipt.strip():
        raise Invalid("disclosure.receipt", _("须填写渠道回执。"), field="receipt")
    moved = move([duty], following, at=clock.now(), only_from=frozenset({present}), proof=receipt.strip())
    if not moved:
        raise Conflict("disclosure.not_owed", _("该渠道的义务已经了结。"), way_out=_("请刷新页面。"))
    describe(
        subject=duty.subject_urn,
        label=duty.subject_label,
        mentions=(duty.source_urn,),
        basis=(duty.basis,),
        content={
            "channel": duty.channel_id,
            "content": duty.content,
            "state": following,
            "receipt": receipt.strip(),
        },
    )
    return moved[0]
