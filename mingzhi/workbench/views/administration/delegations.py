"""Delegations of an agency: given, published, ended (行政处罚法 第二十条)."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhi.identity.models import Delegation
from mingzhi.identity.policy import MANAGE
from mingzhi.identity.queries import agencies_seen, agency_on, agency_row, delegation_row, delegations
from mingzhi.kernel import clock
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.administration.delegating import DELEGATING, doings_of
from mingzhi.workbench.doing import Attempt, attempt, forms_for, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.views.registers.overview import chosen_agency

ENDED, OVER, AHEAD, RUNNING = _("已终止"), _("已到期"), _("尚未开始"), _("委托中")


def state_of(row: Delegation) -> str:
    """Return how a delegation stands today."""
    today = clock.today()
    if row.ended_on is not None and row.ended_on <= today:
        return ENDED
    if row.until <= today:
        return OVER
    return AHEAD if row.since > today else RUNNING


@staff(MANAGE)
def listing(request: StaffRequest) -> HttpResponse:
    """The delegations an agency gave, and the form for another."""
    code = chosen_agency(request)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, DELEGATING, agency_row(code))
        if tried.done:
            return redirect("work:delegation", tried.result.uid)
    agencies = agencies_seen(request.actor)
    shown = {
        "agency": agency_on(code, clock.today()),
        "agencies": agencies if len(agencies) > 1 else (),
        "rows": [(row, state_of(row)) for row in delegations(code, request.actor)],
        "form": tried.form() if tried else DELEGATING.form(),
        "action": f"{reverse('work:delegations')}?{urlencode({'agency': code})}",
    }
    return render(request, "work/administration/delegations.html", shown, status=_status(tried))


@staff(MANAGE)
def page(request: StaffRequest, uid: str, doing: str = "") -> HttpResponse:
    """One delegation: what the paper says, where it was published, how it ended."""
    row = delegation_row(uid, request.actor)
    doings = doings_of(row, clock.today())
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, known(doings, doing), row)
        if tried.done:
            return redirect("work:delegation", uid)
    forms = forms_for(doings, tried)
    shown = {
        "row": row,
        "state": state_of(row),
        "agency": agency_on(row.agency.code, clock.today()),
        "forms": [(form, reverse("work:delegation_do", args=[uid, code])) for code, form in forms.items()],
    }
    return render(request, "work/administration/delegation.html", shown, status=_status(tried))


def _status(tried: Attempt | None) -> int:
    return tried.refusal.status if tried and tried.refusal else 200
