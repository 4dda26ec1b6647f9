"""Guards of licences with rules of their own (行政许可法 §26-2, §35, §42-2, §53–57)."""

from mingzhi.cases.rules import licence_kinds as kinds
from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


def _is(question: Question, kind: str) -> bool:
    return kind in question.facts.licence.flags


@guard
def handled_as_one(question: Question) -> Refusal | None:
    """Only what the government lets several departments handle as one has forty-five days (§26-2, §42-2)."""
    if _is(question, kinds.JOINT):
        return None
    return no(
        "handled_as_one",
        _("本级人民政府没有确定该事项统一办理、联合办理或者集中办理。"),
        "行政许可法 §26-2",
        _("请办理“受理”，自受理之日起二十个工作日内作出决定。"),
    )


@guard
def own_term_running(question: Question) -> Refusal | None:
    """Ten days more belong to the term of twenty (§42-1)."""
    return (
        None if question.facts.clock("licence_decide") else _no_term("own_term_running", "行政许可法 §42-1")
    )


@guard
def joint_term_running(question: Question) -> Refusal | None:
    """Fifteen days more belong to the term of forty-five (§42-2)."""
    if question.facts.clock("licence_joint"):
        return None
    return _no_term("joint_term_running", "行政许可法 §42-2")


def _no_term(name: str, basis: str) -> Refusal:
    return no(
        name,
        _("本申请的办理期限不是这一种，不能这样延长。"),
        basis,
        _("本机关办理的延长十个工作日；统一、联合、集中办理的经本级人民政府负责人批准延长十五个工作日。"),
    )


@guard
def testing_said(question: Question) -> Refusal | None:
    """Whether things are tested to standards is in the law, not for the desk to choose (§12(4), §55-1)."""
    if question.data is None or (question.entered.get("testing") is True) is _is(question, kinds.TEST):
        return None
    needed = _is(question, kinds.TEST)
    return wrong(
        "testing_said",
        _("该事项应当按照技术标准、技术规范检验、检测、检疫，五个工作日内指派两名以上工作人员进行。")
        if needed
        else _("该事项不是需要按照技术标准、技术规范检验、检测、检疫的事项。"),
        "行政许可法 §55-2",
        _("请核对事项目录中该许可的种类。"),
        "testing",
    )


@guard
def chosen_fairly(question: Question) -> Refusal | None:
    """A right in scarce resources goes to the winner of a fair contest (§53-1)."""
    facts, granting = question.facts, question.step.code == "grant"
    settled = facts.licence.won if granting else "record_award" in facts.done
    if not _is(question, kinds.RIGHT) or settled:
        return None
    return no(
        "chosen_fairly",
        _("该许可应当通过招标、拍卖等公平竞争的方式作出决定，准予中标人、买受人。"),
        "行政许可法 §53-1",
        _("请先登记招标、拍卖的结果；所需时间不计入期限，书面告知申请人。"),
    )


@guard
def assessed(question: Question) -> Refusal | None:
    """A qualification is given by results of an examination or assessment (§54-1)."""
    if not _is(question, kinds.QUALIFICATION) or "record_assessment" in question.facts.done:
        return None
    return no(
        "assessed",
        _("该许可应当根据考试成绩或者考核结果作出决定。"),
        "行政许可法 §54-1",
        _("请先登记考试成绩或者考核结果。"),
    )


@guard
def tested(question: Question) -> Refusal | None:
    """Things are approved or refused by the result of their inspection (§55-1)."""
    result, granting = question.facts.licence.result, question.step.code == "grant"
    if not _is(question, kinds.TEST) or result in (("meets",) if granting else ("meets", "fails")):
        return None
    return no(
        "tested",
        _("该许可应当根据检验、检测、检疫的结果作出决定。"),
        "行政许可法 §55-1",
        _("请先登记检验、检测、检疫的结果；不符合技术标准、技术规范的，不能准予。"),
    )


@guard
def first_come(question: Question) -> Refusal | None:
    """What is limited in number goes by the order of acceptance (§57)."""
    earlier = question.facts.licence.earlier
    if not _is(question, kinds.QUOTA) or not earlier:
        return None
    return no(
        "first_come",
        _("有数量限制的许可按受理的先后顺序作出决定，另有%(count)s件先受理的申请尚未决定。"),
        "行政许可法 §57",
        _("请先对先受理的申请作出决定。"),
        count=earlier,
    )


@guard
def decided_here(question: Question) -> Refusal | None:
    """What a superior decides is only examined here (§35)."""
    if not _is(question, kinds.TWO_LEVELS):
        return None
    return no(
        "decided_here",
        _("该许可由上级行政机关决定，本机关只进行初步审查。"),
        "行政许可法 §35",
        _("请将初步审查意见和全部申请材料报送上级行政机关。"),
    )


@guard
def decided_above(question: Question) -> Refusal | None:
    """Only what a superior decides is sent up (§35, §43)."""
    if _is(question, kinds.TWO_LEVELS):
        return None
    return no(
        "decided_above",
        _("该许可由本机关决定，不需要报上级行政机关。"),
        "行政许可法 §35",
        _("请作出准予或者不予许可的决定。"),
    )
