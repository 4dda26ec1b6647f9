"""The confirmed party uses a right, follows its request, takes it back."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from mingzhi.cases.acts.checking_requests import LARGEST_FILE, LONGEST, MOST_FILES
from mingzhi.cases.acts.requesting import ask_right, withdraw_request
from mingzhi.cases.models import PartyRequest
from mingzhi.cases.queries.party.requests import request_row, request_view
from mingzhi.cases.queries.party.rights import RightForm, right_form
from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown, Refusal
from mingzhi.kernel.typed import day, readable
from mingzhi.partydesk import session
from mingzhi.partydesk.confirming import confirmed
from mingzhi.partydesk.sending import ASKED, once, take_few
from mingzhi.records.bringing import FIELD as HELD
from mingzhi.records.bringing import Brought


@never_cache
@confirmed
def right(
    request: HttpRequest, case_uid: str, party: Actor, code: str, *, resumed: bool = False
) -> HttpResponse:
    """Ask what the right needs; what was typed stays when it is refused, or the confirmation ran out."""
    form = right_form(case_uid, code, party)
    brought = Brought(party.urn)
    if request.method != "POST" or resumed:
        brought.take(request.POST.getlist(HELD))
        return _page(request, form, brought, None, resumed=resumed)
    try:
        row = once(request, partial(_ask, request, form, party, brought), again=ASKED)
    except NotKnown:
        raise
    except Refusal as refused:
        return _page(request, form, brought, refused)
    return redirect("desk:request", row.uid)


def _ask(request: HttpRequest, form: RightForm, party: Actor, brought: Brought) -> PartyRequest:
    """Look into the files first, then record: a file that is refused is not kept, those beside it wait."""
    take_few(request, brought)
    return ask_right(
        actor=party,
        case=form.case,
        right=form.view.right.code,
        data={field.code: _read(field, request.POST.get(field.code, "")) for field in form.fields},
        files=brought.files,
    )


def _read(field: Field, text: str) -> Any:
    plain = readable(text.replace("\r\n", "\n")).strip()
    if field.kind is FieldKind.LIST:
        return [line.strip() for line in plain.splitlines() if line.strip()]
    on = day(plain) if field.kind is FieldKind.DATE else None
    return on.isoformat() if on else plain


def _page(
    request: HttpRequest,
    form: RightForm,
    brought: Brought,
    refusal: Refusal | None,
    *,
    resumed: bool = False,
) -> HttpResponse:
    shown = {
        "case": form.case,
        "view": form.view,
        "entries": [(field, request.POST.get(field.code, "")) for field in form.fields],
        "people": form.people,
        "held": brought.waiting,
        "until": session.until(request),
        "code": session.code_of(request),
        "resumed": resumed,
        "refusal": refusal,
        "longest": LONGEST,
        "most_files": MOST_FILES,
        "largest": LARGEST_FILE // 1024 // 1024,
    }
    return render(request, "desk/right.html", shown, status=refusal.status if refusal else 200)


@never_cache
@require_GET
@confirmed
def asked(
    request: HttpRequest, _case_uid: str, party: Actor, uid: UUID, *, resumed: bool = False
) -> HttpResponse:
    """Show one request: what was sent when, its clock, what came of it; it prints as a receipt."""
    return _asked(request, uid, party, None)


@never_cache
@require_POST
@confirmed
def withdraw(
    request: HttpRequest, _case_uid: str, party: Actor, uid: UUID, *, resumed: bool = False
) -> HttpResponse:
    """Take a request back while the agency has not taken it up."""
    row = request_row(uid, party)
    try:
        once(request, partial(withdraw_request, actor=party, request=row), again=ASKED)
    except NotKnown:
        raise
    except Refusal as refused:
        return _asked(request, uid, party, refused)
    return redirect("desk:request", uid)


def _asked(request: HttpRequest, uid: UUID, party: Actor, refusal: Refusal | None) -> HttpResponse:
    case, found = request_view(uid, party)
    shown = {"case": case, "asked": found, "refusal": refusal}
    return render(request, "desk/request.html", shown, status=refusal.status if refusal else 200)
