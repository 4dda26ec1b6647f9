"""What a power is: the act, its articles, its range of fines and the benchmarks of discretion."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from mingzhi.kernel.wording import gettext_noop as _


class Grade(StrEnum):
    """Grades of discretion (行政处罚法 §32, §33; 国市监法规〔2022〕2号)."""

    NONE = _("不予处罚")
    BELOW = _("减轻")
    LIGHTER = _("从轻")
    NORMAL = _("一般")
    HEAVIER = _("从重")


class ActKind(StrEnum):
    """The five kinds of act the plan names (浙政办发〔2019〕20号 一)."""

    PENALTY = _("行政处罚")
    COERCION = _("行政强制")
    INSPECTION = _("行政检查")
    LEVY = _("行政征收征用")
    LICENCE = _("行政许可")


PENALTY_KINDS: Mapping[str, str] = {
    "warning": "警告",
    "criticism": "通报批评",
    "fine": "罚款",
    "confiscate_income": "没收违法所得",
    "confiscate_goods": "没收非法财物",
    "suspend_licence": "暂扣许可证件",
    "lower_grade": "降低资质等级",
    "revoke_licence": "吊销许可证件",
    "restrict_business": "限制开展生产经营活动",
    "stop_business": "责令停产停业",
    "close_down": "责令关闭",
    "restrict_trade": "限制从业",
    "detention": "行政拘留",
    "other": _("其他行政处罚"),
}
"""Codes of the kinds of penalty (行政处罚法 §9)."""

PROCEDURES: Mapping[str, str] = {
    "ordinary": _("普通程序"),
    "summary": _("简易程序"),
    "licence": _("行政许可程序"),
    "measure": _("行政强制措施程序"),
    "execution": _("行政强制执行程序"),
    "inspection": _("行政检查程序"),
    "levy": _("征收征用程序"),
}
"""Codes of the procedures a power may be exercised in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FineRule:
    """One range of the fine: fixed in cents, or a multiple of a base amount.

    The rule applies while ``base`` (货值金额, 违法所得 …) lies in ``[base_from, base_below)``; without a
    base it always applies. ``low_times`` and ``high_times`` multiply the base.
    """

    sentence: str
    low: int = 0
    high: int = 0
    base: str = ""
    base_from: int = 0
    base_below: int = 0
    low_times: int = 0
    high_times: int = 0
    citation: str = ""

    def applies(self, amounts: Mapping[str, int]) -> bool:
        """Tell whether the rule applies to these base amounts (cents)."""
        if not self.base:
            return True
        amount = amounts.get(self.base)
        if amount is None:
            return False
        return self.base_from <= amount and (not self.base_below or amount < self.base_below)


@dataclass(frozen=True, slots=True)
class FineRange:
    """The lawful range in cents, both ends included, and where it comes from."""

    low: int
    high: int
    sentence: str
    citation: str

    def below(self, amount: int) -> bool:
        """Tell whether a fine lies under the lawful minimum (减轻)."""
        return amount < self.low

    def above(self, amount: int) -> bool:
        """Tell whether a fine exceeds the lawful maximum."""
        return amount > self.high


def fine_range(rules: Iterable[FineRule], amounts: Mapping[str, int]) -> FineRange | None:
    """Return the range that applies to the base amounts (name → cents); None when none does."""
    for rule in rules:
        if rule.applies(amounts):
            amount = amounts.get(rule.base, 0)
            low = rule.low_times * amount if rule.low_times else rule.low
            high = rule.high_times * amount if rule.high_times else rule.high
            return FineRange(low, high, rule.sentence, rule.citation)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkView:
    """One line of the discretion benchmark (裁量基准; 行政处罚法 §34)."""

    uid: str
    line: str
    grade: Grade
    circumstances: str
    sentence: str
    low: int
    high: int
    base: str
    base_from: int
    base_below: int
    low_times: int
    high_times: int
    citation: str
    jurisdiction: str
    confirmed: bool

    def as_fine_rule(self) -> FineRule:
        """Return the range of this line as a fine rule, to be computed alike."""
        return FineRule(
            sentence=self.sentence,
            low=self.low,
            high=self.high,
            base=self.base,
            base_from=self.base_from,
            base_below=self.base_below,
            low_times=self.low_times,
            high_times=self.high_times,
            citation=self.citation,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerView:
    """One version of a power, with the benchmarks that apply in the jurisdiction asked for."""

    uid: str
    code: str
    version: str
    name: str
    name_en: str
    kind: ActKind
    field: str
    procedures: tuple[str, ...]
    breached: tuple[str, ...]
    basis: tuple[str, ...]
    measures: tuple[str, ...]
    penalties: tuple[str, ...]
    fines: tuple[FineRule, ...]
    subject: str
    level: str
    flags: tuple[str, ...]
    confirmed: bool
    note: str
    valid_from: date
    valid_until: date | None
    benchmarks: tuple[BenchmarkView, ...] = ()

    @property
    def urn(self) -> str:
        """The name of this version in the record."""
        return f"urn:mingzhi:catalogue:power:{self.uid}"


def read_fine(raw: Mapping[str, Any]) -> FineRule:
    """Read a fine rule from its table; unknown names are refused."""
    return FineRule(**raw)
