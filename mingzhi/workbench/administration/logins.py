"""The forms by which an administrator opens, resets and closes logins; each new password is shown once."""

from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.identity import acts
from mingzhi.identity.models import Account, Person
from mingzhi.identity.queries import agency_row
from mingzhi.identity.rules.members import Login, MemberFile
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing

Choices = tuple[tuple[str, str], ...]
BODIES = "浙政办发〔2019〕20号 二(一)1"
GUIDE = _("小写字母、数字、点和横线，例如姓名的拼音或者工号。初始密码由系统生成，只显示一次。")
REASON = Field(code="reason", label=_("理由"))
SINCE = Field(code="since", label=_("自哪一天起"), kind=FieldKind.DATE)
UNTIL = Field(code="until", label=_("自哪一天起不再有效"), kind=FieldKind.DATE)
GIVES_PASSWORD = frozenset({"take_on", "open_login", "reset_login", "reopen_login"})
"""The forms after which a first password is shown."""


def place(places: Choices) -> Field:
    """Return the field for the agency of a post or a certificate."""
    return Field(code="agency", label=_("机关"), kind=FieldKind.CHOICE, choices=places)


def username(*, required: bool) -> Field:
    """Return the field for a login name."""
    return Field(code="username", label=_("登录名"), guide=GUIDE, required=required)


def logins_of(file: MemberFile, agency_code: str, password: str) -> list[Doing]:
    """Return what can be done to this person's login as it stands."""
    if file.login is Login.NONE:
        return [_opening(agency_code, password)]
    if file.login is Login.CLOSED:
        return [_reopening(agency_code, password)]
    return [_resetting(agency_code, password), _closing(agency_code)]


def _opening(agency_code: str, password: str) -> Doing:
    def run(actor: Actor, person: Person, data: dict[str, Any]) -> Account:
        return acts.open_account(
            actor=actor,
            agency=agency_row(agency_code),
            person=person,
            username=data["username"],
            password=password,
        )

    return Doing(
        code="open_login",
        title=_("开通账号"),
        run=run,
        said=_("账号已开通。"),
        basis=BODIES,
        fields=(username(required=True),),
    )


def _resetting(agency_code: str, password: str) -> Doing:
    def run(actor: Actor, person: Person, data: dict[str, Any]) -> Account:
        return acts.reset_password(
            actor=actor, agency=agency_row(agency_code), account=person.account, password=password
        )

    return Doing(
        code="reset_login",
        title=_("重设密码并解除锁定"),
        run=run,
        said=_("密码已重设，原来的登录全部退出。"),
        basis=BODIES,
    )


def _closing(agency_code: str) -> Doing:
    def run(actor: Actor, person: Person, data: dict[str, Any]) -> Account:
        return acts.close_account(
            actor=actor, agency=agency_row(agency_code), account=person.account, reason=data["reason"]
        )

    return Doing(
        code="close_login",
        title=_("停用账号"),
        run=run,
        said=_("账号已停用，登录已退出。"),
        basis=BODIES,
        fields=(REASON,),
        grave=True,
    )


def _reopening(agency_code: str, password: str) -> Doing:
    def run(actor: Actor, person: Person, data: dict[str, Any]) -> Account:
        return acts.reopen_account(
            actor=actor,
            agency=agency_row(agency_code),
            account=person.account,
            reason=data["reason"],
            password=password,
        )

    return Doing(
        code="reopen_login",
        title=_("恢复账号"),
        run=run,
        said=_("账号已恢复。"),
        basis=BODIES,
        fields=(REASON,),
    )
