"""How soon a decision must be public, per channel: dated tables, each line with its article.

A later or local rule is a new line; nothing is edited. Lines whose text was not read in the original
have ``confirmed=False``: they are shown as 待确认 and create duties that say so.
"""

from dataclasses import dataclass
from datetime import date

from mingzhi.disclosure.rules.channels import CREDIT, ENTERPRISE, PORTAL, in_force_at, same_province
from mingzhi.disclosure.rules.source import DecisionSource
from mingzhi.kernel.wording import gettext_noop as _

DECISION, ITEMS, DOCUMENT, CORRECTION = "decision", "items", "document", "correction"
AMENDED = "amended"
CONTENTS = {
    DECISION: _("执法决定信息"),
    ITEMS: _("执法机关、执法对象、执法类别、执法结论"),
    DOCUMENT: _("行政处罚决定书和行政处罚信息摘要"),
    CORRECTION: _("决定书更正后的公示文本"),
    AMENDED: _("本平台已更正的公示文本"),
}
MARKET = "市场监管"


def content_title(content: str) -> str:
    """Return what a duty's content is called; the second correction of a decision is ``correction.2``."""
    return CONTENTS[content.partition(".")[0]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRule:
    """One line: for which acts, through which channel, what must be public within ``length``.

    A line about penalties is not one about a decision not to punish: that is an enforcement decision all
    the same, public like every other (浙政办发〔2019〕20号 二(一)3), but no penalty on anybody's record.

    ``across`` limits the line to parties registered in another province (True) or in the same one
    (False); None means both. ``only_ordinary`` leaves out decisions made on the spot, ``only_granting``
    a licence that was refused.
    """

    code: str
    channel: str
    content: str
    length: str
    basis: str
    jurisdiction: str
    since: date
    until: date | None = None
    act_kinds: frozenset[str] = frozenset()
    department: str = ""
    across: bool | None = None
    only_ordinary: bool = False
    only_granting: bool = False
    confirmed: bool = True
    note: str = ""

    def applies(self, source: DecisionSource) -> bool:
        """Tell whether this line binds the decision."""
        return (
            in_force_at(self.jurisdiction, source.region_code)
            and self.since <= source.decided_on
            and (self.until is None or source.decided_on < self.until)
            and (not self.act_kinds or (source.imposes and source.act_kind in self.act_kinds))
            and (not self.department or source.department == self.department)
            and not (self.only_ordinary and source.summary_procedure)
            and (not self.only_granting or source.grants)
            and self._place(source)
        )

    def _place(self, source: DecisionSource) -> bool:
        same = same_province(source.region_code, source.party_region_code)
        return self.across is None or self.across is not same


_BOTH = frozenset({"行政处罚", "行政许可"})
_PENALTY = frozenset({"行政处罚"})
_PLAN = "浙政办发〔2019〕20号 二(一)3"
_MARKET_RULE = "市场监督管理行政处罚信息公示规定"

TERMS: tuple[TermRule, ...] = (
    TermRule(
        code="plan.decision",
        channel=PORTAL,
        content=DECISION,
        length="7wd",
        basis=_PLAN,
        jurisdiction="33",
        since=date(2019, 3, 29),
        act_kinds=_BOTH,
    ),
    TermRule(
        code="plan.items",
        channel=PORTAL,
        content=ITEMS,
        length="20wd",
        basis=_PLAN,
        jurisdiction="33",
        since=date(2019, 3, 29),
    ),
    TermRule(
        code="guangdong.decision",
        channel=PORTAL,
        content=DECISION,
        length="7wd",
        basis="广东省行政执法公示办法 §21-2",
        jurisdiction="44",
        since=date(2021, 1, 1),
        act_kinds=_BOTH,
        note=_("施行日按发布年份登记，待核对"),
        confirmed=False,
    ),
    TermRule(
        code="guangdong.items",
        channel=PORTAL,
        content=ITEMS,
        length="20wd",
        basis="广东省行政执法公示办法 §21-2",
        jurisdiction="44",
        since=date(2021, 1, 1),
        note=_("施行日按发布年份登记，待核对"),
        confirmed=False,
    ),
    TermRule(
        code="state.items",
        channel=PORTAL,
        content=ITEMS,
        length="20wd",
        basis="政府信息公开条例 §26",
        jurisdiction="",
        since=date(2019, 5, 15),
    ),
    TermRule(
        code="market.same",
        channel=ENTERPRISE,
        content=DOCUMENT,
        length="20wd",
        basis=f"{_MARKET_RULE} §9",
        jurisdiction="",
        since=date(2021, 9, 1),
        act_kinds=_PENALTY,
        department=MARKET,
        across=False,
        only_ordinary=True,
    ),
    TermRule(
        code="market.across",
        channel=ENTERPRISE,
        content=DOCUMENT,
        length="10wd",
        basis=f"{_MARKET_RULE} §10",
        jurisdiction="",
        since=date(2021, 9, 1),
        act_kinds=_PENALTY,
        department=MARKET,
        across=True,
        only_ordinary=True,
        note=_("推送至当事人登记地（住所地）省级市场监管部门，由其收到后十个工作日内协助公示"),
    ),
    TermRule(
        code="credit.double",
        channel=CREDIT,
        content=DECISION,
        length="7wd",
        basis="发改办财金〔2018〕424号",
        jurisdiction="",
        since=date(2018, 7, 25),
        act_kinds=_BOTH,
        only_granting=True,
        confirmed=False,
        note=_("双公示的许可信息是准予许可的信息（行政许可法第四十条只要求公开准予许可的决定），待确认"),
    ),
)

CORRECTION_TERM = TermRule(
    code="plan.correction",
    channel=PORTAL,
    content=CORRECTION,
    length="3wd",
    basis=_PLAN,
    jurisdiction="",
    since=date(2019, 3, 29),
    confirmed=False,
    note=_("依据只说及时更正，没有写明天数；三个工作日按撤回的期限登记，待确认"),
)
"""How soon the public text follows a served correction of the decision (行政处罚法 §75-2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendedTerm:
    """How soon another channel follows what was put right here; its basis says 及时 and counts no days."""

    code: str
    basis: str
    length: str = "3wd"


AMENDED_ELSEWHERE: dict[str, AmendedTerm] = {
    CREDIT: AmendedTerm(code="credit.amended", basis="发改办财金〔2018〕424号"),
    ENTERPRISE: AmendedTerm(code="market.amended", basis=f"{_MARKET_RULE} §12"),
}
"""Channel → term; three working days as for a withdrawal (行政处罚法 §48-2), 待确认."""


def terms_for(source: DecisionSource) -> tuple[TermRule, ...]:
    """Return the lines that bind the decision: per channel and content the most local one."""
    chosen: dict[tuple[str, str], TermRule] = {}
    for rule in TERMS:
        key = (rule.channel, rule.content)
        if rule.applies(source) and (
            key not in chosen or len(rule.jurisdiction) > len(chosen[key].jurisdiction)
        ):
            chosen[key] = rule
    return tuple(chosen.values())
