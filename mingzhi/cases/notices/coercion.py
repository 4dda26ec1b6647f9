"""The notice of a coercive decision: agency, party, kind and conclusion, no more than is owed.

浙政办发〔2019〕20号 二(一)3 demands of every act what these four lines say; the lists of things and the
course on the spot stay in the file.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from mingzhi.cases.models import CoerciveDecision, Measure, Party
from mingzhi.cases.notices.people import about, known_of
from mingzhi.cases.notices.redacting import corrected, corrected_rows, doubts_in, hide, refuse_leaks
from mingzhi.cases.notices.sources import COERCION
from mingzhi.cases.notices.wording import law, yuan
from mingzhi.cases.queries.entrusting import delegate_of
from mingzhi.cases.queries.facts.enforcing import DECISIONS
from mingzhi.cases.rules.enforcement import METHOD_NAMES
from mingzhi.catalogue.rules.powers import ActKind
from mingzhi.disclosure.queries.said import said_on
from mingzhi.disclosure.rules.kinds import notice_kind_of
from mingzhi.disclosure.rules.source import NoticeDraft, PeriodFacts
from mingzhi.identity.queries import agency_on
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.rules.wording import day as day_in_words
from mingzhi.redaction import Mark, profile_for

Rows = list[tuple[str, str]]


def coercive_draft(
    decision: CoerciveDecision,
    viewer: Actor,
    *,
    corrections: Mapping[str, str] | None = None,
    said: Mapping[str, str] | None = None,
) -> NoticeDraft:
    """Return the finished, redacted notice of a coercive decision.

    What may be a name is left to the second person; ``said`` is what checks said of its words (default: those
    on record). Raises NotNow while an urgent measure has not been approved afterwards (行政强制法 §19), and
    when the leak test finds something.
    """
    _must_be_approved(decision)
    case, party = decision.case, Party.objects.get(case=decision.case, until__isnull=True)
    agency = agency_on(case.agency_code, decision.decided_on)
    profile = profile_for(case.region_code, ActKind.COERCION)
    said = said_on(decision.urn, viewer) if said is None else said
    known = known_of(case, party, agency, public_names=(delegate_of(case),), said=said)
    marks: list[Mark] = []
    table = [(label, str(hide(value, known, profile, marks))) for label, value in _table(decision, party)]
    rows = corrected_rows(table, corrections or {})
    text = written(rows)
    title = corrected(f"{party.name}{decision.title}", corrections or {})
    refuse_leaks((title, text), known, profile)
    return NoticeDraft(
        kind=notice_kind_of(COERCION),
        title=title,
        number=decision.number,
        **about(case, party),
        decided_on=decision.decided_on,
        fields=rows,
        text=text,
        marks=[mark.as_json() for mark in marks],
        names_checked=list(known.names_checked),
        doubts=doubts_in((title, text), known, profile, said),
        facts=PeriodFacts(department=agency.field),
    )


def lines_in_full(decision: CoerciveDecision) -> str:
    """Write the lines of the notice before anything is hidden; the check compares the public text."""
    party = Party.objects.get(case=decision.case, until__isnull=True)
    return written(_table(decision, party))


def written(rows: Rows) -> str:
    """Write a table as text, a line for each row."""
    return "\n".join(f"{label}：{value}" for label, value in rows)


def _must_be_approved(decision: CoerciveDecision) -> None:
    measure = Measure.objects.filter(step_id=decision.step_id).first()
    if measure is not None and measure.urgent and measure.approved_at is None:
        raise NotNow(
            "cases.measure_unapproved",
            _("当场实施的措施尚未补办批准手续，不能公示。"),
            citation=cite("行政强制法 §19"),
            way_out=_("请先报告机关负责人并补办批准手续。"),
        )


def _table(decision: CoerciveDecision, party: Party) -> Rows:
    case = decision.case
    rows = [
        (_("执法机关"), case.agency_name),
        (_("受委托办理"), delegate_of(case)),
        (_("执法对象"), party.name),
        (_("执法类别"), f"{COERCION}（{decision.title}）"),
        (_("决定文书号"), decision.number),
        (_("决定日期"), decision.decided_on.isoformat()),
        (_("依据"), law(decision.step.data.get("basis") or decision.step.basis)),
        (_("执法结论"), conclusion(decision.kind, decision.step.data)),
    ]
    return [(label, value) for label, value in rows if value]


def conclusion(kind: str, data: Mapping[str, Any]) -> str:
    """Say in words what was decided; ``data`` is what the step recorded and computed."""
    return _SAID[kind](data)


def _until(data: Mapping[str, Any]) -> str:
    return f"期限自{_day(data['measure_from'])}至{_day(data['measure_until'])}"


def _longer(what: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda data: f"{what}期限由{_day(data['due_before'])}延长至{_day(data['due_after'])}"


def _enforced(data: Mapping[str, Any]) -> str:
    method = METHOD_NAMES[str(data["method"])]
    sum_of = f"，执行金额{yuan(int(data['amount']))}" if "amount" in data else ""
    return f"决定自{_day(data['execute_on'])}起强制执行，方式为{method}{sum_of}"


_SAID: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "seize": lambda data: f"{data['measure']}财物，{_until(data)}",
    "extend_seizure": _longer("查封、扣押"),
    "lift_seizure": lambda data: f"自{_day(data['lifted_on'])}起解除查封、扣押",
    "freeze": lambda data: f"冻结存款、汇款{yuan(int(data['amount']))}，{_until(data)}",
    "extend_freezing": _longer("冻结"),
    "lift_freezing": lambda data: f"自{_day(data['lifted_on'])}起解除冻结",
    "impose_late_fine": lambda data: f"加处罚款{yuan(int(data['amount']))}（逾期{data['days']}日）",
    **dict.fromkeys(DECISIONS, _enforced),
    "substitute_now": lambda data: f"立即实施代履行，费用{yuan(int(data['cost']))}",
}
"""Every step that is a coercive decision of its own; neither account nor lists of things are told."""


def _day(text: object) -> str:
    return day_in_words(date.fromisoformat(str(text)))
