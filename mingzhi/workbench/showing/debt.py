"""What the party owes under the decision, in lines: decided, changed, late; what came in, what is left."""

from datetime import date

from django.utils.translation import gettext

from mingzhi.cases.models import Case
from mingzhi.cases.queries.facts.deciding import VOIDED
from mingzhi.cases.queries.papers.computed import late_fine_of
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.procedures.money import IMPOSE_LATE_FINE
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.forms.showing import show_cents

MAY_GROW = frozenset(IMPOSE_LATE_FINE.sources)
"""The states in which a late fine can still be decided."""
REACHED = _("（已达到罚款的数额）")


def debt_rows(facts: CaseFacts, on: date) -> list[tuple[str, int]]:
    """Return (label, cents) for a decision that asks for money; nothing for every other case."""
    core = facts.decision.core if facts.decision else None
    if core is None or not core.money:
        return []
    payment = facts.payment
    rows = [(_("决定的罚没款"), core.money)]
    fallen = facts.decision is not None and facts.decision.standing in VOIDED
    changed = _("决定失效后应缴") if fallen else _("变更后的罚没款")
    rows += [(changed, payment.owed)] if payment.owed != core.money else []
    rows += [(_("加处罚款"), payment.late_fine)] if payment.late_fine else []
    rows += [(_("已缴"), payment.paid), (_("尚欠"), payment.left)]
    rows += [(_("应当退还当事人"), payment.excess)] if facts.to_give_back else []
    grown = payment.to_impose(on) if facts.state in MAY_GROW else 0
    return [*rows, (_("逾期缴纳，可以加处而尚未决定的罚款"), grown)] if grown else rows


def late_rows(case: Case, on: date) -> list[tuple[str, str]]:
    """Return what a late fine comes to on a day, before anybody decides it (行政处罚法 §72-1(1))."""
    fine = late_fine_of(Rows(case, on), on)
    if fine is None:
        return []
    amount = gettext("%(amount)s 元") % {"amount": show_cents(fine.amount)}
    return [
        (_("逾期"), gettext("%(days)s 日") % {"days": fine.days}),
        (_("加处罚款"), amount + (gettext(REACHED) if fine.capped else "")),
    ]
