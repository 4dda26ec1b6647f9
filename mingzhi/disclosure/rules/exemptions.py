"""What is not published, and on whose word: dated lines, each with its article.

Two effects exist. ``none``: the channel's own rule leaves the decision out, no duty arises there.
``file``: the duty stands, publication is barred, and the reason must be filed with the justice
department inside the term of publication. Lines that were not read in the original are
``confirmed=False`` and bar nothing by themselves: they are shown beside the duty.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mingzhi.disclosure.rules.channels import CREDIT, ENTERPRISE, in_force_at
from mingzhi.disclosure.rules.source import DecisionSource
from mingzhi.kernel.wording import gettext_noop as _

NO_DUTY, FILE = "none", "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemptionRule:
    """One line; ``channel`` "" means every channel."""

    code: str
    title: str
    effect: str
    basis: str
    applies_to: Callable[[DecisionSource], bool]
    since: date
    channel: str = ""
    jurisdiction: str = ""
    until: date | None = None
    confirmed: bool = True

    def applies(self, source: DecisionSource, channel: str) -> bool:
        """Tell whether the line concerns this decision on this channel."""
        return (
            self.channel in ("", channel)
            and in_force_at(self.jurisdiction, source.region_code)
            and self.since <= source.decided_on
            and (self.until is None or source.decided_on < self.until)
            and self.applies_to(source)
        )


_MARKET_RULE = "市场监督管理行政处罚信息公示规定"

EXEMPTIONS: tuple[ExemptionRule, ...] = (
    ExemptionRule(
        code="market.summary",
        title=_("简易程序处罚不在国家企业信用信息公示系统公示"),
        effect=NO_DUTY,
        basis=f"{_MARKET_RULE} §2-1",
        channel=ENTERPRISE,
        since=date(2021, 9, 1),
        applies_to=lambda source: source.summary_procedure,
    ),
    ExemptionRule(
        code="market.warning",
        title=_("仅受警告的处罚不在国家企业信用信息公示系统公示"),
        effect=NO_DUTY,
        basis=f"{_MARKET_RULE} §2-2",
        channel=ENTERPRISE,
        since=date(2021, 9, 1),
        applies_to=lambda source: source.only_warning,
    ),
    ExemptionRule(
        code="credit.person",
        title=_("自然人的公共信用信息不予公开"),
        effect=NO_DUTY,
        basis="浙江省公共信用信息管理条例 §15-2",
        channel=CREDIT,
        jurisdiction="33",
        since=date(2018, 1, 1),
        applies_to=lambda source: source.party_is_person,
    ),
    ExemptionRule(
        code="credit.summary",
        title=_("简易程序处罚不作为不良信息记入信用档案"),
        effect=NO_DUTY,
        basis="浙江省公共信用信息管理条例 §11-1(2)",
        channel=CREDIT,
        jurisdiction="33",
        since=date(2018, 1, 1),
        applies_to=lambda source: source.summary_procedure,
        confirmed=False,
    ),
    ExemptionRule(
        code="minor.guangdong",
        title=_("当事人是未成年人"),
        effect=FILE,
        basis="广东省行政执法公示办法 §15-1(1)",
        jurisdiction="44",
        since=date(2021, 1, 1),
        applies_to=lambda source: source.party_is_minor,
    ),
    ExemptionRule(
        code="minor.privacy",
        title=_("当事人是未成年人，公开涉及个人隐私"),
        effect=FILE,
        basis="政府信息公开条例 §15",
        since=date(2019, 5, 15),
        applies_to=lambda source: source.party_is_minor,
    ),
    ExemptionRule(
        code="minor.zhejiang",
        title=_("当事人是未成年人"),
        effect=FILE,
        basis="浙江省行政处罚结果信息网上公开暂行办法",
        jurisdiction="33",
        since=date(2019, 3, 29),
        applies_to=lambda source: source.party_is_minor,
        confirmed=False,
    ),
    ExemptionRule(
        code="credit.light",
        title=_("简易程序处罚、警告、通报批评原则上不在信用平台公示"),
        effect=NO_DUTY,
        basis="信用修复管理办法",
        channel=CREDIT,
        since=date(2026, 4, 1),
        applies_to=lambda source: source.summary_procedure or source.only_warning,
        confirmed=False,
    ),
)

# Reasons a person may give for not publishing; each is filed (广东省行政执法公示办法 §16 is the model).
REASONS: dict[str, tuple[str, str]] = {
    "minor": (_("当事人是未成年人"), "政府信息公开条例 §15"),
    "state_secret": (_("依法确定为国家秘密"), "政府信息公开条例 §14"),
    "public_safety": (_("公开后可能危及国家安全、公共安全、经济安全、社会稳定"), "政府信息公开条例 §14"),
    "business_secret": (_("案件主要事实涉及商业秘密"), "政府信息公开条例 §15"),
    "privacy": (_("案件主要事实涉及个人隐私"), "政府信息公开条例 §15"),
    "by_law": (_("法律、行政法规禁止公开"), "政府信息公开条例 §14"),
}


def no_duty(source: DecisionSource, channel: str) -> ExemptionRule | None:
    """Return the confirmed line by which the channel leaves the decision out, if any."""
    return _first(source, channel, NO_DUTY)


def barred(source: DecisionSource, channel: str) -> ExemptionRule | None:
    """Return the confirmed line that bars publication and demands a filed reason, if any."""
    return _first(source, channel, FILE)


def unconfirmed(source: DecisionSource, channel: str) -> tuple[ExemptionRule, ...]:
    """Return the lines that would concern the decision once they are confirmed."""
    return tuple(rule for rule in EXEMPTIONS if not rule.confirmed and rule.applies(source, channel))


def _first(source: DecisionSource, channel: str, effect: str) -> ExemptionRule | None:
    matching = (
        rule
        for rule in EXEMPTIONS
        if rule.confirmed and rule.effect == effect and rule.applies(source, channel)
    )
    return max(matching, key=lambda rule: len(rule.jurisdiction), default=None)
