"""Fill the data of a document: what the case knows, then what was entered with the step."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from mingzhi.cases.models import Step
from mingzhi.cases.queries.facts.deciding import decided_anew, decision_of
from mingzhi.cases.queries.facts.measures import taken_by
from mingzhi.cases.queries.papers.particulars import particulars
from mingzhi.cases.queries.rows import Rows, day_of
from mingzhi.cases.queries.serving import decision_document
from mingzhi.cases.rules.documents import DOCUMENTS, RECEIPT
from mingzhi.cases.rules.facts import OfficerFact
from mingzhi.cases.rules.procedure import FieldKind
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.catalogue.queries import lasting_power
from mingzhi.identity.queries import names_of
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.records.rules.wording import told_apart


def paper_data(
    rows: Rows,
    *,
    declared: Declared,
    data: Mapping[str, Any],
    officers: Sequence[OfficerFact],
    actor: Actor,
    at: datetime,
) -> dict[str, Any]:
    """Return the flat mapping a template is filled from; later sources win over earlier ones."""
    return {
        **_of_case(rows),
        **_of_party(rows),
        **_of_core(rows, data),
        **_of_review(rows),
        **_of_decision(rows),
        **_of_evidence(rows),
        **_of_measure(rows, taken_by(rows, declared.code, day_of(at), data)),
        **_of_people(rows, officers, actor, at),
        **_of_approval(rows, declared, data, actor, at),
        **_entered(declared, data),
        **_served(rows, declared, data),
        **particulars(rows, declared, data),
    }


def _of_case(rows: Rows) -> dict[str, Any]:
    case = rows.case
    power = lasting_power(case.power_uid)
    filed, opened, concluded = (
        rows.last("file", "accept", "accept_joint"),
        rows.last("open"),
        rows.last("conclude"),
    )
    return {
        "case_title": case.cause,
        "case_number": case.number,
        "case_source": case.source,
        "source": case.source,
        "power_name": case.power_name,
        "licence_item": case.power_name,
        "breached": list(power.breached),
        "basis": list(power.basis),
        "filed_on": _iso(filed.occurred_at) if filed else "",
        "received_on": _iso(case.opened_at),
        "facts": str(opened.data.get("facts", "")) if opened else "",
        "replaced_number": decided_anew(rows),
        "course": (str(concluded.data.get("course", "")) if concluded else "") + _anew(rows),
    }


def _anew(rows: Rows) -> str:
    """Say in whose place a decision is made anew, so that nobody takes it for a second one."""
    fallen = decided_anew(rows)
    return f"原决定（{fallen}）已被撤销或者确认无效，本机关重新调查处理。" if fallen else ""


def _of_party(rows: Rows) -> dict[str, Any]:
    party = rows.party
    return {
        "party_name": party.name,
        "party_code": party.code or party.id_number,
        "party_operator": party.operator,
        "party_address": party.address or "住址待查",
        "party_phone": party.phone,
    }


def _of_core(rows: Rows, data: Mapping[str, Any]) -> dict[str, Any]:
    """The entered core, else the proposed one: facts, law, penalties, reasons, the money owed."""
    entered = data.get("core")
    core = entered if isinstance(entered, Mapping) else (rows.cores[-1].core if rows.cores else None)
    if core is None:
        return {}
    penalties = list(core.get("penalties", ()))
    money = sum(item["amount"] for item in penalties if item["kind"] in ("fine", "confiscate_income"))
    grant = core.get("grant", {})
    return {
        "facts": core["facts"],
        **{part: list(core[part]) for part in ("breached", "basis") if core.get(part)},
        "penalties": penalties,
        "reasons": core.get("reasons") or "按照裁量基准的一般情形处理。",
        "outcome": core["outcome"],
        "money_total": money,
        **{name: grant[name] for name in ("valid_from", "valid_until") if name in grant},
        "licence_scope": grant.get("scope") or core["facts"],
    }


def _of_review(rows: Rows) -> dict[str, Any]:
    if not rows.cores:
        return {}
    given = [item for item in rows.rounds if item.opinion]
    return {
        "core_hash": rows.cores[-1].hash,
        "round": len(rows.rounds) + 1,
        "review_result": f"第{given[-1].round}次审核：{given[-1].opinion}" if given else "",
    }


def _of_decision(rows: Rows) -> dict[str, Any]:
    row = decision_of(rows)
    if row is None:
        return {}
    return {
        "decision_number": row.number or rows.case.number,
        "decided_on": row.decided_on.isoformat(),
    }


def _of_evidence(rows: Rows) -> dict[str, Any]:
    """The evidence as concluded, else one line per step that brought evidence in."""
    concluded = rows.last("conclude")
    if concluded is not None and concluded.data.get("evidence"):
        return {"evidence": list(concluded.data["evidence"])}
    declared = rows.procedure.by_step
    taken = [
        f"{step.title}（{'，'.join(filter(None, (_iso(step.occurred_at), step.data.get('asked_name'))))}）"
        for step in rows.steps
        if step.code in declared and declared[step.code].effect == "add_evidence"
    ]
    return {"evidence": told_apart(taken)} if taken else {}


def _of_measure(rows: Rows, taken: Step | None) -> dict[str, Any]:
    """The measure the step acts on, else the last one."""
    found: dict[str, Any] = {}
    for measure in sorted(rows.measures, key=lambda one: bool(taken and one.step_id == taken.pk)):
        step = next(item for item in rows.steps if item.pk == measure.step_id)
        kind = "preserved" if measure.kind == "preservation" else "measure"
        found |= {f"{kind}_on": _iso(measure.taken_at), f"{kind}_number": step.document_number}
        if kind == "measure":
            found |= {
                "measure": {"seizure": "扣押", "sealing": "查封"}[measure.kind],
                "measure_from": _iso(measure.taken_at),
                "measure_until": measure.until.isoformat(),
            }
        found["items"] = list(measure.items)
        found["storage_place"] = str(step.data.get("storage_place", ""))
    return found


def _of_people(rows: Rows, officers: Sequence[OfficerFact], actor: Actor, at: datetime) -> dict[str, Any]:
    """Who acted; where nobody was named, the handler who acts, else the handlers of the case."""
    handlers = {
        row.person_urn: f"{row.person_label}（{row.certificate_number}）"
        if row.certificate_number
        else row.person_label
        for row in rows.handlers
    }
    named = [f"{officer.name}（{officer.certificate_number}）" for officer in officers]
    mine = [handlers[actor.urn]] if actor.urn in handlers else list(handlers.values())
    contact = actor.label if actor.urn in handlers or not rows.handlers else rows.handlers[0].person_label
    return {
        "officers": named or mine or [actor.label],
        "sign_handler": actor.label,
        "handler_name": actor.label,
        "contact_name": officers[0].name if officers else contact,
        "occurred_at": at.isoformat(),
        "started_at": at.isoformat(),
        "signed_on": _iso(at),
    }


def _of_approval(
    rows: Rows, declared: Declared, data: Mapping[str, Any], actor: Actor, at: datetime
) -> dict[str, Any]:
    """The boxes of an approval form: who takes the step stands behind it by name, and who brought it up."""
    results = {
        code: label for item in declared.fields if item.code == "result" for code, label in item.choices
    }
    result = results.get(str(data.get("result")), "")
    head = declared.duty == "cases.approve"
    if head:
        note = str(data.get("note", "")).rstrip("。")
        said = "：".join(part for part in (declared.title, result or note) if part)
    else:
        said = f"{declared.title}，报机关负责人审批"
    box = {"opinion": f"{said}。", "name": actor.label, "date": _iso(at)}
    return {"opinion_head": box, **_brought_up(rows)} if head else {"opinion_handler": box}


def _brought_up(rows: Rows) -> dict[str, Any]:
    """What the handlers did last before the head was asked."""
    by_step = rows.procedure.by_step
    taken = (step for step in reversed(rows.steps) if step.code in by_step)
    last = next((step for step in taken if by_step[step.code].duty == "cases.handle"), None)
    if last is None:
        return {}
    said = f"已办理“{last.title}”。"
    return {"opinion_handler": {"opinion": said, "name": last.actor_label, "date": _iso(last.occurred_at)}}


def _entered(declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """What was entered, choices by their labels, people by their names."""
    found: dict[str, Any] = {}
    people = [
        data[item.code] for item in declared.fields if item.kind is FieldKind.PERSON and item.code in data
    ]
    names = names_of(people) if people else {}
    labels = {item.code: (item.kind, dict(item.choices)) for item in declared.fields}
    for code, value in data.items():
        kind, choices = labels.get(code, (None, {}))
        if kind is FieldKind.CORE:
            continue
        if kind is FieldKind.CHOICE:
            found[code] = choices.get(value, value)
        elif kind is FieldKind.PERSON:
            found[code] = names.get(value, value)
        elif kind is FieldKind.YES:
            found[code] = "是" if value is True else ""
        else:
            found[code] = value
    return found


WITH_LICENCE = "及许可证件"


def _served(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """What a proof (or an announcement) of service says: the document and its number."""
    if declared.document not in (RECEIPT, "service_announcement"):
        return {}
    named = str(data.get("document", ""))
    document = named or decision_document(rows.case.procedure, declared.code, rows.case.state)
    return {
        "document_name": title_of(document) + (WITH_LICENCE if declared.code == "deliver" else ""),
        "document_number": data.get("document_number") or _number_served(rows, declared, data, document),
        "place": _served_at(rows, str(data.get("manner", "direct"))),
        **(_on_the_spot(rows, data) if declared.code == "hand_over" else {}),
    }


def _number_served(rows: Rows, declared: Declared, data: Mapping[str, Any], document: str) -> str:
    """Return the number of what is served: of several measures that of the one meant, else the last."""
    taken = taken_by(rows, declared.code, rows.on, data)
    return taken.document_number if taken else number_of(rows, document)


def _on_the_spot(rows: Rows, data: Mapping[str, Any]) -> dict[str, Any]:
    """A decision made on the spot is handed over there and then (行政处罚法 §52-1)."""
    refused = data.get("receipt") == "refused"
    return {
        "manner": "当场交付，当事人拒绝签收，已在决定书上注明" if refused else "当场交付",
        "served_on": rows.on.isoformat(),
        "place": rows.entered("decide_on_spot", "place"),
    }


def _served_at(rows: Rows, manner: str) -> str:
    """Where a paper was brought: the confirmed address, else the party's (程序规定 §83-1)."""
    confirmed = rows.last("confirm_address")
    told = confirmed.data if confirmed else {}
    if manner == "electronic":
        return str(told.get("electronic_address", ""))
    return str(told.get("service_address") or rows.party.address) if manner != "announced" else ""


def title_of(document: str) -> str:
    """Return the title of a document kind; an unknown one is named by what was entered."""
    return DOCUMENTS[document].title if document in DOCUMENTS else document


def number_of(rows: Rows, document: str) -> str:
    """Return the number of the last document of that kind in the case."""
    by_step = rows.procedure.by_step
    made = (
        step.document_number
        for step in reversed(rows.steps)
        if step.code in by_step and by_step[step.code].document == document
    )
    return next(made, "")


def _iso(moment: datetime) -> str:
    return moment.astimezone(clock.CHINA).date().isoformat()
