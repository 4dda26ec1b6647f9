"""JSON as it is stored, handed on as bytes: what is only written out again is not read first."""

from typing import Any

from django.db import connection
from django.db.models import BinaryField, Func

_UNUSED = "bpchar"
"""A type of PostgreSQL that no column here has: what bears it comes as the bytes that were sent."""


class Stored(Func):
    """The JSON of a column in UTF-8; :func:`as_bytes` must have been called on this connection."""

    function, template, output_field = "CAST", "CAST(%(expressions)s AS BLOB)", BinaryField()

    def as_postgresql(self, compiler: Any, connection: Any, **how: Any) -> Any:
        """Give the text another name, which costs the server nothing."""
        return self.as_sql(compiler, connection, template=f"%(expressions)s::text::{_UNUSED}", **how)


def as_bytes() -> None:
    """Have the driver hand out stored JSON as bytes; SQLite's does so anyhow."""
    if connection.vendor != "postgresql":
        return
    from psycopg.adapt import Buffer, Loader  # SQLite does without

    class Bytes(Loader):
        def load(self, data: Buffer) -> bytes:
            return bytes(data)

    connection.ensure_connection()
    connection.connection.adapters.register_loader(_UNUSED, Bytes)
