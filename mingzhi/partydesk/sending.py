"""Do what a form asks once, however often it is sent; lose nothing of what it says."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

from mingzhi.cases.acts.checking_requests import must_be_few
from mingzhi.kernel.refusal import Conflict
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.bringing import FIELD as HELD
from mingzhi.records.bringing import Brought
from mingzhi.trail.acts import SentAlready, sending
from mingzhi.trail.acts.sending import FIELD

Result = TypeVar("Result")

CHECKED = Conflict(
    "desk.sent",
    _("刚才已经提交过，没有重复核验，也没有重复发送验证码。"),
    way_out=_("请稍候查看结果；页面没有变化的，再提交一次。"),
)
REPORTED = Conflict(
    "desk.report_sent",
    _("刚才已经提交过，没有重复登记。"),
    way_out=_("用第一次提交后显示的查询码查看；没有记下查询码的，请重新打开本页再提交一次。"),
)
ASKED = Conflict(
    "desk.request_sent",
    _("刚才已经提交过，没有重复登记。"),
    way_out=_("请在“我的申请”中查看。"),
)


def take_few(request: HttpRequest, brought: Brought) -> None:
    """Take the files of a form, waiting or sent; Invalid for too many, before any is looked into."""
    files, waiting = request.FILES.getlist("files"), request.POST.getlist(HELD)
    brought.take(waiting)
    must_be_few(len(files) + len(waiting), max((one.size or 0 for one in files), default=0))
    brought.store(files)


def once(request: HttpRequest, act: Callable[[], Result], *, again: Conflict, target: str = "") -> Result:
    """Do what the form asks; raise ``again`` when the same form was sent before.

    ``target`` is where the form is for, the address itself unless told.
    """
    staff = getattr(request, "actor", None)
    try:
        with sending(request.POST.get(FIELD, ""), actor=staff, target=target or request.path):
            return act()
    except SentAlready:
        raise again from None
