"""Who may count last days anew."""

from typing import Any

from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.kernel.wording import gettext_noop as _


def may_recount(*, actor: Actor, **_rest: Any) -> None:
    """Last days are counted anew by the house itself, never by hand."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotAllowed(
            "calendars.recount", _("期限由系统按放假安排自动重新计算。"), citation=cite("行政处罚法 §85")
        )
