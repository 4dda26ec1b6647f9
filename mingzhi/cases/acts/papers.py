"""Make the document of a step outside the transaction; file it inside; void its number on failure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mingzhi.cases.acts.asking import Asked
from mingzhi.cases.acts.work import Draft
from mingzhi.cases.models import Case, Step
from mingzhi.cases.queries.facts.deciding import decision_of
from mingzhi.cases.queries.papers.filling import paper_data
from mingzhi.cases.queries.recordings import recording_demands
from mingzhi.cases.queries.rows import day_of
from mingzhi.cases.queries.serving import decision_document
from mingzhi.cases.rules.documents import ACCOMPANYING, DOCUMENTS, RECEIPT, DocumentKind, place_of_receipt
from mingzhi.catalogue.queries import template
from mingzhi.identity.queries import agency_on
from mingzhi.kernel.actor import Actor
from mingzhi.records.acts import add_document, reserve_number, use_number, void_number
from mingzhi.records.arranging import prepare_volume
from mingzhi.records.models import Document
from mingzhi.records.papers import Paper, make_paper


def prepare(*, actor: Actor, asked: Asked, more: Mapping[str, Any] | None = None) -> Draft | None:
    """Reserve the number, fill and draw the document the step demands; None when it demands none.

    ``more`` is what only the caller knows (the points of a review). Raises Invalid when the template
    asks for more than was entered; the number is voided then.
    """
    declared, case, day = asked.declared, asked.case, asked.day
    if declared.effect == "archive":
        return _volume(actor, asked)
    if not declared.document:
        return None
    view = template(declared.document, jurisdiction=case.region_code, on=day, agency=case.agency_code)
    agency = agency_on(case.agency_code, day)
    known = _known(actor, asked) | dict(more or {})
    fields = {code: known[code] for code in view.codes if code in known}
    issued = None
    if declared.numbered:
        issued = reserve_number(
            actor=actor,
            agency_code=case.agency_code,
            sign=agency.sign,
            document_kind=declared.numbered,
            year=day.year,
        )
    kind = DOCUMENTS[declared.document]
    part, order = _place(asked, kind)
    draft = Draft(issued=issued, part=part, order=order, title=kind.title)
    try:
        draft.paper = make_paper(
            view,
            fields,
            agency=agency,
            on=day,
            number=draft.number,
            title=kind.title,
        )
        draft.annexes = [
            _annex(code, asked, known, of=f"{kind.title} {draft.number}".strip())
            for code in ACCOMPANYING.get(declared.document, ())
        ]
    except BaseException as error:
        abandon(actor=actor, draft=draft, reason=str(error))
        raise
    draft.fields = fields
    return draft


def _place(asked: Asked, kind: DocumentKind) -> tuple[str, int]:
    if kind.code != RECEIPT:
        return kind.part, kind.order
    case = asked.case
    served = str(asked.data.get("document", ""))
    return place_of_receipt(served or decision_document(case.procedure, asked.declared.code, case.state))


def _known(actor: Actor, asked: Asked) -> dict[str, Any]:
    return paper_data(
        asked.rows,
        declared=asked.declared,
        data={**asked.data, **asked.computed},
        officers=asked.acting or asked.officers,
        actor=actor,
        at=asked.at,
    )


def _annex(code: str, asked: Asked, known: Mapping[str, Any], *, of: str) -> Draft:
    """Draw a paper that goes with the step's own, from the same data; it has no number of its own."""
    case = asked.case
    view = template(code, jurisdiction=case.region_code, on=asked.day, agency=case.agency_code)
    data = {**known, "document_name": of}
    fields = {name: data[name] for name in view.codes if name in data}
    agency = agency_on(case.agency_code, asked.day)
    kind = DOCUMENTS[code]
    paper = make_paper(view, fields, agency=agency, on=asked.day, title=kind.title)
    return Draft(title=kind.title, part=kind.part, order=kind.order, paper=paper, fields=fields)


def days_of(case: Case, filed: Step | None, at: datetime) -> dict[str, str]:
    """Return what the cover of a volume says of its days: days of China, whatever the database returns."""
    begun = filed.occurred_at if filed else case.opened_at
    return {"filed_on": day_of(begun).isoformat(), "closed_on": day_of(case.closed_at or at).isoformat()}


def _volume(actor: Actor, asked: Asked) -> Draft:
    """Arrange and draw the archive volume; its recording list is that of the steps taken."""
    case, rows = asked.case, asked.rows
    decision = decision_of(rows)
    filed = rows.last("file", "accept", "accept_joint")
    prepared = prepare_volume(
        actor=actor,
        case_urn=case.urn,
        agency=agency_on(case.agency_code, asked.day),
        facts={
            "case_title": case.cause,
            "party_name": rows.party.name,
            "decision_number": decision.number if decision else case.number,
            **days_of(case, filed, asked.at),
            "handlers": [row.person_label for row in rows.handlers] or [case.opened_by_label],
        },
        retention=str(asked.data["retention"]),
        archive_number=case.number,
        required=[(code, DOCUMENTS[code].title) for code in sorted(rows.documents)],
        demands=recording_demands(rows),
        on=asked.day,
    )
    return Draft(title="", part="", order=0, volume=prepared)


def file(*, actor: Actor, case: Case, step_urn: str, object_urn: str, draft: Draft, paper: Paper) -> Document:
    """File the drawn document with its step and close its number; inside the act."""
    document = add_document(
        actor=actor,
        case_urn=case.urn,
        case_label=case.label,
        step_urn=step_urn,
        object_urn=object_urn,
        template=paper.template,
        title=draft.title,
        number=draft.number,
        fields=draft.fields,
        stored=paper.stored,
        part=draft.part,
        order=draft.order,
        on=paper.on,
        agency_code=case.agency_code,
        agency_name=case.agency_name,
    )
    for annex in draft.annexes:
        if annex.paper is not None:
            file(
                actor=actor,
                case=case,
                step_urn=step_urn,
                object_urn=object_urn,
                draft=annex,
                paper=annex.paper,
            )
    if draft.issued is not None:
        use_number(
            actor=actor, issued=draft.issued, subject_urn=f"urn:mingzhi:records:document:{document.uid}"
        )
    return document


def abandon(*, actor: Actor, draft: Draft | None, reason: str) -> None:
    """Void the number of a document that was not filed, with the reason."""
    if draft is not None and draft.issued is not None:
        void_number(actor=actor, issued=draft.issued, reason=f"未能归档：{reason}"[:400])
