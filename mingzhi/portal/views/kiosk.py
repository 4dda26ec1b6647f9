"""The newest notices one by one in large letters, for a screen in a hall (办事大厅公示屏).

It turns by itself only where whoever set the screen up has asked for it (``?seconds=15``): by a header, so
without any script, and with a link that stops it. Nothing is remembered of who looks.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries import browsing, notices
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.typed import natural
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.portal.answers import revalidated

_NEWEST = 20
_QUICKEST, _USUAL, _SLOWEST = 8, 15, 600


@require_safe
def kiosk(request: HttpRequest) -> HttpResponse:
    """Show one of the newest notices (of one agency), with the code that leads to it."""
    agency = request.GET.get("agency", "")
    publisher = next((row for row in browsing.publishers() if row.code == agency), None)
    if agency and publisher is None:
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))
    rows = [row for _key, row in notices.latest(limit=_NEWEST, agency=agency)]
    place = min(natural(request.GET.get("place", "")) or 1, max(len(rows), 1))
    seconds = _seconds(request.GET.get("seconds", ""))
    following = place % len(rows) + 1 if rows else 1
    shown: dict[str, Any] = {
        "agency": publisher,
        "row": rows[place - 1] if rows else None,
        "place": place,
        "count": len(rows),
        "seconds": seconds,
        "before": _to(agency, (place - 2) % len(rows) + 1 if rows else 1, seconds),
        "next": _to(agency, following, seconds),
        "turning": _to(agency, place, _USUAL),
        "still": _to(agency, place, 0),
    }
    answer = revalidated(request, render(request, "portal/kiosk.html", shown))
    answer["X-Robots-Tag"] = "noindex"
    if seconds:
        answer["Refresh"] = f"{seconds}; url={shown['next']}"
    return answer


def _seconds(text: str) -> int:
    asked = natural(text)
    return min(max(asked, _QUICKEST), _SLOWEST) if asked else 0


def _to(agency: str, place: int, seconds: int) -> str:
    asked: dict[str, str] = {"place": str(place)}
    if agency:
        asked["agency"] = agency
    if seconds:
        asked["seconds"] = str(seconds)
    return f"{reverse('portal:kiosk')}?{urlencode(asked)}"
