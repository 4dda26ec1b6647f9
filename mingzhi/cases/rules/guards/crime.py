"""Guards of handing over a suspected crime (行政执法机关移送涉嫌犯罪案件的规定; 行政处罚法 §27)."""

from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

RULE = "行政执法机关移送涉嫌犯罪案件的规定"


@guard
def group_of_two(question: Question) -> Refusal | None:
    """A group of two or more officers is named for it (移送规定 §5-1)."""
    if question.data is None or question.entered.get("member_1") != question.entered.get("member_2"):
        return None
    return wrong(
        "group_of_two",
        _("应当立即指定2名或者2名以上行政执法人员组成专案组。"),
        f"{RULE} §5-1",
        _("请选择两名不同的执法人员。"),
        "member_2",
    )


@guard
def police_answer_waiting(question: Question) -> Refusal | None:
    """The police have the case and have not answered (移送规定 §8)."""
    facts = question.facts
    again = facts.police_answer == "not_filed" and facts.police_objected
    if facts.crime_sent_at is not None and (again or not facts.police_answer):
        return None
    return no(
        "police_answer_waiting",
        _("没有等待公安机关答复的移送。"),
        f"{RULE} §8",
        _("请先登记移送。"),
    )


@guard
def goods_told(question: Question) -> Refusal | None:
    """What is seized or frozen goes along, and the party is told in writing (行政强制法 §21)."""
    held = any(item.open and item.kind != "preservation" for item in question.facts.measures)
    if question.data is None or not held or question.entered.get("copy_party") is True:
        return None
    return wrong(
        "goods_told",
        _("查封、扣押、冻结的财物应当一并移送，并书面告知当事人。"),
        "行政强制法 §21",
        _("请书面告知当事人后确认。"),
        "copy_party",
    )


@guard
def police_reconsider_once(question: Question) -> Refusal | None:
    """After the police upheld their refusal only the procuratorate is left (移送规定 §9-2)."""
    if question.entered.get("way") != "review" or question.facts.police_refusals < 2:
        return None
    return wrong(
        "police_reconsider_once",
        _("公安机关已经复议，仍有异议的，建议人民检察院依法进行立案监督。"),
        f"{RULE} §9-2",
        _("请选择建议立案监督。"),
        "way",
    )


@guard
def police_filed(question: Question) -> Refusal | None:
    """Goods are handed over where the police opened a case (移送规定 §12)."""
    if question.facts.police_answer == "filed":
        return None
    return no(
        "police_filed",
        _("公安机关尚未书面通知立案。"),
        f"{RULE} §12",
        _("请先登记公安机关的立案通知书。"),
    )


@guard
def police_refused(question: Question) -> Refusal | None:
    """Reconsideration or supervision is asked for where the police refused (移送规定 §9-1)."""
    if question.facts.police_answer == "not_filed":
        return None
    return no(
        "police_refused",
        _("公安机关没有作出不予立案的决定。"),
        f"{RULE} §9-1",
        _("请先登记公安机关的不予立案通知书。"),
    )


@guard
def police_not_refused(question: Question) -> Refusal | None:
    """What the police do not take up the agency decides itself (移送规定 §10)."""
    facts = question.facts
    if facts.state != "crime_sent" or facts.police_answer != "not_filed":
        return None
    return no(
        "police_not_refused",
        _("公安机关不予立案，案件应当由本机关依法处理，不能以移送司法机关结案。"),
        f"{RULE} §10",
        _("请办理“退回后继续行政处理”，或者提请复议、建议立案监督。"),
    )


@guard
def police_has_answered(question: Question) -> Refusal | None:
    """Administrative handling goes on only after the police have answered (移送规定 §10, §11-1)."""
    if question.facts.police_answer:
        return None
    return no(
        "police_has_answered",
        _("公安机关尚未答复，不得以行政处罚代替移送。"),
        f"{RULE} §11-1",
        _("请先登记公安机关的答复。"),
    )


@guard
def taken_back_as_answered(question: Question) -> Refusal | None:
    """Back from the police who refused it, else from who prosecutes (移送规定 §10; 处罚法 §27-1)."""
    ground, answer = question.entered.get("ground"), question.facts.police_answer
    if ground is None or (ground == "not_filed") == (answer == "not_filed"):
        return None
    return wrong(
        "taken_back_as_answered",
        _("所选的情形与公安机关的答复不符：公安机关已经立案。")
        if answer == "filed"
        else _("所选的情形与公安机关的答复不符：公安机关不予立案。"),
        f"{RULE} §10",
        _("请按实际情况选择；答复有变化的，先登记公安机关的答复。"),
        "ground",
    )
