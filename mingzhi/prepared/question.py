"""``@prepared``: a function that builds a queryset becomes one that asks it and returns the rows."""

import functools
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from mingzhi.prepared.asking import asking
from mingzhi.prepared.reading import Read, reading

Parameters = ParamSpec("Parameters")
Row = TypeVar("Row")
Value = str | int | bytes | date | datetime | UUID
Values = Mapping[str, Value | tuple[Value, ...]]

MOST_KEPT = 64
"""How many forms of one question are kept: lists of other lengths, other limits."""


class Given(Expression):
    """The place of a value in a question."""

    def __init__(self, name: str, nth: int | None = None) -> None:
        super().__init__()
        self.name, self.nth = name, nth

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """Write the place, and itself as what will stand there."""
        return "%s", (self,)

    def value(self, values: Values) -> Any:
        """Return what stands here this time, as the database takes it."""
        named: Any = values[self.name]
        found = named if self.nth is None else named[self.nth]
        if found is None:
            raise TypeError(f"{self.name} has no value: what may be absent is another question")
        if isinstance(found, datetime):
            return connection.ops.adapt_datetimefield_value(found)
        if isinstance(found, date):
            return connection.ops.adapt_datefield_value(found)
        if isinstance(found, UUID) and not connection.features.has_native_uuid_field:
            return found.hex
        return found


@dataclass(frozen=True, slots=True)
class Written:
    """A question in the words of one database: what stands in its places, how its rows are read."""

    sql: str
    places: tuple[Any, ...]
    read: Read

    def ask(self, values: Values) -> list[Any]:
        """Put the question and return the rows."""
        given = [place.value(values) if isinstance(place, Given) else place for place in self.places]
        with asking() as cursor:
            cursor.execute(self.sql, given)
            return self.read(cursor.fetchall(), connection)


def prepared(build: Callable[Parameters, "QuerySet[Any, Row]"]) -> Callable[Parameters, list[Row]]:
    """Turn a function that builds a queryset into one that asks it and returns a list of its rows.

    Values go in by position: text, bytes, numbers, days, moments, UUIDs (never as text), or lists of one of
    these. The function sees only their places, so it must not look into them. What changes the question
    itself (a limit, an order, a part that may be absent) is keyword-only and comes as it is. Querysets of
    models, with ``select_related`` and ``annotate``, and ``values_list`` can be prepared.
    """
    parameters = inspect.signature(build).parameters.values()
    names = [one.name for one in parameters if one.kind is not one.KEYWORD_ONLY]
    kept: dict[Any, Written | None] = {}

    @functools.wraps(build)
    def ask(*given: Parameters.args, **shape: Parameters.kwargs) -> list[Row]:
        values: Any = dict(zip(names, map(_fixed, given), strict=True))
        lengths = tuple(len(value) for value in values.values() if isinstance(value, tuple))
        key = (connection.vendor, lengths, *shape.values())
        if key not in kept:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            places: Any = [_place(name, value) for name, value in values.items()]
            kept[key] = _write(build(*places, **shape))
        written = kept[key]
        return written.ask(values) if written else []

    return ask


def _fixed(value: object) -> object:
    return tuple(value) if isinstance(value, list | set | frozenset) else value


def _place(name: str, value: object) -> Any:
    return [Given(name, nth) for nth in range(len(value))] if isinstance(value, tuple) else Given(name)


def _write(queryset: "QuerySet[Any, Any]") -> Written | None:
    """Write the question down; None when no row can ever answer it."""
    compiler = queryset.query.get_compiler(connection.alias)
    try:
        sql, places = compiler.as_sql()
    except EmptyResultSet:
        return None
    return Written(sql, tuple(places), reading(queryset, compiler))
