"""What becomes of a push is an act: confirmed with the outlet's receipt, given up, taken up again."""

from dataclasses import dataclass

from mingzhi.disclosure import policy
from mingzhi.disclosure.models import Delivery
from mingzhi.disclosure.rules import outlets
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the outlet answered: its own number and address, and the digest of its last answer."""

    remote_id: str
    answer_sha256: str
    remote_url: str = ""


@act(
    "disclosure.confirm_push",
    title=_("确认渠道推送"),
    may=policy.may_carry,
    locks="delivery",
    serves=("2.1.3c", "2.4.2a"),
    basis=(outlets.BASIS,),
    stage="决定",
)
def confirm_push(*, actor: Actor, delivery: Delivery, receipt: Receipt) -> Delivery:
    """Record that the outlet shows the notice, shows it corrected, or has taken it down.

    Raises Conflict when the push is settled already, Invalid without a digest of the answer.
    """
    if delivery.state != outlets.OWED:
        raise _settled()
    if not receipt.answer_sha256:
        raise Invalid("disclosure.receipt", _("须填写渠道回执。"), field="receipt")
    _settle(delivery, outlets.CONFIRMED, error_code="", error="")
    delivery.remote_id = receipt.remote_id[:200]
    delivery.remote_url = receipt.remote_url[:400]
    delivery.receipt = receipt.answer_sha256
    delivery.save(update_fields=[*_SETTLED, "remote_id", "remote_url", "receipt"])
    _tell(
        delivery,
        {"remote_id": delivery.remote_id, "remote_url": delivery.remote_url, "receipt": delivery.receipt},
    )
    return delivery


@act(
    "disclosure.give_up_push",
    title=_("渠道推送失败"),
    may=policy.may_carry,
    locks="delivery",
    serves=("2.1.3c", "2.4.2a"),
    basis=(outlets.BASIS,),
    stage="决定",
)
def give_up_push(*, actor: Actor, delivery: Delivery, code: str, said: str) -> Delivery:
    """Stop trying by itself: a person must look. What is owed stays owed and visible."""
    if delivery.state != outlets.OWED:
        raise _settled()
    _settle(delivery, outlets.FAILED, error_code=code[:60], error=said[:300])
    delivery.save(update_fields=_SETTLED)
    _tell(delivery, {"error": delivery.error_code, "said": delivery.error, "tries": delivery.sends})
    return delivery


@act(
    "disclosure.retry_push",
    title=_("重新推送"),
    may=policy.may_keep_push,
    locks="delivery",
    serves=("2.1.3c", "2.4.2a"),
    basis=(outlets.BASIS,),
    stage="决定",
)
def retry_push(*, actor: Actor, delivery: Delivery) -> Delivery:
    """Let a push be tried at once: one that failed, or one that waits for its next turn.

    Raises Conflict when it is settled or overtaken, NotNow while it is being carried out.
    """
    if delivery.state not in {outlets.FAILED, outlets.OWED}:
        raise _settled()
    if delivery.leased_until is not None and delivery.leased_until > clock.now():
        raise NotNow("disclosure.push_running", _("该推送正在进行。"), way_out=_("请稍后刷新页面查看结果。"))
    _settle(delivery, outlets.OWED, error_code=delivery.error_code, error=delivery.error)
    delivery.tries = 0
    delivery.progress = {}  # begin anew: what an earlier call has done is looked for at the outlet
    delivery.next_try_at = clock.now()
    delivery.save(update_fields=[*_SETTLED, "tries", "progress", "next_try_at"])
    _tell(delivery, {"tries": delivery.sends})
    return delivery


_SETTLED = ["state", "state_since", "lease", "leased_until", "error_code", "error"]


def _settle(delivery: Delivery, state: str, *, error_code: str, error: str) -> None:
    delivery.state, delivery.state_since = state, clock.now()
    delivery.lease = delivery.leased_until = None
    delivery.error_code, delivery.error = error_code, error


def _tell(delivery: Delivery, more: dict[str, object]) -> None:
    notice, outlet = delivery.notice, delivery.outlet
    name = f"urn:mingzhi:disclosure:outlet:{outlet.uid}"
    describe(
        subject=notice.subject_urn if notice else name,
        label=notice.subject_label if notice else outlet.name,
        mentions=(notice.source_urn, f"urn:mingzhi:disclosure:notice:{notice.uid}", name) if notice else (),
        content={
            "push": str(delivery.uid),
            "action": delivery.action,
            "outlet": outlet.name,
            "kind": outlet.kind,
            **more,
        },
        basis=(delivery.basis,),
    )


def _settled() -> Conflict:
    return Conflict("disclosure.push_settled", _("该推送已经了结。"), way_out=_("请刷新页面。"))
