"""Everything that is checked against everything: what ``ledger check`` runs, and a restore after it."""

from collections.abc import Callable, Iterator

from mingzhi.ledger import queries as ledger
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.site.checking import crosscheck, guards, witnesses
from mingzhi.site.checking.kept_tables import sealed_tables
from mingzhi.trail import queries as trail
from mingzhi.trail.queries import row_seals

RECORDS: dict[str, Callable[[], list[str]]] = {
    "trail": trail.check,
    "rows": lambda: row_seals.check(sealed_tables()),
    "records": witnesses.check,
    "guards": guards.check,
}
"""What is checked beside the logs, by the name its problems are shown under."""


def whole_log(log: str) -> list[str]:
    """Return what is wrong with a log, in itself and against the tables it speaks for."""
    return [*ledger.check(log), *crosscheck.check(log)]


def everything() -> Iterator[tuple[str, list[str]]]:
    """Yield every check by its name, with the problems it found."""
    for log in LOGS:
        yield log, whole_log(log)
    for name, check in RECORDS.items():
        yield name, check()
