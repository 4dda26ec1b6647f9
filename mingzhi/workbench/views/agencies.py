"""The bodies somebody keeps: found, set up, with the way to their people, powers and delegations."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from mingzhi.identity.policy import MANAGE, OVERSEE
from mingzhi.identity.queries import agencies_page, regions_within
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Attempt, Doing, attempt, forms_for, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.establishing import dividing, setting_up


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
    return render(request, "work/bodies.html", shown, status=refusal.status if refusal else 200)


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
