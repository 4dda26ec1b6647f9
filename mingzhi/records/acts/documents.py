"""File the documents the agency made."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from mingzhi.catalogue.rules.templates import TemplateView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.canonical import Json, digest
from mingzhi.kernel.refusal import Conflict, Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.ledger.acts.queue import queue_leaf
from mingzhi.records.acts.rows import document_row, document_urn, file_row, sealed_content
from mingzhi.records.models import Document
from mingzhi.records.policy import belongs, may_write, unknown
from mingzhi.records.rules.papers import Sealed
from mingzhi.records.storing import Stored
from mingzhi.trail.acts import act, describe
from mingzhi.trail.acts.frame import current_moment

ACTS_LOG = "acts"


@act(
    "records.add_document",
    title=_("制作文书归入案卷"),
    may=may_write,
    serves=("2.2.1a", "2.2.3a", "2.2.3b"),
    basis=("行政处罚法 §47",),
)
def add_document(
    *,
    actor: Actor,
    case_urn: str,
    case_label: str,
    template: TemplateView,
    fields: Mapping[str, Any],
    stored: Stored,
    step_urn: str = "",
    object_urn: str = "",
    title: str = "",
    number: str = "",
    part: str = "",
    order: int = 0,
    on: date | None = None,
    agency_code: str = "",
    agency_name: str = "",
) -> Document:
    """File a drawn paper: structured content, number, PDF; its receipt becomes a leaf of the acts log.

    ``stored`` comes from :func:`mingzhi.records.papers.make_paper`, so that the code printed on the
    sheet is the code filed; for bytes drawn otherwise the content is sealed here, without a printed
    code. Raises Conflict when the document number stands on another document.
    """
    occurred_at, recorded_at = current_moment()
    sealed = stored.sealed or sealed_content(
        template=template,
        fields=fields,
        title=title,
        number=number,
        agency_code=agency_code or actor.agency_code,
        agency_name=agency_name or actor.agency_label,
        on=on or occurred_at.date(),
    )
    _same(actor, sealed, fields, number)
    document = document_row(
        actor=actor,
        sealed=sealed,
        stored=stored,
        file=file_row(stored),
        made_at=occurred_at,
        recorded_at=recorded_at,
        part=part or template.part,
        order=order,
        case_urn=case_urn,
        case_label=case_label,
        step_urn=step_urn,
        object_urn=object_urn,
    )
    _insert(document)
    queue_leaf(log=ACTS_LOG, commitment=bytes.fromhex(document.receipt_commitment))
    _describe(document)
    return document


def _same(actor: Actor, sealed: Sealed, fields: Json, number: str) -> None:
    """Make sure that what is filed is what was drawn, for an agency the actor works for."""
    drawn = sealed.content
    if not belongs(actor, drawn["agency_code"]):
        raise unknown()
    if digest(drawn["fields"]) != digest(fields) or drawn["number"] != number:
        raise Invalid(
            "records.other_content",
            _("文书内容或者文号与制作时不一致。"),
            way_out=_("请按现在的内容重新制作文书。"),
        )


def _insert(document: Document) -> None:
    try:
        with transaction.atomic():
            document.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "records.number.twice",
            _("文号 %(number)s 已用于另一份文书，或者本份文书已经归入案卷。"),
            way_out=_("请刷新页面查看；确需另行制作的，请使用新的文号。"),
            params={"number": document.number or "—"},
        ) from error


def _describe(document: Document) -> None:
    named = (document_urn(document), document.step_urn, document.object_urn)
    describe(
        subject=document.case_urn,
        label=document.case_label,
        title=f"制作《{document.title}》"[:120],
        content={
            "document": str(document.uid),
            "title": document.title,
            "number": document.number,
            "template": f"{document.template_code}@{document.template_version}",
            "part": document.part,
            "code": document.code,
            "receipt": document.receipt_commitment,
        },
        hashes={"pdf": document.file.sha256, "paper": document.paper_commitment},
        mentions=[urn for urn in named if urn],
    )
