"""The publisher's desk: what is owed, one decision from draft to withdrawal."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhi.cases.models import Clock
from mingzhi.cases.queries.withdrawing import withdrawal_owed
from mingzhi.disclosure.models import Duty, NoticeVersion
from mingzhi.disclosure.policy import REPORT_READERS, seen_codes
from mingzhi.disclosure.queries import desk
from mingzhi.disclosure.queries.elsewhere import by_channel, elsewhere
from mingzhi.disclosure.queries.filings import filing_of
from mingzhi.disclosure.queries.outlets import pushes_of
from mingzhi.disclosure.queries.removal import removal_of
from mingzhi.disclosure.rules.channels import CHANNEL_NAMES
from mingzhi.disclosure.rules.completeness import EXEMPT
from mingzhi.identity.queries import agency_on
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Attempt, attempt
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.navigation import PUBLISHING
from mingzhi.workbench.publishing.desk import doing_on, forms, rights, subject_of
from mingzhi.workbench.publishing.drafting import compared

PAGE = 30
SEES = (*PUBLISHING, "cases.view", "supervision.view")


@staff(*PUBLISHING, "supervision.view")
def duties(request: StaffRequest) -> HttpResponse:
    """What is owed by due date; what waits for a check; what may be published."""
    actor, after, agency = request.actor, request.GET.get("after", ""), request.GET.get("agency", "")
    channel = request.GET.get("channel", "")
    lines = desk.duties_for(
        actor,
        agency=agency,
        overdue_only="overdue" in request.GET,
        leads_only="counted" in request.GET,
        channel=channel,
        after=after,
        limit=PAGE + 1,
    )
    shown = {
        "lines": lines[:PAGE],
        "next": lines[PAGE - 1].key if len(lines) > PAGE else "",
        "first": not after,
        "overdue": "overdue" in request.GET,
        "agency": agency_on(agency, clock.today()).name if agency else "",
        "channel": CHANNEL_NAMES.get(channel, ""),
        "elsewhere": by_channel(elsewhere(seen_codes(actor, agency))),
        "reports": any(actor.can(right) for right in REPORT_READERS),
        "to_check": desk.waiting_for_check(actor) if actor.can("disclosure.check") else (),
        "to_publish": desk.waiting_for_publication(actor) if actor.can("disclosure.prepare") else (),
    }
    return render(request, "work/publishing/duties.html", shown)


@staff(*SEES)
def page(request: StaffRequest, uid: str) -> HttpResponse:
    """One decision: its duties, its versions, original and public text side by side."""
    return _page(request, uid, None)


@staff(*PUBLISHING)
def do(request: StaffRequest, uid: str, doing: str) -> HttpResponse:
    """Prepare, check, publish, correct, withdraw or exempt."""
    if request.method != "POST":
        return redirect("work:duty", uid)
    duty = desk.duty_row(uid, request.actor)
    subject = subject_of(doing, duty, request.POST.get("version", ""), request.actor)
    asked = doing_on(doing, subject if isinstance(subject, NoticeVersion) else None, request.actor)
    tried = attempt(request, asked, subject)
    if tried.done:
        return redirect("work:duty", uid)
    return _page(request, uid, tried)


@staff(*SEES)
def version(request: StaffRequest, uid: str) -> HttpResponse:
    """Lead from a version to the page of its decision."""
    row = desk.version_row(uid, request.actor)
    duty = desk.duties_of(row.notice.source_urn, request.actor)[0]
    return redirect(f"{reverse('work:duty', args=[duty.uid])}?version={row.uid}")


def _page(request: StaffRequest, uid: str, tried: Attempt | None) -> HttpResponse:
    actor = request.actor
    duty = desk.duty_row(uid, actor)
    lines = desk.versions_of(duty.source_urn, actor)
    asked = request.POST.get("version") or request.GET.get("version", "") or (lines[0].uid if lines else "")
    line = next((row for row in lines if row.uid == asked), lines[0] if lines else None)
    version = desk.version_row(line.uid, actor) if line else None
    refusal = tried.refusal if tried else None
    duties = desk.duties_of(duty.source_urn, actor)
    removal = removal_of(duty.source_urn, actor)
    exempt = any(row.state == EXEMPT for row in duties)
    shown = {
        "duty": duty,
        "fallen": _fallen(duty, actor),
        "duties": duties,
        "filing": filing_of(duty.source_urn, actor),
        "pushes": pushes_of(duty.source_urn, actor),
        "removal": removal,
        "outstanding": sum(place.at is None for place in removal),
        "versions": lines,
        "line": line,
        "version": version,
        "check": getattr(version, "check_row", None),
        "beside": _beside(duty, version, actor),
        "forms": forms(version, line, tried, actor),
        "rights": rights(actor, duty, lines, line, version, exempt=exempt),
        "refusal": refusal,
        "tried": tried.doing.code if tried else "",
    }
    return render(request, "work/publishing/duty.html", shown, status=refusal.status if refusal else 200)


def _fallen(duty: Duty, actor: Actor) -> Clock | None:
    """Return the limit within which the text has to come down, its decision having fallen."""
    urn = duty.subject_urn
    return withdrawal_owed(urn, duty.source_urn, actor) if urn.startswith("urn:mingzhi:cases:case:") else None


def _beside(duty: Duty, version: NoticeVersion | None, actor: Actor) -> Any:
    may_read = actor.can("disclosure.prepare") or actor.can("disclosure.check")
    return compared(duty.source_urn, version, actor) if version and may_read else None
