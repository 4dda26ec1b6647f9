"""An arrangement of holidays as it is typed: one line for a day or a run of days, free or worked."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from mingzhi.kernel.refusal import Invalid

_FREE, _WORKED = "休|free", "班|worked"
_LINE = re.compile(
    rf"(\d{{4}}-\d{{1,2}}-\d{{1,2}})(?:\s*(?:至|to|~)\s*(\d{{4}}-\d{{1,2}}-\d{{1,2}}))?\s+({_FREE}|{_WORKED})\s+(\S.*)"
)
_LONGEST = 31
_LINES = 120


def read_days(text: str) -> tuple[tuple[date, bool, str], ...]:
    """Read the lines; raises Invalid naming the first that cannot be read."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > _LINES:
        raise _unread(_LINES + 1, lines[_LINES])
    return tuple(day for number, line in enumerate(lines, 1) for day in _days(number, line))


def _days(number: int, line: str) -> Iterator[tuple[date, bool, str]]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise _unread(number, line)
    try:
        first, last = (date(*map(int, text.split("-"))) for text in (found[1], found[2] or found[1]))
    except ValueError as error:
        raise _unread(number, line) from error
    length = (last - first).days
    if not 0 <= length < _LONGEST:
        raise _unread(number, line)
    for offset in range(length + 1):
        yield first + timedelta(days=offset), found[3] in _WORKED.split("|"), found[4][:60]


def _unread(number: int, line: str) -> Invalid:
    return Invalid(
        "work.holiday_line",
        _("第%(number)s行无法识别：%(line)s"),
        params={"number": number, "line": line[:60]},
        way_out=_(
            "每行写一天或者一段，例如“2027-02-05 至 2027-02-11 休 春节”“2027-02-14 班 春节调休上班日”。"
        ),
        field="days",
    )
