"""Who may rate, and who may read ratings."""

from typing import Any

from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.kernel.wording import gettext_noop as _

SUPERVISE = "supervision.view"


def anybody(*, actor: Actor, **_rest: Any) -> None:
    """A member of the public with a token; a login would say who it is."""
    if actor.kind is not ActorKind.PUBLIC:
        raise NotAllowed(
            "supervision.rate_public", _("评价不记名，不能以工作人员身份提交。"), way_out=_("请退出登录。")
        )


def must_supervise(actor: Actor) -> None:
    """Only supervisors read ratings: never the officers or their agency."""
    actor.must(SUPERVISE, citation=cite("行政处罚法 §75"))
