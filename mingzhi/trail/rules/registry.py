"""Which acts exist: every decorated function registers itself here once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ActKind:
    """One legal act of the product: its code, its name for people, the clauses it serves."""

    code: str
    title: str
    may: Callable[..., None]
    locks: str
    serves: tuple[str, ...]
    basis: tuple[str, ...]
    stage: str
    summary: str
    beforehand: bool = False


ACTS: dict[str, ActKind] = {}


def register(kind: ActKind, *, where: Any = None) -> None:
    """Enter ``kind``; raises ValueError when the code is taken."""
    if kind.code in ACTS:
        raise ValueError(f"act {kind.code} is declared twice ({where})")
    ACTS[kind.code] = kind
