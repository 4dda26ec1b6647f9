"""How the rows of a question become objects: settled once, when the question is written."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql.compiler import SQLCompiler

Rows = Iterable[Sequence[Any]]
Read = Callable[[Rows, BaseDatabaseWrapper], list[Any]]


def reading(queryset: "QuerySet[Any, Any]", compiler: SQLCompiler) -> Read:
    """Return how the rows of a compiled queryset are read; raises TypeError for kinds not foreseen."""
    kind = queryset._iterable_class
    converters = _converters(compiler)
    if kind is ModelIterable:
        return _models(compiler, converters)
    if kind is ValuesListIterable:
        return lambda rows, connection: [tuple(row) for row in _converted(rows, converters, connection)]
    if kind is FlatValuesListIterable:
        return lambda rows, connection: [row[0] for row in _converted(rows, converters, connection)]
    raise TypeError(f"{kind.__name__} cannot be prepared")


def _converters(compiler: SQLCompiler) -> list[tuple[int, Any, Any]]:
    found = compiler.get_converters([column[0] for column in compiler.select or ()])
    return [(nth, convert, column) for nth, (converts, column) in found.items() for convert in converts]


def _converted(
    rows: Rows, converters: list[tuple[int, Any, Any]], connection: BaseDatabaseWrapper
) -> Iterable[list[Any]]:
    for row in map(list, rows):
        for nth, convert, column in converters:
            row[nth] = convert(row[nth], column, connection)
        yield row


def _models(compiler: SQLCompiler, converters: list[tuple[int, Any, Any]]) -> Read:
    """Read rows as Django's own ``ModelIterable`` does; what follows from the question is settled before."""
    about: Any = compiler.klass_info
    select: Any = compiler.select
    alias = compiler.using or DEFAULT_DB_ALIAS
    start, end = about["select_fields"][0], about["select_fields"][-1] + 1
    names = [column[0].target.attname for column in select[start:end]]
    related = get_related_populators(about, select, alias)  # type: ignore[call-arg]
    annotated = list((compiler.annotation_col_map or {}).items())
    make = about["model"].from_db

    def read(rows: Rows, connection: BaseDatabaseWrapper) -> list[Any]:
        found = []
        for row in _converted(rows, converters, connection):
            made = make(alias, names, row[start:end])
            for populator in related:
                populator.populate(row, made)
            for name, nth in annotated:
                setattr(made, name, row[nth])
            found.append(made)
        return found

    return read
