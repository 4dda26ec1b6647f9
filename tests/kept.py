"""Rows that stood once in a test's database are kept, and written again for the next test: ``begun``.

Playing acts costs a hundred times what writing their rows costs. Guards and constraints stay in force.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from mingzhi.kernel import clock
from mingzhi.site.generator.capture import in_writing_order
from mingzhi.trail.models import Entry

Rows = Mapping[type[Model], Mapping[Any, Model]]
Made = TypeVar("Made")
_begun: dict[tuple[Any, ...], "Stage"] = {}


@dataclass
class Stage:
    """Rows that were written on the way to a stage, and what came of it."""

    rows: tuple[tuple[type[Model], tuple[Model, ...]], ...]
    made: Any
    statements: list[tuple[str, Any]] = field(default_factory=list)

    @classmethod
    def since(cls, before: Rows, made: Any) -> "Stage":
        """Return what was written since ``before``, of which nothing may have changed."""
        written = []
        for model, rows in all_rows().items():
            old = before[model]
            if changed := [row for pk, row in old.items() if pk not in rows or not _equal(row, rows[pk])]:
                raise AssertionError(f"rows that stood before were changed, so no stage is kept: {changed}")
            if new := tuple(row for pk, row in rows.items() if pk not in old):
                written.append((model, new))
        return cls(tuple(written), made)

    def set_up(self) -> Any:
        """Write the rows again, from the second time on with the statements of the first; return a copy."""
        with transaction.atomic():
            if self.statements:
                with connection.cursor() as cursor:
                    for sql, params in self.statements:
                        cursor.execute(sql, params)
            else:
                with connection.execute_wrapper(self._note):
                    for model, rows in self.rows:
                        model._base_manager.bulk_create(rows)
        return deepcopy(self.made)

    def _note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.statements.append((sql, params))
        return execute(sql, params, many, context)


def _equal(one: Model, other: Model) -> bool:
    return all(
        getattr(one, item.attname) == getattr(other, item.attname) for item in one._meta.concrete_fields
    )


def all_rows() -> Rows:
    """Return every row of the database, by table and key, each table after those it refers to."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return {
        model: {row.pk: row for row in model._base_manager.order_by("pk")}
        for model in in_writing_order(models)
    }


def begun(begin: Callable[..., Made], *how: Any) -> Made:
    """Return what ``begin(*how)`` makes: played by the first test of this moment, then set up from its rows.

    It must be the first thing done in the database, and leave nothing outside it: what is signed, indexed
    or written to a folder of the test comes after it.
    """
    if Entry.objects.exists():
        raise AssertionError("what is kept stands at the beginning, before anything else is done")
    key = (begin.__module__, begin.__qualname__, repr(how), clock.now())
    if key in _begun:
        return _begun[key].set_up()
    before = all_rows()
    made = begin(*how)
    _begun[key] = Stage.since(before, deepcopy(made))
    return made
