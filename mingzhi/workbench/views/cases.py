"""The list of cases."""

from django.http import HttpResponse
from django.shortcuts import render

from mingzhi.cases.queries import CaseFilter, visible_to
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.workbench.door import StaffRequest, staff

SCOPES = ("open", "closed", "all")


@staff("cases.view", "supervision.view")
def listing(request: StaffRequest) -> HttpResponse:
    """Cases the actor may see: searched, narrowed, nearest deadline first, page by key."""
    asked = request.GET
    scope = asked.get("scope", "open")
    chosen = CaseFilter(
        text=asked.get("q", ""),
        procedure=asked.get("procedure", ""),
        agency_code=asked.get("agency", ""),
        handler_urn=request.actor.urn if "mine" in asked else "",
        overdue="overdue" in asked,
        open_only=scope == "open",
        closed_only=scope == "closed",
    )
    order = "opened" if asked.get("order") == "opened" else "due"
    found = visible_to(request.actor, chosen=chosen, order=order, after=asked.get("after", ""))
    shown = {
        "list": found,
        "chosen": chosen,
        "scope": scope,
        "order": order,
        "procedures": PROCEDURES.values(),
        "first": "after" not in asked,
        "wide": len(request.actor.agency_codes_seen) > 1,
        "jump": "jump" in asked,
    }
    return render(request, "work/cases.html", shown)
