"""What waits for whom: cases whose next step on the main line is the viewer's, and the others' turn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingzhi.cases.models import Case, Handler
from mingzhi.cases.queries.facts.hearing import Called, called_in
from mingzhi.cases.queries.lists.besides import Turned, besides_of, handed_on, left_by, pressing_in
from mingzhi.cases.queries.lists.cases import CaseRow, codes_seen, of_agencies, views
from mingzhi.cases.queries.lists.marks import Marks, marks_of
from mingzhi.cases.queries.procedures import shown_by
from mingzhi.cases.rules.following import following, states_awaiting
from mingzhi.cases.rules.turns import TURNS
from mingzhi.identity.queries import former_holders
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.prepared import prepared

LIMIT = 100
OTHERS = frozenset(turn.who for turn in TURNS.values())
"""Whose turn it can be outside the agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoItem:
    """One case that waits: for which step, whose turn it is, until when.

    ``due`` is the last day of whose turn it is outside the agency, else of the limit the step answers, else
    the nearest of the agency; ``due_at`` its moment where the law counts hours. ``beside``: not on
    the main line. ``since``: since when the head owes an answer that has no day set by law.
    ``paused``: the time of another stands still; its last day is derived anew once it runs on.
    ``subject``: which measure or person it is about; ``given``: with what its form begins.
    ``hearing``: when and where the hearing is that is to be held.
    """

    row: CaseRow
    step: str
    title: str
    duty: str
    due: date | None
    limit: str
    due_at: datetime | None = None
    beside: bool = False
    since: date | None = None
    subject: str = ""
    given: tuple[str, str] | None = None
    paused: bool = False
    hearing: Called | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """What waits for the viewer, and what the viewer waits for, both by time left."""

    mine: tuple[TodoItem, ...]
    others: tuple[TodoItem, ...]
    cut: bool
    """Whether there may be more, later in time."""


def todo(viewer: Actor, *, limit: int = LIMIT) -> Todo:
    """Return what waits for the viewer and what the viewer waits for; at most twenty queries.

    ``limit``: how many cases are looked at, those nearest in time, once as handler and once by duty.
    """
    codes, heads = codes_seen(viewer), viewer.can("cases.approve")
    gone = former_holders("cases.handle", viewer.agency_code, clock.today())
    openers = [viewer.urn, *gone]
    handled = _handled(viewer.urn, openers, codes, limit=limit) if viewer.can("cases.handle") else []
    duties = [duty for duty in ("cases.approve", "records.archive") if viewer.can(duty)]
    due = _in_states(viewer.agency_code, _states_of(duties), limit=limit) if duties else []
    pressing = pressing_in(viewer.agency_code, limit=limit) if heads else []
    left = left_by(gone, viewer.agency_code, limit=limit) if heads and gone else []
    known = {row.pk for row in handled}
    besides = besides_of(list({row.pk: row for row in (*handled, *due, *pressing)}.values()))
    main = turns_of([*handled, *(row for row in due if row.pk not in known)])
    turns = [*(besides.without_held(turned) for turned in main), *besides.turns, *handed_on(left)]
    mine = [item for item in turns if viewer.can(item.duty) and (item.row.pk in known or item.duty in duties)]
    others = [item for item in turns if item.row.pk in known and not viewer.can(item.duty)]
    mine_shown, others_shown = _items(mine, others)
    return Todo(mine=mine_shown, others=others_shown, cut=limit in (len(handled), len(due)))


@prepared
def _handled(
    person_urn: str, openers: Sequence[str], codes: Sequence[str], *, limit: int
) -> "QuerySet[Case]":
    """Walk the open cases by time left, asking of each whether it is that person's.

    ``openers``: the person and those who left; what they opened and nobody handles is everybody's.
    """
    of_case = Handler.objects.filter(case=OuterRef("pk"))
    current = Exists(of_case.filter(person_urn=person_urn, until__isnull=True))
    unassigned = Q(opened_by_urn__in=openers) & ~Exists(of_case)
    rows = Case.objects.filter(of_agencies(codes), closed_at__isnull=True)
    return rows.filter(current | unassigned).order_by("nearest_due", "id")[:limit]


@prepared
def _in_states(agency_code: str, states: Sequence[str], *, limit: int) -> "QuerySet[Case]":
    rows = Case.objects.filter(agency_code=agency_code, state__in=states)
    return rows.order_by("nearest_due", "id")[:limit]


def _states_of(duties: list[str]) -> list[str]:
    """Return the states in which the next step may be one of these duties'."""
    return sorted({state for duty in duties for state in states_awaiting(duty)})


def turns_of(rows: Sequence[Case]) -> list[Turned]:
    """Return of each case what comes next and whose turn it is."""
    marks, today = marks_of(rows), clock.today()
    return [_turned(row, marks[row.pk], today) for row in rows]


def _turned(row: Case, marks: Marks, today: date) -> Turned:
    next_ = following(
        shown_by(row.procedure, row.procedure_version),
        row.state,
        done=marks.done,
        outcome=marks.outcome,
        method=marks.method,
        clocks=marks.over(today),
    )
    if next_.turn:
        turn = next_.turn
        until = marks.clocks.get(turn.clock)
        return Turned(row, turn.who, turn.clock, turn.words, until, limited=True)
    step = next_.step
    return Turned(row, step.duty, step.code, step.title) if step else Turned(row)


def _items(*lists: list[Turned]) -> Iterator[tuple[TodoItem, ...]]:
    """Return each list with its cases as they are shown, which are read for all of them at once."""
    found = [turned for turns in lists for turned in turns]
    cases = {turned.row.pk: turned.row for turned in found}
    rows = dict(zip(cases, views([*cases.values()]), strict=True))
    called = called_in(sorted({turned.row.pk for turned in found if turned.step == "hold_hearing"}))
    for turns in lists:
        ordered = sorted(turns, key=lambda turned: (turned.row.nearest_due, turned.row.pk))
        yield tuple(_item(rows[turned.row.pk], turned, called.get(turned.row.pk)) for turned in ordered)


def _item(row: CaseRow, turned: Turned, hearing: Called | None) -> TodoItem:
    """Show the other's time while it is another's turn: the agency's is not what one waits for then.

    Nor is it where the head is asked beside the main line: that has no day set by law.
    """
    own = turned.duty in OTHERS or turned.limited or turned.beside
    return TodoItem(
        row=row,
        step=turned.step,
        title=turned.title,
        duty=turned.duty,
        due=turned.until if own else row.nearest_due,
        limit=turned.limit if own else row.nearest_limit,
        due_at=turned.at,
        beside=turned.beside,
        since=turned.since,
        subject=turned.subject,
        given=turned.given,
        paused=turned.duty in OTHERS and bool(turned.step) and turned.until is None,
        hearing=hearing if turned.step == "hold_hearing" else None,
    )
