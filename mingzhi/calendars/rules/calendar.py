"""The working-day calendar as a value: which day is worked, why, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from mingzhi.kernel.wording import gettext_noop as _

ONE_DAY = timedelta(days=1)
REST = _("休息日")
WORKDAY = _("工作日")
MADE_UP = _("%(holiday)s调休上班日")
PROVISIONAL_SOURCE = _("该年度放假安排尚未公布，暂按法定节日和周末推算")


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar; ``name`` says why it is worked or not, ``source`` which notice says so."""

    date: date
    working: bool
    name: str
    source: str = ""
    holiday: bool = False  # a holiday, not a plain weekend
    made_up: bool = False  # a weekend worked to make up for a holiday
    provisional: bool = False

    @property
    def plain(self) -> bool:
        """Tell whether this is an ordinary weekday or weekend, with nothing special about it."""
        return not (self.holiday or self.made_up)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Special days over the plain week; years outside ``announced`` are provisional.

    Later notices stand over earlier ones and local ones over national ones: whoever builds the
    calendar lays them into ``special`` in that order.
    """

    special: Mapping[date, Day] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()
    jurisdiction: str = ""

    def day(self, when: date) -> Day:
        """Return what this day is."""
        found = self.special.get(when)
        if found is not None:
            return found
        working = when.weekday() < 5
        provisional = when.year not in self.announced
        return Day(
            when,
            working,
            WORKDAY if working else REST,
            PROVISIONAL_SOURCE if provisional else "",
            provisional=provisional,
        )

    def is_working(self, when: date) -> bool:
        """Tell whether the day is a working day."""
        found = self.special.get(when)
        return found.working if found is not None else when.weekday() < 5

    def working_on_or_after(self, when: date) -> date:
        """Return the day itself if it is worked, else the next worked day."""
        while not self.is_working(when):
            when += ONE_DAY
        return when

    def working_on_or_before(self, when: date) -> date:
        """Return the day itself if it is worked, else the last worked day before it."""
        while not self.is_working(when):
            when -= ONE_DAY
        return when

    def working_days_between(self, after: date, upto: date) -> int:
        """Count the working days in ``(after, upto]``; negative when ``upto`` lies before ``after``."""
        if upto < after:
            return -self.working_days_between(upto, after)
        return sum(self.is_working(after + timedelta(days=n)) for n in range(1, (upto - after).days + 1))
