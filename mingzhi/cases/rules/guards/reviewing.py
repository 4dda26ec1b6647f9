"""Guards of legal review (行政处罚法 §58; 市场监督管理行政处罚程序规定 §49–56; the plan 二(三))."""

from mingzhi.cases.rules.core import differences
from mingzhi.cases.rules.guards.question import Question, guard, no
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotAllowed, Refusal
from mingzhi.kernel.wording import gettext_noop as _

PASSED = "同意"


@guard
def proposal_made(question: Question) -> Refusal | None:
    """There is a proposal to review (程序规定 §48(5))."""
    if question.facts.proposed is not None:
        return None
    return no(
        "proposal_made",
        _("还没有处理意见，不能送审。"),
        "市场监督管理行政处罚程序规定 §48",
        _("请先登记调查终结报告和处理意见。"),
    )


@guard
def review_open(question: Question) -> Refusal | None:
    """A submission is under review."""
    review = question.facts.review
    if review is not None and not review.opinion:
        return None
    return no(
        "review_open",
        _("没有正在审核的送审件。"),
        "市场监督管理行政处罚程序规定 §49-1",
        _("请先送审。"),
    )


@guard
def review_closed(question: Question) -> Refusal | None:
    """The last submission has its opinion; one at a time."""
    review = question.facts.review
    if review is None or review.opinion:
        return None
    return no(
        "review_closed",
        _("上一次送审尚未出具意见。"),
        "市场监督管理行政处罚程序规定 §55",
        _("请等待审核意见，或者先撤回送审。"),
    )


@guard
def reviewer_not_handler(question: Question) -> Refusal | None:
    """Who handles a case does not review it (程序规定 §49-3)."""
    handlers = {officer.urn for officer in question.facts.handlers}
    if question.actor.urn not in handlers:
        return None
    return NotAllowed(
        "cases.reviewer_not_handler",
        _("办案人员不得作为审核人员。"),
        citation=cite("市场监督管理行政处罚程序规定 §49-3"),
        way_out=_("请由其他审核人员审核。"),
    )


@guard
def clearance_given(question: Question) -> Refusal | None:
    """The review room gave a clearance for exactly the proposed core (行政处罚法 §58-1)."""
    proposed = question.facts.proposed
    if proposed is not None and proposed.hash == question.facts.clearance_hash:
        return None
    return no(
        "clearance_given",
        _("审核部门尚未对本处理意见出具“同意”意见。"),
        "行政处罚法 §58-1",
        _("请由审核人员在法制审核中出具意见。"),
    )


@guard
def opinion_against(question: Question) -> Refusal | None:
    """The last round ended without consent (程序规定 §54)."""
    review = question.facts.review
    if review is not None and review.opinion and review.opinion != PASSED:
        return None
    return no(
        "opinion_against",
        _("最近一轮审核没有提出需要处理的意见。"),
        "市场监督管理行政处罚程序规定 §54",
        _("请由审核人员先出具意见。"),
    )


@guard
def review_not_required(question: Question) -> Refusal | None:
    """Case review instead of legal review only where no rule demands the latter (程序规定 §52-1)."""
    if not question.facts.review_required:
        return None
    return no(
        "review_not_required",
        _("本案应当进行法制审核（%(reason)s），不能以案件审核代替。"),
        "行政处罚法 §58-1",
        _("请送法制审核。"),
        reason=question.facts.review_reason or _("本机关普通程序案件一案一审"),
    )


@guard
def hearing_reported(question: Question) -> Refusal | None:
    """After a hearing the report goes to review (程序规定 §50-2, §60-1).

    It is made where the hearing has just ended: a case that the police had meanwhile is investigated anew.
    """
    facts = question.facts
    if facts.state != "heard" or facts.hearing.held_on is None or facts.hearing.reported:
        return None
    return no(
        "hearing_reported",
        _("听证报告尚未完成，应当在听证程序结束后进行法制审核。"),
        "市场监督管理行政处罚程序规定 §50-2",
        _("请先登记听证报告。"),
    )


@guard
def reviewed_after_hearing(question: Question) -> Refusal | None:
    """A case that was heard is reviewed after the hearing (行政处罚法 §58-1(2), 程序规定 §50-2)."""
    facts = question.facts
    if facts.hearing.held_on is None or facts.clearance_after_hearing:
        return None
    return no(
        "reviewed_after_hearing",
        _("经过听证的案件，应当在听证结束后进行法制审核。"),
        "行政处罚法 §58-1(2)",
        _("请将听证笔录和听证报告一并送审。"),
    )


@guard
def coordination_open(question: Question) -> Refusal | None:
    """A difference of opinion is being coordinated (the plan 二(三)4)."""
    if question.facts.coordination_open:
        return None
    return no(
        "coordination_open",
        _("没有正在协调的审核意见分歧。"),
        "浙政办发〔2019〕20号 二(三)4",
        _("请先提出协调。"),
    )


@guard
def core_cleared(question: Question) -> Refusal | None:
    """Nothing is notified or decided but the core that passed review (行政处罚法 §58-1)."""
    facts, core = question.facts, question.core
    if core is None:
        return None
    audited = not facts.review_required and "audit_case" in facts.done
    if core.hash == facts.clearance_hash or (audited and core.hash == facts.approved_hash):
        return None
    passed = facts.proposed
    if passed is not None and passed.hash == facts.clearance_hash:
        return no(
            "core_cleared",
            _("内容与通过法制审核的内容不一致（%(parts)s）；未经法制审核或者审核未通过的，不得作出决定。"),
            "行政处罚法 §58-1",
            _("请以审核通过的内容办理；确需修改的，修改后再次送审。"),
            parts="、".join(part.title for part in differences(passed, core)),
        )
    return no(
        "core_cleared",
        _("内容与通过法制审核的内容不一致，或者未经法制审核；未经法制审核或者审核未通过的，不得作出决定。"),
        "行政处罚法 §58-1",
        _("请以审核通过的内容办理；确需修改的，修改后再次送审。"),
    )
