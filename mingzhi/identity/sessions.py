"""Sessions: when one begins and ends, and what is recorded at the door."""

from typing import Any

from axes.signals import user_locked_out
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhi.identity.acts import record_failed_login, record_lockout, record_login, record_logout
from mingzhi.identity.browsers import name_in
from mingzhi.identity.models import Account
from mingzhi.identity.queries import appointments_of, find_actor
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, public_actor
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.kernel.wording import gettext_noop as _

BEGAN, SEEN, APPOINTMENT = "session_began", "session_seen", "appointment"
NOTE_EVERY_SECONDS = 60
IDLE, TOO_OLD, ASKED = _("长时间未操作"), _("会话达到最长时限"), _("本人退出")


def person_behind(account: Account, *, appointment: str = "") -> Actor:
    """Return the actor of an account, or the bare person when there is no appointment today."""
    today = clock.today()
    actor = find_actor(account, on=today, appointment=appointment)
    if actor is not None:
        return actor
    person = account.person
    return Actor(
        kind=ActorKind.PERSON,
        urn=person.urn if person else account.urn,
        label=person.name if person else account.username,
        on=today,
    )


def choose_appointment(request: HttpRequest, uid: str) -> None:
    """Act from now on in another of one's appointments; raises NotAllowed for one that is not one's own."""
    account = request.user
    views = appointments_of(account, on=clock.today()) if isinstance(account, Account) else []
    if uid not in {view.uid for view in views}:
        raise NotAllowed("identity.appointment", _("您没有担任该岗位，或者任职已经免除。"))
    request.session[APPOINTMENT] = uid


def ended_because(session: Any) -> str:
    """Return why the session is over, or an empty text; note the visit once a minute."""
    now = int(clock.now().timestamp())
    began, seen = session.get(BEGAN), session.get(SEEN)
    if began is None or seen is None or now - began >= settings.SESSION_ABSOLUTE_SECONDS:
        return TOO_OLD
    if now - seen >= settings.SESSION_IDLE_SECONDS:
        return IDLE
    if now - seen >= NOTE_EVERY_SECONDS:
        session[SEEN] = now
    return ""


def end_session(request: HttpRequest, reason: str) -> None:
    """Log out a session that has run out, recording why."""
    request.session_end_reason = reason  # type: ignore[attr-defined]
    logout(request)


def _source(request: HttpRequest | None) -> str:
    return str(request.META.get("REMOTE_ADDR", "")) if request is not None else ""


def _account_named(username: str | None) -> Account | None:
    return Account.objects.select_related("person").filter(username=username).first() if username else None


def on_login(sender: Any, request: HttpRequest, user: Account, **__: Any) -> None:
    """Start the session's two clocks and record the login."""
    now = int(clock.now().timestamp())
    request.session[BEGAN] = request.session[SEEN] = now
    request.logged_in_as = user.username  # type: ignore[attr-defined]
    record_login(actor=person_behind(user), account=user, source=_source(request))


def on_logout(sender: Any, request: HttpRequest, user: Account | None, **__: Any) -> None:
    """Record the end of a session."""
    if isinstance(user, Account):
        reason = getattr(request, "session_end_reason", ASKED)
        record_logout(actor=person_behind(user), account=user, reason=reason)


def on_failure(
    sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **__: Any
) -> None:
    """Record a failed login; attempts on a locked name are not recorded one by one."""
    if request is None or getattr(request, "axes_locked_out", False):
        return
    record_failed_login(
        actor=public_actor(on=clock.today()),
        account=_account_named(credentials.get("username")),
        source=_source(request),
    )


def on_lockout(sender: Any, request: HttpRequest, username: str | None, **__: Any) -> None:
    """Record the lock-out once: the failure that reached the limit brings the count with it."""
    failures = getattr(request, "axes_failures_since_start", None)
    if failures:
        record_lockout(
            actor=public_actor(on=clock.today()),
            account=_account_named(name_in(username)),
            source=_source(request),
            failures=failures,
        )


def locked_out(request: HttpRequest, answer: HttpResponse | None, credentials: Any) -> HttpResponse:
    """Answer a login under a locked name with the page that says for how long."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds()) // 60
    context = {"limit": settings.AXES_FAILURE_LIMIT, "minutes": minutes}
    return render(request, settings.AXES_LOCKOUT_TEMPLATE, context, status=429)


def connect() -> None:
    """Listen at the door; called once when the application starts."""
    user_logged_in.connect(on_login, dispatch_uid="identity.on_login")
    user_logged_out.connect(on_logout, dispatch_uid="identity.on_logout")
    user_login_failed.connect(on_failure, dispatch_uid="identity.on_failure")
    user_locked_out.connect(on_lockout, dispatch_uid="identity.on_lockout")
