"""The workbench's first page: what waits for me, by time left; what I wait for; nothing else."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render

from mingzhi.identity.models import Account
from mingzhi.identity.queries import appointments_of
from mingzhi.identity.rules.views import AppointmentView
from mingzhi.identity.sessions import APPOINTMENT
from mingzhi.kernel import clock
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.machine import troubles
from mingzhi.workbench.navigation import starts_for
from mingzhi.workbench.waiting import waiting_for


@staff()
def home(request: StaffRequest) -> HttpResponse:
    """What waits for the actor, and what the actor waits for."""
    desk = waiting_for(request.actor, entire="all" in request.GET)
    shown = {
        "desk": desk,
        "may_open": request.actor.can("cases.handle"),
        "starts": () if desk.mine else starts_for(request.actor),
        "posts": _other_posts(request),
        "warnings": troubles(),
    }
    return render(request, "work/home.html", shown)


def _other_posts(request: StaffRequest) -> list[AppointmentView]:
    """Return the actor's other appointments: work may wait there too."""
    account = cast(Account, request.user)  # read for this request when its session was
    posts = appointments_of(account, on=clock.today(), acting=request.session.get(APPOINTMENT, ""))
    return [post for post in posts if not post.acting] if len(posts) > 1 else []
