"""Rows of models as the driver takes them, written table after table; triggers and constraints stay on.

The county's rows are struck from patterns as text and written by ``generator/pouring.py``.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import DateField, DateTimeField, Field, JSONField, Model, UUIDField

from mingzhi.site.generator.columns import POSTGRESQL, fields_of

Row = tuple[Any, ...]
Sheets = Mapping[type[Model], list[Row]]
Writing = Callable[[Any], Any]
_SHARED = 500


class Typesetter:
    """Turns the rows of a table into what the database driver takes, without a look at each value's type."""

    def __init__(self, model: type[Model], vendor: str) -> None:
        fields = fields_of(model)
        self._pick = attrgetter(*(field.attname for field in fields))
        self._special = [
            (place, writing) for place, field in enumerate(fields) if (writing := _writing(field, vendor))
        ]

    def __call__(self, row: Model) -> Row:
        """Return the values of a row."""
        values = list(self._pick(row))
        for place, writing in self._special:
            if values[place] is not None:
                values[place] = writing(values[place])
        return tuple(values)


@cache
def typesetter(model: type[Model], vendor: str) -> Typesetter:
    """Return the typesetter of a table."""
    return Typesetter(model, vendor)


class _Json:
    """Writes JSON; a derivation that many rows share is written once."""

    def __init__(self) -> None:
        self._encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
        self._last: dict[int, tuple[Any, str]] = {}  # the value is kept, so that its id stays its own

    def __call__(self, value: Any) -> str:
        known = self._last.get(id(value))
        if known is None:
            if len(self._last) >= _SHARED:
                self._last.clear()
            known = self._last[id(value)] = (value, self._encode(value))
        return known[1]


def _writing(field: "Field[Any, Any]", vendor: str) -> Writing | None:
    if isinstance(field, JSONField):
        return _Json()
    if vendor == POSTGRESQL:
        return None
    kinds: tuple[tuple[type[Field[Any, Any]], Writing], ...] = (
        (DateTimeField, _moment),
        (DateField, date.isoformat),
        (UUIDField, _hex),
    )
    return next((writing for kind, writing in kinds if isinstance(field, kind)), None)


@lru_cache(maxsize=64)
def _moment(value: datetime) -> str:
    return str(value.astimezone(UTC).replace(tzinfo=None))


def _hex(value: UUID) -> str:
    return value.hex


def sheets_of(rows: Iterable[Model], vendor: str) -> dict[type[Model], list[Row]]:
    """Sort rows by table, typeset."""
    sheets: dict[type[Model], list[Row]] = {}
    for row in rows:
        model = type(row)
        sheets.setdefault(model, []).append(typesetter(model, vendor)(row))
    return sheets


def pour(sheets: Sheets, order: Iterable[type[Model]]) -> int:
    """Write the rows, table after table, all or nothing; return how many."""
    with transaction.atomic():
        return sum(_write(model, sheets[model]) for model in order if model in sheets)


def _write(model: type[Model], rows: list[Row]) -> int:
    quote = connection.ops.quote_name
    names = [quote(str(field.column)) for field in fields_of(model)]
    table, columns = quote(model._meta.db_table), ", ".join(names)
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(names))
            insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 -- our own names
            connection.connection.executemany(insert, rows)
    return len(rows)
