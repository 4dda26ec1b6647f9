"""What is wrong with the machine that people must know: background work that stands, a clock that went back.

Every act queues a leaf for the log, which background work signs within seconds; so a leaf that waits for
minutes says that receipts, search, expiry and pushes wait too. Leaves also bear the time of then: one from
the future says that the clock of the server was set back, and with it every term that is counted now.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from mingzhi.kernel import clock
from mingzhi.ledger import queries as ledger
from mingzhi.ledger.rules.logs import ACTS

STANDS_AFTER = timedelta(minutes=2)
CLOCK_MAY_DIFFER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, and what helps."""

    sentence: str
    way_out: str


def troubles() -> list[Trouble]:
    """Return what is wrong now; one short question."""
    found = []
    now, (since, newest) = clock.now(), ledger.moments(ACTS)
    if since is not None and now - since > STANDS_AFTER:
        minutes = int((now - since).total_seconds()) // 60
        found.append(
            Trouble(
                _("后台工作停了：最早的记录已等待%(minutes)s分钟未签入日志，检索、公示到期和推送也在等待。")
                % {"minutes": minutes},
                _("办理不受影响，请告诉系统管理员启动后台工作（mingzhi worker）。"),
            )
        )
    if newest is not None and newest - now > CLOCK_MAY_DIFFER:
        found.append(
            Trouble(
                _("服务器的时钟比最新的记录慢：期限和发生时间可能不准。"),
                _("请先不要办理有期限的事项，告诉系统管理员校准时钟。"),
            )
        )
    return found
