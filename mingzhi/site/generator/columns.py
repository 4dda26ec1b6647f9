"""How the values of a row are written as text for each database."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Field, JSONField, Model

POSTGRESQL, SQLITE = "postgresql", "sqlite"

FRESH = frozenset({("ledger_leaf", "position"), ("disclosure_indexjob", "done_at")})
"""Columns a copy begins without: its leaf is not yet in the tree, its notice not yet in the index."""

_COPY = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def fields_of(model: type[Model]) -> "list[Field[Any, Any]]":
    """Return the columns of a model in order."""
    return [field for field in model._meta.concrete_fields if field.column]


def text_of(row: Model, field: "Field[Any, Any]", vendor: str) -> str | None:
    """Return one value as the database's bulk path reads it; None where it is null."""
    value = getattr(row, field.attname)
    if value is None or (row._meta.db_table, field.column) in FRESH:
        return None
    text = _json(value, field) if isinstance(field, JSONField) else _plain(value, vendor)
    return text.translate(_COPY) if vendor == POSTGRESQL else text


def _json(value: Any, field: JSONField) -> str:
    return json.dumps(value, ensure_ascii=False, cls=field.encoder, separators=(",", ":"))


def _plain(value: Any, vendor: str) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        moment = value.astimezone(UTC)
        return moment.isoformat() if vendor == POSTGRESQL else str(moment.replace(tzinfo=None))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return ("\\x" if vendor == POSTGRESQL else "") + bytes(value).hex()
    return value if isinstance(value, str) else str(value)


def uuid_text(value: UUID, vendor: str) -> str:
    """Return a UUID as its column holds it."""
    return str(value) if vendor == POSTGRESQL else value.hex
