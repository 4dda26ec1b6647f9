"""The party's requests to put the file right: read by who knows of the case, answered by its handlers."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.cases.queries import case_row
from mingzhi.cases.queries.party.rectification import rectification_row, rectifications
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.casework.rectifying import ANSWER
from mingzhi.workbench.doing import Attempt, attempt
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.views.casework.cases import SEES


@staff(*SEES)
def listing(request: StaffRequest, uid: str) -> HttpResponse:
    """Every request on the case, newest first, with its clock and its answer."""
    return _page(request, uid, "", None)


@staff(*SEES)
def answer(request: StaffRequest, uid: str, asked: str) -> HttpResponse:
    """Answer one; what was typed stays when it is refused."""
    if request.method != "POST":
        return redirect("work:rectifications", uid)
    row = rectification_row(asked, request.actor)
    if str(row.case.uid) != str(uid):
        raise NotKnown("cases.rectification_unknown", _("没有找到该申请。"))
    tried = attempt(request, ANSWER, row)
    if tried.done:
        return redirect("work:rectifications", uid)
    return _page(request, uid, str(asked), tried)


def _page(request: StaffRequest, uid: str, asked: str, tried: Attempt | None) -> HttpResponse:
    case = case_row(uid, request.actor)
    refusal = tried.refusal if tried else None
    lines = [
        (line, tried.form() if tried and line.uid == asked else ANSWER.form())
        for line in rectifications(case, request.actor)
    ]
    stray = (
        refusal if refusal and not any(line.uid == asked and line.may_answer for line, _f in lines) else None
    )
    shown = {"case": case, "lines": lines, "refusal": stray}
    return render(
        request, "work/casework/rectifications.html", shown, status=refusal.status if refusal else 200
    )
