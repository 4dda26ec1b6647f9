"""Who may rate, who may read ratings, who compiles and approves annual statistics."""

from typing import Any

from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotAllowed, NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision.models import AnnualSnapshot, AnnualSubmission

SUPERVISE = "supervision.view"
COMPILE, APPROVE = "disclosure.prepare", "cases.approve"
_PLAN = cite("浙政办发〔2019〕20号 二(一)3")


def anybody(*, actor: Actor, **_rest: Any) -> None:
    """A member of the public with a token; a login would say who it is."""
    if actor.kind is not ActorKind.PUBLIC:
        raise NotAllowed(
            "supervision.rate_public", _("评价不记名，不能以工作人员身份提交。"), way_out=_("请退出登录。")
        )


def must_supervise(actor: Actor) -> None:
    """Only supervisors read ratings: never the officers or their agency."""
    actor.must(SUPERVISE, citation=cite("行政处罚法 §75"))


def must_see(actor: Actor, agency_code: str) -> None:
    """The agency's own staff, and whoever sees its records; others do not learn of it."""
    if actor.agency_code != agency_code and not actor.sees(agency_code):
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))


def _own(actor: Actor, agency_code: str) -> None:
    must_see(actor, agency_code)
    if actor.agency_code != agency_code:
        raise NotAllowed(
            "supervision.other_agency",
            _("统计年报由本机关编制。"),
            citation=_PLAN,
            way_out=_("请由该机关的人员办理。"),
        )


def may_compile(*, actor: Actor, agency_code: str, **_rest: Any) -> None:
    """A publisher of the agency."""
    _own(actor, agency_code)
    actor.must(COMPILE, citation=_PLAN)


def may_approve(*, actor: Actor, snapshot: AnnualSnapshot, **_rest: Any) -> None:
    """The head of the agency."""
    _own(actor, snapshot.report.agency_code)
    actor.must(APPROVE, citation=_PLAN)


def may_handle_snapshot(*, actor: Actor, snapshot: AnnualSnapshot, **_rest: Any) -> None:
    """A publisher of the agency."""
    may_compile(actor=actor, agency_code=snapshot.report.agency_code)


def may_record_receipt(*, actor: Actor, submission: AnnualSubmission, **_rest: Any) -> None:
    """A publisher of the agency."""
    may_compile(actor=actor, agency_code=submission.snapshot.report.agency_code)
