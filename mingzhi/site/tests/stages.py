"""The company, and a case at a stage of its walk: played through acts once, then set up from its rows.

Many tests begin with the same case at the same stage. The first that wants a stage plays it; the rows
that stood in the database then are kept, and written again (guards and constraints on) for the others.
A walk is played whenever anything differs: the script, the days, a row the test wrote before.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from mingzhi.cases.models import Case
from mingzhi.cases.tests.factories import Company, company
from mingzhi.identity.models import Region
from mingzhi.kernel import clock
from mingzhi.site.generator.capture import in_writing_order
from mingzhi.site.walk import Walk

Rows = dict[type[Model], dict[Any, Model]]


@dataclass
class Standing(Company):
    """A company, and whether anything was written since it stands."""

    untouched: bool = True
    day: date = field(default_factory=clock.today)

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Notice whatever is written."""
        if not sql.startswith(("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.untouched = False
        return execute(sql, params, many, context)


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

    def set_up(self) -> None:
        """Write the rows again; from the second time on with the statements of the first."""
        with transaction.atomic():
            if self.statements:
                with connection.cursor() as cursor:
                    for sql, params in self.statements:
                        cursor.execute(sql, params)
            else:
                with connection.execute_wrapper(self._note):
                    for model, rows in self.rows:
                        model._base_manager.bulk_create(rows)

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


_companies: dict[date, tuple[Stage, Rows]] = {}
_walks: dict[str, dict[int, Stage]] = {}
_ways: dict[str, dict[str, Stage]] = {}


@contextmanager
def standing() -> Iterator[Standing]:
    """Let the company stand on this day."""
    made = _company()
    people = Standing(made.agency_code, dict(made.people))
    with connection.execute_wrapper(people.watch):
        yield people


def _company() -> Company:
    if Region.objects.exists():
        raise AssertionError("the company is set up before anybody else")
    day = clock.today()
    if day in _companies:
        stage, _rows = _companies[day]
        stage.set_up()
        return deepcopy(stage.made)
    before = all_rows()
    made = company()
    _companies[day] = Stage.since(before, deepcopy(made)), all_rows()
    return made


@dataclass(slots=True, kw_only=True)
class StagedWalk(Walk):
    """A walk of the company that begins at the furthest stage kept of it."""

    people: Standing

    def play(self, part: str = "events", *, start: str = "", before: str = "") -> Walk:
        """Play as every walk does, or set up what another test played."""
        if part != "events" or start or self.case or not self.people.untouched:
            return Walk.play(self, part, start=start, before=before)
        events = self.script[part]
        names = [event.get("step", event["do"]) for event in events]
        last = names.index(before) if before else len(names)
        kept = _walks.setdefault(self._key(), {})
        first = max((at for at in kept if at <= last), default=0)
        if first:
            kept[first].set_up()
            pk, self.last = deepcopy(kept[first].made)
            self.case = Case.objects.get(pk=pk)
        for event in events[first:last]:
            self.perform(event)
        if self.case and last > first:
            kept[last] = Stage.since(_companies[self.people.day][1], deepcopy((self.case.pk, self.last)))
        return self

    def gone(self, way: Callable[["StagedWalk"], object]) -> "StagedWalk":
        """Go a way that leaves the script, from its beginning: once, then set up what came of it."""
        if self.case or not self.people.untouched:
            raise AssertionError("the way begins with the walk, before anything else is written")
        kept = _ways.setdefault(f"{way.__module__}.{way.__qualname__}", {})
        if stage := kept.get(self._key()):
            stage.set_up()
            pk, self.last = deepcopy(stage.made)
            self.case = Case.objects.get(pk=pk)
            return self
        way(self)
        made = deepcopy((self.the_case().pk, self.last))
        kept[self._key()] = Stage.since(_companies[self.people.day][1], made)
        return self

    def _key(self) -> str:
        return repr((self.people.day, self.shift, self.script, self.changes))


def staged(people: Standing, script: Mapping[str, Any], **more: Any) -> StagedWalk:
    """Return a walk of a script by the people of the company."""
    return StagedWalk(script=script, cast=people.cast, people=people, **more)
