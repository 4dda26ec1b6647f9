"""Reconcile decisions with duties: the owner of the decisions counts, disclosure accounts for them."""

from datetime import date, timedelta

from mingzhi.cases.queries import decisions_until
from mingzhi.disclosure.acts import seal_statement
from mingzhi.disclosure.models import Statement
from mingzhi.disclosure.queries import statements
from mingzhi.disclosure.rules.completeness import Line
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict, NotNow
from mingzhi.kernel.wording import gettext_noop as _

JOB = "statement-of-completeness"
ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=30)


def lines_of(day: date) -> list[Line]:
    """Return how the decisions of each agency stand at the end of ``day``, with the owner's count."""
    return statements.live(day=day, decisions_by_agency=decisions_until(day))


def seal(day: date) -> list[Statement]:
    """Seal the statement of ``day``; raises Conflict when it is sealed already, NotNow before its end.

    Sealed at noon it would never tell of what was decided in the afternoon.
    """
    if day >= clock.today():
        raise NotNow(
            "site.statement_unfinished",
            _("该日尚未结束，完整性声明在次日封存。"),
            way_out=_("后台服务每天自动封存前一日；此刻情况不带 --seal 查看。"),
        )
    return seal_statement(
        actor=system_actor(JOB, on=clock.today()), day=day, decisions_by_agency=decisions_until(day)
    )


def seal_past() -> int:
    """Seal every day that has ended since the last sealed one; return how many days were sealed.

    The first time only yesterday; after a long standstill at most a month at once.
    """
    yesterday = clock.today() - timedelta(days=1)
    newest = statements.sealed_days(limit=1)
    first = max(newest[0] + ONE_DAY, yesterday - LONGEST) if newest else yesterday
    count = 0
    while first <= yesterday:
        try:
            seal(first)
            count += 1
        except Conflict:  # another worker was first
            pass
        first += ONE_DAY
    return count
