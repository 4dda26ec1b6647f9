"""Columns that may change: each change was made by something that itself cannot be altered unseen.

A period ends where the next begins; what is closed was closed by an answer; a moment on a row of a case is
that of one of its steps; the head row of a case repeats its current rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Model, Q

from mingzhi.cases.models import (
    Case,
    CaseState,
    Closure,
    Decision,
    Defence,
    Handler,
    Hearing,
    Measure,
    Party,
    PartyRequest,
    Rectification,
    Remedy,
    Step,
)
from mingzhi.disclosure.models import DutyState, Outlet, Report
from mingzhi.disclosure.rules.reports import FINAL
from mingzhi.identity.models import Appointment, Delegation, ReviewerQualification
from mingzhi.kernel import clock
from mingzhi.review.models import Finding, Submission
from mingzhi.site.checking.witnesses.reading import Look, entries_about, parts, unfounded

CHAINS: tuple[tuple[type[Model], str], ...] = (
    (CaseState, "case_id"),
    (Party, "case_id"),
    (DutyState, "duty_id"),
)
"""Rows with periods that follow one another without a gap, and what they are rows of."""


def _broken(model: type[Model], of: str) -> Iterator[str]:
    before: Any = None
    rows = model._default_manager.order_by(of, "pk").iterator(chunk_size=2000)
    for row in rows:
        if before is not None and getattr(before, of) == getattr(row, of):
            if before.until != row.since:  # type: ignore[attr-defined]
                yield unfounded(before, "until")
        elif before is not None and before.until is not None:
            yield unfounded(before, "until")
        before = row
    if before is not None and before.until is not None:
        yield unfounded(before, "until")


MOMENTS: dict[type[Model], tuple[str, ...]] = {
    Measure: ("approved_at", "testing_since", "lifted_at"),
    Hearing: ("held_on", "reported_on"),
    Defence: ("answered_on",),
    Decision: ("fallen_at",),
    Remedy: ("ended_on",),
    Closure: ("archived_on",),
    Handler: ("until",),
    CaseState: ("since",),
    Case: ("state_since", "closed_at", "act_ended_on"),
}
"""Moments and days on the rows of a case; each is that of a step, or was entered in one."""


@dataclass(slots=True)
class _Steps:
    """What the steps of a case say of time: their moments, their days, the days entered in them."""

    moments: set[datetime]
    days: set[date]

    def explain(self, value: date | datetime | None) -> bool:
        """Tell whether a value comes from one of the steps."""
        return value is None or value in (self.moments if isinstance(value, datetime) else self.days)


def _steps_of(cases: Iterable[int]) -> Mapping[int, _Steps]:
    found: dict[int, _Steps] = {}
    rows = Step.objects.filter(case_id__in=set(cases)).values_list(
        "case_id", "occurred_at", "recorded_at", "data"
    )
    for case, occurred, recorded, data in rows.iterator(chunk_size=2000):
        said = found.setdefault(case, _Steps(set(), set()))
        said.moments |= {occurred, recorded}
        said.days.add(occurred.astimezone(clock.CHINA).date())
        said.days |= {day for value in data.values() if (day := _entered(value)) is not None}
    return found


def _entered(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _unexplained(model: type[Model]) -> Iterator[str]:
    columns = MOMENTS[model]
    of = "pk" if model is Case else "case_id"
    filled = Q()
    for column in columns:
        filled |= Q(**{f"{column}__isnull": False})
    for part in parts(model._default_manager.filter(filled)):
        steps = _steps_of(getattr(row, of) for row in part)
        for row in part:
            said = steps.get(getattr(row, of)) or _Steps(set(), set())
            yield from (
                unfounded(row, column) for column in columns if not said.explain(getattr(row, column))
            )


def _heads() -> Iterator[str]:
    """The head row of a case repeats its last step, its current state and its current party."""
    for part in parts(Case.objects.all()):
        keys = [case.pk for case in part]
        last = dict(
            Step.objects.filter(case_id__in=keys).order_by("pk").values_list("case_id", "state_after")
        )
        rows = CaseState.objects.filter(case_id__in=keys, until=None)
        state = {case: (name, since) for case, name, since in rows.values_list("case_id", "state", "since")}
        party = dict(Party.objects.filter(case_id__in=keys, until=None).values_list("case_id", "name"))
        for case in part:
            if (case.state, case.state_since) != state.get(case.pk) or case.state != last.get(case.pk):
                yield unfounded(case, "state")
            if case.party_name != party.get(case.pk):
                yield unfounded(case, "party_name")


@dataclass(frozen=True, slots=True)
class Closing:
    """A row that is closed by another: ``closed`` returns the moment the other gives."""

    model: type[Model]
    column: str
    related: tuple[str, ...]
    closed: Callable[[Any], datetime | None]


def _opinion(row: Submission) -> datetime | None:
    given = getattr(row, "opinion", None)
    if given is not None:
        return given.given_at  # type: ignore[no-any-return]
    return row.closed_at if row.withdrawn_because else None


def _answer(row: Rectification) -> datetime | None:
    given = getattr(row, "answer", None)
    return given.answered_at if given else None


def _outcome(row: PartyRequest) -> datetime | None:
    given = getattr(row, "outcome", None)
    return given.at if given else None


def _final(row: Report) -> datetime | None:
    return max((one.answered_at for one in row.answers.all() if one.outcome in FINAL), default=None)


CLOSINGS = (
    Closing(Submission, "closed_at", ("opinion",), _opinion),
    Closing(Rectification, "closed_at", ("answer",), _answer),
    Closing(PartyRequest, "closed_at", ("outcome",), _outcome),
    Closing(Report, "closed_at", (), _final),
)


def _unclosed(closing: Closing) -> Iterator[str]:
    rows = closing.model._default_manager.select_related(*closing.related)
    for part in parts(rows if closing.related else rows.prefetch_related("answers")):
        for row in part:
            if getattr(row, closing.column) != closing.closed(row):
                yield unfounded(row, closing.column)


@dataclass(frozen=True, slots=True)
class Ending:
    """A row whose end an act told: present in the row exactly when an entry of the act tells it.

    An end that was still ahead may have been moved: the last entry tells it.
    """

    model: type[Model]
    column: str
    act: str
    urn: Callable[[Any], str]
    said: Callable[[Any], Mapping[str, Any]]
    related: tuple[str, ...] = ()


ENDINGS = (
    Ending(
        Appointment,
        "until",
        "identity.end_appointment",
        lambda row: row.urn,
        lambda row: {"until": row.until and row.until.isoformat(), "reason": row.ended_because},
    ),
    Ending(
        ReviewerQualification,
        "until",
        "identity.end_reviewer",
        lambda row: row.urn,
        lambda row: {"until": row.until and row.until.isoformat(), "reason": row.ended_because},
    ),
    Ending(
        Finding,
        "withdrawn_at",
        "review.withdraw_finding",
        lambda row: f"urn:mingzhi:review:submission:{row.submission.uid}",
        lambda row: {"point": row.point, "because": row.withdrawn_because},
        ("submission",),
    ),
    Ending(
        Delegation,
        "published_on",
        "identity.publish_delegation",
        lambda row: row.urn,
        lambda row: {"published_on": str(row.published_on), "address": row.published_at_address},
    ),
    Ending(
        Delegation,
        "ended_on",
        "identity.end_delegation",
        lambda row: row.urn,
        lambda row: {"on": str(row.ended_on), "reason": row.ended_because},
    ),
    Ending(
        Outlet,
        "closed_at",
        "disclosure.close_outlet",
        lambda row: f"urn:mingzhi:disclosure:outlet:{row.uid}",
        lambda row: {"reason": row.close_reason},
    ),
)


def _unended(ending: Ending) -> Iterator[str]:
    for part in parts(ending.model._default_manager.select_related(*ending.related)):
        told = entries_about((ending.urn(row) for row in part), ending.act)
        for row in part:
            entries = told.get(ending.urn(row), [])
            if getattr(row, ending.column) is not None:
                wanted = ending.said(row)
                telling = entries if ending.related else sorted(entries, key=lambda entry: entry.pk)[-1:]
                if not any(_says(entry.payload.content, wanted) for entry in telling):
                    yield unfounded(row, ending.column)
            elif entries and not ending.related:  # a round has several findings; one of them was withdrawn
                yield unfounded(row, ending.column)


def _says(content: Mapping[str, Any] | None, wanted: Mapping[str, Any]) -> bool:
    return content is None or all(content.get(name) == value for name, value in wanted.items())


def _fallen() -> Iterator[str]:
    """A decision fell exactly when its standing says that it is revoked or void."""
    gone = Q(standing__in=("revoked", "void"))
    wrong = Decision.objects.filter((gone & Q(fallen_at=None)) | (~gone & Q(fallen_at__isnull=False)))
    for row in wrong.iterator():
        yield unfounded(row, "standing")


LOOKS: tuple[Look, ...] = (
    *(partial(_broken, model, of) for model, of in CHAINS),
    *(partial(_unexplained, model) for model in MOMENTS),
    *(partial(_unclosed, closing) for closing in CLOSINGS),
    *(partial(_unended, ending) for ending in ENDINGS),
    _heads,
    _fallen,
)
