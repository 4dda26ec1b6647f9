"""The requests of the party: read by who knows of the case, taken up by its handlers."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.cases.queries import case_row
from mingzhi.cases.queries.party.requests import request_row, requests_of, right_used
from mingzhi.cases.queries.party.rights import comes_later, possible_step
from mingzhi.cases.rules.rights import right_of
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.casework.requesting import answering
from mingzhi.workbench.doing import Attempt, attempt
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.views.casework.cases import SEES


@staff(*SEES)
def listing(request: StaffRequest, uid: UUID) -> HttpResponse:
    """Every request on the case, newest first, with its clock and what came of it."""
    return _page(request, uid, "", None)


@staff(*SEES)
def answer(request: StaffRequest, uid: UUID, asked: UUID) -> HttpResponse:
    """Answer one in words; what was typed stays when it is refused."""
    if request.method != "POST":
        return redirect("work:requests", uid)
    row = request_row(asked, request.actor)
    if row.case.uid != uid:
        raise NotKnown("cases.request_unknown", _("没有找到该申请。"))
    tried = attempt(request, answering(right_used(row)), row)
    if tried.done:
        return redirect("work:requests", uid)
    return _page(request, uid, str(asked), tried)


def _page(request: StaffRequest, uid: UUID, asked: str, tried: Attempt | None) -> HttpResponse:
    case = case_row(uid, request.actor)
    lines = []
    for line in requests_of(case, request.actor):
        step, waits = possible_step(case, line.right), comes_later(case, line.right)
        right = right_of(case.procedure, line.right)
        form = tried.form() if tried and line.uid == asked else answering(right).form() if right else None
        lines.append((line, step, form if line.may_answer and not (step or waits) else None, waits))
    refusal = tried.refusal if tried else None
    shown_there = any(form and line.uid == asked for line, _step, form, _waits in lines)
    shown = {"case": case, "lines": lines, "refusal": None if shown_there else refusal}
    return render(request, "work/casework/requests.html", shown, status=refusal.status if refusal else 200)
