"""What waits beside the main line: what the head is asked, and what is held back from somebody."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from mingzhi.cases.models import Case, Clock, Step
from mingzhi.cases.queries.procedures import shown_by
from mingzhi.cases.rules.answers import ASKING, open_asks
from mingzhi.cases.rules.held import PRESSING_DAYS, TITLES, answer_to
from mingzhi.kernel import clock
from mingzhi.prepared import prepared


@dataclass(frozen=True, slots=True)
class Turned:
    """A case with what comes next: whose turn (a capability or of another), which step, until when.

    ``limited``: the limit is named here (none: empty), not in the case's head row.
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


@dataclass(frozen=True, slots=True)
class _Runs:
    """A limit of the agency that runs, and the step that started it."""

    code: str
    title: str
    due: date
    due_at: datetime | None
    begun_by: str


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


def besides_of(rows: Sequence[Case]) -> Besides:
    """Return what waits beside the main line of these cases; at most two queries."""
    asked = [row for row in rows if row.asked_on is not None]
    limited = [row for row in rows if row.asked_on is not None or row.nearest_limit in TITLES]
    found = Besides()
    running = _grouped(_running([row.pk for row in limited])) if limited else {}
    for row in limited:
        _add_held(found, row, [_Runs(*one) for one in running.get(row.pk, ())])
    asks = _grouped(_asks([row.pk for row in asked], ASKING)) if asked else {}
    for row in asked:
        steps = open_asks((code, whom or "") for code, whom in asks.get(row.pk, ()))
        found.turns += [Turned(row, *said, beside=True) for said in _said(row, steps)]
    return found


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
            found.turns.append(
                Turned(row, *said, until=one.due, limit=one.title, at=one.due_at, limited=True, beside=True)
            )
    if len(rest) < len(running):
        found.left[row.pk] = rest[0] if rest else None


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


@prepared
def _running(
    cases: Sequence[int],
) -> "QuerySet[Clock, tuple[int, str, str, date, datetime | None, str]]":
    rows = Clock.objects.filter(case__id__in=cases, ended_at__isnull=True, paused_at__isnull=True)
    rows = rows.filter(runs_for="agency").exclude(earliest=True).order_by("due", "id")
    return rows.values_list("case_id", "code", "title", "due", "due_at", "step__code")


@prepared
def _asks(cases: Sequence[int], codes: Sequence[str]) -> "QuerySet[Step, tuple[int, str, str | None]]":
    rows = Step.objects.filter(case__id__in=cases, code__in=codes).order_by("id")
    return rows.values_list("case_id", "code", KT("data__whom"))
