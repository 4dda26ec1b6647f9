"""The late fine: three per cent a day, never more than the fine (行政处罚法 §72-1(1), §73-3).

Counted from the day after the time to pay is over, on what is still unpaid of the fine; days of
reconsideration and litigation are not counted. Fractions of a cent fall in the party's favour. Of a fine
paid in instalments (§66-2) only what is missed of them is late, each from its own day on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mingzhi.cases.rules.instalments import NONE_GRANTED, Instalments

RATE = 3
"""Per cent of the fine for each day (行政处罚法 §72-1(1))."""

Pause = tuple[date, date | None]
"""A period ``[from, until)`` that is not counted; None: still lasting."""


@dataclass(frozen=True, slots=True)
class LateFine:
    """The sum with its account."""

    amount: int
    days: int
    capped: bool
    counted_from: date
    counted_until: date


@dataclass(frozen=True, slots=True)
class Lateness:
    """What a late fine is counted from: the fine, its last day to pay, what paused it, what came in.

    What has grown until a late payment is owed although the fine itself is paid (行政处罚法 §72-1(1)).
    """

    fine: int
    due_on: date
    pauses: tuple[Pause, ...] = ()
    payments: tuple[tuple[date, int], ...] = ()
    instalments: Instalments = NONE_GRANTED

    def until(self, day: date) -> LateFine:
        """Return the late fine up to and including a day."""
        return late_fine(
            self.fine,
            self.due_on,
            day,
            pauses=self.pauses,
            payments=self.payments,
            instalments=self.instalments,
        )


def late_fine(
    fine: int,
    due_on: date,
    until: date,
    *,
    pauses: Sequence[Pause] = (),
    payments: Sequence[tuple[date, int]] = (),
    instalments: Instalments = NONE_GRANTED,
) -> LateFine:
    """Return the late fine for the days after ``due_on`` up to and including ``until``.

    ``fine`` and ``payments`` are whole cents; a payment lowers the base from its own day on.
    Raises ValueError for a negative fine or payment.
    """
    if fine < 0 or any(amount < 0 for _day, amount in payments):
        raise ValueError("sums of money are not negative")
    first = (instalments.first_missed() or due_on) + timedelta(days=1)
    hundredths = days = 0
    day = first
    while day <= until and hundredths < fine * 100:
        unpaid = fine - sum(amount for paid_on, amount in payments if paid_on <= day)
        if instalments.granted:
            unpaid = min(unpaid, instalments.missed(day))
        if unpaid > 0 and not _paused(day, pauses):
            hundredths += unpaid * RATE
            days += 1
        day += timedelta(days=1)
    amount = min(hundredths // 100, fine)
    return LateFine(amount, days, bool(fine) and amount == fine, first, until)


def _paused(day: date, pauses: Sequence[Pause]) -> bool:
    return any(start <= day and (end is None or day < end) for start, end in pauses)
