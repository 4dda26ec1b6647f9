"""The people of an agency and what an administrator keeps of each: posts, certificates, review, login."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from mingzhi.identity.queries import agencies_seen, agency_row, member, member_row, members, roles_given_by
from mingzhi.identity.rules.first_passwords import first_password
from mingzhi.identity.rules.members import SHOWN, MemberFile
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel.actor import Actor
from mingzhi.trail.queries import timeline
from mingzhi.workbench.administration.logins import GIVES_PASSWORD
from mingzhi.workbench.administration.staffing import PARTS, beginning, doings_for, taking_on
from mingzhi.workbench.doing import Attempt, Doing, Form, attempt, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.views.registers.overview import seen_agency

MANAGE = "identity.manage"
ALL = "all"
"""Asks for the people of every agency that is seen."""
ENTRIES = 20


@staff(MANAGE)
def listing(request: StaffRequest) -> HttpResponse:
    """People by name: search, which ones, page by key; and the form for somebody new."""
    asked, actor = request.GET, request.actor
    agencies = agencies_seen(actor)
    code = asked.get("agency", "") or actor.agency_code
    codes = actor.agency_codes_seen if code == ALL else frozenset({seen_agency(actor, code)})
    doing = taking_on(roles_given_by(actor), password := first_password())
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, doing, agency_row(seen_agency(actor, code)))
        if tried.done:
            return _taken_on(request, tried, password)
    shown = {
        "page": members(
            actor,
            codes=codes,
            text=asked.get("q", ""),
            shown=asked.get("shown", ""),
            after=asked.get("after", ""),
        ),
        "first": "after" not in asked,
        "q": asked.get("q", ""),
        "chosen": asked.get("shown", ""),
        "states": SHOWN.items(),
        "agencies": agencies if len(agencies) > 1 else (),
        "agency": next((one for one in agencies if one.code == code), None),
        "form": tried.form() if tried else doing.form(stored=beginning(doing)),
    }
    return render(request, "work/administration/members.html", shown, status=_status(tried))


def _taken_on(request: StaffRequest, tried: Attempt, password: str) -> HttpResponse:
    file = member(str(tried.result.uid), request.actor)
    return _password_shown(request, file, password) if file.username else redirect("work:member", file.uid)


@staff(MANAGE)
def page(request: StaffRequest, uid: str, doing: str = "") -> HttpResponse:
    """One person: what is kept, what happened, and the forms for what can be done."""
    actor = request.actor
    file, password = member(uid, actor), first_password()
    doings = _doings(file, actor, password)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, known(doings, doing), member_row(uid, actor))
        if tried.done:
            if doing in GIVES_PASSWORD:
                return _password_shown(request, member(uid, actor), password)
            return redirect("work:member", uid)
    shown: dict[str, Any] = {
        "person": file,
        "own": file.urn == actor.urn,
        "parts": _parts(doings, tried, file),
        "history": timeline(file.urn, actor, newest_first=True, limit=ENTRIES).entries,
        "may_trail": actor.can("trail.view"),
    }
    return render(request, "work/administration/member.html", shown, status=_status(tried))


def _parts(
    doings: dict[str, Doing], tried: Attempt | None, file: MemberFile
) -> dict[str, list[tuple[Form, str]]]:
    """Return the forms of each part of the page, each with where it goes."""
    found: dict[str, list[tuple[Form, str]]] = {}
    for code, doing in doings.items():
        typed = tried if tried and tried.doing.code == code else None
        form = typed.form() if typed else doing.form(stored=beginning(doing, file))
        found.setdefault(PARTS[code], []).append((form, reverse("work:member_do", args=[file.uid, code])))
    return found


def _doings(file: MemberFile, actor: Actor, password: str) -> dict[str, Doing]:
    """Return what can be done for the person; nothing for oneself, so no form says otherwise."""
    if file.urn == actor.urn:
        return {}
    agencies: list[AgencyView] = agencies_seen(actor)
    return doings_for(file, actor, agencies=agencies, roles=roles_given_by(actor), password=password)


def _password_shown(request: StaffRequest, file: MemberFile, password: str) -> HttpResponse:
    """Show the first password once: it is kept nowhere, and no browser may keep the page."""
    answer = render(
        request, "work/administration/first_password.html", {"person": file, "password": password}
    )
    add_never_cache_headers(answer)
    return answer


def _status(tried: Attempt | None) -> int:
    return tried.refusal.status if tried and tried.refusal else 200
