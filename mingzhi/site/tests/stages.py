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

from django.db import connection

from mingzhi.cases.models import Case
from mingzhi.cases.tests.factories import Company, company
from mingzhi.identity.models import Region
from mingzhi.kernel import clock
from mingzhi.site.walk import Walk
from tests.kept import Rows, Stage, all_rows


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
        return _companies[day][0].set_up()
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
            pk, self.last = kept[first].set_up()
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
            pk, self.last = stage.set_up()
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
