"""What is decided on a licence after its grant: each is a decision of its own (行政许可法 §49, §50, §70).

The public is told who may do what; a licence that was renewed, changed or cancelled without a word would
leave the notice of its grant untrue (行政许可法 §40; 浙政办发〔2019〕20号 二(一)3).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceOutcome:
    """What a decision made of a licence; ``grants`` is False where what was asked for was refused."""

    title: str
    grants: bool = True


RENEWED, REFUSED_RENEWAL, DEEMED_RENEWED = "renewed", "renewal_refused", "deemed_renewed"
CHANGED, REFUSED_CHANGE, CANCELLED = "changed", "change_refused", "cancelled"

OUTCOMES: Mapping[str, LicenceOutcome] = {
    RENEWED: LicenceOutcome(title=_("准予延续行政许可")),
    REFUSED_RENEWAL: LicenceOutcome(title=_("不予延续行政许可"), grants=False),
    DEEMED_RENEWED: LicenceOutcome(title=_("视为准予延续行政许可")),
    CHANGED: LicenceOutcome(title=_("准予变更行政许可")),
    REFUSED_CHANGE: LicenceOutcome(title=_("不予变更行政许可"), grants=False),
    CANCELLED: LicenceOutcome(title=_("注销行政许可")),
}
_OF_STEP: Mapping[str, str] = {
    "renew": RENEWED,
    "refuse_renewal": REFUSED_RENEWAL,
    "deem_renewed": DEEMED_RENEWED,
    "change=granted": CHANGED,
    "change=refused": REFUSED_CHANGE,
    "cancel": CANCELLED,
}
"""Step, with its result where that decides, of every version of the licence procedure → what came of it."""


def outcome_of(kind: str, step: str, data: Mapping[str, Any]) -> str:
    """Return what a step made of a licence, empty where it is no such decision; ``kind`` of the case."""
    if kind != "行政许可":
        return ""
    return _OF_STEP.get(step) or _OF_STEP.get(f"{step}={data.get('result', '')}", "")
