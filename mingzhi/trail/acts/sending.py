"""A form is sent once: its token is spent in the transaction of the act it leads to.

A face puts ``issue(…)`` into every form and handles what comes back inside ``sending(…)``. The first act
enters the token under a unique constraint, so of two at once one waits and then learns that it is the
second. Whoever calls acts without a form (scenarios, commands, jobs) has nothing to spend.
"""

import hashlib
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Refusal
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.models import Sending

FIELD = "once"
ANYBODY = "public"
_NONCE = 24


class SentAlready(Exception):
    """The form did its work before; ``subject_urn`` is what that was about."""

    def __init__(self, digest: str) -> None:
        self.digest = digest
        super().__init__(_("该表单已经提交过，没有重复办理。"))

    @property
    def subject_urn(self) -> str:
        """What the first sending was about; empty when it is no longer known."""
        found = Sending.objects.filter(digest=self.digest).values_list("subject_urn", flat=True)
        return found.first() or ""


@dataclass(slots=True)
class _Form:
    digest: str  # empty for a form that was not given to this person for this address
    who: str
    target: str
    row: Sending | None = None


_form: ContextVar[_Form | None] = ContextVar("mingzhi_form", default=None)


def issue(actor: Actor | None, target: str) -> str:
    """Return a new token for a form that ``actor`` (None: somebody without a login) sends to ``target``."""
    return _signer(_who(actor), target).sign(secrets.token_urlsafe(_NONCE))


@contextmanager
def sending(token: str, *, actor: Actor | None, target: str) -> Iterator[None]:
    """Let the first act inside spend the token.

    Raises SentAlready when it is spent, also when another sending spent it while this one was looked at and
    refused because of what that one did. A token that is made up, or another person's, lets no act begin:
    Conflict, with what was typed still on the form. What comes without a token is no form of ours but a
    program, which says itself how often it acts.
    """
    if not token:
        yield
        return
    form = _Form(_digest(token, _who(actor), target), _who(actor), target[:300])
    _must_be_unspent(form)
    kept = _form.set(form)
    try:
        yield
    except Refusal:
        _must_be_unspent(form)
        raise
    else:
        _must_be_unspent(form)
    finally:
        _form.reset(kept)


@contextmanager
def spent(group: uuid.UUID) -> Iterator[None]:
    """Spend the token of the form being handled, if there is one; undone with the act."""
    form = _form.get()
    if form is None or form.row is not None:
        yield
        return
    form.row = _enter(form, group)
    try:
        yield
    except BaseException:
        form.row = None
        raise


def settle(group: uuid.UUID, subject_urn: str) -> None:
    """Remember what the form led to, once the act has said what it is about."""
    form = _form.get()
    if form is not None and form.row is not None and form.row.group == group:
        form.row.subject_urn = subject_urn
        form.row.save(update_fields=["subject_urn"])


def _must_be_unspent(form: _Form) -> None:
    if form.digest and form.row is None and Sending.objects.filter(digest=form.digest).exists():
        raise SentAlready(form.digest)


def _enter(form: _Form, group: uuid.UUID) -> Sending:
    if not form.digest:
        raise Conflict(
            "trail.form",
            _("这份表单已经失效，或者不是为您打开的，没有办理。"),
            way_out=_("请核对填写的内容，然后再提交一次。"),
        )
    row = Sending(
        digest=form.digest, actor_urn=form.who, target=form.target, group=group, sent_at=clock.now()
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise SentAlready(form.digest) from error
    return row


def _who(actor: Actor | None) -> str:
    return actor.urn if actor is not None else ANYBODY


def _signer(who: str, target: str) -> Signer:
    return Signer(salt=f"mingzhi.trail.once\n{who}\n{target}")


def _digest(token: str, who: str, target: str) -> str:
    try:
        _signer(who, target).unsign(token)
    except BadSignature:
        return ""
    return hashlib.sha256(token.encode()).hexdigest()
