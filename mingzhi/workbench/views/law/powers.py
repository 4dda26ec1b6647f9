"""The powers as their keepers set them: versions, benchmarks, holders."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.catalogue.models import Benchmark
from mingzhi.catalogue.policy import MANAGE, keeps_for_all, may_manage_all, may_set_benchmark
from mingzhi.catalogue.queries import holders_of, power_version, recording_items
from mingzhi.catalogue.rules.powers import PowerView
from mingzhi.identity.queries import agencies_on
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.doing import Attempt, Doing, Form, attempt, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.forms import Context
from mingzhi.workbench.law.powers import (
    ASSIGN,
    BENCHMARK,
    NEW,
    VERSION,
    WITHDRAW,
    stored_line,
    stored_version,
)
from mingzhi.workbench.law.standing import lets, place_names
from mingzhi.workbench.law.stopping import ending


@staff()
def power(request: StaffRequest, uid: str, doing: str = "") -> HttpResponse:
    """One version of a power: basis, benchmarks, recording list; to keepers also the forms that set them."""
    region = request.actor.region_code
    view = power_version(uid, jurisdiction=region)
    doings = _doings(request.actor, view)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, known(doings, doing), view)
        if tried.done:
            return redirect("work:power", getattr(tried.result, "uid", uid) if doing == VERSION.code else uid)
    shown = {
        "power": view,
        "items": recording_items(view.kind, region, clock.today(), agency=request.actor.agency_code),
        "places": place_names(),
        "facts": _facts(view),
        "forms": _forms(request, view, doings, tried),
        "own": any(line.jurisdiction == region for line in view.benchmarks),
    }
    return render(request, "work/law/power.html", shown, status=_status(tried))


def _facts(view: PowerView) -> list[tuple[str, str]]:
    return [
        (_("编码"), f"{view.code}（{view.version}）"),
        (_("类别"), view.kind),
        (_("领域"), view.field),
        (_("实施层级"), str(view.level)),
    ]


def _doings(actor: Actor, view: PowerView) -> dict[str, Doing]:
    """Return the forms that are this person's to use on this version: only the current one is followed."""
    if view.valid_until is not None or not actor.can(MANAGE):
        return {}
    found: list[Doing] = []
    here = {"actor": actor, "jurisdiction": actor.region_code}
    if lets(may_set_benchmark, code=view.code, **here):
        own = ending(Benchmark, place=actor.region_code, whole=True, power__code=view.code)
        found += [BENCHMARK, *own.values()]
    if keeps_for_all(actor):
        found += [ASSIGN, WITHDRAW]
    if lets(may_manage_all, actor=actor):
        found.append(VERSION)
    return {doing.code: doing for doing in found}


def _forms(
    request: StaffRequest, view: PowerView, doings: Mapping[str, Doing], tried: Attempt | None
) -> dict[str, Form]:
    if not doings:
        return {}
    contexts = _agencies(request.actor, view)
    line = next((one for one in view.benchmarks if one.uid == request.GET.get("line")), None)
    stored = {VERSION.code: stored_version(view), BENCHMARK.code: stored_line(line) if line else {}}
    return {
        code: tried.form(contexts.get(code))
        if tried and tried.doing.code == code
        else doing.form(contexts.get(code), stored.get(code))
        for code, doing in doings.items()
    }


def _agencies(actor: Actor, view: PowerView) -> dict[str, Context]:
    """Return which agencies of the keeper's region may be given the power, and which hold it."""
    today = clock.today()
    holders = set(holders_of(view.code, today))
    within = [row for row in agencies_on(today) if actor.region_code in wider_regions(row.region_code)]
    free = tuple((row.code, row.name) for row in within if row.code not in holders)
    held = tuple((row.code, row.name) for row in within if row.code in holders)
    return {ASSIGN.code: Context(options={"agency": free}), WITHDRAW.code: Context(options={"agency": held})}


@staff(MANAGE)
def new_power(request: StaffRequest) -> HttpResponse:
    """Enter a power the catalogue does not know yet; for the province, since powers hold everywhere."""
    may_manage_all(actor=request.actor)
    tried: Attempt | None = None
    if request.method == "POST":
        tried = attempt(request, NEW, None)
        if tried.done:
            return redirect("work:power", tried.result.uid)
    form = tried.form() if tried else NEW.form()
    return render(request, "work/law/new_power.html", {"form": form}, status=_status(tried))


def _status(tried: Attempt | None) -> int:
    return tried.refusal.status if tried and tried.refusal else 200
