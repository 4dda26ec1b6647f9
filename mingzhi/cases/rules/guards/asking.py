"""Guards of what the party asks for where no step has them already (行政复议法 §32, 行政许可法 §47)."""

from mingzhi.cases.rules.guards.question import Question, guard, no
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


@guard
def decision_made(question: Question) -> Refusal | None:
    """There is a decision against which reconsideration can be sought (行政复议法 §2-1)."""
    if question.facts.decision is not None:
        return None
    return no(
        "decision_made",
        _("还没有作出决定，不能申请行政复议。"),
        "行政复议法 §2-1",
        _("对拟作出的处理有意见的，请陈述、申辩。"),
    )


@guard
def reconsideration_time_left(question: Question) -> Refusal | None:
    """Reconsideration is sought within sixty days of knowing the decision (行政复议法 §20-1)."""
    clock = question.facts.clock("reconsider")
    if clock is None or clock.due is None or question.on <= clock.due:
        return None
    return no(
        "reconsideration_time_left",
        _("申请行政复议的期限已于%(due)s届满。"),
        "行政复议法 §20-1",
        _("因不可抗力或者其他正当理由耽误期限的，请直接向行政复议机关说明。"),
        due=clock.due.isoformat(),
    )


@guard
def licence_hearing_told(question: Question) -> Refusal | None:
    """The right to a hearing was told, because others have a major interest (行政许可法 §47-1)."""
    if question.facts.clock("licence_hearing_ask") is not None:
        return None
    return no(
        "licence_hearing_told",
        _("本许可没有告知听证权利：不直接涉及申请人与他人之间的重大利益关系。"),
        "行政许可法 §47-1",
        _("请以陈述、申辩的方式说明意见。"),
    )
