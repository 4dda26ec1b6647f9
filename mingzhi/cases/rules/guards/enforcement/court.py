"""Guards of the application to the court and of what the court says (行政强制法 §53–59)."""

from mingzhi.cases.rules.guards.question import Question, guard, no
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

REFUSED = "refused"


@guard
def court_applied(question: Question) -> Refusal | None:
    """A ruling belongs to an application (行政强制法 §57)."""
    if question.facts.court_applied_on is not None:
        return None
    return no(
        "court_applied",
        _("没有向人民法院申请强制执行的记录。"),
        "行政强制法 §57",
        _("请先登记强制执行申请。"),
    )


@guard
def ruling_refused(question: Question) -> Refusal | None:
    """Only a refusal to accept or to execute can be objected to, once (行政强制法 §56-2, §58-3)."""
    if question.facts.court_outcome == REFUSED:
        return None
    return no(
        "ruling_refused",
        _("人民法院没有作出可以申请复议的不予受理、不予执行裁定。"),
        "行政强制法 §58-3",
        _("请先登记人民法院的裁定。"),
    )


@guard
def ruling_objection_open(question: Question) -> Refusal | None:
    """The higher court is asked within fifteen days of the ruling (行政强制法 §56-2, §58-3)."""
    clock = question.facts.clock("court_object")
    if clock is not None and clock.ended_on is None and (clock.due is None or question.on <= clock.due):
        return None
    return no(
        "ruling_objection_open",
        _("对裁定申请复议的十五日期限已经届满，或者已经申请复议。"),
        "行政强制法 §58-3",
        _("请登记上一级人民法院的裁定；期限届满的，办理结案。"),
    )


@guard
def court_ended(question: Question) -> Refusal | None:
    """A case in court closes when the court ended the execution or refused it for good (程序规定 §77-1)."""
    facts = question.facts
    if facts.state != "in_court" or facts.court_outcome in ("terminated", "upheld"):
        return None
    clock = facts.clock("court_object")
    open_until = clock.due if clock is not None and clock.ended_on is None else None
    if facts.court_outcome == REFUSED and open_until is not None and question.on > open_until:
        return None
    return no(
        "court_ended",
        _("人民法院尚未裁定终结执行，或者对不予执行的裁定还可以申请复议。"),
        "市场监督管理行政处罚程序规定 §77-1(2)",
        _("请先登记人民法院的裁定。"),
    )
