"""What happens at the door: logins, logouts, failures and lock-outs, each an entry in the record."""

from mingzhi.identity.models import Account
from mingzhi.identity.policy import anyone
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


def _note(account: Account, content: dict[str, str]) -> None:
    describe(
        subject=account.urn,
        label=account.username,
        content=content,
        mentions=[account.person.urn] if account.person else [],
    )


@act("identity.log_in", title=_("登录"), may=anyone)
def record_login(*, actor: Actor, account: Account, source: str) -> None:
    """Record a login with the address it came from."""
    _note(account, {"source": source})


@act("identity.log_out", title=_("退出"), may=anyone)
def record_logout(*, actor: Actor, account: Account, reason: str) -> None:
    """Record the end of a session: asked for, idle too long, or eight hours old."""
    _note(account, {"reason": reason})


@act("identity.fail_login", title=_("登录失败"), may=anyone)
def record_failed_login(*, actor: Actor, account: Account | None, source: str) -> None:
    """Record a failed login; a name that belongs to no account is not kept, it may be a password."""
    if account is not None:
        _note(account, {"source": source})
        return
    describe(
        subject=str(Urn("identity", "account", "unknown")),
        label=_("不存在的登录名"),
        content={"source": source},
    )


@act("identity.lock_login", title=_("登录锁定"), may=anyone)
def record_lockout(*, actor: Actor, account: Account | None, source: str, failures: int) -> None:
    """Record that a name was locked after repeated wrong passwords."""
    if account is not None:
        _note(account, {"source": source, "failures": str(failures)})
        return
    describe(
        subject=str(Urn("identity", "account", "unknown")),
        label=_("不存在的登录名"),
        content={"source": source, "failures": str(failures)},
    )
