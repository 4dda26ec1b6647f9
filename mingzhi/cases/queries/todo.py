"""What waits for whom: cases whose next step on the main line is the viewer's, and the others' turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mingzhi.cases.models import Case, Clock, Handler, Step
from mingzhi.cases.queries.lists import CaseRow, codes_seen, of_agencies, views
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared

LIMIT = 100
PARTY = "party"
"""Whose turn it is while the party's time runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoItem:
    """One case that waits: for which step, whose turn it is, until when."""

    row: CaseRow
    step: str
    title: str
    duty: str

    @property
    def due(self) -> date | None:
        """The nearest deadline of the agency."""
        return self.row.nearest_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """What waits for the viewer, and what the viewer waits for, both by time left."""

    mine: tuple[TodoItem, ...]
    others: tuple[TodoItem, ...]
    cut: bool
    """Whether there may be more, later in time."""


@cache
def next_steps(procedure: str) -> dict[str, Declared]:
    """Return state → the first step of the main line that leads on from it."""
    declared = PROCEDURES[procedure]
    return {state.code: step for state in declared.states if (step := _next(declared, state.code))}


def _next(declared: Procedure, state: str) -> Declared | None:
    order = [item.code for item in declared.states]
    leading = [
        step
        for step in declared.steps
        if state in step.sources
        and step.target
        and not step.beside
        and order.index(step.target) > order.index(state)
    ]
    main = [step for step in leading if declared.by_state[step.target].main]
    return next(iter(main or leading), None)


def todo(viewer: Actor, *, limit: int = LIMIT) -> Todo:
    """Return what waits for the viewer and what the viewer waits for; at most six queries.

    ``limit``: how many cases are looked at, those nearest in time, once as handler and once by duty.
    """
    today, codes = clock.today(), codes_seen(viewer)
    handled = _handled(viewer.urn, codes, limit=limit) if viewer.can("cases.handle") else []
    duties = [duty for duty in ("cases.approve", "records.archive") if viewer.can(duty)]
    due = _in_states(viewer.agency_code, _states_of(duties), limit=limit) if duties else []
    marks = _marks_of([*handled, *due], today)
    found = [(row, *_turn(row, marks)) for row in handled]
    mine = [item for item in found if viewer.can(item[1])]
    others = [item for item in found if not viewer.can(item[1])]
    known = {row.pk for row in handled}
    own = [(row, *_turn(row, marks)) for row in due if row.pk not in known]
    mine += [item for item in own if item[1] in duties]
    return Todo(mine=_items(mine), others=_items(others), cut=limit in (len(handled), len(due)))


@prepared
def _handled(person_urn: str, codes: Sequence[str], *, limit: int) -> "QuerySet[Case]":
    """Walk the open cases by time left, asking of each whether it is that person's."""
    of_case = Handler.objects.filter(case=OuterRef("pk"))
    current = Exists(of_case.filter(person_urn=person_urn, until__isnull=True))
    unassigned = Q(opened_by_urn=person_urn) & ~Exists(of_case)
    rows = Case.objects.filter(of_agencies(codes), closed_at__isnull=True)
    return rows.filter(current | unassigned).order_by("nearest_due", "id")[:limit]


def _states_of(duties: list[str]) -> list[str]:
    states = {
        state
        for procedure in PROCEDURES
        for state, step in next_steps(procedure).items()
        if step.duty in duties
    }
    if "cases.approve" in duties:
        states |= {"reviewed", "noticed"}
    return sorted(states)


@prepared
def _in_states(agency_code: str, states: Sequence[str], *, limit: int) -> "QuerySet[Case]":
    rows = Case.objects.filter(agency_code=agency_code, state__in=states)
    return rows.order_by("nearest_due", "id")[:limit]


@dataclass(frozen=True, slots=True)
class _Marks:
    """Of which cases the party's time still runs, and in which the head has approved the proposal."""

    waiting: frozenset[int]
    approved: frozenset[int]


def _marks_of(rows: Sequence[Case], today: date) -> _Marks:
    """Ask only of those cases whose turn hangs on it, and only where there are any."""
    asked = {
        state: [row.pk for row in rows if row.procedure == "ordinary" and row.state == state]
        for state in ("noticed", "reviewed")
    }
    waiting = _waiting(asked["noticed"], today) if asked["noticed"] else []
    approved = _approved(asked["reviewed"]) if asked["reviewed"] else []
    return _Marks(frozenset(waiting), frozenset(approved))


@prepared
def _waiting(cases: list[int], today: date) -> "QuerySet[Clock, int]":
    rows = Clock.objects.filter(case__id__in=cases, code="waiting", ended_at__isnull=True, due__gte=today)
    return rows.values_list("case_id", flat=True)


@prepared
def _approved(cases: list[int]) -> "QuerySet[Step, int]":
    rows = Step.objects.filter(case__id__in=cases, code="approve_proposal")
    return rows.filter(occurred_at__gte=F("case__state_since")).values_list("case_id", flat=True)


def _turn(row: Case, marks: _Marks) -> tuple[str, str, str]:
    """Return (duty, step, title) of what comes next."""
    if row.procedure == "ordinary" and row.state == "noticed":
        if row.pk in marks.waiting:
            return PARTY, "waiting", _("当事人陈述、申辩期限内")
        return _named(row, "decide_penalty")
    if row.procedure == "ordinary" and row.state == "reviewed":
        return _named(row, "serve_notice" if row.pk in marks.approved else "approve_proposal")
    step = next_steps(row.procedure).get(row.state)
    return (step.duty, step.code, step.title) if step else ("", "", "")


def _named(row: Case, code: str) -> tuple[str, str, str]:
    step = PROCEDURES[row.procedure].by_step[code]
    return step.duty, step.code, step.title


def _items(found: list[tuple[Case, str, str, str]]) -> tuple[TodoItem, ...]:
    ordered = sorted(found, key=lambda item: (item[0].nearest_due, item[0].pk))
    rows = views([item[0] for item in ordered])
    return tuple(
        TodoItem(row=row, duty=duty, step=step, title=title)
        for row, (_case, duty, step, title) in zip(rows, ordered, strict=True)
    )
