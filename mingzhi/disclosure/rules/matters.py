"""What only the room of a matter knows of its decision: whether it fell, whether it was performed.

The rooms above enter their answers when they start; where a room has entered none, nothing of its decisions
comes down as fallen.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.urn import Urn


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """The answers of one room.

    ``fell``: did what is named (a urn) make this decision (a urn) fall on that ground?
    ``hinders_early_end``: why the publication in this matter cannot end early yet, as the actor may know it.
    """

    fell: Callable[[str, str, str], bool]
    hinders_early_end: Callable[[str, Actor], Refusal | None]


MATTERS: dict[str, Matters] = {}
"""Name of a room → its answers."""


def matters_of(decision_urn: str) -> Matters | None:
    """Return the answers of the room that the decision belongs to; None where it gave none."""
    try:
        return MATTERS.get(Urn.parse(decision_urn).room)
    except ValueError:
        return None
