"""The party hands in files with what it asks for: they enter the file of its case (行政处罚法 §45-1)."""

from collections.abc import Sequence
from typing import Any

from mingzhi.cases.acts.checking_requests import must_be_few
from mingzhi.cases.models import Case
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.acts import attach
from mingzhi.records.models import Attachment
from mingzhi.records.policy import ATTACH
from mingzhi.records.storing import Stored

OBJECTION = _("申请更正公示信息")


def file_from_party(actor: Actor, case: Case, urn: str, title: str, stored: Stored) -> Attachment:
    """File what came with a request; the party hands in through the act of that request only."""
    return attach(
        actor=_handing_in(actor),
        case_urn=case.urn,
        case_label=case.label,
        agency_code=case.agency_code,
        step_urn=urn,
        stored=stored,
        kind="other",
        title=f"{title}：{stored.name}"[:200],
        source=actor.label[:200],
    )


def file_with_objection(*, actor: Actor, case: Case, urn: str, files: Sequence[Stored]) -> None:
    """File the evidence that came with an objection to a notice, inside its act (政府信息公开条例 §41)."""
    must_be_few(len(files), max((one.size for one in files), default=0))
    for one in files:
        file_from_party(actor, case, urn, OBJECTION, one)


def filed(row: Attachment) -> dict[str, Any]:
    """Return what a request remembers of its file."""
    file = row.file
    return {"uid": str(row.uid), "name": row.name, "size": file.size, "sha256": file.sha256}


def _handing_in(actor: Actor) -> Actor:
    return Actor(
        kind=actor.kind,
        urn=actor.urn,
        label=actor.label,
        on=actor.on,
        role=actor.role,
        capabilities=actor.capabilities | {ATTACH},
    )
