"""What a hearing must keep, whichever law calls for it (行政处罚法 §64; 行政许可法 §48-1)."""

from datetime import date

from mingzhi.cases.rules.guards.question import Question, day_in, no
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


def hosted_by_handler(question: Question) -> bool:
    """Tell whether the host named is one of those who handle the case, or recused."""
    handlers = {officer.urn for officer in question.facts.handlers}
    return question.entered.get("host") in handlers | question.facts.recused


def set_too_early(question: Question) -> date | None:
    """Return the first day a hearing told of now may be held, when it is set for a day before."""
    set_for = day_in(question.entered.get("hearing_at"))
    earliest = question.facts.hearing.earliest_on
    return earliest if set_for and earliest and set_for < earliest else None


def held_as_told(question: Question, code: str, basis: str, *, untold: str, way_out: str) -> Refusal | None:
    """The hearing was told of, and is held no earlier than on the day told."""
    hearing = question.facts.hearing
    if hearing.notified_on is None:
        return no(code, untold, basis, way_out)
    first = max((day for day in (hearing.earliest_on, hearing.set_for) if day is not None), default=None)
    if first is None or question.on >= first:
        return None
    return no(
        code,
        _("听证已通知于%(day)s举行。"),
        basis,
        _("请在通知的日期举行；需要改期的，重新通知。"),
        day=first.isoformat(),
    )
