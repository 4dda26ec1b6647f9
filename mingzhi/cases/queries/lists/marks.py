"""What of a case decides what comes next: asked for many cases at once, only where it matters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.fields.json import KT

from mingzhi.cases.models import Case, Clock, ContentCore, Step
from mingzhi.cases.queries.lists.reviewed_first import PLACE, reviewed_first
from mingzhi.cases.rules.core import read_core
from mingzhi.cases.rules.following import (
    BY_OUTCOME,
    CLOCKS,
    ORDER,
    ORDERED,
    PRESSING,
    REVIEWED_FIRST,
    came_in,
    mark_of,
    outcome_of,
)
from mingzhi.cases.rules.turns import TURNS
from mingzhi.kernel import clock
from mingzhi.prepared import prepared


@dataclass(slots=True)
class Marks:
    """What ``following`` asks of a case."""

    done: list[str] = field(default_factory=list)
    outcome: str = ""
    method: str = ""
    clocks: dict[str, date | None] = field(default_factory=dict)

    def over(self, today: date) -> dict[str, bool]:
        """Return of each limit that has not ended whether its last day is over (standing still: no)."""
        return {code: due is not None and due < today for code, due in self.clocks.items()}


def marks_of(rows: Sequence[Case]) -> dict[int, Marks]:
    """Return the marks of each case; at most three queries, eight with licences."""
    found = {row.pk: Marks() for row in rows}
    states = {row.pk: row.state for row in rows if row.state in ORDER.get(row.procedure, {})}
    for case, code, before, after, method, result in _taken(list(states), sorted(ORDERED)) if states else ():
        if came_in(states[case], before, after):
            found[case].done.clear()
        found[case].done.append(mark_of(code, result))
        found[case].method = method or found[case].method
    weighed = _standing(rows, BY_OUTCOME)
    for case, outcome in _outcomes(weighed) if weighed else ():
        found[case].outcome = outcome
    granted = [
        row for row in rows if (row.procedure, row.state) == PLACE and found[row.pk].outcome == "grant"
    ]
    for case in reviewed_first(granted, clock.today()):
        found[case].outcome = REVIEWED_FIRST
    waiting = _standing(rows, (*TURNS, *PRESSING))
    for case, code, due, paused in _running(waiting, sorted(CLOCKS)) if waiting else ():
        found[case].clocks[code] = None if paused else due
    return found


def _standing(rows: Sequence[Case], places: Iterable[tuple[str, str]]) -> list[int]:
    named = set(places)
    return [row.pk for row in rows if (row.procedure, row.state) in named]


@prepared
def _taken(
    cases: Sequence[int], codes: Sequence[str]
) -> "QuerySet[Step, tuple[int, str, str, str, str | None, str | None]]":
    """Ask for the steps that have a place in an order or moved the case."""
    telling = Q(code__in=codes) | ~Q(state_before=F("state_after"))
    rows = Step.objects.filter(telling, case__id__in=cases).order_by("id")
    told = KT("data__method"), KT("data__result")
    return rows.values_list("case_id", "code", "state_before", "state_after", *told)


def _outcomes(cases: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Return the outcome proposed last of each case, weighed against what the party was told last."""
    proposed: dict[int, Mapping[str, Any]] = {}
    told: dict[int, tuple[int, Mapping[str, Any]]] = {}
    for case, core, notice in _cores(cases):
        proposed[case] = core
        if notice and notice > told.get(case, (0, {}))[0]:
            told[case] = notice, core
    for case, core in proposed.items():
        heard = told.get(case)
        yield case, outcome_of(read_core(core), read_core(heard[1])) if heard else core["outcome"]


@prepared
def _cores(cases: Sequence[int]) -> "QuerySet[ContentCore, tuple[int, Mapping[str, Any], int | None]]":
    """Ask for the cores proposed, in their order, each with the notices that told it."""
    rows = ContentCore.objects.filter(case__id__in=cases).order_by("id")
    return rows.values_list("case_id", "core", "notices__id")


@prepared
def _running(
    cases: Sequence[int], codes: Sequence[str]
) -> "QuerySet[Clock, tuple[int, str, date, datetime | None]]":
    rows = Clock.objects.filter(case__id__in=cases, code__in=codes, ended_at__isnull=True).order_by("id")
    return rows.values_list("case_id", "code", "due", "paused_at")
