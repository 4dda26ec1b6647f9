"""Why the publication of a penalty cannot end early yet, for an application that came in on paper."""

from mingzhi.cases.queries.pages import case_row
from mingzhi.cases.queries.party.rights import rights_of
from mingzhi.cases.rules.rights.publication import EARLY_END
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.urn import Urn


def early_end_hindered(case_urn: str, viewer: Actor) -> Refusal | None:
    """Return what the party's page would say too (市场监督管理行政处罚信息公示规定 §14-1, §14-3)."""
    rights = rights_of(case_row(Urn.parse(case_urn).key, viewer), viewer)
    return next((view.refusal for view in rights if view.right.code == EARLY_END.code), None)
