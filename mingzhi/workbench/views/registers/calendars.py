"""The arrangement of holidays: what was entered, a new notice, and what it moves before it is entered."""

from functools import cache

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingzhi.calendars.acts.recounting import moves_under
from mingzhi.calendars.queries import announced_until, calendar_with, notices
from mingzhi.calendars.rules.announced import Announced
from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.reach import Moves, Reach
from mingzhi.catalogue.acts import enter_holidays
from mingzhi.catalogue.policy import MANAGE, may_enter_holidays, may_manage_all
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, Refusal
from mingzhi.kernel.typed import natural
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.law.standing import lets
from mingzhi.workbench.registers.announcing import read_days

LOCAL = "local"


@staff(MANAGE)
def calendar(request: StaffRequest) -> HttpResponse:
    """Enter a notice in two steps: first what it moves is listed, then it is confirmed."""
    refusal: Refusal | None = None
    moves: Moves | None = None
    if request.method == "POST":
        try:
            announced = _read(request)
            may_enter_holidays(actor=request.actor, announced=announced)
            if request.POST.get("doing") == "confirm":
                return _enter(request, announced)
            moves = _moves(announced)
        except Refusal as refused:
            refusal = refused
    shown = {
        "notices": notices(),
        "until": announced_until(),
        "next_year": clock.today().year + 1,
        "typed": request.POST,
        "moves": moves,
        "refusal": refusal,
        "nationwide": lets(may_manage_all, actor=request.actor),
    }
    return render(request, "work/registers/calendar.html", shown, status=refusal.status if refusal else 200)


def _read(request: StaffRequest) -> Announced:
    post: QueryDict = request.POST
    year = natural(post.get("year", ""))
    if year is None or not 2000 < year < 2100:
        raise Invalid("work.holiday_year", _("请填写四位数的年度。"), field="year")
    local = post.get("scope") == LOCAL
    days = read_days(post.get("days", ""))
    if not post.get("source", "").strip() or not days:
        raise Invalid("work.holiday_words", _("请填写来源文件和日期。"), field="source" if days else "days")
    return Announced(
        year=year,
        source=post.get("source", "").strip()[:200],
        source_url=post.get("source_url", "").strip()[:300],
        jurisdiction=request.actor.region_code if local else "",
        whole_year=bool(post.get("whole_year")) and not local,
        days=days,
    )


def _moves(announced: Announced) -> Moves:
    @cache
    def calendar_of(region: str) -> Calendar:
        return calendar_with(
            announced.days,
            source=announced.source,
            jurisdiction=announced.jurisdiction,
            whole_year=announced.year if announced.whole_year else None,
            region=region,
        )

    first = min(day for day, _working, _name in announced.days)
    return moves_under(calendar_of, Reach(announced.jurisdiction, first, announced.whole_year))


def _enter(request: StaffRequest, announced: Announced) -> HttpResponse:
    enter_holidays(actor=request.actor, announced=announced)
    messages.success(request, _("放假安排已录入，正在按新的安排重新计算期限。"))
    return redirect("work:calendar")
