"""Keep the public registers that no other table holds: windows, places, channels, items, announcements."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhi.disclosure.rules.register import BODIES, CATALOGUE, Register
from mingzhi.identity.queries import agency_on, agency_row, public_item, public_items, registers_kept_by
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.doing import Attempt, attempt, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.registers.keeping import adding, changing, ending
from mingzhi.workbench.views.registers.overview import seen_agency

KEEPERS = (BODIES, CATALOGUE)


def _kept(actor: Actor, code: str) -> Register:
    found = next((row for row in registers_kept_by(actor) if row.code == code), None)
    if found is None:
        raise NotKnown("identity.register", _("没有这本可以登记的登记簿。"))
    return found


@staff(*KEEPERS)
def kept(request: StaffRequest) -> HttpResponse:
    """The registers this person may keep."""
    return render(request, "work/registers/kept.html", {"registers": registers_kept_by(request.actor)})


@staff(*KEEPERS)
def register(request: StaffRequest, code: str, agency: str = "") -> HttpResponse:
    """The standing entries of an agency in a register, and the form for a new one."""
    declared, agency_code = _kept(request.actor, code), agency or request.actor.agency_code
    seen_agency(request.actor, agency_code)
    doing = adding(declared)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, doing, agency_row(agency_code))
        if tried.done:
            return redirect("work:public_items_of", code, agency_code)
    shown = {
        "register": declared,
        "agency": agency_on(agency_code, clock.today()),
        "items": [
            (item, item.values.get(declared.head.code, ""))
            for item in public_items(code, viewer=request.actor, agency_code=agency_code)
        ],
        "form": tried.form() if tried else doing.form(),
    }
    return render(request, "work/registers/public_items.html", shown, status=_status(tried))


@staff(*KEEPERS)
def item(request: StaffRequest, uid: str, doing: str = "") -> HttpResponse:
    """One entry: change it or take it out."""
    row = public_item(uid, viewer=request.actor)
    declared = _kept(request.actor, row.register)
    doings = {one.code: one for one in (changing(declared), ending(declared))}
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, known(doings, doing), row)
        if tried.done:
            return redirect("work:public_items_of", row.register, row.agency.code)
    forms = {code: one.form(stored=row.values) for code, one in doings.items()}
    if tried:
        forms[tried.doing.code] = tried.form()
    shown = {
        "register": declared,
        "item": row,
        "name": row.values.get(declared.head.code, ""),
        "forms": [(form, reverse("work:public_item_do", args=[uid, code])) for code, form in forms.items()],
    }
    return render(request, "work/registers/public_item.html", shown, status=_status(tried))


def _status(tried: Attempt | None) -> int:
    return tried.refusal.status if tried and tried.refusal else 200
