"""Discretion: where a fine lies in the statute's range and in the benchmark, and what follows.

The benchmark is published (行政处罚法 §34). A fine below the statutory minimum (减轻) needs one of the
grounds of 行政处罚法 §32 and, by the rule of the place, collective discussion (行政处罚法 §57-2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mingzhi.cases.rules.core import ContentCore
from mingzhi.catalogue.rules.powers import BenchmarkView, FineRange, FineRule, Grade, fine_range
from mingzhi.kernel.wording import gettext_noop as _


class Fit(StrEnum):
    """Where a sum lies."""

    WITHIN = "within"
    BELOW_MINIMUM = "below_minimum"  # 减轻
    ABOVE_MAXIMUM = "above_maximum"  # never lawful
    OUTSIDE_BENCHMARK = "outside_benchmark"  # within the statute, outside the tier


def fit(fine: int, statute: FineRange, tier: FineRange | None = None) -> Fit:
    """Say where the fine lies in the statute's range and in the tier of the benchmark (both inclusive)."""
    if statute.above(fine):
        return Fit.ABOVE_MAXIMUM
    if statute.below(fine):
        return Fit.BELOW_MINIMUM
    if tier is not None and (tier.below(fine) or tier.above(fine)):
        return Fit.OUTSIDE_BENCHMARK
    return Fit.WITHIN


_UNLIMITED = 2**53
_GRADES = {"": Grade.NORMAL, "lighter": Grade.LIGHTER, "below_minimum": Grade.BELOW, "heavier": Grade.HEAVIER}


def lawful_range(rules: Sequence[FineRule], amounts: Mapping[str, int]) -> FineRange | None:
    """Return the range of the statute; None when the power knows no fine.

    While the amount the range depends on (货值金额 …) is not known, the outer bounds of all its ranges
    count: below them a fine is below the minimum whatever the amount turns out to be.
    """
    exact = fine_range(rules, amounts)
    if exact is not None or not rules:
        return exact
    low = min(rule.low_times * rule.base_from if rule.low_times else rule.low for rule in rules)
    high = _UNLIMITED if any(rule.high_times for rule in rules) else max(rule.high for rule in rules)
    return FineRange(low, high, "；".join(rule.sentence for rule in rules), rules[0].citation)


def tier_of(lines: Sequence[BenchmarkView], mitigation: str, amounts: Mapping[str, int]) -> FineRange | None:
    """Return the tier of the benchmark for the circumstances the core names; None where there is none."""
    grade = _GRADES.get(mitigation)
    return fine_range([line.as_fine_rule() for line in lines if line.grade is grade], amounts)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussionRule:
    """When the persons in charge discuss collectively; configuration of the place."""

    below_minimum: bool = True
    outside_benchmark: bool = True
    fine_from: int | None = None  # cents, inclusive
    kinds: frozenset[str] = frozenset({"revoke_licence", "close_down", "restrict_trade", "stop_business"})
    citation: str = "行政处罚法 §57-2"
    confirmed: bool = False


def discussion_grounds(
    core: ContentCore,
    *,
    statute: FineRange | None = None,
    tier: FineRange | None = None,
    major: str = "",
    rule: DiscussionRule | None = None,
) -> tuple[str, ...]:
    """Return why the core must be discussed collectively; empty when it need not.

    ``major`` is the reason why the case falls under legal review by statute (程序规定 §60-2).
    """
    rule = rule or DiscussionRule()
    found = []
    where = fit(core.fine, statute, tier) if statute is not None and core.fine else Fit.WITHIN
    if rule.below_minimum and (core.mitigation == "below_minimum" or where is Fit.BELOW_MINIMUM):
        found.append(_("减轻至法定幅度以下"))
    if rule.outside_benchmark and where is Fit.OUTSIDE_BENCHMARK:
        found.append(_("偏离裁量基准"))
    if rule.fine_from is not None and core.fine >= rule.fine_from:
        found.append(_("较大数额罚款"))
    if any(item.kind in rule.kinds for item in core.penalties):
        found.append(_("较重的处罚种类"))
    if major:
        found.append(major)
    return tuple(found)
