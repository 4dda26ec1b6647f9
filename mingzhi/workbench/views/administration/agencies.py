"""The bodies somebody keeps: found, set up, with the way to their people, powers and delegations."""

from itertools import zip_longest

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from mingzhi.identity.policy import MANAGE, OVERSEE
from mingzhi.identity.queries import agencies_page, agency_history, regions_within
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.administration.establishing import REVISE, dividing, particulars, setting_up, stored
from mingzhi.workbench.doing import Attempt, Doing, attempt, forms_for, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.views.registers.overview import seen_agency


@staff(MANAGE)
def bodies(request: StaffRequest, doing: str = "") -> HttpResponse:
    """The bodies by region and code, searched, page by key; registrars set up further ones."""
    actor, asked = request.actor, request.GET
    doings = _doings(actor)
    tried: Attempt | None = None
    if request.method == "POST":
        actor.must(OVERSEE)
        tried = attempt(request, known(doings, doing), None)
        if tried.done:
            return redirect(_after(tried))
    forms = forms_for(doings, tried, stored={"since": clock.today().isoformat()})
    shown = {
        "page": agencies_page(actor, text=asked.get("q", ""), after=asked.get("after", "")),
        "q": asked.get("q", ""),
        "first": "after" not in asked,
        "forms": [(form, reverse("work:bodies_do", args=[code])) for code, form in forms.items()],
    }
    refusal = tried.refusal if tried else None
    return render(
        request, "work/administration/bodies.html", shown, status=refusal.status if refusal else 200
    )


@staff(MANAGE)
def body(request: StaffRequest, agency: str, doing: str = "") -> HttpResponse:
    """One body: what is registered today, every version it had or will have, and the form that changes it."""
    actor = request.actor
    history = agency_history(seen_agency(actor, agency))
    if not history:
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))
    last, today = history[0], clock.today()
    doings = {REVISE.code: REVISE} if actor.can(OVERSEE) and last.until is None else {}
    tried: Attempt | None = None
    if request.method == "POST":
        actor.must(OVERSEE)
        tried = attempt(request, known(doings, doing), last)
        if tried.done:
            return redirect("work:body", agency)
    forms = forms_for(doings, tried, stored=stored(last) | {"since": today.isoformat()})
    shown = {
        "body": next((view for view in history if view.since is None or view.since <= today), last),
        "versions": _versions(history),
        "today": today,
        "forms": [(form, reverse("work:body_do", args=[agency, code])) for code, form in forms.items()],
    }
    refusal = tried.refusal if tried else None
    return render(request, "work/administration/body.html", shown, status=refusal.status if refusal else 200)


def _versions(history: list[AgencyView]) -> list[tuple[AgencyView, list[tuple[str, str]]]]:
    """Return each version with what it says otherwise than the one before it, the oldest with everything."""
    found: list[tuple[AgencyView, list[tuple[str, str]]]] = []
    for view, before in zip_longest(history, history[1:]):
        known_before = {(_("名称"), before.name), *particulars(before)} if before else set()
        told = [(_("名称"), view.name), *particulars(view)]
        found.append((view, [pair for pair in told if pair not in known_before]))
    return found


def _doings(actor: Actor) -> dict[str, Doing]:
    """Return what a registrar may set up; a county is not divided further."""
    if not actor.can(OVERSEE):
        return {}
    regions = regions_within(actor.region_code)
    found = [setting_up(regions)]
    if any(region.level != "县" for region in regions):
        found.append(dividing(regions))
    return {doing.code: doing for doing in found}


def _after(tried: Attempt) -> str:
    """Lead to the people of a new body: it has none yet."""
    if tried.doing.code == "agency":
        return f"{reverse('work:members')}?{urlencode({'agency': tried.result.code})}"
    return reverse("work:bodies")
