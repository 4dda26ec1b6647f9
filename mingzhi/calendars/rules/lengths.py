"""Lengths of legal periods as written in declarations: ``7wd``, ``15d``, ``24h``, ``3mo``, ``2y``."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from mingzhi.kernel.wording import gettext_noop as _

_PATTERN = re.compile(r"^(\d{1,4})(wd|d|h|mo|y)$")

WORDS = {
    "wd": _("%(count)s个工作日"),
    "d": _("%(count)s日"),
    "h": _("%(count)s小时"),
    "mo": _("%(count)s个月"),
    "y": _("%(count)s年"),
}
ONE = {"wd": _("1个工作日"), "d": _("1日"), "h": _("1小时"), "mo": _("1个月"), "y": _("1年")}


@dataclass(frozen=True, slots=True)
class Length:
    """A number of working days, days, hours, months or years."""

    count: int
    unit: str

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    @property
    def template(self) -> str:
        """The sentence template that names this length to people."""
        return (ONE if self.count == 1 else WORDS)[self.unit]


def length_of(text: "str | Length") -> Length:
    """Read ``7wd``; raises ValueError for anything else, and for zero."""
    if isinstance(text, Length):
        return text
    match = _PATTERN.match(text)
    if match is None or int(match[1]) == 0:
        raise ValueError(f"不是期限 not a length of time: {text!r} (7wd, 15d, 24h, 3mo, 2y)")
    return Length(int(match[1]), match[2])


def add_months(day: date, months: int) -> date:
    """Return the corresponding day ``months`` later, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
