"""The law as its keepers set it: powers with benchmarks and holders, the review and the recording list."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.catalogue.models import Benchmark, RecordingItem, ReviewRule
from mingzhi.catalogue.policy import MANAGE, may_manage_all, may_set_benchmark, may_set_locally
from mingzhi.catalogue.queries import holders_of, power_version, recording_items, review_rules
from mingzhi.catalogue.rules.powers import ActKind, PowerView
from mingzhi.identity.queries import agencies_on
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.doing import Attempt, Doing, Form, attempt, forms_for, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.forms import Context
from mingzhi.workbench.law import lists
from mingzhi.workbench.law.powers import (
    ASSIGN,
    BENCHMARK,
    NEW,
    VERSION,
    WITHDRAW,
    stored_line,
    stored_version,
)
from mingzhi.workbench.law.standing import agency_names, lets, own_list, place_names
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
    return render(request, "work/power.html", shown, status=_status(tried))


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
    if lets(may_set_locally, **here):
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
    return render(request, "work/new_power.html", {"form": form}, status=_status(tried))


@staff()
def review_list(request: StaffRequest, doing: str = lists.REVIEW.code) -> HttpResponse:
    """The legal review list in force in the reader's region; its keepers add to it and widen it."""
    actor, today = request.actor, clock.today()
    region, agency = actor.region_code, actor.agency_code
    rules = [
        rule
        for kind in ActKind
        for rule in review_rules(kind.value, jurisdiction=region, on=today, agency=agency)
    ]
    tried, forms = _list_forms(
        request,
        {lists.REVIEW.code: lists.REVIEW} | ending(ReviewRule, place=region, agency_code=own_list(actor)),
        doing,
        {rule.code: lists.stored_rule(rule) for rule in rules},
    )
    if tried and tried.done:
        return redirect("work:review_list")
    rows = [(rule, lists.conditions_of(rule)) for rule in rules]
    return render(request, "work/review_list_kept.html", _listed(rows, forms), status=_status(tried))


@staff()
def recording_list(request: StaffRequest, doing: str = lists.RECORDING.code) -> HttpResponse:
    """The recording list in force in the reader's region; its keepers add to it and strengthen it."""
    actor, region = request.actor, request.actor.region_code
    items = recording_items("", region, clock.today(), agency=actor.agency_code)
    tried, forms = _list_forms(
        request,
        {lists.RECORDING.code: lists.RECORDING}
        | ending(RecordingItem, place=region, agency_code=own_list(actor)),
        doing,
        {item.code: lists.stored_item(item) for item in items},
    )
    if tried and tried.done:
        return redirect("work:recording_list")
    rows = [(item, lists.titles_of(item)) for item in items]
    return render(request, "work/recording_list.html", _listed(rows, forms), status=_status(tried))


def _list_forms(
    request: StaffRequest, doings: Mapping[str, Doing], doing: str, stored: Mapping[str, dict[str, Any]]
) -> tuple[Attempt | None, dict[str, Form]]:
    """Return what was tried and the forms of a list, filled with the line asked for by ``code``."""
    if request.method == "POST":
        request.actor.must(MANAGE)
        tried = attempt(request, known(doings, doing), None)
    elif request.actor.can(MANAGE):
        tried = None
    else:
        return None, {}
    return tried, forms_for(doings, tried, stored=stored.get(request.GET.get("code", ""), {}))


def _listed(rows: list[Any], forms: Mapping[str, Form]) -> dict[str, Any]:
    """Return what a list shows; ``form`` sets a line, ``more`` give up or cancel what was set."""
    form, *more = forms.values() or [None]
    return {"rows": rows, "form": form, "more": more, "places": {**place_names(), **agency_names(rows)}}


def _status(tried: Attempt | None) -> int:
    return tried.refusal.status if tried and tried.refusal else 200
