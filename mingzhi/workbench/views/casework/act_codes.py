"""The act code on the officer's phone: made for a task, large, new every minute, with or without script."""

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from mingzhi.cases.acts.act_codes import end_act_code, make_act_code, must_show
from mingzhi.cases.models import ActCode, Case
from mingzhi.cases.queries import case_row
from mingzhi.cases.queries.act_codes import act_page, fresh_address, seconds_left, standing_code, tasks_now
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow, Refusal
from mingzhi.workbench.casework.stepping import picker
from mingzhi.workbench.door import StaffRequest, staff


@never_cache
@staff("cases.handle")
def page(request: StaffRequest, uid: str) -> HttpResponse:
    """Show the code of the case, make one for a task, or end it."""
    case = _case(request, uid)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _do(request, case)
        except Refusal as refused:
            refusal = refused
        else:
            return redirect("work:act_code", uid)
    code = standing_code(case)
    more = _drawn(code) if code else _form(request, case)
    shown = {"case": case, "refusal": refusal, "code": code, **more}
    return render(request, "work/casework/act_code.html", shown, status=refusal.status if refusal else 200)


@never_cache
@staff("cases.handle")
def drawing(request: StaffRequest, uid: str) -> HttpResponse:
    """The code of this minute alone, asked for again by the page."""
    case = _case(request, uid)
    code = standing_code(case)
    if code is None:
        raise NotNow("work.act_code", _("行政行为码已经收起。"), way_out=_("请重新生成。"))
    return render(request, "work/casework/act_code_drawing.html", {"case": case, **_drawn(code)})


def _case(request: StaffRequest, uid: str) -> Case:
    case = case_row(uid, request.actor)
    must_show(request.actor, case)
    return case


def _do(request: StaffRequest, case: Case) -> None:
    if request.POST.get("doing") == "end":
        code = standing_code(case)
        if code is not None:
            end_act_code(actor=request.actor, code=code)
            messages.success(request, _("已收起，此后扫码将显示执法已经结束。"))
        return
    make_act_code(
        actor=request.actor,
        case=case,
        step=request.POST.get("task", ""),
        officers=request.POST.getlist("officers"),
    )


def _drawn(code: ActCode) -> dict[str, object]:
    symbol = segno.make(fresh_address(code), error="m", micro=False)
    svg = symbol.svg_inline(border=4, light="#fff", dark="#000", omitsize=True)
    return {"svg": svg, "left": seconds_left(), "at": clock.now(), "shown": act_page(code)}


def _form(request: StaffRequest, case: Case) -> dict[str, object]:
    chosen = request.POST.getlist("officers") or [request.actor.urn]
    return {
        "tasks": tasks_now(case),
        "task": request.POST.get("task", ""),
        "people": picker(case.agency_code, clock.today(), chosen),
    }
