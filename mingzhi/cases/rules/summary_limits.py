"""What may be decided and collected on the spot (行政处罚法 §51, §68, §69). Bounds are inclusive."""

from mingzhi.cases.rules.core import ContentCore
from mingzhi.kernel.wording import gettext_noop as _

CITIZEN_MAXIMUM = 20_000
"""Cents: 200 yuan for a citizen (行政处罚法 §51)."""

ORGANISATION_MAXIMUM = 300_000
"""Cents: 3,000 yuan for a legal person or other organisation (行政处罚法 §51)."""

KINDS = ("warning", "fine")
"""The kinds of penalty that may be decided on the spot (行政处罚法 §51)."""

CASH_MAXIMUM = 10_000
"""Cents: up to 100 yuan may always be collected on the spot (行政处罚法 §68(1))."""


def on_the_spot(core: ContentCore, *, citizen: bool) -> tuple[str, ...]:
    """Return why the core cannot be decided on the spot; empty when it can."""
    reasons = []
    other = sorted({item.kind for item in core.penalties} - set(KINDS))
    if other:
        reasons.append(_("处罚种类不限于警告或者罚款"))
    if not core.penalties or core.outcome != "penalty":
        reasons.append(_("没有行政处罚内容"))
    maximum = CITIZEN_MAXIMUM if citizen else ORGANISATION_MAXIMUM
    if core.fine > maximum:
        reasons.append(f"罚款超过{maximum // 100}元")
    return tuple(reasons)


def why_not_collect(fine: int, ground: str) -> str:
    """Return why the fine may not be collected on the spot on that ground; empty when it may.

    Grounds: ``small`` (§68(1)), ``hard_later`` (§68(2)), ``remote`` (§69, on the party's request).
    """
    if ground == "small" and fine > CASH_MAXIMUM:
        return _("罚款超过一百元，不能以“一百元以下”为由当场收缴。")
    if ground not in ("small", "hard_later", "remote"):
        return _("没有法定的当场收缴情形。")
    return ""
