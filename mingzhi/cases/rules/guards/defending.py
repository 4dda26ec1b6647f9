"""Guards of defence and hearing (行政处罚法 §45, §63–65; 程序规定 §57, §58)."""

from mingzhi.cases.rules.guards.hearing import held_as_told, hosted_by_handler, set_too_early
from mingzhi.cases.rules.guards.question import Question, day_in, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


@guard
def defence_waiting(question: Question) -> Refusal | None:
    """There is a defence to re-examine (行政处罚法 §45-1)."""
    if any(not defence.answered for defence in question.facts.defences):
        return None
    return no(
        "defence_waiting",
        _("没有待复核的陈述、申辩。"),
        "行政处罚法 §45-1",
        _("请先登记当事人的陈述、申辩。"),
    )


@guard
def defences_answered(question: Question) -> Refusal | None:
    """Every defence was re-examined (行政处罚法 §45-1, §62)."""
    if all(defence.answered for defence in question.facts.defences):
        return None
    return no(
        "defences_answered",
        _("当事人提出的事实、理由和证据尚未复核。"),
        "行政处罚法 §45-1",
        _("请先登记复核意见及是否采纳。"),
    )


@guard
def accepted_defence_reviewed(question: Question) -> Refusal | None:
    """What the party was right about is in a core that was reviewed afterwards (§45-1, §58-1)."""
    raised = [defence.raised_on for defence in question.facts.defences if defence.accepted]
    if not raised:
        return None
    review = question.facts.review
    if review is not None and review.submitted_on is not None and review.submitted_on >= max(raised):
        return None
    return no(
        "accepted_defence_reviewed",
        _("采纳当事人陈述、申辩后，处理意见尚未重新送审。"),
        "行政处罚法 §45-1",
        _("请修改处理意见，并再次送法制审核。"),
    )


@guard
def hearing_right_exists(question: Question) -> Refusal | None:
    """The proposal falls under hearings, or the notice told that right (行政处罚法 §63-1)."""
    notice = question.facts.notice
    if question.facts.hearing_grounds or (notice is not None and notice.hearing_right):
        return None
    return no(
        "hearing_right_exists",
        _("拟作出的行政处罚不属于应当组织听证的范围。"),
        "行政处罚法 §63-1",
        _("可以作为陈述、申辩提出，由承办机关登记并复核。"),
    )


@guard
def hearing_in_time(question: Question) -> Refusal | None:
    """A hearing is asked for within five working days of the notice (行政处罚法 §64(1))."""
    notice = question.facts.notice
    asked = day_in(question.entered.get("requested_on")) or question.on
    if notice is None or notice.waiting_until is None or asked <= notice.waiting_until:
        return None
    return no(
        "hearing_in_time",
        _("要求听证的期限已于%(until)s届满。"),
        "行政处罚法 §64(1)",
        _("可以作为陈述、申辩提出，由承办机关登记并复核。"),
        until=notice.waiting_until.isoformat(),
    )


@guard
def hearing_not_asked(question: Question) -> Refusal | None:
    """One hearing per notice."""
    if not question.facts.hearing.open:
        return None
    return no(
        "hearing_not_asked",
        _("听证程序正在进行。"),
        "行政处罚法 §64",
        _("请先完成本次听证。"),
    )


@guard
def host_not_investigator(question: Question) -> Refusal | None:
    """The host is not one of the investigators, nor recused (行政处罚法 §64(4))."""
    if not hosted_by_handler(question):
        return None
    return wrong(
        "host_not_investigator",
        _("听证由非本案调查人员主持，被决定回避的人员不得主持。"),
        "行政处罚法 §64(4)",
        _("请指定其他人员主持听证。"),
        "host",
    )


@guard
def hearing_set_early_enough(question: Question) -> Refusal | None:
    """The hearing is set at least seven working days after the notice of it (行政处罚法 §64(2))."""
    earliest = set_too_early(question)
    if earliest is None:
        return None
    return wrong(
        "hearing_set_early_enough",
        _("应当在举行听证的七个工作日前通知；现在通知，最早可于%(earliest)s举行。"),
        "行政处罚法 §64(2)",
        _("请改定听证日期。"),
        "hearing_at",
        earliest=earliest.isoformat(),
    )


@guard
def hearing_notified(question: Question) -> Refusal | None:
    """The hearing is held on a day told seven working days before (行政处罚法 §64(2))."""
    return held_as_told(
        question,
        "hearing_notified",
        "行政处罚法 §64(2)",
        untold=_("尚未在七个工作日前通知当事人听证的时间、地点。"),
        way_out=_("请先送达听证通知书，并在通知的日期举行听证。"),
    )


STAYED_AWAY = frozenset({"absent", "left"})
"""How a party gives its hearing up by not being there (行政处罚法 §64(6))."""


@guard
def hearing_not_missed(question: Question) -> Refusal | None:
    """Nobody stays away from a hearing that was not set, or whose day has not come (行政处罚法 §64(6))."""
    day = question.facts.hearing.set_for
    missed = question.entered.get("ground") in STAYED_AWAY
    if not missed or (day is not None and question.on >= day):
        return None
    return wrong(
        "hearing_not_missed",
        _("听证通知于%(day)s举行，还没有到，当事人不是拒不出席或者中途退出。")
        if day is not None
        else _("还没有通知听证的时间、地点，当事人不是拒不出席或者中途退出。"),
        "行政处罚法 §64(6)",
        _("当事人不再要求听证的，登记其撤回；否则按期举行听证。"),
        "ground",
        day=day.isoformat() if day is not None else "",
    )


@guard
def hearing_settled(question: Question) -> Refusal | None:
    """No hearing is open: it was held and reported, or given up (行政处罚法 §65)."""
    if not question.facts.hearing.open:
        return None
    return no(
        "hearing_settled",
        _("当事人要求的听证尚未结束，应当根据听证笔录作出决定。"),
        "行政处罚法 §65",
        _("请组织听证并完成听证报告。"),
    )


@guard
def hearing_record_read(question: Question) -> Refusal | None:
    """A report comes after the hearing was held (行政处罚法 §64(8))."""
    if question.facts.hearing.held_on is not None:
        return None
    return no(
        "hearing_record_read",
        _("尚未举行听证。"),
        "行政处罚法 §64(8)",
        _("请先登记听证笔录。"),
    )
