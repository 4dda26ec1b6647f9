"""Report an error in a public notice without a login, follow it by its code; the party's objection."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from mingzhi.cases.acts.checking_requests import LARGEST_FILE, MOST_FILES
from mingzhi.cases.acts.handing_in import file_with_objection
from mingzhi.cases.models import Case
from mingzhi.cases.queries.party.page import case_of_party
from mingzhi.disclosure.acts import forget_report_contact, raise_objection, report_error
from mingzhi.disclosure.models import Notice, Report
from mingzhi.disclosure.queries.reports import (
    notice_of_party,
    notice_to_report,
    report_of_code,
    reportable,
)
from mingzhi.disclosure.rules.reports import KEEP_CONTACT, LONGEST, MATTERS, written
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, public_actor
from mingzhi.kernel.refusal import NotKnown, Refusal
from mingzhi.partydesk import session
from mingzhi.partydesk.confirming import confirmed
from mingzhi.partydesk.origin import origin
from mingzhi.partydesk.sending import REPORTED, once, take_few
from mingzhi.records.bringing import FIELD as HELD
from mingzhi.records.bringing import Brought


def _typed(request: HttpRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "") for name in ("matter", *LONGEST)}


def _form(
    request: HttpRequest,
    uid: UUID,
    *,
    party: bool = False,
    brought: Brought | None = None,
    refusal: Refusal | None = None,
    resumed: bool = False,
) -> HttpResponse:
    shown = {
        "notice": reportable(uid),
        "matters": MATTERS,
        "longest": LONGEST,
        "kept": KEEP_CONTACT.days,
        "typed": _typed(request),
        "refusal": refusal,
        "party": party,
        "code": session.code_of(request) if party else "",
        "resumed": resumed,
        "held": brought.waiting if brought else (),
        "most_files": MOST_FILES,
        "largest": LARGEST_FILE // 1024 // 1024,
    }
    return render(request, "desk/report.html", shown, status=refusal.status if refusal else 200)


@never_cache
def report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Ask what is wrong in a notice; afterwards show the query code, this once."""
    if request.method != "POST":
        return _form(request, uid)
    typed = _typed(request)
    asked = partial(
        report_error,
        actor=public_actor(on=clock.today()),
        notice=notice_to_report(uid),
        matter=typed.pop("matter"),
        words=typed,
        address=origin(request),
    )
    try:
        _row, code = once(request, asked, again=REPORTED)
    except NotKnown:
        raise
    except Refusal as refused:
        return _form(request, uid, refusal=refused)
    shown = {"report": report_of_code(code), "code": written(code)}
    return render(request, "desk/report_sent.html", shown)


@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """Show a report to whoever has its code; the code travels in the form, never in an address."""
    code = request.POST.get("code", "")
    if request.method != "POST":
        return render(request, "desk/report_follow.html", {})
    try:
        found = report_of_code(code)
    except NotKnown as refused:
        shown = {"code": code, "refusal": refused}
        return render(request, "desk/report_follow.html", shown, status=refused.status)
    return render(request, "desk/report_follow.html", {"code": code, "report": found})


@never_cache
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Erase the contact at the reporter's wish, and show the report again."""
    code, refusal = request.POST.get("code", ""), None
    asked = partial(forget_report_contact, actor=public_actor(on=clock.today()), code=code)
    try:
        once(request, asked, again=REPORTED)
    except NotKnown as refused:
        return render(request, "desk/report_follow.html", {"code": code, "refusal": refused}, status=404)
    except Refusal as refused:
        refusal = refused
    shown = {"code": code, "report": report_of_code(code), "refusal": refusal, "forgotten": refusal is None}
    return render(request, "desk/report_follow.html", shown, status=refusal.status if refusal else 200)


@never_cache
@confirmed
def objection(
    request: HttpRequest, case_uid: str, party: Actor, uid: UUID, *, resumed: bool = False
) -> HttpResponse:
    """Take the confirmed party's objection to the notice on its own matter."""
    case = case_of_party(case_uid, party)
    notice = notice_of_party(uid, party, case.urn)
    brought = Brought(party.urn)
    if request.method != "POST" or resumed:
        brought.take(request.POST.getlist(HELD))
        return _form(request, uid, party=True, brought=brought, resumed=resumed)
    asked: Callable[[], Report] = partial(_object, request, case, notice, party, brought)
    try:
        once(request, asked, again=REPORTED)
    except NotKnown:
        raise
    except Refusal as refused:
        return _form(request, uid, party=True, brought=brought, refusal=refused)
    return redirect(reverse("desk:matter") + "#objections")


def _object(request: HttpRequest, case: Case, notice: Notice, party: Actor, brought: Brought) -> Report:
    """Look into the files first, then record objection and files together."""
    take_few(request, brought)
    files, typed = brought.files, _typed(request)

    def evidence(row: Report) -> None:
        file_with_objection(actor=party, case=case, urn=row.urn, files=files)

    return raise_objection(
        actor=party,
        notice=notice,
        matter=typed.pop("matter"),
        words=typed,
        alongside=evidence if files else None,
    )
