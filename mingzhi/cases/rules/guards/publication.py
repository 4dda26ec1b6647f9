"""Guards of the application to end a publication early (浙政办发〔2019〕20号 二(一)3; 公示规定 §14)."""

from mingzhi.cases.rules.guards.question import Question, guard, no
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

_RULE = "市场监督管理行政处罚信息公示规定"


@guard
def early_end_open(question: Question) -> Refusal | None:
    """Public, not of a barred kind, performed, and public for a year at least."""
    facts, found = question.facts, question.facts.publication
    if found is None:
        sentence, basis = _("处罚决定没有在本平台公示，或者已经停止公示。"), f"{_RULE} §14-1"
        return no("early_end_open", sentence, basis, _("请核对公示页面。"))
    if found.barred:
        sentence, basis = _("该类处罚不得提前停止公示。"), f"{_RULE} §14-3"
        return no("early_end_open", sentence, basis, _("公示期限届满后自动停止公示。"))
    if not facts.payment.settled or facts.orders_pending or facts.goods_pending:
        sentence, basis = _("行政处罚决定规定的义务尚未履行完毕。"), f"{_RULE} §14-1(1)"
        return no("early_end_open", sentence, basis, _("请先履行；已经履行的，请向承办机关核对。"))
    if question.on >= found.earliest:
        return None
    return no(
        "early_end_open",
        _("公示未满一年，不能提前停止。最早日期：%(day)s。"),
        "浙政办发〔2019〕20号 二(一)3",
        _("请在该日以后申请。"),
        day=found.earliest.isoformat(),
    )
