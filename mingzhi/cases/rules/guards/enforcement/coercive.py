"""Guards of remedies against one coercive decision (行政强制法 §8-1; 行政复议法 §11(2))."""

from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政强制法 §8-1"


@guard
def coercive_decision_named(question: Question) -> Refusal | None:
    """There is a coercive decision, and the remedy names one of this case (行政强制法 §8-1)."""
    numbers = [fact.number for fact in question.facts.coercive]
    if not numbers:
        return no(
            "coercive_decision_made",
            _("本案没有作出行政强制决定。"),
            LAW,
            _("对行政处罚决定的复议、诉讼，请办理“登记行政复议或者行政诉讼”。"),
        )
    if question.entered.get("against", numbers[-1]) in numbers:
        return None
    return wrong(
        "coercive_decision_named",
        _("本案没有这个文号的行政强制决定。"),
        LAW,
        _("请从本案的行政强制决定中选择：%(numbers)s。"),
        "against",
        numbers="、".join(numbers),
    )


@guard
def coercive_decision_not_attacked(question: Question) -> Refusal | None:
    """One remedy at a time against one decision (行政复议法 §29)."""
    attacked = {fact.number for fact in question.facts.coercive if fact.attacked}
    if question.entered.get("against") not in attacked:
        return None
    return wrong(
        "coercive_decision_not_attacked",
        _("对这个行政强制决定的复议或者诉讼正在进行。"),
        "行政复议法 §29",
        _("请先登记前一救济程序的结果。"),
        "against",
    )


@guard
def coercive_decision_attacked(question: Question) -> Refusal | None:
    """A result belongs to a remedy against just that decision (行政强制法 §8-1)."""
    attacked = [fact.number for fact in question.facts.coercive if fact.attacked]
    if attacked and question.entered.get("against", attacked[-1]) in attacked:
        return None
    return no(
        "coercive_decision_attacked",
        _("没有正在进行的对这个行政强制决定的复议或者诉讼。"),
        LAW,
        _("请先登记受理情况，并选择被复议、被诉的决定。"),
    )


@guard
def execution_not_stayed(question: Question) -> Refusal | None:
    """What is carried out is not stayed by a remedy against itself (复议法 §42; 诉讼法 §56-1)."""
    if not question.facts.enforcement.stayed:
        return None
    return no(
        "execution_not_stayed",
        _("对该强制执行决定的复议、诉讼正在进行，并且已经决定停止执行。"),
        "行政复议法 §42",
        _("请等待复议或者诉讼结束。"),
    )
