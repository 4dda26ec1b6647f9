"""When a period may be ended: once, and again as long as the end that was entered has not come."""

from datetime import date

from mingzhi.kernel import clock
from mingzhi.kernel.wording import gettext_noop as _

MOVED_AHEAD = _("已登记的终止日期还没有到的，可以改为今天或者以后的日期；已经到期的不能改动。")


def may_end(ended: date | None, on: date) -> bool:
    """Tell whether what ends on ``ended`` (None: nothing entered yet) may now be said to end ``on``."""
    today = clock.today()
    return ended is None or (ended > today and on >= today)
