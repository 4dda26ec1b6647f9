"""What of a case becomes public at all, and how long what is public stays: as the rules see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True)
class PublicationFact:
    """A penalty that is public now: the first day on which that can end early; ``barred``: it cannot."""

    earliest: date
    barred: bool = False


@dataclass(frozen=True, slots=True)
class NotOwed:
    """Why what was decided creates no duty to publish, by which article; a reading is not ``confirmed``."""

    words: str
    basis: str
    confirmed: bool = True


NOT_OWED: Mapping[str, NotOwed] = {
    "transfer": NotOwed(
        _("案件移送其他机关处理，没有对当事人作出处理决定，不产生公示任务。"),
        "市场监督管理行政处罚程序规定 §60-1(4)",
        confirmed=False,
    ),
    "crime": NotOwed(
        _("案件移送公安机关处理，没有对当事人作出处理决定，不产生公示任务。"),
        "行政处罚法 §57-1(4)",
        confirmed=False,
    ),
    "refuse_acceptance": NotOwed(
        _("不予受理没有就许可作出决定；依法应当公开的是准予许可的决定，因此不产生公示任务。"),
        "行政许可法 §40",
        confirmed=False,
    ),
}
"""Outcome of a core, or step, that hands the case on or turns an application away.

The plan wants every decision of enforcement public in 20 working days, licences in 7 (浙政办发〔2019〕20号
二(一)3). To hand a case on is one of the decisions the head makes (行政处罚法 §57-1(4); 程序规定
§60-1(4), (5)); that it settles nothing with the party is our reading. An applicant who needs no licence is
told so at once, one who stands before the wrong agency gets a decision (行政许可法 §32-1(1), (2)): whether
the plan means that decision too nothing at hand says.
"""


_PLAN = NotOwed(
    _("暂缓、分期缴纳只决定已经公示的罚没款何时缴纳，不产生新的公示任务。"),
    "行政处罚法 §66-2",
    confirmed=False,
)
BESIDE_NOT_OWED: Mapping[str, NotOwed] = {
    "order_to_correct": NotOwed(
        _("责令改正的内容随行政处罚决定公示；责令改正本身不是行政处罚，不产生公示任务。"),
        "行政处罚法 §28-1",
        confirmed=False,
    ),
    "grant_plan": _PLAN,
    "refuse_plan": _PLAN,
}
"""Steps that order or allow something beside the decision on the act, and owe nothing by themselves.

The plan names five kinds of act "等行为" (浙政办发〔2019〕20号 一) and wants every decision public
(二(一)3). An order to correct comes with a penalty (行政处罚法 §28-1) and is none of its kinds (§9); when a
debt is paid settles nothing anew (§66-2). Nothing at hand names either; that the plan does not mean them is
our reading.
"""


def beside_not_owed(steps: Iterable[str]) -> list[NotOwed]:
    """Return why what was ordered or allowed beside the decision owes nothing, each reason once."""
    return list(dict.fromkeys(BESIDE_NOT_OWED[code] for code in steps if code in BESIDE_NOT_OWED))


def not_owed(outcome: str, steps: Iterable[str]) -> NotOwed | None:
    """Return why a case with this outcome, in which these steps were taken, owes the public nothing."""
    return next((NOT_OWED[code] for code in (outcome, *steps) if code in NOT_OWED), None)
