"""A decision that falls before any notice was prepared owes the public nothing any more."""

from mingzhi.disclosure import policy
from mingzhi.disclosure.acts.standing import require_fallen
from mingzhi.disclosure.acts.states import move
from mingzhi.disclosure.models import Duty, DutyState, Notice
from mingzhi.disclosure.rules import completeness, withdrawals
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "disclosure.release_duties",
    title=_("了结公示义务"),
    may=policy.may_deliver,
    locks="duty",
    serves=("2.1.3c",),
    basis=("行政处罚法 §48-2",),
    stage="决定",
)
def release_duties(
    *, actor: Actor, duty: Duty, ground: str, reason: str, fallen_by: str = ""
) -> list[DutyState]:
    """End every open duty of a decision that was changed, revoked or found void before publication.

    ``duty`` is any duty of the decision, ``fallen_by`` the urn of what made it fall, which the room of the
    matter confirms. Where a notice stands (public or drafted) it is withdrawn
    instead: Conflict.
    """
    if ground not in withdrawals.FALLEN:
        raise Invalid("disclosure.ground", _("没有这一撤回原因。"), field="ground")
    if not reason.strip():
        raise Invalid(
            "disclosure.reason", _("须写明理由。"), citation=cite("行政处罚法 §48-2"), field="reason"
        )
    require_fallen(duty.source_urn, ground, fallen_by)
    if Notice.objects.filter(source_urn=duty.source_urn, closed_at=None).exists():
        raise Conflict("disclosure.notice_stands", _("该决定已有公示信息。"), way_out=_("请办理撤回公示。"))
    moved = move(
        list(Duty.objects.filter(source_urn=duty.source_urn)),
        completeness.WITHDRAWN,
        at=clock.now(),
        only_from=frozenset({completeness.OWED}),
        proof=reason.strip(),
    )
    if not moved:
        raise Conflict("disclosure.not_owed", _("该决定的公示义务已经了结。"), way_out=_("请刷新页面。"))
    describe(
        subject=duty.subject_urn,
        label=duty.subject_label,
        mentions=(duty.source_urn,),
        content={
            "decision": duty.source_urn,
            "ground": ground,
            "reason": reason.strip(),
            "fallen_by": fallen_by,
            "duties": len(moved),
        },
    )
    return moved
