"""The cursor a prepared question is asked with: on PostgreSQL the server keeps its plan as well."""

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

KEPT = 400
"""How many questions a connection to PostgreSQL keeps, those asked most lately."""


def asking() -> CursorWrapper:
    """Return a cursor for prepared questions, watched like every other.

    Django's own cursors put the values into the text of a question; this one sends them beside it, so that
    after a few times (the setting ``prepare_threshold``) the server knows the question by a name. Planning
    one that joins five tables takes PostgreSQL longer than answering it; its own rule settles when a plan
    made for any value is good enough (``plan_cache_mode``).
    """
    if connection.vendor != "postgresql":
        return connection.cursor()
    from psycopg import Cursor  # SQLite does without

    connection.ensure_connection()
    connection.connection.prepared_max = KEPT
    raw: Any = Cursor[Any](connection.connection)
    return connection.make_debug_cursor(raw) if connection.queries_logged else connection.make_cursor(raw)
