"""Which papers of the file a report or an application names, each so that it is known from the others."""

from mingzhi.cases.queries import CasePage
from mingzhi.kernel.actor import Actor
from mingzhi.records.queries import AttachmentView, DocumentView
from mingzhi.records.rules.arrangement import EVIDENCE
from mingzhi.records.rules.wording import day, told_apart

HEARD = frozenset({"hearing_record"})
"""Records that are evidence too, wherever they lie in the volume (行政处罚法 §65)."""
_FOR_THE_COURT = (
    "penalty_decision",
    "summary_decision",
    "service_receipt",
    "demand_notice",
    "defence_record",
)


def for_the_court(page: CasePage, _actor: Actor) -> list[str]:
    """Return the papers that go with the application, oldest first (行政强制法 §55-1)."""
    kept = [paper for paper in page.dossier.documents if paper.template_code in _FOR_THE_COURT]
    return [f"{paper.title} {paper.number}".strip() for paper in sorted(kept, key=lambda one: one.made_at)]


def evidence(page: CasePage, _actor: Actor) -> list[str]:
    """Return the evidence on file: papers by their day and whom they asked (程序规定 §48(3))."""
    named = []
    for thing in page.dossier.main:
        if isinstance(thing, DocumentView) and (thing.order == EVIDENCE or thing.template_code in HEARD):
            named.append(f"{thing.title}（{'，'.join(filter(None, (day(thing.on), thing.whom)))}）")
        elif isinstance(thing, AttachmentView) and thing.order == EVIDENCE:
            named.append(thing.title)
    return told_apart(named)
