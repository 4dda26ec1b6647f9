"""How far the public side has moved: what is kept of an answer holds only while nothing moves."""

from dataclasses import dataclass

from django.db import connection

_ENDS = (
    "SELECT (SELECT max(id) FROM disclosure_indexjob), "
    "(SELECT min(id) FROM disclosure_indexjob WHERE done_at IS NULL)"
)


@dataclass(frozen=True, slots=True)
class Position:
    """The newest change of a notice, and the oldest one that the search index does not show yet (0: none)."""

    newest: int
    waiting: int


def position() -> Position:
    """Return where the public side stands. One query over two ends of indexes."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDS)
        newest, waiting = cursor.fetchone()
    return Position(newest or 0, waiting or 0)
