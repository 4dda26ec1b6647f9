"""Reading changes and their adjustment tasks: mine by time left, a change with its answers, what went up."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet

from mingzhi.calendars.models import last_day
from mingzhi.cases.policy import KNOWING
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.typed import natural
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared
from mingzhi.supervision.models import AdjustmentAnswer, AdjustmentTask, Change, Escalation
from mingzhi.supervision.policy import answers
from mingzhi.supervision.rules.adjustment import HEAD, RIGHTS, Kind, Touched, kinds

PAGE = 50
MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """One change in the list: how many tasks it made, answered, still open, escalated."""

    change: Change
    tasks: int
    answered: int
    late: int

    @property
    def open(self) -> int:
        """Tasks nobody has answered."""
        return self.tasks - self.answered


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView:
    """One task as a viewer sees it."""

    task: AdjustmentTask
    kind: Kind
    who: str
    answers: tuple[AdjustmentAnswer, ...]
    escalations: tuple[Escalation, ...]
    mine: bool

    @property
    def open(self) -> bool:
        """Nobody has answered it."""
        return self.task.state == "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The things of one kind; ``hidden`` counts those the viewer may not know."""

    kind: Kind
    tasks: tuple[TaskView, ...] = ()
    touched: tuple[Touched, ...] = ()
    hidden: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskList:
    """One page of tasks with the key of the next ("" at the end)."""

    tasks: tuple[TaskView, ...]
    next: str


def changes(*, after: str = "") -> tuple[list[ChangeLine], str]:
    """Return the changes, newest first, with their counts; the law is public to all staff. One query."""
    rows = Change.objects.annotate(
        made=Count("tasks"),
        done=Count("tasks", filter=Q(tasks__state="answered")),
        up=Count("tasks", filter=Q(tasks__state="open", tasks__level__gt=0)),
    ).order_by("-pk")
    key = natural(after)
    if key is not None:
        rows = rows.filter(pk__lt=key)
    found = list(rows[: PAGE + 1])
    lines = [ChangeLine(change=row, tasks=row.made, answered=row.done, late=row.up) for row in found[:PAGE]]
    return lines, str(found[PAGE - 1].pk) if len(found) > PAGE else ""


def change_row(uid: str | uuid.UUID) -> Change:
    """Return one change; raises NotKnown."""
    try:
        return Change.objects.get(uid=uid)
    except (Change.DoesNotExist, ValidationError) as error:
        raise NotKnown("supervision.no_change", _("没有找到该项变动。")) from error


def tasks_of(change: Change, viewer: Actor) -> tuple[Group, ...]:
    """Return what a change touched, by kind, with every answer; cases only to who may know them.

    Five queries however many tasks there are; at most a thousand are shown, the viewer's own first.
    """
    rows = AdjustmentTask.objects.filter(change=change)
    shown = list(known(rows, viewer).order_by("state", last_day(), "pk")[:MOST])
    shown.sort(key=lambda row: row.agency_code != viewer.agency_code)
    views = _views(shown, viewer)
    totals = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return tuple(
        Group(kind=kind, tasks=found, hidden=totals[code] - len(found))
        for code, kind in kinds().items()
        if code in totals
        for found in [tuple(view for view in views if view.task.kind == code)]
    )


def known(rows: "QuerySet[AdjustmentTask]", viewer: Actor) -> "QuerySet[AdjustmentTask]":
    """Narrow tasks to those the viewer may know: everything but the cases of other agencies."""
    if not any(viewer.can(right) for right in KNOWING):
        return rows.exclude(kind="case")
    return rows.filter(~Q(kind="case") | Q(agency_code__in=_seen(viewer)))


def _seen(viewer: Actor) -> list[str]:
    return sorted({*viewer.agency_codes_seen, viewer.agency_code} - {""})


def mine(viewer: Actor, *, after: str = "", size: int = PAGE) -> TaskList:
    """Return the open tasks the viewer may answer, nearest due date first; four queries."""
    rights = [right for right in RIGHTS if viewer.can(right)]
    rows = AdjustmentTask.objects.filter(agency_code=viewer.agency_code, state="open")
    if not viewer.can(HEAD):
        rows = rows.filter(right__in=rights)
    return _page(known(rows, viewer), viewer, after, size)


def escalated(viewer: Actor, *, after: str = "") -> TaskList:
    """Return open tasks that went up: to the viewer's agency, or of agencies the viewer sees."""
    to_us = Escalation.objects.filter(agency_code=viewer.agency_code).values("task")
    rows = AdjustmentTask.objects.filter(state="open", level__gt=0)
    rows = rows.filter(Q(pk__in=to_us) | Q(agency_code__in=_seen(viewer)))
    return _page(known(rows, viewer), viewer, after, PAGE)


def waiting(viewer: Actor) -> list[tuple[Change, int, date, str]]:
    """Return per change how many tasks wait for the viewer, the nearest due date, a name; one query."""
    rights = [right for right in RIGHTS if viewer.can(right)]
    head, knows = viewer.can(HEAD), any(viewer.can(right) for right in KNOWING)
    found: dict[int, list[AdjustmentTask]] = {}
    for row in _open_tasks(viewer.agency_code, rights, head=head, cases=knows):
        found.setdefault(row.change_id, []).append(row)
    return [(rows[0].change, len(rows), rows[0].last_day, rows[0].label) for rows in found.values()]


@prepared
def _open_tasks(
    agency_code: str, rights: Sequence[str], *, head: bool, cases: bool
) -> "QuerySet[AdjustmentTask]":
    """Return an agency's open tasks under some rights (``head``: under any), nearest due date first."""
    rows = AdjustmentTask.objects.filter(agency_code=agency_code, state="open")
    rows = rows if head else rows.filter(right__in=rights)
    rows = rows if cases else rows.exclude(kind="case")
    return rows.select_related("change").order_by(last_day(), "pk")[:MOST]


def _page(rows: "QuerySet[AdjustmentTask]", viewer: Actor, after: str, size: int) -> TaskList:
    rows = rows.alias(ends=last_day())
    day, _bar, number = after.partition("~")
    key = natural(number)
    try:
        due = date.fromisoformat(day)
    except ValueError:
        key = None
    if key is not None:
        rows = rows.filter(Q(ends__gt=due) | Q(ends=due, pk__gt=key))
    found = list(rows.select_related("change").order_by("ends", "pk")[: size + 1])
    page = found[:size]
    last = f"{page[-1].last_day.isoformat()}~{page[-1].pk}" if len(found) > size else ""
    return TaskList(tasks=tuple(_views(page, viewer)), next=last)


def _views(rows: Iterable[AdjustmentTask], viewer: Actor) -> list[TaskView]:
    tasks = list(rows)
    pks = [row.pk for row in tasks]
    said: dict[int, list[AdjustmentAnswer]] = {}
    for answer in AdjustmentAnswer.objects.filter(task__in=pks).order_by("pk"):
        said.setdefault(answer.task_id, []).append(answer)
    up: dict[int, list[Escalation]] = {}
    for step in Escalation.objects.filter(task__in=pks).order_by("level"):
        up.setdefault(step.task_id, []).append(step)
    return [
        TaskView(
            task=row,
            kind=kinds()[row.kind],
            who=RIGHTS[row.right],
            answers=tuple(said.get(row.pk, ())),
            escalations=tuple(up.get(row.pk, ())),
            mine=row.state == "open" and answers(viewer, row),
        )
        for row in tasks
    ]


def preview(touched: Iterable[Touched], viewer: Actor) -> tuple[Group, ...]:
    """Group what a change would touch, before it is made; cases of others are counted only."""
    found = list(touched)
    knows = any(viewer.can(right) for right in KNOWING)
    codes = set(_seen(viewer)) if knows else set()
    groups = []
    for code, kind in kinds().items():
        rows = [item for item in found if item.kind == code]
        shown = tuple(item for item in rows if item.open_to_all or item.agency_code in codes)
        if rows:
            groups.append(Group(kind=kind, touched=shown, hidden=len(rows) - len(shown)))
    return tuple(groups)
