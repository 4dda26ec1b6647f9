"""Answer a report: founded and put right, unfounded with reasons, or forwarded to whom it concerns."""

from mingzhi.disclosure import policy
from mingzhi.disclosure.models import Correction, Notice, Report, ReportAnswer
from mingzhi.disclosure.rules import reports
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.typed import readable
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

BASIS = "政府信息公开条例 §41"
_SERVES = ("2.1.3c",)


@act(
    "disclosure.find_report",
    title=_("认定报告属实"),
    may=policy.may_answer,
    locks="report",
    serves=_SERVES,
    basis=(BASIS,),
)
def find_report(*, actor: Actor, report: Report, text: str) -> ReportAnswer:
    """Find that the public text is wrong and say what will be done; the clock runs on until it is done.

    Conflict when the report is answered or found already.
    """
    _require_open(report)
    if ReportAnswer.objects.filter(report=report, outcome=reports.FOUNDED).exists():
        raise Conflict("disclosure.report_found", _("该报告已经认定属实。"), way_out=_("请办理纠正。"))
    return _answer(actor, report, reports.FOUNDED, text)


@act(
    "disclosure.close_report",
    title=_("纠正后办结报告"),
    may=policy.may_answer,
    locks="report",
    serves=_SERVES,
    basis=(BASIS,),
)
def close_report(*, actor: Actor, report: Report, remedy: str, text: str) -> ReportAnswer:
    """Close a founded report once the remedy is there: corrected, come down, or named in the answer.

    Raises NotNow while the report was not found founded, or while the correction or the removal that is
    named has not been done.
    """
    _require_open(report)
    if remedy not in reports.REMEDIES:
        raise Invalid("disclosure.report_remedy", _("请选择如何纠正。"), field="remedy")
    if not ReportAnswer.objects.filter(report=report, outcome=reports.FOUNDED).exists():
        raise NotNow(
            "disclosure.report_not_found",
            _("报告尚未认定属实，不能按已纠正办结。"),
            citation=cite(BASIS),
            way_out=_("请先核实；不属实的，说明理由不予更正。"),
        )
    _require_done(report, remedy)
    return _answer(actor, report, reports.REMEDIED, text, remedy=remedy)


@act(
    "disclosure.refuse_report",
    title=_("不予更正并说明理由"),
    may=policy.may_answer,
    locks="report",
    serves=_SERVES,
    basis=(BASIS,),
)
def refuse_report(*, actor: Actor, report: Report, text: str) -> ReportAnswer:
    """Close a report that proves unfounded, with reasons; where to turn is told with the answer."""
    _require_open(report)
    _require_not_found(report)
    return _answer(actor, report, reports.UNFOUNDED, text)


@act(
    "disclosure.forward_report",
    title=_("转送有权更正的机关"),
    may=policy.may_answer,
    locks="report",
    serves=_SERVES,
    basis=(BASIS,),
)
def forward_report(*, actor: Actor, report: Report, recipient: str, text: str) -> ReportAnswer:
    """Close a report that another agency has to answer; whoever reported is told which one.

    Raises Invalid for no agency, or one's own.
    """
    _require_open(report)
    _require_not_found(report)
    named = readable(recipient).strip()
    if not named or len(named) > 200:
        raise Invalid(
            "disclosure.report_recipient",
            _("须写明有权更正的机关，不超过二百字。"),
            citation=cite(BASIS),
            field="recipient",
        )
    if named == report.agency_name:
        raise Invalid(
            "disclosure.report_to_oneself",
            _("不能转送给本机关。"),
            citation=cite(BASIS),
            way_out=_("由本机关更正的，请核实后认定属实。"),
            field="recipient",
        )
    return _answer(actor, report, reports.FORWARDED, text, recipient=named)


def _require_open(report: Report) -> None:
    if report.closed_at is not None:
        raise Conflict(
            "disclosure.report_closed", _("该报告已经答复办结。"), way_out=_("请刷新页面，查看答复。")
        )


def _require_not_found(report: Report) -> None:
    if ReportAnswer.objects.filter(report=report, outcome=reports.FOUNDED).exists():
        raise Conflict(
            "disclosure.report_found",
            _("该报告已经认定属实，不能再作出相反的答复。"),
            citation=cite(BASIS),
            way_out=_("请办理纠正，然后办结。"),
        )


def _require_done(report: Report, remedy: str) -> None:
    """Raise NotNow unless the correction or the removal that is named came after the report."""
    corrected = Correction.objects.filter(notice=report.notice_id, report=report)
    fallen = Notice.objects.filter(pk=report.notice_id, closed_at__gte=report.received_at)
    if remedy == reports.CORRECTED and not corrected.exists():
        raise NotNow(
            "disclosure.report_uncorrected",
            _("还没有因本报告作出的更正。"),
            citation=cite("市场监督管理行政处罚信息公示规定 §12"),
            way_out=_("请先制作新版本、送审、更正公示，并在更正时选择本报告。"),
            field="remedy",
        )
    if remedy == reports.WITHDRAWN and not fallen.exists():
        raise NotNow(
            "disclosure.report_still_public",
            _("收到报告后，该信息还没有停止公示。"),
            citation=cite("行政处罚法 §48-2"),
            way_out=_("请先办理撤回公示。"),
            field="remedy",
        )


def _answer(
    actor: Actor, report: Report, outcome: str, text: str, *, remedy: str = "", recipient: str = ""
) -> ReportAnswer:
    said = readable(text).strip()
    if not said or len(said) > reports.ANSWER_LONGEST:
        raise Invalid(
            "disclosure.report_answer",
            _("须写明核实情况和理由，不超过%(n)s字。"),
            citation=cite(BASIS),
            way_out=_("答复会原样给报告人看，请写清楚，不要写他人的个人信息。"),
            params={"n": str(reports.ANSWER_LONGEST)},
            field="text",
        )
    moment = clock.now()
    row = ReportAnswer.objects.create(
        report=report,
        outcome=outcome,
        text=said,
        remedy=remedy,
        recipient=recipient,
        late=clock.today() > report.last_day,
        answered_at=moment,
        answered_by_urn=actor.urn,
        answered_by_label=actor.label,
    )
    if outcome in reports.FINAL:
        report.closed_at = moment
        report.save(update_fields=["closed_at"])
    _tell(row)
    return row


def _tell(row: ReportAnswer) -> None:
    report, notice = row.report, row.report.notice
    describe(
        subject=notice.subject_urn,
        label=notice.subject_label,
        mentions=(notice.source_urn, f"urn:mingzhi:disclosure:report:{report.uid}"),
        content={
            "report": str(report.uid),
            "outcome": row.outcome,
            "remedy": row.remedy,
            "recipient": row.recipient,
            "text": row.text,
            "late": row.late,
        },
        basis=tuple(report.demands),
    )
