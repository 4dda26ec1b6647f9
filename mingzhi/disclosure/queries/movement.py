"""How far the public side has moved: what is kept of an answer holds only while nothing moves."""

from dataclasses import dataclass

from django.db import connection

_ENDS = (
    "SELECT (SELECT max(id) FROM disclosure_indexjob), "
    "(SELECT count(*) FROM (SELECT 1 FROM disclosure_indexjob "
    "WHERE id > (SELECT max(id) FROM disclosure_indexjob) - 200 ORDER BY id DESC LIMIT 200) near), "
    "(SELECT min(id) FROM disclosure_indexjob {hint} WHERE done_at IS NULL)"
)
_HINTS = {"sqlite": "INDEXED BY disclosure_index_waiting"}
"""SQLite would walk every row in the order of ids rather than look into the small index of those waiting."""


@dataclass(frozen=True, slots=True)
class Position:
    """The newest change of a notice, and the oldest one that the search index does not show yet (0: none).

    ``near`` counts the changes numbered shortly before the newest: a number may be given earlier than its
    row is committed, and such a change moves nothing else.
    """

    newest: int
    near: int
    waiting: int


def position() -> Position:
    """Return where the public side stands. One query over the ends of two indexes."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDS.format(hint=_HINTS.get(connection.vendor, "")))
        newest, near, waiting = cursor.fetchone()
    return Position(newest or 0, near, waiting or 0)
