"""Compute the figures of a year from the cases; the same walk finds the cases behind a cell."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models.fields.json import KT

from mingzhi.cases.models import Case, Decision, Measure, Step
from mingzhi.cases.queries.facts.enforcing import DECISIONS
from mingzhi.cases.queries.lists.cases import seen_by
from mingzhi.identity.queries import officers
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision.rules.statistics import (
    COERCION_STEPS,
    ENDED,
    ENFORCED,
    FELL,
    INSPECTIONS,
    LATE_FINE,
    LICENCE_STEPS,
    Order,
    empty,
    money_of,
    orders,
    penalty_column,
    tables,
)

Item = tuple[str, str, int, int]
"""(table, column, case id, cents)."""
CELL = 200


def figures(agency_code: str, year: int, *, order: str, as_of: datetime) -> dict[str, dict[str, int]]:
    """Return all cells of an agency and year, from what was recorded until ``as_of``."""
    cells = empty()
    for table, column, _case, cents in _items(agency_code, year, orders()[order], as_of):
        cells[table][column] += 1
        if table == "penalty":
            cells[table]["money"] += cents
    last = min(date(year, 12, 31), as_of.astimezone(clock.CHINA).date())
    people = officers(agency_code, last)
    cells["certificates"] = {"officers": len(people), "certified": sum(one.valid for one in people)}
    return cells


def cases_of_cell(
    viewer: Actor, agency_code: str, year: int, *, table: str, column: str, order: str, as_of: datetime
) -> tuple[list[Case], int]:
    """Return the cases behind a cell that the viewer may know (the first ones), and how many count.

    Raises NotKnown for a cell that no cases stand behind.
    """
    known = tables().get(table)
    if known is None or column not in dict(known.columns) or table == "certificates":
        raise NotKnown("supervision.cell", _("没有这一项数据。"))
    items = _items(agency_code, year, orders()[order], as_of)
    found = [case for of, name, case, _cents in items if (of, name) == (table, column)]
    rows = seen_by(viewer).filter(pk__in=sorted(set(found))[:CELL]).order_by("pk")
    return list(rows), len(found)


def _items(agency_code: str, year: int, order: Order, as_of: datetime) -> Iterator[Item]:
    since, until = _bounds(year)
    taken = Step.objects.filter(
        case__agency_code=agency_code, occurred_at__gte=since, occurred_at__lt=until, recorded_at__lte=as_of
    )
    yield from _penalties(agency_code, year, order, as_of)
    applied = Case.objects.filter(agency_code=agency_code, kind="行政许可", opened_at__lte=as_of)
    for key in applied.filter(opened_at__gte=since, opened_at__lt=until).values_list("pk", flat=True):
        yield "licence", "applied", key, 0
    named = {**LICENCE_STEPS, **COERCION_STEPS}
    for code, key in taken.filter(code__in=named).order_by("pk").values_list("code", "case_id"):
        yield ("licence" if code in LICENCE_STEPS else "coercion"), named[code], key, 0
    yield from _executions(agency_code, since, until, as_of)
    measures = Measure.objects.filter(
        kind__in=["sealing", "seizure"],
        case__agency_code=agency_code,
        taken_at__gte=since,
        taken_at__lt=until,
        step__recorded_at__lte=as_of,
    )
    for kind, key in measures.order_by("pk").values_list("kind", "case_id"):
        yield "coercion", kind, key, 0
    punished = Decision.objects.filter(outcome="penalty", step__recorded_at__lte=as_of).values("case_id")
    checks = taken.filter(code__in=INSPECTIONS).exclude(case_id__in=punished)
    for key in checks.order_by("pk").values_list("case_id", flat=True):
        yield "inspection", "inspection", key, 0


def _executions(agency_code: str, since: datetime, until: datetime, as_of: datetime) -> Iterator[Item]:
    """Yield each decision to enforce, and each late fine, whose execution was completed or ended in the year.

    A decision that fell enforces nothing; the first end after it is its own.
    """
    known = Step.objects.filter(case__agency_code=agency_code, occurred_at__lt=until, recorded_at__lte=as_of)
    fell = known.filter(code=FELL).values_list("case_id", KT("data__against"))
    gone = set(fell)
    decided = known.filter(code__in=(LATE_FINE, *DECISIONS))
    ended: dict[int, list[tuple[int, datetime]]] = {}
    ends = known.filter(code__in=ENDED, case_id__in=decided.values("case_id")).order_by("pk")
    for pk, key, at in ends.values_list("pk", "case_id", "occurred_at"):
        ended.setdefault(key, []).append((pk, at))
    told = decided.order_by("pk").values_list("pk", "case_id", "document_number", "code", KT("data__method"))
    for pk, key, number, code, method in told:
        end = next((at for later, at in ended.get(key, ()) if later > pk), None)
        if end is not None and end >= since and (key, number) not in gone:
            yield "coercion", "late_fine" if code == LATE_FINE else ENFORCED.get(str(method), "other"), key, 0


def _penalties(agency_code: str, year: int, order: Order, as_of: datetime) -> Iterator[Item]:
    rows = Decision.objects.filter(
        agency_code=agency_code,
        outcome="penalty",
        decided_on__gte=date(year, 1, 1),
        decided_on__lte=date(year, 12, 31),
        step__recorded_at__lte=as_of,
    )
    cores = rows.order_by("pk").values_list("case_id", "core__core").iterator(chunk_size=2000)
    for key, core in cores:
        penalties = core.get("penalties", ())
        yield "penalty", penalty_column(penalties, order), key, money_of(penalties)


def _bounds(year: int) -> tuple[datetime, datetime]:
    first, after = (date(number, 1, 1) for number in (year, year + 1))
    return (
        datetime.combine(first, time(), tzinfo=clock.CHINA),
        datetime.combine(after, time(), tzinfo=clock.CHINA),
    )
