"""How long a notice stays public: versioned rules by the date of decision, one beside the other.

For each channel the first confirmed line that applies is the default; whoever publishes may take
another applicable line and gives the reason. Lines that were not read in the original are shown as
待确认 and cannot be taken. Decisions without a line (licences, inspections …) stay until they end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mingzhi.disclosure.rules.channels import CREDIT, ENTERPRISE, PORTAL, in_force_at
from mingzhi.disclosure.rules.source import PeriodFacts
from mingzhi.disclosure.rules.terms import MARKET
from mingzhi.kernel.wording import gettext_noop as _

PUBLISHED, DECIDED = "published", "decided"
_HEAVY = frozenset(
    {"责令停产停业", "限制开展生产经营活动", "限制从业", "降低资质等级", "吊销许可证件", "吊销营业执照"}
)
_MARKET_RULE = "市场监督管理行政处罚信息公示规定"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRule:
    """One line: who stays public how long, counted from publication or decision.

    ``decided_by`` says who decides that the line is taken; ``early_end`` whether an end before the
    term can be applied for.
    """

    code: str
    title: str
    channel: str
    length: str
    basis: str
    decided_by: str
    applies_to: Callable[[PeriodFacts], bool]
    since: date
    until: date | None = None
    jurisdiction: str = ""
    counts_from: str = PUBLISHED
    early_end: bool = True
    confirmed: bool = True
    actual: bool = False  # as long as the restriction itself (facts.restricted_days)

    def applies(self, facts: PeriodFacts, *, channel: str, decided_on: date, region_code: str) -> bool:
        """Tell whether the line covers a decision of that day, place and channel.

        Only the portal shows a decision not to punish: the other channels publish penalties.
        """
        return (
            self.channel == channel
            and (facts.imposes or channel == PORTAL)
            and in_force_at(self.jurisdiction, region_code)
            and self.since <= decided_on
            and (self.until is None or decided_on < self.until)
            and self.applies_to(facts)
        )


THREE_YEARS = 3 * 365 + 1


def _light(facts: PeriodFacts) -> bool:
    return facts.low_fine or set(facts.penalty_kinds) == {"通报批评"}


PERIODS: tuple[PeriodRule, ...] = (
    PeriodRule(
        code="plan.minor",
        title=_("社会危害不大、情节轻微、已及时纠正：一年"),
        channel=PORTAL,
        length="1y",
        basis="浙政办发〔2019〕20号 二(一)3",
        decided_by=_("作出决定的行政机关"),
        jurisdiction="33",
        since=date(2019, 3, 29),
        applies_to=lambda facts: facts.minor_and_corrected,
    ),
    PeriodRule(
        code="plan.longest",
        title=_("互联网公示最长五年"),
        channel=PORTAL,
        length="5y",
        basis="浙政办发〔2019〕20号 二(一)3",
        decided_by=_("作出决定的行政机关"),
        jurisdiction="33",
        since=date(2019, 3, 29),
        applies_to=lambda facts: True,
    ),
    PeriodRule(
        code="plan.shortened",
        title=_("情节轻微、已及时纠正，决定缩短：一年（写明理由）"),
        channel=PORTAL,
        length="1y",
        basis="浙政办发〔2019〕20号 二(一)3",
        decided_by=_("作出决定的行政机关"),
        jurisdiction="33",
        since=date(2019, 3, 29),
        applies_to=lambda facts: not facts.minor_and_corrected,
    ),
    PeriodRule(
        code="market.restriction",
        title=_("限制开展生产经营活动、限制从业超过三年：按照实际限制期限"),
        channel=ENTERPRISE,
        length="3y",
        basis=f"{_MARKET_RULE} §13-3",
        decided_by=_("作出决定的市场监督管理部门"),
        since=date(2021, 9, 1),
        applies_to=lambda facts: facts.department == MARKET and facts.restricted_days > THREE_YEARS,
        early_end=False,
        actual=True,
    ),
    PeriodRule(
        code="market.light",
        title=_("仅受通报批评或者较低数额罚款：三个月"),
        channel=ENTERPRISE,
        length="3mo",
        basis=f"{_MARKET_RULE} §13-1",
        decided_by=_("省级以上市场监督管理部门规定较低数额"),
        since=date(2021, 9, 1),
        applies_to=lambda facts: facts.department == MARKET and _light(facts),
    ),
    PeriodRule(
        code="market.general",
        title=_("其他行政处罚：三年"),
        channel=ENTERPRISE,
        length="3y",
        basis=f"{_MARKET_RULE} §13-1",
        decided_by=_("作出决定的市场监督管理部门"),
        since=date(2021, 9, 1),
        applies_to=lambda facts: facts.department == MARKET,
    ),
    PeriodRule(
        code="credit.light",
        title=_("轻微失信：最长三个月"),
        channel=CREDIT,
        length="3mo",
        basis="信用修复管理办法",
        decided_by=_("信用平台"),
        since=date(2026, 4, 1),
        counts_from=DECIDED,
        applies_to=lambda facts: _light(facts) or facts.summary_procedure,
        confirmed=False,
    ),
    PeriodRule(
        code="credit.serious",
        title=_("严重失信：一年至三年"),
        channel=CREDIT,
        length="3y",
        basis="信用修复管理办法",
        decided_by=_("信用平台"),
        since=date(2026, 4, 1),
        counts_from=DECIDED,
        applies_to=lambda facts: bool(_HEAVY & set(facts.penalty_kinds)),
        confirmed=False,
    ),
    PeriodRule(
        code="credit.general",
        title=_("一般失信：三个月至一年"),
        channel=CREDIT,
        length="1y",
        basis="信用修复管理办法",
        decided_by=_("信用平台"),
        since=date(2026, 4, 1),
        counts_from=DECIDED,
        applies_to=lambda facts: True,
        confirmed=False,
    ),
    PeriodRule(
        code="credit.zhejiang",
        title=_("不良信息披露期限五年"),
        channel=CREDIT,
        length="5y",
        basis="浙江省公共信用信息管理条例 §16",
        decided_by=_("省公共信用工作机构"),
        jurisdiction="33",
        since=date(2018, 1, 1),
        counts_from=DECIDED,
        applies_to=lambda facts: True,
    ),
)


def applicable(
    facts: PeriodFacts, *, kind: str, channel: str, decided_on: date, region_code: str
) -> tuple[PeriodRule, ...]:
    """Return every line that covers the notice, the default first, unconfirmed ones last.

    Only penalties have a term; for other kinds the answer is empty.
    """
    if kind != "penalty":
        return ()
    lines = [
        replace(rule, length=f"{facts.restricted_days}d") if rule.actual else rule
        for rule in PERIODS
        if rule.applies(facts, channel=channel, decided_on=decided_on, region_code=region_code)
    ]
    return tuple(sorted(lines, key=lambda rule: not rule.confirmed))


def takeable(
    facts: PeriodFacts, *, kind: str, channel: str, decided_on: date, region_code: str
) -> tuple[PeriodRule, ...]:
    """Return the confirmed lines that cover the notice; the first is taken unless another is chosen."""
    lines = applicable(facts, kind=kind, channel=channel, decided_on=decided_on, region_code=region_code)
    return tuple(rule for rule in lines if rule.confirmed)


def beside(
    facts: PeriodFacts, *, kind: str, decided_on: date, region_code: str, person: bool = False
) -> tuple[PeriodRule, ...]:
    """Return the lines of the other channels that cover the same decision, for the page to name.

    None of a channel that leaves the decision out (``rules/exemptions.py``): ``person`` tells that the
    party is a natural person.
    """
    shown = ((ENTERPRISE, _on_enterprise_system(facts)), (CREDIT, not (person and region_code[:2] == "33")))
    return tuple(
        rule
        for channel, is_shown in shown
        if is_shown
        for rule in applicable(
            facts, kind=kind, channel=channel, decided_on=decided_on, region_code=region_code
        )
    )


def _on_enterprise_system(facts: PeriodFacts) -> bool:
    """Only what the ordinary procedure decided, and no mere warning.

    市场监督管理行政处罚信息公示规定 §2-1, §2-2.
    """
    return not facts.summary_procedure and set(facts.penalty_kinds) != {"警告"}


def facts_from(stored: Mapping[str, Any]) -> PeriodFacts:
    """Read facts back from their stored form."""
    given = dict(stored)
    return PeriodFacts(**{**given, "penalty_kinds": tuple(given.get("penalty_kinds", ()))})


def may_end_early(facts: PeriodFacts) -> bool:
    """Tell whether an early end can be applied for (市场监督管理行政处罚信息公示规定 第十四条第三款)."""
    return facts.department != MARKET or not (_HEAVY & set(facts.penalty_kinds))


# What must be fulfilled for an early end (市场监督管理行政处罚信息公示规定 第十四条第一款).
EARLY_END_CONDITIONS: dict[str, str] = {
    "fulfilled": _("已经自觉履行行政处罚决定中规定的义务"),
    "repaired": _("已经主动消除危害后果和不良影响"),
    "not_repeated": _("未因同一类违法行为再次受到行政处罚"),
    "not_listed": _("未在经营异常名录和严重违法失信名单中"),
}
EARLY_END_BASIS = f"{_MARKET_RULE} §14"
EARLY_END_BARRED_BASIS = f"{_MARKET_RULE} §14-3"
SHORTEST_ON_PORTAL = "1y"
