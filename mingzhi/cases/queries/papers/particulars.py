"""What one kind of document says beyond what every document of the case says."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mingzhi.cases.models import Step
from mingzhi.cases.queries.facts.enforcing import OBJECTED, PROPOSAL, core_of, last_decided, proposed_data
from mingzhi.cases.queries.facts.measures import taken_by
from mingzhi.cases.queries.papers.licence_ending import ending, withdrawal
from mingzhi.cases.queries.papers.money import OF_MONEY, Particulars
from mingzhi.cases.queries.rows import Rows, day_of
from mingzhi.cases.rules.enforcement import HARMS, METHOD_NAMES
from mingzhi.cases.rules.guards.summary import NOTHING_SAID
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.cases.rules.procedures.licence.applying import NOT_ACCEPTED
from mingzhi.cases.rules.procedures.ordinary.reviewing import AUDIT_POINTS
from mingzhi.identity.queries import names_of
from mingzhi.kernel.canonical import digest
from mingzhi.records.rules.wording import day, show

_KINDS = {"reconsideration": "行政复议", "litigation": "行政诉讼"}
OF_ENFORCEMENT = (
    "enforcement_proposal",
    "enforcement_review",
    "enforcement_decision",
    "transfer_notice",
    "auction_commission",
    "enforcement_proceeds",
    "surplus_return",
    "enforcement_record",
    "substitute_decision",
    "substitute_warning",
    "substitute_record",
    "enforcement_suspension",
    "enforcement_resumption",
    "enforcement_agreement",
)
_NOTHING_SAID = "没有提出陈述、申辩意见。"


def particulars(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values only this document asks for; they win over everything else."""
    found = _OF.get(declared.document)
    return found(rows, declared, data) if found else {}


def _order(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """At once, unless a day was set (行政处罚法 第二十八条第一款)."""
    until = data.get("due_on")
    return {"correct_by": f"{day(date.fromisoformat(until))}前" if until else "立即改正"}


def _defence_answer(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    said = rows.last("record_defence")
    return {"defence": str(said.data["defence"])} if said else {}


def _defence_record(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the party handed in, not the evidence of the case."""
    return {"evidence": list(data.get("evidence", ()))}


def _summary(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the party said when it was told (程序规定 第六十九条)."""
    told = rows.last("tell_on_site")
    if told is None:
        return {}
    said, answer = str(told.data.get("defence", "")), str(told.data.get("defence_answer", ""))
    said = _NOTHING_SAID if said.strip("。 ") in NOTHING_SAID else said
    return {"defence": f"{said}复核意见：{answer}" if answer else said}


def _decided_by(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """The officers who decided on the spot, whoever hands the record in (行政处罚法 §42-1, §52-3)."""
    decided = rows.last("decide_on_spot")
    if decided is None:
        return {}
    both = (
        (decided.officer_first_label, decided.officer_first_certificate),
        (decided.officer_second_label, decided.officer_second_certificate),
    )
    return {"officers": [f"{name}（{number}）" for name, number in both]}


def _crime_report(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """What was verified and by whom, also on the paper of the decision (移送规定 第五条第一款)."""
    report = rows.last("report_crime")
    if declared.code == "report_crime" or report is None:
        return {}
    members = [report.data[code] for code in ("member_1", "member_2") if code in report.data]
    names = names_of(members)
    return {"officers": [names[urn] for urn in members if urn in names], "facts": report.data["facts"]}


def _remedy(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Kind, body and days of the remedy; how it ended, in words."""
    against = _attacked(rows, data)
    of_it = [row for row in rows.remedies if row.against_id == (against.id if against else None)]
    pending = of_it[-1] if of_it else None
    decided = rows.decisions[-1].number if rows.decisions else ""
    number = against.document_number if against else decided
    if declared.code.startswith("file_") or pending is None:
        return {
            "against": number,
            "remedy_filed_on": data.get("filed_on", ""),
            "remedy_outcome": "审理中",
            "filed_on": _filed(rows),
        }
    labels = {
        code: label for item in declared.fields if item.code == "outcome" for code, label in item.choices
    }
    return {
        "against": number,
        "kind": _KINDS.get(pending.kind, pending.kind),
        "remedy_body": pending.body,
        "remedy_filed_on": pending.filed_on.isoformat(),
        "remedy_outcome": labels.get(str(data.get("outcome")), declared.title),
        "remedy_text": _ordered(data),
    }


def _attacked(rows: Rows, data: Mapping[str, Any]) -> Step | None:
    """Return the step of the coercive decision a remedy names (行政强制法 §8-1)."""
    named = data.get("against")
    return next((step for step in rows.steps if named and step.document_number == named), None)


_CHANGED_TO = (("fine", "变更后的罚款"), ("amount", "变更后的金额"))


def _ordered(data: Mapping[str, Any]) -> str:
    """What the reconsideration or the judgment orders, beside how it ended (复议法 §63, §64)."""
    until = data.get("redo_by")
    term = f"，期限至{day(date.fromisoformat(until))}" if until else ""
    found = [str(data.get("facts", ""))]
    found += [f"{label}{show(data[name], 'money')}。" for name, label in _CHANGED_TO if name in data]
    found += [f"责令重新作出决定{term}。"] if data.get("redo") is True else []
    return "".join(found)


def _informant(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Whether a case was filed, and on which day: no more than the informant is told."""
    decided = rows.last("file", "refuse_filing")
    if decided is None:
        return {}
    filed = decided.code == "file"
    return {
        "answered_on": day(day_of(decided.occurred_at)),
        "filing_result": "决定立案" if filed else "决定不予立案",
    }


def _recusal(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    asked = rows.last("ask_recusal")
    return {"requested_on": day_of(asked.occurred_at).isoformat()} if asked else {}


def _coordination(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Both views and who holds them, beside the decision between them (浙政办发〔2019〕20号 二(三)4)."""
    if declared.effect == "settle_enforcement":
        signers = {"sign_handler": rows.last(PROPOSAL), "sign_reviewer": rows.last(OBJECTED)}
        return {name: step.actor_label for name, step in signers.items() if step is not None}
    raised = rows.last("raise_dispute")
    if raised is None:
        return {}
    returned = rows.last("return_review")
    return {
        "handler_view": raised.data.get("handler_view", ""),
        "reviewer_view": raised.data.get("reviewer_view", ""),
        "sign_handler": raised.actor_label,
        "sign_reviewer": returned.actor_label if returned else "",
    }


def _hearing(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Time, place and host as notified, where the record does not say otherwise."""
    told = rows.last("notify_hearing")
    if told is None:
        return {}
    host = str(data.get("host") or told.data.get("host", ""))
    return {"place": data.get("place") or told.data.get("place", ""), "host": names_of([host]).get(host, "")}


def _freezing(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Bank, account and sum of what is frozen, on the papers that come after (行政强制法 第三十一条)."""
    frozen = taken_by(rows, declared.code, rows.on, data)
    if frozen is None:
        return {}
    of = {name: frozen.data[name] for name in ("bank", "account", "amount")}
    return {**of, "measure_number": frozen.document_number, "measure_from": frozen.data["measure_from"]}


def _audit(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """The points that were looked at, and the kind of opinion (程序规定 §53, §54)."""
    points = [{"point": label, "finding": "符合"} for code, label in AUDIT_POINTS if data.get(code) is True]
    return {"audit_points": points, "audit_opinion": data.get("opinion", "同意案件处理意见")}


def _enforcement(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """What was proposed and decided, in words, on every paper of the enforcement (强制法 §37-2, §51-1)."""
    decided = dict(last_decided(rows))
    told = {**decided, **proposed_data(rows), **data}
    demand = rows.last("demand")
    found = {
        "method": METHOD_NAMES.get(str(told.get("method", "")), ""),
        "harm": HARMS.get(str(told.get("harm", "")), ""),
        "demand_number": demand.document_number if demand else "",
        "enforcement_number": decided.get("enforcement_number", ""),
    }
    if declared.code == PROPOSAL and rows.decisions:
        found["core_hash"] = digest(core_of(rows, data))
    kept = {name: told[name] for name in ("basis", "subject", "performer") if name in told}
    return {name: value for name, value in (found | kept).items() if value}


_THREE_YEARS = "中止执行满三年未恢复，没有明显社会危害且当事人确无能力履行"


def _ended(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """The ground of 行政强制法 §40, or the three years of §39-2."""
    grounds = {
        code: label for item in declared.fields if item.code == "ground" for code, label in item.choices
    }
    ground = grounds.get(str(data.get("ground")), _THREE_YEARS)
    ending = "终结执行" if data.get("ground") else "不再执行"
    return {"end_ground": ground, "ending": ending, **_enforcement(rows, declared, data)}


def _filed(rows: Rows) -> str:
    filed = rows.last("file", "accept", "accept_joint")
    return day_of(filed.occurred_at).isoformat() if filed else ""


def _term(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """How long the decision may take, and who lets it take longer (行政许可法 §42)."""
    joint = declared.code in ("accept_joint", "extend_joint")
    return {
        "decide_term": "四十五个工作日" if joint else "二十个工作日",
        "longer_by": "十五个工作日" if joint else "十个工作日",
        "approved_by": "本级人民政府负责人" if joint else "本机关负责人",
    }


def _not_accepted(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """The article an application is not accepted on: not that of the licence (行政许可法 §32-1, §78)."""
    law = NOT_ACCEPTED.get(str(data.get("ground")))
    return {"basis": [law]} if law else {}


def _standards(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """The standards a refusal rests on (行政许可法 §55-3)."""
    test = rows.last("test_to_standard")
    return {"standards": list(test.data["standards"])} if test else {}


def _transfer(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """The articles on which the case goes to another agency (程序规定 §14, §17-1)."""
    return {"transfer_basis": list(declared.basis)}


_OF: dict[str, Particulars] = {
    "order_to_correct": _order,
    "informant_notice": _informant,
    "case_transfer_letter": _transfer,
    "defence_record": _defence_record,
    "defence_answer": _defence_answer,
    "summary_decision": _summary,
    "summary_filing": _decided_by,
    "crime_report": _crime_report,
    "remedy_record": _remedy,
    "recusal_decision": _recusal,
    "coordination_record": _coordination,
    "hearing_record": _hearing,
    "freezing_extension": _freezing,
    "freezing_lifting": _freezing,
    "licence_acceptance": _term,
    "licence_extension_notice": _term,
    "licence_no_acceptance": _not_accepted,
    "licence_refusal": _standards,
    "licence_withdrawal": withdrawal,
    **dict.fromkeys(("licence_revocation", "licence_cancellation"), ending),
    "case_audit": _audit,
    **dict.fromkeys(OF_ENFORCEMENT, _enforcement),
    "enforcement_termination": _ended,
    **OF_MONEY,
}
