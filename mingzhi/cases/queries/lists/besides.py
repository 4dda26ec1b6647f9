"""What waits beside the main line: what the head is asked, what is held back, what somebody left behind.

Each line names what it is about and leads to its form with that chosen: of several measures one, of several
people asked to keep away one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT, KeyTextTransform, KeyTransform

from mingzhi.cases.models import Case, Clock, Handler, Step
from mingzhi.cases.queries.procedures import shown_by
from mingzhi.cases.queries.rows import day_of
from mingzhi.cases.rules.answers import ASKING, Ask, open_asks
from mingzhi.cases.rules.held import PRESSING_DAYS, TITLES, answer_to
from mingzhi.cases.rules.meant import NAMED
from mingzhi.identity.queries import names_of
from mingzhi.kernel import clock
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared

HANDED_ON = _("有承办人已不再任职，更换（增派）办案人员")


@dataclass(frozen=True, slots=True)
class Turned:
    """A case with what comes next: whose turn (a capability or of another), which step, until when.

    ``limited``: the limit is named here (none: empty), not in the case's head row. ``since``: since when an
    answer is owed that has no day. ``subject``: what it is about; ``given``: with what its form begins.
    """

    row: Case
    duty: str = ""
    step: str = ""
    title: str = ""
    until: date | None = None
    limit: str = ""
    at: datetime | None = None
    limited: bool = False
    beside: bool = False
    since: date | None = None
    subject: str = ""
    given: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Runs:
    """A limit of the agency that runs, and the step that started it."""

    code: str
    title: str
    due: date
    due_at: datetime | None
    begun_by: str
    number: str = ""
    thing: str | None = None
    account: str | None = None

    @property
    def subject(self) -> str:
        """The measure by its number and the first thing on its list, or the account."""
        return " · ".join(filter(None, (self.number, self.thing or self.account)))


@dataclass(slots=True)
class Besides:
    """What waits beside the main line of some cases, and the limit that is left for the main line."""

    turns: list[Turned] = field(default_factory=list)
    left: dict[int, _Runs | None] = field(default_factory=dict)

    def without_held(self, main: Turned) -> Turned:
        """Return what comes next with the limit it can keep: a seizure's stands beside it by its own name."""
        if main.row.pk not in self.left or main.limited:
            return main
        left = self.left[main.row.pk]
        if left is None:
            return replace(main, until=None, limited=True)
        return replace(main, until=left.due, limit=left.title, limited=True)


def pressing_in(agency_code: str, *, limit: int) -> list[Case]:
    """Return the agency's cases in which the head is asked, or a time of what is held is nearly over."""
    until = clock.today() + timedelta(days=PRESSING_DAYS)
    return [*_asked(agency_code, limit=limit), *_held(agency_code, until, TITLES, limit=limit)]


@prepared
def _asked(agency_code: str, *, limit: int) -> "QuerySet[Case]":
    rows = Case.objects.filter(agency_code=agency_code, asked_on__isnull=False, closed_at__isnull=True)
    return rows.order_by("asked_on", "id")[:limit]


@prepared
def _held(agency_code: str, until: date, titles: Sequence[str], *, limit: int) -> "QuerySet[Case]":
    rows = Case.objects.filter(agency_code=agency_code, closed_at__isnull=True)
    rows = rows.filter(nearest_due__lte=until, nearest_limit__in=titles)
    return rows.order_by("nearest_due", "id")[:limit]


@prepared
def left_by(gone: Sequence[str], agency_code: str, *, limit: int) -> "QuerySet[Case]":
    """Ask for the agency's open cases that are still in the name of somebody who left."""
    named = Handler.objects.filter(person_urn__in=gone, until__isnull=True).values("case")
    rows = Case.objects.filter(id__in=named, agency_code=agency_code, closed_at__isnull=True)
    return rows.order_by("nearest_due", "id")[:limit]


def handed_on(left: Iterable[Case]) -> list[Turned]:
    """Return for each case left behind that others are to be named for it (程序规定 §19-2)."""
    return [
        Turned(row, duty, step, HANDED_ON, limited=True, beside=True)
        for row in left
        for duty, step, _title in _said(row, ["appoint_handlers"])
    ]


def besides_of(rows: Sequence[Case]) -> Besides:
    """Return what waits beside the main line of these cases; at most three queries."""
    asked = [row for row in rows if row.asked_on is not None]
    limited = [row for row in rows if row.asked_on is not None or row.nearest_limit in TITLES]
    found = Besides()
    running = _grouped(_running([row.pk for row in limited])) if limited else {}
    for row in limited:
        _add_held(found, row, [_Runs(*one) for one in running.get(row.pk, ())])
    asks = _asked_in(asked) if asked else []
    names = names_of({ask.whom for _row, ask in asks if ask.whom}) if asks else {}
    for row, ask in asks:
        given = ("whom", ask.whom) if ask.whom else None
        about = names.get(ask.whom, "")
        found.turns += [
            Turned(row, *said, beside=True, since=ask.since, subject=about, given=given)
            for said in _said(row, [ask.step])
        ]
    return found


def _asked_in(rows: Sequence[Case]) -> list[tuple[Case, Ask]]:
    """Return what is still asked in these cases, each with its own day."""
    taken = _grouped(_asks([row.pk for row in rows], ASKING))
    of_case = {
        row.pk: [(code, whom or "", day_of(at)) for code, whom, at in taken.get(row.pk, ())] for row in rows
    }
    return [(row, ask) for row in rows for ask in open_asks(of_case[row.pk])]


def _add_held(found: Besides, row: Case, running: list[_Runs]) -> None:
    """Give each pressing limit a line of its own, and leave the first other one to the main line."""
    today = clock.today()
    rest: list[_Runs] = []
    for one in running:
        steps = [answer_to(one.code, one.begun_by, over=one.due < today)]
        near = one.due <= today + timedelta(days=PRESSING_DAYS)
        said = next(_said(row, steps), None) if near else None
        if said is None:
            rest.append(one)
        else:
            found.turns.append(_held_back(row, said, one))
    if len(rest) < len(running):
        found.left[row.pk] = rest[0] if rest else None


def _held_back(row: Case, said: tuple[str, str, str], one: _Runs) -> Turned:
    return Turned(
        row,
        *said,
        until=one.due,
        limit=one.title,
        at=one.due_at,
        limited=True,
        beside=True,
        subject=one.subject,
        given=(NAMED, one.number) if one.number else None,
    )


def _said(row: Case, steps: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Return duty, code and title of the steps that can be taken where the case stands."""
    declared = shown_by(row.procedure, row.procedure_version).by_step
    for code in steps:
        step = declared.get(code)
        if step is not None and row.state in step.sources:
            yield step.duty, step.code, step.title


def _grouped(found: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    grouped: dict[int, list[tuple[Any, ...]]] = {}
    for case, *rest in found:
        grouped.setdefault(case, []).append(tuple(rest))
    return grouped


_TOLD = (
    "step__document_number",
    KeyTextTransform("name", KeyTransform("0", KeyTransform("items", "step__data"))),
    KeyTextTransform("account", "step__data"),
)
"""What a limit's step says of the thing it holds."""


@prepared
def _running(
    cases: Sequence[int],
) -> "QuerySet[Clock, tuple[int, str, str, date, datetime | None, str, str, str | None, str | None]]":
    rows = Clock.objects.filter(case__id__in=cases, ended_at__isnull=True, paused_at__isnull=True)
    rows = rows.filter(runs_for="agency").exclude(earliest=True).order_by("due", "id")
    return rows.values_list("case_id", "code", "title", "due", "due_at", "step__code", *_TOLD)


@prepared
def _asks(
    cases: Sequence[int], codes: Sequence[str]
) -> "QuerySet[Step, tuple[int, str, str | None, datetime]]":
    rows = Step.objects.filter(case__id__in=cases, code__in=codes).order_by("id")
    return rows.values_list("case_id", "code", KT("data__whom"), "occurred_at")
