"""Guards of remedies against one decision on a licence after its grant (行政许可法 §7; 行政复议法 §11(3))."""

from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政许可法 §7"


@guard
def licence_change_named(question: Question) -> Refusal | None:
    """There is such a decision, and the remedy names one of this case (行政许可法 §7)."""
    numbers = [fact.number for fact in question.facts.licence_changes]
    if not numbers:
        return no(
            "licence_change_made",
            _("本案没有作出延续、变更、注销许可的决定。"),
            LAW,
            _("对准予许可、不予许可、撤销、撤回决定的复议、诉讼，请办理“登记行政复议或者行政诉讼”。"),
        )
    if question.entered.get("against", numbers[-1]) in numbers:
        return None
    return wrong(
        "licence_change_named",
        _("本案没有这个文号的延续、变更、注销决定。"),
        LAW,
        _("请从本案的延续、变更、注销决定中选择：%(numbers)s。"),
        "against",
        numbers="、".join(numbers),
    )


@guard
def licence_change_not_attacked(question: Question) -> Refusal | None:
    """One remedy at a time against one decision (行政复议法 §29)."""
    attacked = {fact.number for fact in question.facts.licence_changes if fact.attacked}
    if question.entered.get("against") not in attacked:
        return None
    return wrong(
        "licence_change_not_attacked",
        _("对这个延续、变更、注销决定的复议或者诉讼正在进行。"),
        "行政复议法 §29",
        _("请先登记前一救济程序的结果。"),
        "against",
    )


@guard
def licence_change_attacked(question: Question) -> Refusal | None:
    """A result belongs to a remedy against just that decision (行政许可法 §7)."""
    attacked = [fact.number for fact in question.facts.licence_changes if fact.attacked]
    if attacked and question.entered.get("against", attacked[-1]) in attacked:
        return None
    return no(
        "licence_change_attacked",
        _("没有正在进行的对这个延续、变更、注销决定的复议或者诉讼。"),
        LAW,
        _("请先登记受理情况，并选择被复议、被诉的决定。"),
    )
