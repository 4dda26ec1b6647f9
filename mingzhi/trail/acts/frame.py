"""The act frame: the one door through which rows are written.

``@act`` turns a function into a legal act: keyword-only, ``actor`` mandatory. The frame checks the
times and the policy, opens the transaction, locks the aggregate, runs the body, writes exactly one
trail entry and queues its commitment for the ledger. Acts called inside an act join its transaction
and its group.
"""

import functools
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ParamSpec, TypeVar

from django.db import models, transaction

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.ledger.acts.queue import queue_leaf
from mingzhi.ledger.rules.logs import ACTS as ACTS_LOG
from mingzhi.prepared import prepared
from mingzhi.trail.acts.at_once import sealing_of
from mingzhi.trail.acts.sending import settle, spent
from mingzhi.trail.acts.writing import Said, write
from mingzhi.trail.models import ActSeal, Entry, Mention
from mingzhi.trail.rules.registry import ActKind, register

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

LATE_AFTER = timedelta(hours=24)


@dataclass(slots=True)
class _Running:
    code: str
    group: uuid.UUID
    actor: Actor
    occurred_at: datetime
    late_reason: str
    title: str
    stage: str
    basis: tuple[str, ...]
    subject: tuple[str, str] | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    mentions: Sequence[str] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    written: dict[type[models.Model], list[Any]] = field(default_factory=dict)


_running: ContextVar[_Running | None] = ContextVar("mingzhi_act", default=None)


def describe(
    *,
    subject: str,
    label: str,
    content: Mapping[str, Any],
    mentions: Sequence[str] = (),
    hashes: Mapping[str, str] | None = None,
    title: str = "",
    stage: str = "",
    basis: Sequence[str] = (),
    act: str = "",
) -> None:
    """Tell the frame what the running act is about; every act calls this exactly once.

    ``subject`` is the urn whose page shows the entry (the case for everything in a case),
    ``mentions`` further urns, ``content`` what was entered (canonical JSON: no floats), ``hashes``
    name → SHA-256 of documents and files. ``title``, ``stage``, ``basis`` and ``act``
    (the code in the entry) override the declaration where one function serves several declared steps.
    Raises RuntimeError outside an act or when called twice.
    """
    running = _running.get()
    if running is None:
        raise RuntimeError("describe() belongs inside an act")
    if running.subject is not None:
        raise RuntimeError(f"{running.code} described itself twice")
    running.subject = (subject, label)
    running.content = content
    running.mentions = tuple(mentions)
    running.hashes = dict(hashes or {})
    running.title = title or running.title
    running.stage = stage or running.stage
    running.basis = tuple(basis) or running.basis
    running.code = act or running.code


def current_moment() -> tuple[datetime, datetime]:
    """Return (occurred_at, recorded_at) of the running act.

    Raises RuntimeError outside an act.
    """
    running = _running.get()
    if running is None:
        raise RuntimeError("no act is running")
    return running.occurred_at, clock.now()


def note_row(*, sender: type[models.Model], instance: models.Model, created: bool, **_more: object) -> None:
    """Remember a row that the running act wrote, for its seal (a receiver of Django's ``post_save``)."""
    running = _running.get()
    if created and running is not None:
        running.written.setdefault(sender, []).append(instance.pk)


def wrote(rows: Iterable[models.Model]) -> None:
    """Remember rows that were written in bulk, of which ``post_save`` tells nothing."""
    for row in rows:
        note_row(sender=type(row), instance=row, created=True)


def act(
    code: str,
    *,
    title: str,
    may: Callable[..., None],
    locks: str = "",
    serves: Sequence[str] = (),
    basis: Sequence[str] = (),
    stage: str = "",
    beforehand: bool = False,
) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]:
    """Declare a legal act.

    ``may(actor=…, **arguments)`` raises a Refusal unless the actor may; ``locks`` names the argument
    whose row is locked and re-read first; ``serves`` are clause ids, ``basis`` compact citations.
    ``beforehand`` is an act that only prepares another one and so does not spend the form's token.
    The call takes two extra keywords: ``occurred_at`` (aware; default now; never in the future) and
    ``late_reason`` (needed when recorded more than 24 hours after it happened).
    """
    for compact in basis:
        cite(compact)

    def decorate(body: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
        summary = (body.__doc__ or "").strip().split("\n")[0]
        kind = ActKind(
            code=code,
            title=title,
            may=may,
            locks=locks,
            serves=tuple(serves),
            basis=tuple(basis),
            stage=stage,
            summary=summary,
            beforehand=beforehand,
        )
        register(kind, where=f"{body.__module__}.{body.__qualname__}")

        @functools.wraps(body)
        def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            if args:
                raise TypeError(f"{code} takes keyword arguments only")
            return _perform(kind, body, dict(kwargs))

        run.act_kind = kind  # type: ignore[attr-defined]
        return run

    return decorate


def _perform(kind: ActKind, body: Callable[..., Result], arguments: dict[str, Any]) -> Result:
    actor = arguments.get("actor")
    if not isinstance(actor, Actor):
        raise TypeError(f"{kind.code} needs an actor")
    outer = _running.get()
    occurred_at, late_reason = _times(arguments, outer)
    group = outer.group if outer else uuid.uuid4()
    first = outer is None and not kind.beforehand
    with transaction.atomic(durable=outer is None), spent(group) if first else nullcontext():
        if kind.locks:
            arguments[kind.locks] = _locked(arguments[kind.locks])
        kind.may(**arguments)
        running = _Running(
            code=kind.code,
            group=group,
            actor=actor,
            occurred_at=occurred_at,
            late_reason=late_reason,
            title=kind.title,
            stage=kind.stage,
            basis=kind.basis,
        )
        token = _running.set(running)
        try:
            result = body(**arguments)
        finally:
            _running.reset(token)
        settle(group, _write(running).subject_urn)
    return result


def _times(arguments: dict[str, Any], outer: _Running | None) -> tuple[datetime, str]:
    now = clock.now()
    given: datetime | None = arguments.pop("occurred_at", None)
    reason: str = arguments.pop("late_reason", "")
    if outer is not None and given is None:
        return outer.occurred_at, outer.late_reason
    occurred_at = given or now
    if occurred_at.tzinfo is None:
        raise TypeError("occurred_at must be aware")
    if occurred_at > now:
        raise Invalid(
            "trail.future",
            _("发生时间不能晚于现在。"),
            way_out=_("请填写实际发生的时间。"),
            field="occurred_at",
        )
    if now - occurred_at > LATE_AFTER and not reason.strip() and outer is None:
        raise Invalid(
            "trail.late",
            _("发生时间距现在超过24小时，属于补录，须写明理由。"),
            way_out=_("请填写补录理由；记录将同时显示发生时间和补录时间。"),
            field="late_reason",
        )
    return occurred_at, reason.strip() or (outer.late_reason if outer else "")


def _locked(row: models.Model) -> models.Model:
    found = _for_update(row.pk, table=type(row))
    if not found:
        raise NotKnown("trail.gone", _("没有找到该事项。"))
    locked: models.Model = found[0]
    return locked


@prepared
def _for_update(key: int, *, table: type[models.Model]) -> models.QuerySet[Any]:
    return table._base_manager.select_for_update().filter(pk=key)


def _write(running: _Running) -> Entry:
    if running.subject is None:
        raise RuntimeError(f"{running.code} did not describe itself")
    subject, label = running.subject
    sealing = sealing_of(running.written)
    rows = write(
        Said(
            group=running.group,
            act=running.code,
            title=running.title,
            stage=running.stage,
            actor=running.actor,
            occurred_at=running.occurred_at,
            recorded_at=clock.now(),
            late_reason=running.late_reason,
            subject=subject,
            label=label,
            content=running.content,
            mentions=tuple(running.mentions),
            hashes={**running.hashes, **(sealing.hashes if sealing else {})},
            basis=running.basis,
        )
    )
    rows.entry.save(force_insert=True)
    rows.payload.save(force_insert=True)
    if sealing:
        ActSeal.objects.create(entry=rows.entry, rows=sealing.rows, salt=sealing.salt)
    Mention.objects.bulk_create(rows.mentions)
    queue_leaf(log=ACTS_LOG, commitment=rows.commitment)
    return rows.entry
