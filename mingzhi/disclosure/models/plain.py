"""JSON as it is stored here: Chinese letters as they are, half the size of escapes."""

import json
from functools import partial
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import JSONField


class PlainEncoder(json.JSONEncoder):
    """Writes letters, not escapes, and no spaces."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})


class WrittenJsonField(JSONField):
    """JSON that PostgreSQL keeps as it was written (``json``), as SQLite does anyhow.

    What is handed out whole, again and again, is not to be taken apart and written anew each time, as
    ``jsonb`` is; nothing looks for rows by what is in it.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Return what the column is called in the database."""
        return "json" if connection.vendor == "postgresql" else super().db_type(connection)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Return the object; PostgreSQL's driver has made it already."""
        if connection.vendor == "postgresql":
            return value
        return super().from_db_value(value, expression, connection)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Return what is written; ``jsonb`` in between would order the names anew."""
        if connection.vendor != "postgresql":
            return super().get_db_prep_value(value, connection, prepared)
        from psycopg.types.json import Json  # SQLite does without

        return Json(self.get_prep_value(value), dumps=partial(json.dumps, cls=self.encoder))
