"""Guards of the decision (行政处罚法 §30–33, §40, §45, §57; 程序规定 §60)."""

from mingzhi.cases.rules.core import NO_PENALTY
from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.cases.rules.severity import KINDS, heavier_than
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

FOURTEEN = 14
BELOW_FOURTEEN = "行政处罚法 §30"
EXCUSES_A_PERSON = {"under_age": BELOW_FOURTEEN, "incapable": "行政处罚法 §31"}
"""Why a natural person is not punished, and the article that says so."""


@guard
def core_is_penalty(question: Question) -> Refusal | None:
    """A penalty decision holds at least one penalty of a kind the law knows (行政处罚法 §9, §57-1(1))."""
    core = question.core
    if core is None:
        return None
    if core.outcome == "penalty" and core.penalties and all(item.kind in KINDS for item in core.penalties):
        return None
    return no(
        "core_is_penalty",
        _("处理意见不是行政处罚，不能以行政处罚决定办理。"),
        "行政处罚法 §57-1(1)",
        _("请选择与处理意见一致的决定，或者修改处理意见后再次送审。"),
    )


@guard
def core_is_excused(question: Question) -> Refusal | None:
    """No penalty though the act stands: minor, first, without fault, or excused (§30–33)."""
    core = question.core
    if core is None:
        return None
    ground = question.entered.get("ground", core.outcome)
    if core.outcome in NO_PENALTY and core.outcome != "not_established" and ground == core.outcome:
        return None
    return no(
        "core_is_excused",
        _("处理意见与所选的不予处罚情形不一致。"),
        "行政处罚法 §57-1(2)",
        _("请选择与处理意见一致的情形，或者修改处理意见后再次送审。"),
    )


@guard
def excuse_fits_party(question: Question) -> Refusal | None:
    """Age and mind excuse natural persons alone, age only below fourteen (行政处罚法 §30, §31)."""
    core, party = question.core, question.facts.party
    article = EXCUSES_A_PERSON.get(core.outcome) if core is not None else None
    too_old = article == BELOW_FOURTEEN and party.age is not None and party.age >= FOURTEEN
    if article is None or (party.kind == "person" and not too_old):
        return None
    return no(
        "excuse_fits_party",
        _("当事人已满十四周岁，不能以不满十四周岁为由不予行政处罚。")
        if too_old
        else _("当事人不是自然人，不能以年龄或者辨认、控制能力为由不予行政处罚。"),
        article,
        _("请核对当事人的情况，或者修改处理意见后再次送审。"),
    )


@guard
def core_is_not_established(question: Question) -> Refusal | None:
    """The act could not be established (行政处罚法 §57-1(3))."""
    core = question.core
    if core is None or core.outcome == "not_established":
        return None
    return no(
        "core_is_not_established",
        _("处理意见不是“违法事实不能成立”。"),
        "行政处罚法 §57-1(3)",
        _("请选择与处理意见一致的决定，或者修改处理意见后再次送审。"),
    )


@guard
def core_is_transfer(question: Question) -> Refusal | None:
    """The proposal is to hand the case to another agency (程序规定 §60-1(4))."""
    core = question.core
    if core is None or core.outcome == "transfer":
        return None
    return no(
        "core_is_transfer",
        _("处理意见不是移送其他行政管理部门。"),
        "市场监督管理行政处罚程序规定 §60-1(4)",
        _("请选择与处理意见一致的决定，或者修改处理意见后再次送审。"),
    )


@guard
def not_heavier_than_notified(question: Question) -> Refusal | None:
    """Nobody is punished more heavily than notified (行政处罚法 §45-2; 程序规定 §58)."""
    notice, core = question.facts.notice, question.core
    if notice is None or notice.core is None or core is None:
        return None
    reasons = heavier_than(core, notice.core)
    if not reasons:
        return None
    return no(
        "not_heavier_than_notified",
        _("决定重于已告知的内容（%(reasons)s）；不得因当事人陈述、申辩或者要求听证而给予更重的处罚。"),
        "行政处罚法 §45-2",
        _("确因新的事实需要加重的，请补充调查、重新送审并重新告知。"),
        reasons="、".join(reasons),
    )


@guard
def heavier_only_on_new_facts(question: Question) -> Refusal | None:
    """A proposal grows heavier after the notice only on new facts (行政处罚法 §45-2)."""
    notice, core = question.facts.notice, question.core
    if notice is None or notice.core is None or core is None or question.facts.new_facts_since_notice:
        return None
    reasons = heavier_than(core, notice.core)
    if not reasons:
        return None
    return no(
        "heavier_only_on_new_facts",
        _("告知之后没有新的事实和证据，处理意见不得重于已告知的内容（%(reasons)s）。"),
        "行政处罚法 §45-2",
        _("请先补充调查，取得新的事实和证据。"),
        reasons="、".join(reasons),
    )


@guard
def not_the_same_again(question: Question) -> Refusal | None:
    """What fell on its merits is not decided again on the same facts (行政复议法 §64-2; 行政诉讼法 §71)."""
    fallen, core = question.facts.fallen_core, question.core
    if fallen is None or core is None or not core.repeats(fallen):
        return None
    return no(
        "not_the_same_again",
        _("原决定已被撤销，不得以同一事实和理由作出相同或者基本相同的决定。"),
        "行政复议法 §64-2",
        _("请补充调查或者修改处理意见，再次送审、告知；因违反法定程序被撤销的，登记时应当注明。"),
    )


@guard
def discussion_held(question: Question) -> Refusal | None:
    """Complex or major cases and local grounds are decided after collective discussion (§57-2)."""
    facts, core = question.facts, question.core
    if not facts.discussion_grounds or core is None or facts.discussed_hash == core.hash:
        return None
    return no(
        "discussion_held",
        _("本案应当由机关负责人集体讨论决定（%(grounds)s），尚未对本内容集体讨论。"),
        "行政处罚法 §57-2",
        _("请先进行集体讨论并登记讨论记录。"),
        grounds="、".join(facts.discussion_grounds),
    )


@guard
def party_punishable(question: Question) -> Refusal | None:
    """Nobody is punished who is not identified or under fourteen (行政处罚法 §40, §30)."""
    party = question.facts.party
    if not party.known:
        return no(
            "party_known",
            _("当事人的身份还没有查明，不能给予行政处罚。"),
            "行政处罚法 §40",
            _("请先在案件的“当事人和承办人”中更正当事人信息。"),
        )
    if party.kind != "person" or party.age is None or party.age >= FOURTEEN:
        return None
    return no(
        "party_punishable",
        _("当事人不满十四周岁，不予行政处罚，责令监护人加以管教。"),
        BELOW_FOURTEEN,
        _("请作出不予行政处罚决定。"),
    )


@guard
def minor_is_mitigated(question: Question) -> Refusal | None:
    """From fourteen to eighteen the penalty is lighter or below the minimum (行政处罚法 §30)."""
    party, core = question.facts.party, question.core
    if party.kind != "person" or party.age is None or not FOURTEEN <= party.age < 18 or core is None:
        return None
    if core.mitigation in ("lighter", "below_minimum"):
        return None
    return no(
        "minor_is_mitigated",
        _("当事人已满十四周岁不满十八周岁，应当从轻或者减轻行政处罚。"),
        "行政处罚法 §30",
        _("请修改处理意见，写明从轻或者减轻情节，再次送审。"),
    )


@guard
def decided_once(question: Question) -> Refusal | None:
    """A standing decision is not made twice (行政处罚法 §29)."""
    decision = question.facts.decision
    if decision is None or decision.standing in ("revoked", "void"):
        return None
    return no(
        "decided_once",
        _("本案已经作出决定。"),
        "行政处罚法 §29",
        _("请在案件页面查看已作出的决定。"),
    )


@guard
def correction_not_open(question: Question) -> Refusal | None:
    """One correction of the decision at a time (行政处罚法 §75-2)."""
    decision = question.facts.decision
    if decision is not None and not decision.correction_pending:
        return None
    return no(
        "correction_not_open",
        _("没有可以更正的决定，或者上一次更正尚未送达。"),
        "行政处罚法 §75-2",
        _("请先送达上一次更正。"),
    )


@guard
def correction_open(question: Question) -> Refusal | None:
    """A correction is approved and not yet served (行政处罚法 §75-2)."""
    decision = question.facts.decision
    if decision is not None and decision.correction_pending:
        return None
    return no(
        "correction_open",
        _("没有已批准待送达的更正。"),
        "行政处罚法 §75-2",
        _("请先报批更正。"),
    )


@guard
def publication_told(question: Question) -> Refusal | None:
    """With the decision the party is told in writing that it becomes public (公示规定 §8)."""
    if question.data is None or question.entered.get("told_publication") is True:
        return None
    decision = question.facts.decision
    core = decision.core if decision is not None else None
    if core is not None and {item.kind for item in core.penalties} == {"warning"}:
        return None
    return wrong(
        "publication_told",
        _("送达行政处罚决定书时，应当书面告知当事人行政处罚信息将向社会公示。"),
        "市场监督管理行政处罚信息公示规定 §8",
        _("请确认已书面告知。"),
        "told_publication",
    )
