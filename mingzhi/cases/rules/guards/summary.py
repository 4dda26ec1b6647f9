"""Guards of the on-the-spot decision (行政处罚法 §51, §52, §68–71; 程序规定 §66–73)."""

from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.cases.rules.severity import heavier_than
from mingzhi.cases.rules.summary_limits import on_the_spot, why_not_collect
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


@guard
def small_enough(question: Question) -> Refusal | None:
    """Warning, or a fine up to 200 yuan for a person and 3,000 for an organisation (§51)."""
    core = question.core
    if core is None:
        return None
    reasons = on_the_spot(core, citizen=question.facts.party.citizen)
    if not reasons:
        return None
    return no(
        "small_enough",
        _("不能当场作出行政处罚决定：%(reasons)s。"),
        "行政处罚法 §51",
        _("请转为普通程序办理。"),
        reasons="；".join(reasons),
    )


NOTHING_SAID = frozenset({"", "无", "没有", "none", "None"})
"""How officers write that the party said nothing."""


@guard
def statement_weighed(question: Question) -> Refusal | None:
    """What the party states is reviewed on the spot too (§45-1; 程序规定 §69)."""
    said = str(question.entered.get("defence", "")).strip("。. \n")
    if said in NOTHING_SAID or str(question.entered.get("defence_answer", "")).strip():
        return None
    return wrong(
        "statement_weighed",
        _("当事人提出了陈述、申辩，应当对其提出的事实、理由和证据进行复核。"),
        "行政处罚法 §45-1",
        _("请写明复核意见：是否成立、是否采纳；当事人没有陈述、申辩的，写“无”。"),
        "defence_answer",
    )


@guard
def may_collect(question: Question) -> Refusal | None:
    """Cash is taken on the spot only in the cases of §68 and §69."""
    decision = question.facts.decision
    ground = question.entered.get("ground")
    if decision is None or decision.core is None or ground is None:
        return None
    reason = why_not_collect(decision.core.fine, ground)
    if not reason:
        return None
    return wrong(
        "may_collect", reason, "行政处罚法 §68", _("请由当事人到指定银行或者电子支付缴纳。"), "ground"
    )


@guard
def fine_collected(question: Question) -> Refusal | None:
    """Money handed in was collected before (行政处罚法 §71)."""
    if "collect_on_spot" in question.facts.done:
        return None
    return no(
        "fine_collected",
        _("没有当场收缴罚款的记录。"),
        "行政处罚法 §71",
        _("请先登记当场收缴。"),
    )


@guard
def fine_handed_in(question: Question) -> Refusal | None:
    """The agency pays in what the officer handed in (行政处罚法 §71)."""
    if "hand_in" in question.facts.done:
        return None
    return no(
        "fine_handed_in",
        _("执法人员尚未将当场收缴的罚款交至机关。"),
        "行政处罚法 §71",
        _("请先登记交款。"),
    )


@guard
def summary_reported(question: Question) -> Refusal | None:
    """The decision was reported to the agency for record (行政处罚法 §52-3)."""
    if "report_for_record" in question.facts.done:
        return None
    return no(
        "summary_reported",
        _("当场作出的行政处罚决定尚未报所属行政机关备案。"),
        "行政处罚法 §52-3",
        _("请先办理备案。"),
    )


@guard
def not_heavier_than_told(question: Question) -> Refusal | None:
    """What is decided on the spot is not heavier than what was told before (§45-2; 程序规定 §69)."""
    told, core = question.facts.proposed, question.core
    if told is None or core is None:
        return None
    reasons = heavier_than(core, told)
    if not reasons:
        return None
    return no(
        "not_heavier_than_told",
        _("决定重于当场告知的内容（%(reasons)s）；不得因当事人陈述、申辩而给予更重的处罚。"),
        "行政处罚法 §45-2",
        _("请按告知的内容决定，或者转为普通程序。"),
        reasons="、".join(reasons),
    )
