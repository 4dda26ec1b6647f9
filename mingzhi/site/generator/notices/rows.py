"""The rows of one published notice, as the acts of ``disclosure`` write them, from the same builders."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.acts.leaves import LOG
from mingzhi.disclosure.models import (
    Check,
    Duty,
    DutyState,
    IndexJob,
    Leaf,
    Notice,
    NoticeVersion,
    Publication,
)
from mingzhi.disclosure.rules import completeness, periods
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.kernel.actor import Actor
from mingzhi.ledger.models import Leaf as LogLeaf
from mingzhi.site.generator.notices.composing import Composed

TABLES: tuple[type[Model], ...] = (
    Duty,
    Notice,
    NoticeVersion,
    Check,
    Leaf,
    Publication,
    DutyState,
    IndexJob,
    LogLeaf,
)
"""The tables of a notice, each after those it refers to and after what its trigger looks up."""

_MOST_DUTIES = 4
Next = Callable[[type[Model]], int]


@dataclass(frozen=True, slots=True)
class People:
    """Who prepares, checks and publishes."""

    publisher: Actor
    checker: Actor


def rows_of(composed: Composed, people: People, calendar: Calendar, number: Next) -> Iterator[Model]:
    """Build every row of a notice; ``number`` gives the next row number of a table."""
    duties = builders.duties(composed.source, calendar=calendar, moment=composed.decided_at)
    for duty in duties:
        duty.pk = number(Duty)
    yield from duties
    version, check = _checked(composed, duties, people, number)
    yield from (version.notice, version, check)
    publication = builders.publication(
        version,
        channel=PORTAL,
        period=_period(composed, calendar),
        actor=people.publisher,
        moment=composed.published_at,
    )
    leaf = publication.leaf
    leaf.pk, publication.pk = number(Leaf), number(Publication)
    publication.leaf = leaf
    yield from (leaf, publication)
    yield from _states(duties, composed.published_at, leaf.commitment, number)
    yield IndexJob(pk=number(IndexJob), notice=version.notice, queued_at=composed.published_at, done_at=None)
    yield LogLeaf(
        pk=number(LogLeaf),
        log=LOG,
        commitment=bytes.fromhex(leaf.commitment),
        queued_at=composed.published_at,
    )


def _checked(
    composed: Composed, duties: list[Duty], people: People, number: Next
) -> tuple[NoticeVersion, Check]:
    source, draft = composed.source, composed.draft
    notice = builders.notice(
        draft,
        source_urn=source.urn,
        subject=(duties[0].subject_urn, duties[0].subject_label),
        moment=composed.prepared_at,
    )
    notice.pk = number(Notice)
    version = builders.version(
        notice,
        draft,
        number=1,
        pdf=builders.StoredPdf(),
        actor=people.publisher,
        moment=composed.prepared_at,
    )
    version.pk = number(NoticeVersion)
    check = builders.check(
        version,
        passed=True,
        secrecy=True,
        privacy=True,
        same_text=True,
        remark="",
        actor=people.checker,
        moment=composed.checked_at,
    )
    check.pk = number(Check)
    return version, check


def _period(composed: Composed, calendar: Calendar) -> builders.Period:
    draft = composed.draft
    rules = periods.takeable(
        draft.facts,
        kind=draft.kind,
        channel=PORTAL,
        decided_on=draft.decided_on,
        region_code=draft.region_code,
    )
    return builders.period(
        rules[0] if rules else None,
        published_on=composed.published_at.date(),
        decided_on=draft.decided_on,
        calendar=calendar,
    )


def _states(duties: list[Duty], moment: datetime, proof: str, number: Next) -> Iterator[DutyState]:
    """Build the states of the duties: owed, then published; on other channels with a receipt of theirs."""
    owed = [builders.owed(duty) for duty in duties]
    for state in owed:
        state.until = moment
    here_first = sorted(owed, key=lambda state: state.duty.channel_id != PORTAL)
    published = [
        builders.following(state, completeness.PUBLISHED, at=moment, proof=_proof(state.duty, proof))
        for state in here_first
    ]
    for state in (*owed, *published):
        state.pk = number(DutyState)
        yield state


def _proof(duty: Duty, commitment: str) -> str:
    return commitment if duty.channel_id == PORTAL else f"{duty.channel_id} {duty.number}"


def numbers_from(first: Mapping[type[Model], int]) -> Next:
    """Return what hands out row numbers of each table from the given ones on."""
    following = dict(first)

    def number(model: type[Model]) -> int:
        following[model] += 1
        return following[model] - 1

    return number


def most_rows() -> dict[type[Model], int]:
    """Return how many rows a notice has at most in each table."""
    return dict.fromkeys(TABLES, 1) | {Duty: _MOST_DUTIES, DutyState: 2 * _MOST_DUTIES}
