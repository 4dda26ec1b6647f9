"""What can be done with a notice: publish, correct, withdraw, exempt; with the acts behind it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.disclosure import acts
from mingzhi.disclosure.models import Duty, Notice, NoticeVersion
from mingzhi.disclosure.queries.reports import report_row
from mingzhi.disclosure.rules.exemptions import REASONS
from mingzhi.disclosure.rules.periods import EARLY_END_BASIS, EARLY_END_CONDITIONS
from mingzhi.disclosure.rules.withdrawals import NOT_PUBLIC
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing

_PLAN = "浙政办发〔2019〕20号 二(一)3"
_LAW = "行政处罚法 §48-2"


def _publish(actor: Actor, version: NoticeVersion, data: dict[str, Any]) -> Any:
    return acts.publish(
        actor=actor,
        notice=version.notice,
        version=version,
        period_rule=data.get("period_rule", ""),
        period_reason=data.get("period_reason", ""),
    )


def _correct(actor: Actor, version: NoticeVersion, data: dict[str, Any]) -> Any:
    return acts.correct(
        actor=actor,
        notice=version.notice,
        version=version,
        reason=data["reason"],
        seen=data["seen"],
        report=report_row(data["report"], actor) if data.get("report") else None,
    )


def _withdraw(actor: Actor, notice: Notice, data: dict[str, Any]) -> Any:
    return acts.withdraw(
        actor=actor,
        notice=notice,
        ground=NOT_PUBLIC,
        reason=data["reason"],
        ground_document=data.get("ground_document", ""),
        seen=data.get("seen", ""),
    )


def _end_early(actor: Actor, notice: Notice, data: dict[str, Any]) -> Any:
    return acts.end_early(
        actor=actor,
        notice=notice,
        conditions=frozenset(code for code in EARLY_END_CONDITIONS if data.get(code)),
        reason=data["reason"],
        applied_on=date.fromisoformat(data["applied_on"]),
    )


def _exempt(actor: Actor, duty: Duty, data: dict[str, Any]) -> Any:
    return acts.exempt(
        actor=actor,
        duty=duty,
        ground=data["ground"],
        reason=data["reason"],
        filed_with=data["filed_with"],
        filed_on=date.fromisoformat(data["filed_on"]),
        receipt=data["receipt"],
    )


def _deliver(actor: Actor, duty: Duty, data: dict[str, Any]) -> Any:
    return acts.confirm_delivery(actor=actor, duty=duty, receipt=data["receipt"])


def _remove(actor: Actor, duty: Duty, data: dict[str, Any]) -> Any:
    return acts.confirm_removal(actor=actor, duty=duty, receipt=data["receipt"])


def _field(code: str, label: str, kind: FieldKind = FieldKind.TEXT, **more: Any) -> Field:
    return Field(code=code, label=label, kind=kind, **more)


def _yes(code: str, label: str) -> Field:
    return _field(code, label, FieldKind.YES, required=False)


PUBLISH = Doing(
    code="publish",
    title=_("公示"),
    run=_publish,
    said=_("已公示，并记入公开日志。"),
    basis=_PLAN,
    fields=(
        _field(
            "period_rule",
            _("公示期限"),
            required=False,
            guide=_("不选的按默认规则。"),
        ),
        _field("period_reason", _("选用其他期限的理由"), required=False),
    ),
)
CORRECT = Doing(
    code="correct",
    title=_("更正公示"),
    run=_correct,
    said=_("已更正；原版本和更正理由仍可查。"),
    basis=_PLAN,
    fields=(
        _field("reason", _("更正理由（公开）"), FieldKind.LONG),
        _field(
            "report",
            _("所答复的错误报告"),
            required=False,
            guide=_("因报告或者当事人申请而更正的，选择该报告；公示记录会写明因报告而更正。"),
        ),
        _field("seen", _("所见的公示版本")),
    ),
)
WITHDRAW = Doing(
    code="withdraw",
    title=_("撤回不应公开的公示"),
    run=_withdraw,
    said=_("已撤回，撤回理由已公开。"),
    basis="政府信息公开条例 §15",
    grave=True,
    fields=(
        _field("ground_document", _("所据文书文号"), required=False),
        _field("reason", _("撤回理由（公开）"), FieldKind.LONG),
        _field("seen", _("所见的公示版本"), required=False),
    ),
)
END_EARLY = Doing(
    code="end_early",
    title=_("提前停止公示"),
    run=_end_early,
    said=_("已提前停止公示，并记入公开日志。"),
    basis=EARLY_END_BASIS,
    grave=True,
    fields=(
        _field("applied_on", _("当事人申请日期"), FieldKind.DATE),
        *(_yes(code, label) for code, label in EARLY_END_CONDITIONS.items()),
        _field("reason", _("理由（公开）"), FieldKind.LONG),
    ),
)
EXEMPT = Doing(
    code="exempt",
    title=_("不予公示并备案"),
    run=_exempt,
    said=_("不予公示及其理由已记录。"),
    basis="政府信息公开条例 §15",
    grave=True,
    fields=(
        _field(
            "ground",
            _("不予公开情形"),
            FieldKind.CHOICE,
            choices=tuple((code, title) for code, (title, _basis) in REASONS.items()),
        ),
        _field("reason", _("理由"), FieldKind.LONG),
        _field("filed_with", _("备案的司法行政部门")),
        _field("filed_on", _("备案日期"), FieldKind.DATE),
        _field("receipt", _("备案回执")),
    ),
)
DELIVER = Doing(
    code="deliver",
    title=_("登记渠道公示"),
    run=_deliver,
    said=_("已登记该渠道的公示回执。"),
    basis=_PLAN,
    fields=(_field("receipt", _("渠道回执或者网址")),),
)
REMOVE = Doing(
    code="remove",
    title=_("登记渠道撤下"),
    run=_remove,
    said=_("已登记该渠道撤下的回执。"),
    basis=_LAW,
    fields=(_field("receipt", _("渠道回执或者网址")),),
)
