"""The first page, the doors of the three stages, the agencies, what was withdrawn."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries import browsing, notices, statements
from mingzhi.disclosure.queries.elsewhere import by_channel, elsewhere
from mingzhi.disclosure.rules.kinds import KINDS, STAGES
from mingzhi.kernel import clock
from mingzhi.portal.views import registers

_LATEST = 8
_PAGE = 30


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the search box, today's completeness, the three doors, verification and what is new."""
    return render(
        request,
        "portal/home.html",
        {
            "day": clock.today(),
            "line": statements.standing(),
            "elsewhere": by_channel(elsewhere()),
            "latest": [row for _key, row in notices.latest(limit=_LATEST)],
            "agencies": browsing.publishers()[:12],
        },
    )


@require_safe
def stage(request: HttpRequest, stage: str) -> HttpResponse:
    """Show what is public before, during or after enforcement."""
    if stage not in STAGES:
        raise Http404
    found = notices.latest(limit=_PAGE + 1, stage=stage, after=request.GET.get("after", ""))
    return render(
        request,
        "portal/stage.html",
        {
            "stage": stage,
            "stage_title": STAGES[stage],
            "groups": registers.grouped() if stage == "before" else (),
            "kinds": [kind for kind in KINDS.values() if kind.stage == stage],
            "rows": [row for _key, row in found[:_PAGE]],
            "next_cursor": found[_PAGE - 1][0] if len(found) > _PAGE else "",
            "first": not request.GET.get("after"),
        },
    )


@require_safe
def agencies(request: HttpRequest) -> HttpResponse:
    """Show the agencies that publish here, by region."""
    found = browsing.publishers()
    regions = [
        (name, list(group)) for name, group in groupby(found, key=lambda publisher: publisher.region_name)
    ]
    return render(request, "portal/agencies.html", {"regions": regions})


@require_safe
def withdrawn(request: HttpRequest) -> HttpResponse:
    """Show the tombstones: which notices came down, when and why."""
    found = notices.withdrawn(limit=_PAGE + 1, after=request.GET.get("after", ""))
    return render(
        request,
        "portal/withdrawn.html",
        {
            "rows": [row for _key, row in found[:_PAGE]],
            "next_cursor": found[_PAGE - 1][0] if len(found) > _PAGE else "",
            "first": not request.GET.get("after"),
        },
    )
