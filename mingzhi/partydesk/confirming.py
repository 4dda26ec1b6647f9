"""Confirm who somebody is: at the entrance, and again where the confirmation ran out while they wrote."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhi.cases.acts.access import open_desk, send_one_time_code
from mingzhi.cases.queries.party.messages import has_a_sender
from mingzhi.kernel import clock
from mingzhi.kernel.actor import public_actor
from mingzhi.kernel.refusal import NotKnown, Refusal
from mingzhi.kernel.typed import readable
from mingzhi.partydesk import session
from mingzhi.partydesk.origin import origin
from mingzhi.partydesk.sending import CHECKED, once
from mingzhi.trail.acts.sending import FIELD

CONFIRM = "confirm"
"""The button of the page that asks again: open, send (a one-time code) or digits (the other way)."""
_OURS = frozenset({"csrfmiddlewaretoken", FIELD, CONFIRM, "code", "digits", "one_time", "by"})
"""What the form of confirmation brings itself; everything else was written by the party."""
Page = Callable[..., HttpResponse]


def confirm(request: HttpRequest) -> None:
    """Confirm the party by what was sent and open its session; raises the refusal of ``open_desk``."""
    act = partial(
        open_desk,
        actor=public_actor(on=clock.today()),
        code=request.POST.get("code", ""),
        digits=request.POST.get("digits", ""),
        one_time=request.POST.get("one_time", ""),
        address=origin(request),
    )
    case, _party = once(request, act, again=CHECKED, target=reverse("desk:home"))
    session.enter(request, case, request.POST.get("code", ""))


def send(request: HttpRequest) -> dict[str, Any]:
    """Send a one-time code to the confirmed phone; the demo shows it. Return what the page says of it."""
    act = partial(
        send_one_time_code,
        actor=public_actor(on=clock.today()),
        code=request.POST.get("code", ""),
        address=origin(request),
        on_screen=settings.MODE == "demo",
    )
    shown, hint = once(request, act, again=CHECKED, target=reverse("desk:home"))
    return {"sent": True, "shown": shown, "hint": hint}


def ways() -> dict[str, bool]:
    """Tell whether one-time codes are offered: in the demo, and where there is who sends them."""
    return {"sends_codes": settings.MODE == "demo" or has_a_sender()}


def confirmed(page: Page) -> Page:
    """Let the confirmed party in, with the case and itself, and ask anybody else who they are.

    Who wrote while the confirmation ran out confirms on the spot: the page then shows all they wrote
    (``resumed``), to be sent; nothing is taken of it before. Whoever sent nothing begins at the entrance.
    """

    @wraps(page)
    def asked(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        try:
            found = session.party_of(request)
        except NotKnown:
            answer = _again(request)
            if answer is not None:
                return answer
            return page(request, *session.party_of(request), *arguments, resumed=True, **named)
        return page(request, *found, *arguments, resumed=False, **named)

    return asked


def _again(request: HttpRequest) -> HttpResponse | None:
    """Ask for the confirmation beside what was written; None once it is given."""
    written = [(name, readable(text)) for name, text in _written(request)]
    if not any(text.strip() for _name, text in written):
        return redirect("desk:home")
    shown: dict[str, Any] = {"by": request.POST.get("by", "digits")}
    try:
        match request.POST.get(CONFIRM):
            case "open":
                confirm(request)
                return None
            case "send":
                shown = {"by": "one_time", **send(request)}
            case "digits":
                shown = {"by": "digits"}
    except Refusal as refused:
        shown["refusal"] = refused
    shown |= {"written": written, "code": request.POST.get("code", ""), "lost": bool(request.FILES), **ways()}
    return render(request, "desk/ended.html", shown, status=403)


def _written(request: HttpRequest) -> list[tuple[str, str]]:
    sent = request.POST.lists() if request.method == "POST" else ()
    return [(name, text) for name, texts in sent if name not in _OURS for text in texts]
