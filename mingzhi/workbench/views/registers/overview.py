"""Registers, read only: powers, officers with the state of their certificates, reviewers, agencies."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhi.catalogue.policy import may_manage_all
from mingzhi.catalogue.queries import parameters as local_values
from mingzhi.catalogue.queries import powers_of
from mingzhi.disclosure.rules.register import BODIES, CATALOGUE
from mingzhi.identity.queries import (
    agencies_seen,
    agency_on,
    agency_row,
    counsel_on,
    officers,
    registers_kept_by,
    reviewer_ratio,
    reviewers,
)
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.doing import Attempt, attempt
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.law.standing import lets
from mingzhi.workbench.navigation import OUTLETS
from mingzhi.workbench.registers.engaging import ENGAGING

RATIO = "review.ratio_percent"
"""The parameter that says how many reviewers there must be to a hundred officers."""


def chosen_agency(request: StaffRequest) -> str:
    """Return the agency asked for when the actor may see it; the own one when none is asked for."""
    code = request.GET.get("agency", "") or request.actor.agency_code
    return seen_agency(request.actor, code)


def seen_agency(actor: Actor, code: str) -> str:
    """Return the code; raises NotKnown when the actor may not see that agency's records."""
    if code != actor.agency_code and not actor.sees(code):
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))
    return code


@staff()
def registers(request: StaffRequest) -> HttpResponse:
    """The doors to all registers."""
    actor = request.actor
    shown = {
        "actor": actor,
        "agencies": agencies_seen(actor),
        "may_trail": actor.can("trail.view"),
        "may_people": actor.can(BODIES),
        "may_keep": bool(registers_kept_by(actor)),
        "may_calendar": actor.can(CATALOGUE),
        "may_outlets": any(actor.can(right) for right in OUTLETS),
    }
    return render(request, "work/registers/registers.html", shown)


@staff()
def powers(request: StaffRequest) -> HttpResponse:
    """The powers of an agency in the versions in force today."""
    code = chosen_agency(request)
    wanted = request.GET.get("q", "").strip()
    rows = [row for row in powers_of(code, clock.today()) if wanted in row.name or wanted in row.code]
    shown = {
        "rows": rows,
        "agency": agency_on(code, clock.today()),
        "q": wanted,
        "may_add": lets(may_manage_all, actor=request.actor),
    }
    return render(request, "work/registers/powers.html", shown)


@staff()
def people(request: StaffRequest) -> HttpResponse:
    """Officers with their certificates today, reviewers and their qualification, the ratio, legal counsel."""
    code, today = chosen_agency(request), clock.today()
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, ENGAGING, agency_row(code))
        if tried.done:
            return redirect(f"{reverse('work:people')}?{urlencode({'agency': code})}")
    able, certified = reviewer_ratio(code, today)
    agency = agency_on(code, today)
    least = local_values([RATIO], jurisdiction=agency.region_code, on=today).get(RATIO)
    shown = {
        "agency": agency,
        "least": least,
        "officers": officers(code, today),
        "reviewers": reviewers(code, today),
        "able": able,
        "certified": certified,
        "enough": least is None or able * 100 >= certified * least.number,
        "counsel": counsel_on(code, today),
        "form": (tried.form() if tried else ENGAGING.form()) if request.actor.can(BODIES) else None,
    }
    refusal = tried.refusal if tried else None
    return render(request, "work/registers/people.html", shown, status=refusal.status if refusal else 200)
