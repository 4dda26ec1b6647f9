"""Guards of the start: clue, jurisdiction, filing (行政处罚法 §36, §54; 程序规定 §18–20)."""

from datetime import date

from mingzhi.cases.rules.guards.question import Question, day_in, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


def years_after(day: date, years: int) -> date:
    """Return the same day ``years`` later; 29 February falls on 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


@guard
def clue_extension_left(question: Question) -> Refusal | None:
    """The check of a clue is extended once (程序规定 §18-1)."""
    clock = question.facts.clock("clue_check")
    if clock is None or clock.extensions == 0:
        return None
    return no(
        "clue_extension_left",
        _("线索核查期限只能延长一次，已经延长。"),
        "市场监督管理行政处罚程序规定 §18-1",
        _("请在延长后的期限内决定是否立案。"),
    )


INFORMANTS = "市场监督管理投诉举报处理暂行办法 §31-2"


def _waits(question: Question) -> bool:
    clock = question.facts.clock("informant")
    return clock is not None and clock.ended_on is None


@guard
def informant_waits(question: Question) -> Refusal | None:
    """Somebody who reported under a name waits to hear whether a case was filed."""
    if _waits(question):
        return None
    return no(
        "informant_waits",
        _("没有等待告知的实名举报人。"),
        INFORMANTS,
        _("立案、不予立案时注明系实名举报的，才须告知。"),
    )


@guard
def informant_told(question: Question) -> Refusal | None:
    """The file is not closed away while the informant waits."""
    if not _waits(question):
        return None
    return no(
        "informant_told",
        _("线索系实名举报，尚未告知举报人是否立案。"),
        INFORMANTS,
        _("请先告知举报人。"),
    )


@guard
def prima_facie(question: Question) -> Refusal | None:
    """There is evidence that shows the act at first sight (程序规定 §19-1(1))."""
    if question.facts.evidence or question.facts.inspections:
        return None
    return no(
        "prima_facie",
        _("尚无证据初步证明存在违法行为。"),
        "市场监督管理行政处罚程序规定 §19-1(1)",
        _("请先登记现场检查、询问或者其他证据，再申请立案。"),
    )


@guard
def within_limitation(question: Question) -> Refusal | None:
    """Found within two years, or five where life, health or financial safety was harmed (§36)."""
    facts = question.facts
    ended = day_in(question.entered.get("act_ended_on")) or facts.act_ended_on
    if ended is None or facts.opened_on is None:
        return None
    harmful = facts.harmful or bool(question.entered.get("harmful"))
    years = 5 if harmful else 2
    if facts.opened_on <= years_after(ended, years):
        return None
    return no(
        "within_limitation",
        _("违法行为终了后超过%(years)s年才被发现，不再给予行政处罚。"),
        "行政处罚法 §36-1",
        _("请核对违法行为终了的日期；超过期限的，决定不予立案。"),
        years=years,
    )


@guard
def power_in_force(question: Question) -> Refusal | None:
    """The power the case rests on is in force on the day (§38-1)."""
    if question.facts.power_in_force:
        return None
    return no(
        "power_in_force",
        _("本案所依据的职权事项当日不在有效期内，没有依据的行政处罚无效。"),
        "行政处罚法 §38-1",
        _("请在职权目录中核对有效的事项版本，必要时移送有权机关。"),
    )


@guard
def two_handlers_named(question: Question) -> Refusal | None:
    """Two different officers are named to handle the case (程序规定 §19-2)."""
    first, second = question.entered.get("handler_1"), question.entered.get("handler_2")
    if question.data is None or first != second:
        return None
    return wrong(
        "two_handlers_named",
        _("应当指定两名以上不同的办案人员。"),
        "市场监督管理行政处罚程序规定 §19-2",
        _("请选择两名不同的执法人员。"),
        "handler_2",
    )


@guard
def two_certified_named(question: Question) -> Refusal | None:
    """The officers named hold a certificate valid on the day (行政处罚法 §42-1)."""
    if question.officers is None:
        return None
    valid = {officer.urn for officer in question.officers if officer.certificate_valid}
    named = {question.entered.get("handler_1"), question.entered.get("handler_2")} - {None}
    if named <= valid:
        return None
    return wrong(
        "two_certified_named",
        _("指定的办案人员当日没有有效的执法证件。"),
        "行政处罚法 §42-1",
        _("请选择执法证件当日有效的人员。"),
        "handler_1",
    )
