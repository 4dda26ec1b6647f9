"""What the served paper of a decision says: a slip that is put right must stand in it (行政处罚法 §75-2)."""

from collections.abc import Mapping
from typing import Any

from mingzhi.cases.models import Decision
from mingzhi.cases.notices.redacting import corrected, plain_text
from mingzhi.cases.queries.facts.deciding import decision_of
from mingzhi.cases.queries.public_text import served_corrections
from mingzhi.cases.queries.rows import Rows
from mingzhi.catalogue.queries import template
from mingzhi.identity.queries import agency_on
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.queries import document
from mingzhi.records.render import facts_of


def must_stand_in_the_paper(rows: Rows, data: Mapping[str, Any], viewer: Actor) -> None:
    """Refuse to put right what the paper does not say: the public text would follow in nothing.

    Raises Invalid at the field ``before``.
    """
    decision, before = decision_of(rows), str(data.get("before", ""))
    if decision is None or _squeezed(before) in _squeezed(served_text(decision, viewer)):
        return
    raise Invalid(
        "cases.correction_before",
        _("送达的决定书中没有“%(before)s”这段文字。"),
        citation=cite("行政处罚法 §75-2"),
        way_out=_("请从决定书原样抄录有误的文字；已经送达更正的，按更正后的文字填写。"),
        params={"before": before},
        field="before",
    )


def served_text(decision: Decision, viewer: Actor) -> str:
    """Return the paper of a decision in words, as the corrections that reached the party left it."""
    paper = document(decision.document_uid, viewer, auxiliary=True)
    region, on = decision.case.region_code, decision.decided_on
    view = template(paper.template_code, jurisdiction=region, on=on, agency=decision.agency_code)
    facts = facts_of(agency_on(decision.agency_code, on), number=decision.number, on=on)
    return corrected(plain_text(view, {**dict(paper.fields), **facts}), served_corrections(decision))


def _squeezed(text: str) -> str:
    return "".join(text.split())
