"""The legal review list and the recording list as their keepers set them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.catalogue.models import RecordingItem, ReviewRule
from mingzhi.catalogue.policy import MANAGE
from mingzhi.catalogue.queries import recording_items, review_rules
from mingzhi.catalogue.rules.powers import ActKind
from mingzhi.kernel import clock
from mingzhi.workbench.doing import Attempt, Doing, Form, attempt, forms_for, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.law import lists
from mingzhi.workbench.law.standing import agency_names, own_list, place_names
from mingzhi.workbench.law.stopping import ending


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
    return render(request, "work/law/review_list_kept.html", _listed(rows, forms), status=_status(tried))


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
    return render(request, "work/law/recording_list.html", _listed(rows, forms), status=_status(tried))


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
