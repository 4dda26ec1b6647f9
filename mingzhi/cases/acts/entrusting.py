"""A case handled under delegation: in whose name, on which delegation (行政处罚法 §20; 行政许可法 §24)."""

import uuid
from collections.abc import Mapping
from datetime import date

from mingzhi.catalogue.rules.powers import ActKind
from mingzhi.identity.queries import delegations_on
from mingzhi.identity.rules.levels import BodyKind
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotAllowed
from mingzhi.kernel.wording import gettext_noop as _

GIVEN, TOLD = "given", "told"
RULES = {
    ActKind.LICENCE: {GIVEN: "行政许可法 §24-1", TOLD: "行政许可法 §24-1"},
}
PENALTY = {GIVEN: "行政处罚法 §20-1", TOLD: "行政处罚法 §20-2"}
"""What lets another body act for an agency, and what has the delegation published."""


def must_act_in_its_own_name(agency: AgencyView) -> None:
    """A body that acts for another has no cases of its own (行政处罚法 §20-4)."""
    if agency.kind != BodyKind.ENTRUSTED:
        return
    raise NotAllowed(
        "cases.in_whose_name",
        _("受委托组织以委托行政机关的名义实施，不能以自己的名义立案办理。"),
        citation=cite("行政处罚法 §20-4"),
        way_out=_("请以委托机关的岗位登录，登记案件时选择受委托组织。"),
    )


def entrusted(agency_code: str, delegation: str, kind: str, day: date) -> Mapping[str, str]:
    """Return what the first step says of the delegation; empty where the agency acts by itself.

    Raises Invalid when there is no such delegation of this agency in force that day, or when it has not
    been made public.
    """
    if not delegation:
        return {}
    found = delegations_on(agency_code, day).filter(uid=delegation).first() if _uuid(delegation) else None
    if found is None:
        raise Invalid(
            "cases.delegation",
            _("本机关当日没有这项有效的委托。"),
            citation=cite(_rule(kind, GIVEN)),
            way_out=_("请核对委托的期限；未经书面委托的，由本机关自行办理。"),
            field="delegation",
        )
    if found.published_on is None or found.published_on > day:
        raise Invalid(
            "cases.delegation_unpublished",
            _("委托书当日尚未向社会公布。"),
            citation=cite(_rule(kind, TOLD)),
            way_out=_("请先公布委托书，并在执法委托中登记公布的日期和地址。"),
            field="delegation",
        )
    return {"delegation": found.urn, "delegate": found.delegate_name}


def _rule(kind: str, what: str) -> str:
    return RULES.get(ActKind(kind), PENALTY)[what]


def _uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
