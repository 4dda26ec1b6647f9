"""Money that is paid in instalments: what has fallen due of it and has not come in (行政处罚法 §66-2).

Payments fill the instalments in their order. Each is due on its own day, so that what is missed of it is late
from the next day on (§72-1(1)); the court can be asked only after the last of them (§72-2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Instalment:
    """One instalment as it stands on a day; ``missed``: its day is over and not all of it has come in."""

    due_on: date
    amount: int
    paid: bool
    missed: bool


@dataclass(frozen=True, slots=True)
class Instalments:
    """What was granted: (last day, cents) in order; and what came in since: (day, cents)."""

    granted: tuple[tuple[date, int], ...] = ()
    payments: tuple[tuple[date, int], ...] = ()

    def missed(self, on: date) -> int:
        """Return what fell due before a day and had not come in by its end, in cents."""
        fallen = sum(amount for due_on, amount in self.granted if due_on < on)
        return max(fallen - self._paid(on), 0)

    def first_missed(self) -> date | None:
        """Return the first day by whose end something was missing; None where all came in time."""
        reached = 0
        for due_on, amount in self.granted:
            reached += amount
            if self._paid(due_on) < reached:
                return due_on
        return None

    def standing(self, on: date) -> Iterator[Instalment]:
        """Yield each instalment as it stands on a day."""
        paid, reached = self._paid(on), 0
        for due_on, amount in self.granted:
            reached += amount
            yield Instalment(due_on, amount, paid >= reached, due_on < on and paid < reached)

    def payable(self, on: date) -> tuple[date, int] | None:
        """Return by which day how much is to be paid next, with what was missed; None where all came in."""
        paid, reached, last = self._paid(on), 0, None
        for due_on, amount in self.granted:
            reached += amount
            last = (due_on, reached - paid) if reached > paid else None
            if last is not None and due_on >= on:
                return last
        return last

    def waiting(self, on: date) -> date | None:
        """Return the last day of the first that has not come in; None for the very last of all."""
        days = [one.due_on for one in self.standing(on) if not one.paid]
        return days[0] if days and days[0] < self.granted[-1][0] else None

    def _paid(self, on: date) -> int:
        return sum(amount for paid_on, amount in self.payments if paid_on <= on)


NONE_GRANTED = Instalments()
"""The money is owed at once (行政处罚法 §66-1)."""
