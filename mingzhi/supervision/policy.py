"""Who may rate, read ratings, compile and approve annual statistics, answer for a change."""

from collections.abc import Sequence
from typing import Any

from mingzhi.cases.policy import KNOWING
from mingzhi.catalogue.policy import may_move
from mingzhi.identity.models import Agency
from mingzhi.identity.policy import may_revise_agency
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotAllowed, NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision.models import AdjustmentTask, AnnualSnapshot, AnnualSubmission, Change
from mingzhi.supervision.rules.adjustment import HEAD, PLAN

SUPERVISE = "supervision.view"
COMPILE, APPROVE = "disclosure.prepare", "cases.approve"
CONFIRMS = {"government": SUPERVISE, "superior": APPROVE}
"""Who takes in the annual statistics: for the government of the same level its justice department."""
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


def may_confirm_receipt(*, actor: Actor, submission: AnnualSubmission, **_rest: Any) -> None:
    """Whoever supervises for the government, or leads the superior; which agency, the act asks."""
    must_see(actor, submission.snapshot.report.agency_code)
    actor.must(CONFIRMS[submission.recipient], citation=_PLAN)


def may_answer(*, actor: Actor, change: Change, **_rest: Any) -> None:
    """Whoever works for an agency; which tasks are theirs is asked in the act, row by row."""
    if not actor.agency_code:
        raise NotAllowed("supervision.no_agency", _("只有任务所属机关的人员可以答复。"))


def answers(actor: Actor, task: AdjustmentTask) -> bool:
    """Tell whether the actor may answer: the right of the kind, or the head, of the owning agency."""
    return actor.agency_code == task.agency_code and (actor.can(task.right) or actor.can(HEAD))


def must_own(actor: Actor, tasks: Sequence[AdjustmentTask], wanted: int) -> None:
    """Every task exists, is the actor's agency's, and in the actor's hands."""
    if len(tasks) != wanted or any(not sees_task(actor, task) for task in tasks):
        raise NotKnown("supervision.no_task", _("没有找到该任务。"))
    if any(actor.agency_code != task.agency_code for task in tasks):
        raise NotAllowed(
            "supervision.other_owner",
            _("动态调整任务由所属机关答复。"),
            citation=cite(PLAN),
            way_out=_("请由任务列明的机关办理。"),
        )
    for task in tasks:
        if not answers(actor, task):
            actor.must(task.right, citation=cite(PLAN))


def sees_task(actor: Actor, task: AdjustmentTask) -> bool:
    """Cases show to those who may know the agency's cases; the law and the registers are public."""
    if task.kind != "case":
        return True
    own = actor.agency_code == task.agency_code or actor.sees(task.agency_code)
    return own and any(actor.can(right) for right in KNOWING)


def only_job(*, actor: Actor, **_rest: Any) -> None:
    """A named job of the system."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotAllowed("supervision.job", _("该操作由系统按期办理，不能手工触发。"))


def may_merge(*, actor: Actor, agency: Agency, into: str, **_rest: Any) -> None:
    """Those who manage the bodies of a region, between agencies they see."""
    may_revise_agency(actor=actor, agency=agency)
    may_move(actor=actor, source=agency.code, target=into)
