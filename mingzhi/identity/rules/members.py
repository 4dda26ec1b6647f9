"""What the administrator of an agency sees of its people: frozen values, no rows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from mingzhi.kernel.wording import gettext_noop as _


class Login(StrEnum):
    """How somebody's login stands."""

    NONE = _("没有账号")
    FIRST = _("等待首次登录")
    OPEN = _("可以登录")
    CLOSED = _("已停用")


class Shown(StrEnum):
    """Which people a list shows."""

    SERVING = "serving"
    LEFT = "left"
    NO_LOGIN = "no_login"
    UNCERTIFIED = "uncertified"


SHOWN = {
    Shown.SERVING: _("在任"),
    Shown.LEFT: _("已离任"),
    Shown.NO_LOGIN: _("在任但没有可用的账号"),
    Shown.UNCERTIFIED: _("岗位须持证但今日无有效证件"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One post of a person, standing or ended."""

    uid: str
    agency_code: str
    agency_name: str
    role: str
    role_title: str
    since: date
    until: date | None
    ended_because: str
    standing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of a certificate's state."""

    kind: str
    title: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A certificate with its changes, oldest first; ``state`` as of today."""

    number: str
    kind_title: str
    issued_by: str
    since: date
    until: date
    state: str
    valid: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground on which a person may review, standing or ended."""

    uid: str
    ground: str
    number: str
    since: date
    until: date | None
    ended_because: str
    standing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person in the list: posts of today, certificate, login."""

    uid: str
    name: str
    title: str
    posts: tuple[Post, ...]
    certificate: str
    """The state of the certificate that counts today; empty for none."""
    username: str
    login: Login


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPage:
    """One page of people; ``after`` is the cursor of the next, empty on the last."""

    members: tuple[Member, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFile:
    """All the administrator keeps of one person, as far as the agencies are seen."""

    uid: str
    urn: str
    name: str
    title: str
    phone: str
    posts: tuple[Post, ...]
    certificates: tuple[Card, ...]
    grounds: tuple[Ground, ...]
    username: str
    login: Login
    opened_at: datetime | None
    last_login: datetime | None

    @property
    def agency_codes(self) -> tuple[str, ...]:
        """The seen agencies at which the person holds a post today, or the last one held."""
        standing = dict.fromkeys(post.agency_code for post in self.posts if post.standing)
        return tuple(standing) or tuple(dict.fromkeys(post.agency_code for post in self.posts))[:1]
