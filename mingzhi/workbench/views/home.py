"""The workbench's first page: what waits for me, by time left; what I wait for; nothing else."""

from django.http import HttpResponse
from django.shortcuts import render

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
        "posts": [post for post in request.posts if not post.acting],  # work may wait there too
        "warnings": troubles(),
    }
    return render(request, "work/home.html", shown)
