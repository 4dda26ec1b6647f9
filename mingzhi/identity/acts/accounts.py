"""Login accounts: opened, closed, passwords set and changed. Hashing happens outside the transaction."""

import re

from axes.models import AccessAttempt
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import Q

from mingzhi.identity.acts.conflicts import once
from mingzhi.identity.acts.fitting import given, must_fit
from mingzhi.identity.browsers import BREAK
from mingzhi.identity.models import Account, Agency, Person
from mingzhi.identity.policy import may_change_own_password, may_manage_login, may_open_login
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


def hashed(password: str, *, account: Account | None = None) -> str:
    """Return the hash of an acceptable password; raises Invalid with the reasons otherwise."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Invalid(
            "identity.password_weak",
            _("密码不符合要求：%(reasons)s"),
            params={"reasons": "".join(error.messages)},
            field="password",
        ) from error
    return make_password(password)


def open_account(
    *,
    actor: Actor,
    agency: Agency,
    person: Person,
    username: str,
    password: str = "",
    password_hash: str = "",
    must_change_password: bool = True,
) -> Account:
    """Open a login with a first password, which as a rule must be changed at the first login.

    ``password_hash`` takes a hash made before (:func:`hashed`) instead of the password.
    """
    return _open_account(
        actor=actor,
        agency=agency,
        person=person,
        username=username,
        password_hash=password_hash or hashed(password),
        must_change_password=must_change_password,
    )


@act("identity.open_account", title=_("开通账号"), may=may_open_login, locks="person")
def _open_account(
    *,
    actor: Actor,
    agency: Agency,
    person: Person,
    username: str,
    password_hash: str,
    must_change_password: bool,
) -> Account:
    """Open a login for a person of the agency."""
    username = username.strip()
    if not _USERNAME.fullmatch(username):
        raise Invalid(
            "identity.username",
            _("登录名由小写字母、数字、点和横线组成，以字母或者数字开头。"),
            way_out=_("可以用姓名的拼音或者工号。"),
            field="username",
        )
    must_fit(Account, username=username)
    with once("identity.account_twice", _("登录名已被使用，或者该人员已有账号。"), field="username"):
        account = Account.objects.create(
            username=username,
            person=person,
            password=password_hash,
            must_change_password=must_change_password,
            opened_at=clock.now(),
            password_changed_at=clock.now(),
        )
    describe(
        subject=account.urn,
        label=account.username,
        content={"username": account.username, "must_change": must_change_password},
        mentions=[person.urn, agency.urn],
    )
    return account


@act("identity.close_account", title=_("停用账号"), may=may_manage_login, locks="account")
def close_account(*, actor: Actor, agency: Agency, account: Account, reason: str) -> Account:
    """Close a login; running sessions end with their next request.

    Raises NotNow for a closed one.
    """
    reason = given(reason)
    if not account.is_active:
        raise NotNow("identity.account_closed", _("该账号已经停用。"))
    account.is_active = False
    account.save(update_fields=["is_active"])
    describe(
        subject=account.urn,
        label=account.username,
        content={"reason": reason},
        mentions=[agency.urn, *([account.person.urn] if account.person else [])],
    )
    return account


def reopen_account(*, actor: Actor, agency: Agency, account: Account, reason: str, password: str) -> Account:
    """Open a closed login again, with a new first password that must be changed at the next login."""
    password_hash = hashed(password, account=account)
    return _reopen_account(
        actor=actor, agency=agency, account=account, reason=reason, password_hash=password_hash
    )


@act("identity.reopen_account", title=_("恢复账号"), may=may_manage_login, locks="account")
def _reopen_account(
    *, actor: Actor, agency: Agency, account: Account, reason: str, password_hash: str
) -> Account:
    """Open a closed login of a person of the agency again."""
    reason = given(reason)
    if account.is_active:
        raise NotNow("identity.account_open", _("该账号没有停用。"))
    account.is_active = True
    account.save(update_fields=["is_active"])
    return _store(account, password_hash, must_change=True, reason=reason)


def change_password(*, actor: Actor, account: Account, old: str, new: str) -> Account:
    """Change one's own password; the old one is asked for. Other sessions of the account end.

    Raises Invalid for a wrong old password, and for a new one that is the old or too weak.
    """
    if not check_password(old, account.password):
        raise Invalid("identity.password_old", _("原密码不正确。"), field="old")
    if old == new:
        raise Invalid("identity.password_same", _("新密码不能与原密码相同。"), field="new")
    return _change_password(actor=actor, account=account, password_hash=hashed(new, account=account))


@act("identity.change_password", title=_("修改密码"), may=may_change_own_password, locks="account")
def _change_password(*, actor: Actor, account: Account, password_hash: str) -> Account:
    """Change one's own password."""
    return _store(account, password_hash, must_change=False)


def reset_password(*, actor: Actor, agency: Agency, account: Account, password: str) -> Account:
    """Set a new first password for somebody who lost theirs; it must be changed at the next login.

    A name that was locked after wrong passwords is free again, in every browser.
    """
    return _reset_password(
        actor=actor, agency=agency, account=account, password_hash=hashed(password, account=account)
    )


@act("identity.reset_password", title=_("重置密码"), may=may_manage_login, locks="account")
def _reset_password(*, actor: Actor, agency: Agency, account: Account, password_hash: str) -> Account:
    """Reset the password of an account of the agency."""
    if not account.is_active:
        raise NotNow(
            "identity.account_closed", _("该账号已经停用。"), way_out=_("需要继续使用的，请先恢复账号。")
        )
    name = account.username
    AccessAttempt.objects.filter(Q(username=name) | Q(username__startswith=f"{name}{BREAK}")).delete()
    return _store(account, password_hash, must_change=True)


def _store(account: Account, password_hash: str, *, must_change: bool, **content: str) -> Account:
    account.password = password_hash
    account.must_change_password = must_change
    account.password_changed_at = clock.now()
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    describe(
        subject=account.urn,
        label=account.username,
        content={"must_change": must_change, **content},
        mentions=[account.person.urn] if account.person else [],
    )
    return account
