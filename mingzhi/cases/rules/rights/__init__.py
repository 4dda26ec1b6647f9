"""What the party may ask for in its matter: one table; see ``language`` for its words."""

from mingzhi.cases.rules.rights.asking import conditions, declared_as, entered_for, heard, still_to_come
from mingzhi.cases.rules.rights.language import Right, Term
from mingzhi.cases.rules.rights.table import ELSEWHERE, RIGHTS, right_of

__all__ = [
    "ELSEWHERE",
    "RIGHTS",
    "Right",
    "Term",
    "conditions",
    "declared_as",
    "entered_for",
    "heard",
    "right_of",
    "still_to_come",
]
