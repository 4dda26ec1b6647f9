"""What a publisher does with a report of an error: find it founded, close it, refuse it, forward it."""

from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.disclosure import acts
from mingzhi.disclosure.models import Report
from mingzhi.disclosure.policy import ANSWER
from mingzhi.disclosure.queries.reports import ReportView
from mingzhi.disclosure.rules.reports import FOUNDED, OPEN, REMEDIES
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing

_LAW = "政府信息公开条例 §41"
_GUIDE = _("报告人会看到全文；不要写他人的个人信息。")


def _found(actor: Actor, report: Report, data: dict[str, Any]) -> Any:
    return acts.find_report(actor=actor, report=report, text=data["text"])


def _close(actor: Actor, report: Report, data: dict[str, Any]) -> Any:
    return acts.close_report(actor=actor, report=report, remedy=data["remedy"], text=data["text"])


def _refuse(actor: Actor, report: Report, data: dict[str, Any]) -> Any:
    return acts.refuse_report(actor=actor, report=report, text=data["text"])


def _forward(actor: Actor, report: Report, data: dict[str, Any]) -> Any:
    return acts.forward_report(actor=actor, report=report, recipient=data["recipient"], text=data["text"])


def _contact(actor: Actor, report: Report, _data: dict[str, Any]) -> Any:
    return acts.read_report_contact(actor=actor, report=report)


def _text(label: str) -> Field:
    return Field(code="text", label=label, kind=FieldKind.LONG, guide=_GUIDE)


FIND = Doing(
    code="find",
    title=_("认定属实"),
    run=_found,
    said=_("已认定属实。请办理纠正，完成后办结。"),
    basis=_LAW,
    fields=(_text(_("核实情况，将如何纠正")),),
)
CLOSE = Doing(
    code="close",
    title=_("办结并答复"),
    run=_close,
    said=_("已办结，报告人可以看到答复。"),
    basis=_LAW,
    fields=(
        Field(
            code="remedy",
            label=_("如何纠正的"),
            kind=FieldKind.CHOICE,
            choices=tuple(REMEDIES.items()),
        ),
        _text(_("答复")),
    ),
)
REFUSE = Doing(
    code="refuse",
    title=_("不予更正并答复"),
    run=_refuse,
    said=_("已答复，报告人可以看到理由和救济途径。"),
    basis=_LAW,
    fields=(_text(_("核实情况和不予更正的理由")),),
)
FORWARD = Doing(
    code="forward",
    title=_("转送并答复"),
    run=_forward,
    said=_("已登记转送，报告人可以看到转送的机关。"),
    basis=_LAW,
    fields=(
        Field(code="recipient", label=_("有权更正的机关")),
        _text(_("告知报告人的话")),
    ),
)
CONTACT = Doing(
    code="contact",
    title=_("查看联系方式"),
    run=_contact,
    said=_("本次查看已经记录。"),
    basis="个人信息保护法 §51",
)
DOINGS: dict[str, Doing] = {doing.code: doing for doing in (FIND, CLOSE, REFUSE, FORWARD, CONTACT)}


def offered(actor: Actor, view: ReportView) -> frozenset[str]:
    """Return which forms are shown; the acts ask again."""
    if actor.agency_code != view.agency_code or not actor.can(ANSWER):
        return frozenset()
    contact = {"contact"} if view.has_contact else set()
    by_state = {OPEN: {"find", "refuse", "forward"}, FOUNDED: {"close"}}
    return frozenset(by_state.get(view.state, set()) | contact)
