"""Guards of an ordinary licence (行政许可法 §32–50, §69)."""

from mingzhi.cases.rules.facts import ClockFact
from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.cases.rules.licence_kinds import REGISTRATION
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

FALLEN = ("revoked", "void")


def deciding(question: Question) -> ClockFact | None:
    """Return the term of the decision: twenty working days, or forty-five handled as one (§42)."""
    return question.facts.clock("licence_joint") or question.facts.clock("licence_decide")


@guard
def correction_not_told(question: Question) -> Refusal | None:
    """What is missing is told once, all of it (行政许可法 §32-1(4))."""
    if "tell_correction" not in question.facts.done:
        return None
    return no(
        "correction_not_told",
        _("需要补正的全部内容应当一次告知，已经告知过。"),
        "行政许可法 §32-1(4)",
        _("申请人已按要求补正的，应当受理。"),
    )


@guard
def correction_time_open(question: Question) -> Refusal | None:
    """After five working days without a word the application counts as accepted (§32-1(4))."""
    clock = question.facts.clock("licence_correction")
    if clock is None or clock.due is None or question.on <= clock.due:
        return None
    return no(
        "correction_time_open",
        _("五个工作日内没有告知补正，自收到申请材料之日起即为受理。"),
        "行政许可法 §32-1(4)",
        _("请办理受理。"),
    )


@guard
def correction_time_over(question: Question) -> Refusal | None:
    """Deemed acceptance needs five working days without a word (§32-1(4))."""
    clock = question.facts.clock("licence_correction")
    if clock is not None and clock.due is not None and question.on > clock.due:
        return None
    return no(
        "correction_time_over",
        _("五个工作日的告知期限尚未届满。"),
        "行政许可法 §32-1(4)",
        _("请在期限内告知补正或者作出受理决定。"),
    )


@guard
def application_complete(question: Question) -> Refusal | None:
    """The material is complete and in legal form (§32-1(5))."""
    if question.facts.application_complete or question.data is None or question.entered.get("complete"):
        return None
    return no(
        "application_complete",
        _("申请材料不齐全或者不符合法定形式。"),
        "行政许可法 §32-1(5)",
        _("请一次告知申请人需要补正的全部内容。"),
    )


@guard
def licence_extension_left(question: Question) -> Refusal | None:
    """Twenty working days are extended once by ten (§42-1)."""
    clock = deciding(question)
    if clock is None or clock.extensions == 0:
        return None
    return no(
        "licence_extension_left",
        _("办理期限只能延长一次，已经延长。"),
        "行政许可法 §42-1",
        _("请在延长后的期限内作出决定。"),
    )


@guard
def exclusion_running(question: Question) -> Refusal | None:
    """An excluded period is running (§45)."""
    clock = deciding(question)
    if clock is not None and clock.paused:
        return None
    return no(
        "exclusion_running",
        _("没有正在进行的不计入期限的期间。"),
        "行政许可法 §45",
        _("请先登记期间开始并书面告知申请人。"),
    )


@guard
def exclusion_not_running(question: Question) -> Refusal | None:
    """One excluded period at a time, and none is open at the decision (§45)."""
    clock = deciding(question)
    if clock is None or not clock.paused:
        return None
    return no(
        "exclusion_not_running",
        _("检验、检测、检疫、鉴定、评审或者听证期间尚未结束。"),
        "行政许可法 §45",
        _("请先登记该期间结束。"),
    )


@guard
def examined(question: Question) -> Refusal | None:
    """The material was examined before the decision (§34-1); what is complete is registered at once (§56)."""
    facts = question.facts
    if REGISTRATION in facts.licence.flags or facts.done & {"examine", "examine_on_site"}:
        return None
    return no(
        "examined",
        _("尚未对申请材料进行审查。"),
        "行政许可法 §34-1",
        _("请先登记审查情况。"),
    )


@guard
def others_heard(question: Question) -> Refusal | None:
    """Third parties with a major interest were told before the decision (§36)."""
    if question.entered.get("third_party") is not True or "tell_third_party" in question.facts.done:
        return None
    return no(
        "others_heard",
        _("许可事项直接关系他人重大利益的，应当先告知利害关系人并听取意见。"),
        "行政许可法 §36",
        _("请先告知利害关系人。"),
    )


@guard
def core_is_grant(question: Question) -> Refusal | None:
    """The core grants, and says what (§38-1)."""
    core = question.core
    if core is None:
        return None
    if core.outcome != "grant":
        return no("core_is_grant", _("处理意见不是准予许可。"), "行政许可法 §38-1", _("请核对处理意见。"))
    if core.grant.get("scope", "").strip():
        return None
    return no(
        "core_is_grant",
        _("准予许可的处理意见没有写明许可内容。"),
        "行政许可法 §38-1",
        _("请在处理意见中写明许可内容。"),
    )


@guard
def validity_as_proposed(question: Question) -> Refusal | None:
    """The licence runs as the core says: what was examined is what is granted (§38-1)."""
    core = question.core
    if core is None:
        return None
    for part in ("valid_until", "valid_from"):
        entered, proposed = question.entered.get(part), core.grant.get(part)
        if entered and proposed and entered != proposed:
            return wrong(
                "validity_as_proposed",
                _("有效期与处理意见不一致：处理意见为%(proposed)s。"),
                "行政许可法 §38-1",
                _("请按处理意见填写，或者修改处理意见。"),
                part,
                proposed=proposed,
            )
    return None


@guard
def core_is_refusal(question: Question) -> Refusal | None:
    """The core refuses, with reasons (§38-2)."""
    core = question.core
    if core is None or (core.outcome == "refuse" and core.reasons.strip()):
        return None
    return no(
        "core_is_refusal",
        _("不予许可的决定应当说明理由。"),
        "行政许可法 §38-2",
        _("请在处理意见中写明不予许可的理由。"),
    )


@guard
def core_is_revocation(question: Question) -> Refusal | None:
    """The core revokes (§69); before it is proposed, what was granted is still the core of the case."""
    core = question.core
    unsaid = question.data is None and question.facts.state == "revoking"
    if unsaid or core is None or core.outcome == "revoke":
        return None
    return no("core_is_revocation", _("处理意见不是撤销许可。"), "行政许可法 §69", _("请核对处理意见。"))


@guard
def core_is_withdrawal(question: Question) -> Refusal | None:
    """The core withdraws (§8-2); before it is proposed, what was granted is still the core of the case."""
    core = question.core
    unsaid = question.data is None and question.facts.state == "valid"
    if unsaid or core is None or core.outcome == "withdraw":
        return None
    return no("core_is_withdrawal", _("处理意见不是撤回许可。"), "行政许可法 §8-2", _("请核对处理意见。"))


@guard
def licence_cleared(question: Question) -> Refusal | None:
    """Where review is switched on, only the reviewed core is decided (the plan 二(三)2)."""
    facts, core = question.facts, question.core
    if not facts.review_required or core is None or core.hash == facts.clearance_hash:
        return None
    return no(
        "licence_cleared",
        _("本决定应当经过法制审核（%(reason)s），尚未通过审核。"),
        "浙政办发〔2019〕20号 二(三)2",
        _("请先送法制审核。"),
        reason=facts.review_reason or _("本机关审核清单"),
    )


@guard
def licence_undecided(question: Question) -> Refusal | None:
    """The application is not yet decided (§37)."""
    decision = question.facts.decision
    if decision is None or decision.standing in FALLEN:
        return None
    return no(
        "licence_undecided",
        _("本申请已经作出许可决定。"),
        "行政许可法 §37",
        _("请在案件页面查看已作出的决定。"),
    )


@guard
def decision_fallen(question: Question) -> Refusal | None:
    """Only what was revoked or void is decided anew (行政复议法 §64-1)."""
    decision = question.facts.decision
    if decision is not None and decision.standing in FALLEN:
        return None
    return no(
        "decision_fallen",
        _("没有被撤销或者确认无效、需要重新作出的决定。"),
        "行政复议法 §64-1",
        _("请核对复议、诉讼的结果。"),
    )
