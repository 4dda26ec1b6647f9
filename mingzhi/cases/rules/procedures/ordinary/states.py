"""The states of the ordinary penalty procedure and the groups in which steps name them."""

from mingzhi.cases.rules.procedure import Stage, State
from mingzhi.kernel.wording import gettext_noop as _

STATES = (
    State(code="clue", title=_("线索核查"), stage=Stage.START, main=True),
    State(code="not_filed", title=_("已决定不予立案"), stage=Stage.START),
    State(code="investigating", title=_("调查取证"), stage=Stage.EVIDENCE, main=True),
    State(code="suspended", title=_("调查已中止"), stage=Stage.EVIDENCE),
    State(code="terminated", title=_("调查已终止"), stage=Stage.EVIDENCE),
    State(code="concluded", title=_("调查终结待送审"), stage=Stage.REVIEW, main=True),
    State(code="in_review", title=_("法制审核中"), stage=Stage.REVIEW, main=True),
    State(code="returned", title=_("已被审核退回"), stage=Stage.REVIEW),
    State(code="disputed", title=_("审核意见协调"), stage=Stage.REVIEW),
    State(code="reviewed", title=_("审核通过"), stage=Stage.REVIEW, main=True),
    State(code="noticed", title=_("已告知，听取意见"), stage=Stage.DECISION, main=True),
    State(code="hearing", title=_("听证准备"), stage=Stage.DECISION),
    State(code="heard", title=_("听证结束"), stage=Stage.DECISION),
    State(code="crime_report", title=_("移送公安报批"), stage=Stage.DECISION),
    State(code="crime_approved", title=_("批准移送公安"), stage=Stage.DECISION),
    State(code="crime_sent", title=_("已移送公安机关"), stage=Stage.DECISION),
    State(code="decided", title=_("已作出处罚决定"), stage=Stage.DECISION, main=True),
    State(code="no_penalty", title=_("已决定不予处罚"), stage=Stage.DECISION),
    State(code="transferred", title=_("已移送其他机关"), stage=Stage.DECISION),
    State(code="served", title=_("已送达，待履行"), stage=Stage.SERVICE, main=True),
    State(code="demanded", title=_("已催告"), stage=Stage.EXECUTION),
    State(code="in_court", title=_("申请法院强制执行"), stage=Stage.EXECUTION),
    State(code="enforcing", title=_("强制执行中"), stage=Stage.EXECUTION),
    State(code="enforcement_paused", title=_("执行已中止"), stage=Stage.EXECUTION),
    State(code="agreed", title=_("执行协议履行中"), stage=Stage.EXECUTION),
    State(code="enforcement_ended", title=_("执行已终结"), stage=Stage.EXECUTION),
    State(code="performed", title=_("履行完毕"), stage=Stage.EXECUTION, main=True),
    State(code="revoked", title=_("决定失效"), stage=Stage.EXECUTION),
    State(code="closed", title=_("已结案"), stage=Stage.EXECUTION, main=True),
    State(code="archived", title=_("已归档"), stage=Stage.EXECUTION, final=True, main=True),
)

EVIDENCE = ("clue", "investigating")
"""Evidence may be taken before filing too (市场监督管理行政处罚程序规定 §23-2)."""

READY = ("demanded", "enforcing")
"""The party was called on in vain: the agency decides to enforce, one method after another."""

FILED = (
    "investigating",
    "suspended",
    "concluded",
    "in_review",
    "returned",
    "disputed",
    "reviewed",
    "noticed",
    "hearing",
    "heard",
)
"""Filed, not yet decided."""

CRIME = ("crime_report", "crime_approved", "crime_sent")

ENFORCING = ("enforcing", "enforcement_paused", "agreed")
"""The agency enforces by itself (行政强制法 第四章)."""

STANDING = ("decided", "served", "demanded", "in_court", *ENFORCING, "enforcement_ended", "performed")
"""A penalty decision is in force and the case is open."""

AFTER = (*STANDING, "closed", "archived")
"""A penalty decision was made; remedies may come at any time."""

ENDS = ("terminated", "no_penalty", "transferred", "revoked")

UNDER_WAY = ("clue", *FILED, *CRIME, *STANDING)
"""Nothing has ended it: still investigated, with the police, or a penalty that stands."""

LIVE = (*UNDER_WAY, *ENDS)
"""Everything before closure."""

HANDLED = tuple(state for state in LIVE if state != "clue")
"""Filed and not closed: two officers are in charge of it (程序规定 §19-2)."""
