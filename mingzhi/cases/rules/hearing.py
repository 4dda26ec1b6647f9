"""When a proposed penalty gives the right to a hearing (行政处罚法 §63-1).

What is a larger fine or sum is set by the province or the ministry: the thresholds are configuration
with a source, whole cents, inclusive (市场监督管理行政处罚程序规定 §84).
"""

from dataclasses import dataclass

from mingzhi.cases.rules.core import ContentCore
from mingzhi.cases.rules.severity import KINDS
from mingzhi.kernel.wording import gettext_noop as _

ALWAYS = frozenset({"lower_grade", "revoke_licence", "stop_business", "close_down", "restrict_trade"})
"""Kinds that give the right whatever the sum (行政处罚法 §63-1(3), §63-1(4))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingThresholds:
    """From which sums on a hearing is due."""

    citizen: int = 500_000
    organisation: int = 10_000_000
    citizen_confiscation: int | None = None  # None: the same as for a fine
    organisation_confiscation: int | None = None


DEFAULT = HearingThresholds()
"""Used where the catalogue holds no value for the place."""


def hearing_grounds(
    core: ContentCore, *, citizen: bool, thresholds: HearingThresholds = DEFAULT
) -> tuple[str, ...]:
    """Return why the proposal gives the right to a hearing; empty when it does not.

    Fine, confiscated income and the value of confiscated goods (``amount`` of that penalty) are
    compared one by one with the threshold of the party's kind.
    """
    fine = thresholds.citizen if citizen else thresholds.organisation
    taken = thresholds.citizen_confiscation if citizen else thresholds.organisation_confiscation
    taken = fine if taken is None else taken
    sums = (
        ("fine", fine, _("较大数额罚款")),
        ("confiscate_income", taken, _("没收较大数额违法所得")),
        ("confiscate_goods", taken, _("没收较大价值非法财物")),
    )
    grounds = [
        title
        for kind, limit, title in sums
        if sum(item.amount for item in core.penalties if item.kind == kind) >= limit
    ]
    kinds = dict.fromkeys(item.kind for item in core.penalties)
    grounds += [KINDS[kind].title for kind in kinds if kind in ALWAYS]
    return tuple(grounds)
