"""What an answer to the party does beside its words: a granted application ends the publication at once."""

from collections.abc import Callable, Mapping

from mingzhi.cases.models import Decision, PartyRequest
from mingzhi.cases.rules.rights.publication import EARLY_END, GRANTED
from mingzhi.disclosure.acts import end_early
from mingzhi.disclosure.models import Notice
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _

REASON = "当事人申请，经核实符合提前停止公示的条件。"
Effect = Callable[[Actor, PartyRequest, frozenset[str]], None]


def end_publication(actor: Actor, request: PartyRequest, checked: frozenset[str]) -> None:
    """End the publication early; the act of disclosure asks each condition again (公示规定 §14)."""
    decision = Decision.objects.filter(case=request.case, fallen_at__isnull=True).order_by("-id").first()
    notice = Notice.objects.filter(source_urn=decision.urn, closed_at=None).first() if decision else None
    if notice is None:
        raise NotNow(
            "cases.early_end_gone",
            _("处罚决定已经停止公示。"),
            way_out=_("请选择不予提前停止公示，并写明已经停止公示。"),
        )
    applied = request.received_at.astimezone(clock.CHINA).date()
    end_early(actor=actor, notice=notice, conditions=checked, reason=REASON, applied_on=applied)


EFFECTS: Mapping[tuple[str, str], Effect] = {(EARLY_END.code, GRANTED): end_publication}
"""(right, answer) → what is done with the answer, in its transaction."""
