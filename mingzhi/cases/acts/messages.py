"""One-time codes on their way to the phone: owed in the act, taken up by the worker, emptied when they end.

Not legal acts: like the pushes to the outlets, these rows say how far the machinery has come. Number and
code lie sealed in the row for the minutes this takes, and in no log.
"""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db.models import F

from mingzhi.cases.models import OneTimeCode, OneTimeMessage
from mingzhi.kernel import clock

LEASE = timedelta(seconds=30)
WAITS = (5, 15, 45, 90)
"""Seconds after each failure; a code that comes too late is of no use to anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message taken up for sending."""

    uid: str
    agency_code: str
    phone: str
    secret: str
    tries: int
    day: str


def owe(code: OneTimeCode, *, agency_code: str, phone: str, secret: str) -> None:
    """Owe the message of a code, in the transaction that makes the code."""
    content = json.dumps([phone, secret]).encode()
    OneTimeMessage.objects.create(
        code=code,
        agency_code=agency_code,
        owed_at=code.issued_at,
        next_try_at=code.issued_at,
        sealed=_seal().encrypt(content).decode(),
    )


def take_up() -> Message | None:
    """Take up the next message that is due, and let nobody else; None when there is none."""
    now = clock.now()
    owed = OneTimeMessage.objects.filter(ended_at=None)
    if not owed.exists():
        return None
    owed.filter(code__until__lte=now).update(outcome="too_late", ended_at=now, sealed="")
    for row in owed.filter(next_try_at__lte=now).order_by("next_try_at")[:20]:
        free = OneTimeMessage.objects.filter(pk=row.pk, ended_at=None, tries=row.tries)
        if not free.update(next_try_at=now + LEASE, tries=F("tries") + 1):
            continue
        try:
            phone, secret = json.loads(_seal().decrypt(row.sealed.encode()))
        except (InvalidToken, ValueError):  # the key of the settings has changed meanwhile
            end(str(row.uid), "failed", code="sealed")
            continue
        day = row.owed_at.astimezone(clock.CHINA).strftime("%Y%m%d")
        return Message(
            uid=str(row.uid),
            agency_code=row.agency_code,
            phone=phone,
            secret=secret,
            tries=row.tries + 1,
            day=day,
        )
    return None


def end(uid: str, outcome: str, *, code: str = "") -> None:
    """End a message (``sent`` or ``failed``); number and code are gone with it."""
    OneTimeMessage.objects.filter(uid=uid, ended_at=None).update(
        outcome=outcome, ended_at=clock.now(), sealed="", error_code=code[:60]
    )


def try_later(message: Message, *, code: str) -> None:
    """Try again soon, or end the message as failed after the last time."""
    if message.tries > len(WAITS):
        end(message.uid, "failed", code=code)
        return
    wait = timedelta(seconds=WAITS[message.tries - 1])
    OneTimeMessage.objects.filter(uid=message.uid, ended_at=None).update(
        next_try_at=clock.now() + wait, error_code=code[:60]
    )


def _seal() -> Fernet:
    key = hashlib.sha256(b"mingzhi.cases.messages\n" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
