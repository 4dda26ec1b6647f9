"""Carry out what is owed to the outlets: claim, call outside any transaction, note, confirm by an act."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from mingzhi.disclosure.acts import Receipt, confirm_push, give_up_push
from mingzhi.disclosure.acts.outlets.carrying import Call, claim, note, postpone, record
from mingzhi.disclosure.connections import Connection, connection
from mingzhi.disclosure.models import Delivery
from mingzhi.disclosure.queries.outlets import confirmed_before, public_content, was_begun_before
from mingzhi.disclosure.rules import outlets
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.exchange.connectors import CONNECTORS
from mingzhi.exchange.connectors.base import Outcome
from mingzhi.exchange.rules.outcome import Done, Going, Trouble
from mingzhi.exchange.rules.parcel import Parcel
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, system_actor
from mingzhi.kernel.refusal import Conflict, Refusal
from mingzhi.kernel.wording import gettext_noop as _

_log = logging.getLogger(__name__)
_MOST_STEPS = 60
_NOT_CONFIGURED = 60.0
_SINCE = "since"  # when the outlet began to let us wait


def carry_out(*, limit: int = 200) -> int:
    """Carry out pushes until nothing is due; return how many were taken up.

    An outlet that cannot be reached is left alone for the rest of the round, so that it holds up nobody.
    """
    passed: set[int] = set()
    for count in range(limit):
        delivery = claim(passing_over=passed)
        if delivery is None:
            return count
        if _carry(delivery):
            passed.add(delivery.outlet_id)
    return limit


def _carry(delivery: Delivery) -> bool:
    """Carry one push as far as it goes; tell whether its outlet should be left alone for now."""
    actor = system_actor("carry-pushes", on=clock.today())
    for _step in range(_MOST_STEPS):
        began = clock.now()
        try:
            outcome = _one_step(delivery)
        except Trouble as trouble:
            _stumble(delivery, trouble, began, actor)
            return trouble.everybody
        if isinstance(outcome, Done):
            _confirm(delivery, outcome, began, actor)
            return False
        if not _go_on(delivery, outcome, began, actor):
            return False
    _stumble(delivery, Trouble("endless", _("渠道没有完成推送。")), clock.now(), actor)
    return False


def _one_step(delivery: Delivery) -> Outcome:
    found = _connection(delivery)
    parcel = parcel_of(delivery)
    with _bad_answers():
        connector = CONNECTORS[found.kind](found)
        verbs = {
            outlets.PUBLISH: connector.publish,
            outlets.CORRECT: connector.correct,
            outlets.REMOVE: connector.remove,
            outlets.TEST: connector.test,
        }
        return verbs[delivery.action](parcel, delivery.progress)


@contextmanager
def _bad_answers() -> Iterator[None]:
    """An answer that lacks what was agreed is the outlet's trouble, not ours."""
    try:
        yield
    except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
        _log.warning("an outlet answered in an unexpected form", exc_info=True)
        raise Trouble("answer", _("渠道的应答不是约定的格式。")) from error


def _connection(delivery: Delivery) -> Connection:
    try:
        found = connection(delivery.outlet.agency_code, delivery.outlet.connection)
    except Refusal as refusal:
        raise _unready(refusal.code, refusal.sentence) from refusal
    if found is None or found.kind != delivery.outlet.kind or found.missing:
        raise _unready("not_configured", _("渠道的连接没有配置或者不完整，等待运维人员登记。"))
    return found


def _unready(code: str, said: str) -> Trouble:
    return Trouble(code, said, after=_NOT_CONFIGURED, everybody=True, counts=False)


def parcel_of(delivery: Delivery) -> Parcel:
    """Return what the connector gets: public content only."""
    notice = delivery.notice
    content = public_content(delivery)
    kind = KINDS[notice.kind].title if notice else ""
    return Parcel(
        key=str(delivery.uid),
        action=delivery.action,
        notice=str(notice.uid) if notice else "",
        version=delivery.version.number if delivery.version else 0,
        url=f"{settings.PUBLIC_URL}{reverse('portal:notice', args=[notice.uid])}" if notice else "",
        title=str(content.get("title", "")),
        kind=kind,
        number=str(content.get("number", "")),
        agency=delivery.outlet.agency_name,
        at=str(content.get("at", "")) or delivery.owed_at.isoformat(timespec="seconds"),
        sent_on=delivery.owed_at.astimezone(clock.CHINA).strftime("%Y%m%d"),
        content=content,
        again=was_begun_before(delivery),
        standing=confirmed_before(delivery) if notice else (),
    )


def _go_on(delivery: Delivery, outcome: Going, began: datetime, actor: Actor) -> bool:
    """Keep what the step has reached; tell whether the next one follows at once."""
    progress = dict(outcome.progress)
    if outcome.wait is not None:
        since = str(delivery.progress.get(_SINCE) or began.isoformat())
        if began - datetime.fromisoformat(since) > timedelta(seconds=outlets.LONGEST_GOING):
            _stumble(delivery, Trouble("endless", _("渠道没有完成推送。"), lasting=True), began, actor)
            return False
        progress[_SINCE] = since
    call = Call(began_at=began, outcome="going", answer_sha256=outcome.answer_sha256)
    held = note(delivery, call, progress=progress, wait=outcome.wait)
    delivery.progress = progress
    return held and outcome.wait is None


def _confirm(delivery: Delivery, done: Done, began: datetime, actor: Actor) -> None:
    record(delivery, Call(began_at=began, outcome="done", answer_sha256=done.answer_sha256))
    link = done.remote_url if done.remote_url.startswith(("https://", "http://")) else ""
    receipt = Receipt(remote_id=done.remote_id, remote_url=link, answer_sha256=done.answer_sha256)
    try:
        confirm_push(actor=actor, delivery=delivery, receipt=receipt)
    except Conflict:  # it took so long that somebody else has settled it
        _log.warning("push %s was settled by another worker", delivery.uid)


def _stumble(delivery: Delivery, trouble: Trouble, began: datetime, actor: Actor) -> None:
    """Try again later, or give up where asking again is of no use or has been done often enough."""
    wait = outlets.wait_after(delivery.tries)
    gives_up = trouble.lasting or (wait is None and trouble.counts)
    call = Call(
        began_at=began,
        outcome="refused" if gives_up else "retry",
        code=trouble.code,
        said=trouble.said,
        answer_sha256=trouble.answer_sha256,
    )
    if not gives_up:
        postpone(delivery, call, wait=max(wait or 0, trouble.after), counts=trouble.counts)
        return
    record(delivery, call)
    try:
        give_up_push(actor=actor, delivery=delivery, code=trouble.code, said=trouble.said)
    except Conflict:
        _log.warning("push %s was settled by another worker", delivery.uid)
