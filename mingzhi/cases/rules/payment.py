"""The money of a decision as the guards see it: owed, late, paid, left, paid too much (行政处罚法 §66–72)."""

from dataclasses import dataclass
from datetime import date

from mingzhi.cases.rules.instalments import NONE_GRANTED, Instalments
from mingzhi.cases.rules.late_fine import Lateness


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFact:
    """Money of the decision, in cents."""

    owed: int = 0
    paid: int = 0
    late_fine: int = 0  # what is asked of it; an agreement may have lowered what was imposed
    late_imposed: int = 0
    lateness: Lateness | None = None
    due_on: date | None = None
    plan_until: date | None = None
    plan_requested: bool = False
    instalments: Instalments = NONE_GRANTED

    @property
    def settled(self) -> bool:
        """Everything owed, late fine included, has come in."""
        return self.paid >= self.owed + self.late_fine

    @property
    def left(self) -> int:
        """What of it has not come in."""
        return max(self.owed + self.late_fine - self.paid, 0)

    @property
    def excess(self) -> int:
        """What came in beyond what is owed."""
        return max(self.paid - self.owed - self.late_fine, 0)

    def payable(self, on: date) -> tuple[date, int] | None:
        """Return by which day how much is to be paid next: the next instalment, else all that is left."""
        if self.instalments.granted:
            return self.instalments.payable(on)
        until = self.plan_until or self.due_on
        return (until, self.left) if until is not None and self.left else None

    def to_impose(self, until: date) -> int:
        """Return what the late fine has grown to until a day beyond what was imposed."""
        grown = self.lateness.until(until).amount if self.lateness is not None else 0
        return max(grown - self.late_imposed, 0)
