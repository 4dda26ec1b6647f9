"""Guards of the legal review of a decision to enforce (浙政办发〔2019〕20号 二(三)2–4)."""

from mingzhi.cases.rules.enforcement import AGREED, RETURNED
from mingzhi.cases.rules.guards.question import Question, guard, no
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

PLAN = "浙政办发〔2019〕20号"


@guard
def enforcement_review_open(question: Question) -> Refusal | None:
    """A proposal to enforce is under review."""
    if question.facts.enforcement.in_review:
        return None
    return no(
        "enforcement_review_open",
        _("没有正在法制审核的强制执行建议。"),
        f"{PLAN} 二(三)2",
        _("请先提出强制执行建议，送法制审核。"),
    )


@guard
def enforcement_review_closed(question: Question) -> Refusal | None:
    """No proposal to enforce is left under review: one round at a time."""
    if not question.facts.enforcement.in_review:
        return None
    return no(
        "enforcement_review_closed",
        _("强制执行建议正在法制审核中。"),
        f"{PLAN} 二(三)4",
        _("请等待审核意见；不再需要强制执行的，先撤回建议。"),
    )


@guard
def enforcement_reviewed(question: Question) -> Refusal | None:
    """Exactly what is decided passed the legal review first (浙政办发〔2019〕20号 二(三)2)."""
    opinion = question.facts.enforcement.opinion
    if opinion == AGREED:
        return None
    returned = opinion == RETURNED
    return no(
        "enforcement_reviewed",
        _("强制执行建议被法制审核退回。") if returned else _("强制执行建议尚未经过法制审核。"),
        f"{PLAN} 二(三)2",
        _("请按审核意见重新提出建议。") if returned else _("请审核人员先出具意见。"),
    )


@guard
def enforcement_cleared(question: Question) -> Refusal | None:
    """The review room cleared exactly what is proposed, and its opinion is not on file yet."""
    facts = question.facts.enforcement
    if facts.opinion == AGREED and not facts.filed:
        return None
    return no(
        "enforcement_cleared",
        _("审核部门尚未对本强制执行建议出具“同意”意见。"),
        f"{PLAN} 二(三)2",
        _("请由审核人员在法制审核中出具意见。"),
    )


@guard
def enforcement_objected(question: Question) -> Refusal | None:
    """The round on the proposal ended without consent, and its opinion is not on file yet."""
    facts = question.facts.enforcement
    if facts.opinion == RETURNED and not facts.filed:
        return None
    return no(
        "enforcement_objected",
        _("审核部门没有对本强制执行建议提出需要处理的意见。"),
        f"{PLAN} 二(三)3",
        _("请由审核人员在法制审核中出具意见。"),
    )


@guard
def enforcement_returned(question: Question) -> Refusal | None:
    """The handlers do not share the opinion that sent the proposal back (浙政办发〔2019〕20号 二(三)4)."""
    facts = question.facts.enforcement
    if facts.opinion == RETURNED and facts.filed:
        return None
    return no(
        "enforcement_returned",
        _("没有被法制审核退回的强制执行建议，无须协调。"),
        f"{PLAN} 二(三)4",
        _("请先由审核人员出具意见。"),
    )
