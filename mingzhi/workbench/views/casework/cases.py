"""The list of cases."""

from collections.abc import Sequence
from functools import lru_cache

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language

from mingzhi.cases.models import Case
from mingzhi.cases.policy import answers_party
from mingzhi.cases.queries import CaseFilter, CasePage, case_page, case_row, procedure_of, visible_to
from mingzhi.cases.queries.party.rectification import rectifications
from mingzhi.cases.queries.party.remedies import open_remedy
from mingzhi.cases.queries.party.requests import requests_of
from mingzhi.cases.queries.taking_part import adds_to, may_add_somewhere
from mingzhi.cases.rules.act_code import tasks_of
from mingzhi.cases.rules.chart import chart_of
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.publication import NotOwed, beside_not_owed, not_owed
from mingzhi.disclosure.queries import desk
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Refusal
from mingzhi.records.policy import may_hand_over
from mingzhi.records.queries import dossier as file_of
from mingzhi.records.queries import volume
from mingzhi.records.rules.bundles import HAND_OVERS, HandOver
from mingzhi.workbench.casework.answering import became
from mingzhi.workbench.casework.offering import ENTERED_LATE, around, offered, running
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.showing.debt import debt_rows
from mingzhi.workbench.showing.material import takes_part_in
from mingzhi.workbench.showing.timeline import looks_of, stretches, timeline_of

SEES = ("cases.view", "cases.handle", "cases.approve", "review.review", "supervision.view")


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
        "may_open": request.actor.can("cases.handle"),
    }
    return render(request, "work/casework/cases.html", shown)


@staff(*SEES)
def page(request: StaffRequest, uid: str) -> HttpResponse:
    """One case: chart, timeline, what can be done and what not, limits, what the file lacks."""
    actor = request.actor
    found = case_page(uid, actor, after=request.GET.get("after", ""))
    now, ended = running(found.clocks)
    duties = desk.duties_of_subject(found.case.urn, actor)
    shown = {
        "page": found,
        "case": found.case,
        **_charts(found),
        "timeline": stretches(timeline_of(found)),
        "looks": looks_of(found),
        "offered": offered(found),
        "entered_late": ENTERED_LATE,
        "debt": debt_rows(found.facts, clock.today()),
        "plan": found.facts.payment.plan_until,
        "instalments": [*found.facts.payment.instalments.standing(clock.today())],
        "became": became(found),
        "clocks": now,
        "ended": ended,
        "may_add": _may_add(found, actor),
        "may_open": actor.can("cases.handle"),
        "may_correct": found.case.closed_at is None
        and answers_party(actor, found.case, [person.urn for person in found.handlers]),
        "duties": duties,
        "not_owed": _not_owed(found, owed=bool(duties)),
        "rectifications": rectifications(found.case, actor),
        "requests": requests_of(found.case, actor),
        "shows_code": _shows_code(found, actor),
        "first": "after" not in request.GET,
    }
    return render(request, "work/casework/case.html", shown)


def _not_owed(found: CasePage, *, owed: bool) -> list[NotOwed]:
    """Return why the case, where it owes nothing, and what was ordered beside it owe the public nothing."""
    outcome = found.decision.outcome if found.decision else ""
    codes = [step.code for step in found.steps]
    whole = None if owed else not_owed(outcome, codes)
    return [*([whole] if whole else []), *beside_not_owed(codes)]


def _may_add(found: CasePage, actor: Actor) -> bool:
    if not actor.can("cases.handle"):
        return False
    if any(person.urn == actor.urn for person in found.handlers):
        return True
    return adds_to(found.case, actor, found.steps)


def _shows_code(found: CasePage, actor: Actor) -> bool:
    return found.mine and actor.can("cases.handle") and bool(tasks_of(found.procedure, found.case.state))


def _charts(found: CasePage) -> dict[str, object]:
    """Return the chart around the present state, and the whole one, drawn."""
    code, version = found.procedure.code, found.procedure.version
    return _drawn(code, version, found.case.state, found.passed, get_language() or "")


@lru_cache(maxsize=1024)
def _drawn(code: str, version: str, now: str, passed: tuple[str, ...], language: str) -> dict[str, object]:
    """Draw both charts once for all cases that took the same way; nothing in them is of one case."""
    procedure = procedure_of(code, version)
    whole = chart_of(procedure, now=now, passed=passed)
    near = chart_of(around(procedure, now, passed), now=now, passed=passed)
    return {
        "chart": render_to_string("parts/chart.html", {"chart": near}),
        "whole": whole,
        "whole_chart": render_to_string("parts/chart.html", {"chart": whole, "entire": True}),
    }


@staff(*SEES)
def dossier(request: StaffRequest, uid: str) -> HttpResponse:
    """The file in legal order: main and auxiliary part, and the sealed volume."""
    return dossier_page(request, uid)


def dossier_page(request: StaffRequest, uid: str, refusal: Refusal | None = None) -> HttpResponse:
    """Show the file of a case; ``refusal`` says why its volume was not handed out."""
    actor = request.actor
    case = case_row(uid, actor)
    inside = takes_part_in(case.urn, actor)
    shown = {
        "case": case,
        "file": file_of(case.urn, actor, auxiliary=inside),
        "hand_overs": _hand_overs(actor, case),
        "wanted_by": open_remedy(case),
        "may_add": actor.can("cases.handle") and may_add_somewhere(actor, case.urn),
        "volume": volume(case.urn, actor, auxiliary=inside),
        "refusal": refusal,
        "typed": request.POST,
    }
    return render(request, "work/casework/dossier.html", shown, status=refusal.status if refusal else 200)


def _hand_overs(actor: Actor, case: Case) -> Sequence[HandOver]:
    """Return the occasions on which this person may take the file for somebody else."""
    try:
        may_hand_over(actor=actor, case_urn=case.urn, agency_code=case.agency_code)
    except Refusal:
        return ()
    return tuple(HAND_OVERS.values())
