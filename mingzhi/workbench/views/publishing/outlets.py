"""The outlets of an agency, and what of the pushes is owed, tried and confirmed."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.disclosure.queries import outlets as queries
from mingzhi.disclosure.rules.outlets import STATES
from mingzhi.workbench.doing import Attempt, attempt, forms_for, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.forms import Context
from mingzhi.workbench.navigation import OUTLETS
from mingzhi.workbench.publishing.outlets import OPEN, OUTLET_DOINGS, RETRY

PAGE = 30


@staff(*OUTLETS)
def listing(request: StaffRequest) -> HttpResponse:
    """The outlets with their counts, the form for a new one, and the pushes by state."""
    actor, after = request.actor, request.GET.get("after", "")
    free, refusal = queries.free_connections(actor)
    context = Context(options={"connection": tuple((row.name, f"{row.name} · {row.host}") for row in free)})
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, OPEN, None)
        if tried.done:
            return redirect("work:outlet", tried.result.uid)
    state = request.GET.get("state", "")
    lines = queries.pushes_for(actor, state=state, after=after, limit=PAGE + 1)
    shown = {
        "outlets": queries.outlets_for(actor),
        "form": tried.form(context) if tried else OPEN.form(context),
        "free": free,
        "unusable": refusal,
        "may_keep": queries.may_keep(actor, actor.agency_code),
        "lines": lines[:PAGE],
        "next": lines[PAGE - 1].key if len(lines) > PAGE else "",
        "first": not after,
        "states": STATES.items(),
        "state": state,
    }
    return render(request, "work/publishing/outlets.html", shown, status=_status(tried))


@staff(*OUTLETS)
def outlet(request: StaffRequest, uid: str, doing: str = "") -> HttpResponse:
    """One outlet: what it is, its last test, and how to close it."""
    row = queries.outlet_row(uid, request.actor)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, known(OUTLET_DOINGS, doing), row)
        if tried.done:
            return redirect("work:outlet", uid)
    shown = {
        "outlet": queries.outlet_line(row),
        "forms": forms_for(OUTLET_DOINGS, tried),
        "may_keep": queries.may_keep(request.actor, row.agency_code),
    }
    return render(request, "work/publishing/outlet.html", shown, status=_status(tried))


@staff(*OUTLETS)
def push(request: StaffRequest, uid: str, doing: str = "") -> HttpResponse:
    """One push: every call that was made for it, its receipt, and the button to try again."""
    row = queries.push_row(uid, request.actor)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, known({RETRY.code: RETRY}, doing), row)
        if tried.done:
            return redirect("work:push", uid)
    line = queries.line_of(row)
    shown = {
        "line": line,
        "outlet_uid": row.outlet.uid,
        "attempts": queries.attempts_of(row),
        "form": tried.form() if tried else RETRY.form(),
        "may_retry": line.is_open and queries.may_keep(request.actor, row.agency_code),
    }
    return render(request, "work/publishing/push.html", shown, status=_status(tried))


def _status(tried: Attempt | None) -> int:
    return tried.refusal.status if tried and tried.refusal else 200
