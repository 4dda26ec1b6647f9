"""Dynamic adjustment: what rests on a change, the change itself, the tasks it makes and their answers."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingzhi.catalogue.policy import MANAGE
from mingzhi.catalogue.queries import statutes
from mingzhi.identity.queries import agencies_on
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, Refusal
from mingzhi.kernel.typed import natural
from mingzhi.supervision.acts.adjusting import answer_adjustment
from mingzhi.supervision.acts.changes import change_article
from mingzhi.supervision.queries import adjustments
from mingzhi.supervision.queries.reliances import of_article
from mingzhi.supervision.rules.adjustment import CHANGES, FATES, MERGE, MOVE, OUTCOMES, RENAME
from mingzhi.workbench.door import StaffRequest, staff

SEES_ABOVE = ("supervision.view", "cases.view_subordinate")


@staff()
def listing(request: StaffRequest) -> HttpResponse:
    """Every change with how its tasks stand."""
    lines, following = adjustments.changes(after=request.GET.get("after", ""))
    shown = {
        "lines": [(line, CHANGES[line.change.kind]) for line in lines],
        "next": following,
        "first": "after" not in request.GET,
        "may_law": request.actor.can(MANAGE),
        "bodies": [(how, CHANGES[how]) for how in (RENAME, MERGE, MOVE)] if _manages(request) else (),
        "sees_above": any(request.actor.can(right) for right in SEES_ABOVE),
    }
    return render(request, "work/law/changes.html", shown)


def _manages(request: StaffRequest) -> bool:
    return request.actor.can("identity.manage") and request.actor.can("identity.oversee")


@staff()
def tasks(request: StaffRequest) -> HttpResponse:
    """The adjustment tasks that wait for the actor, by time left."""
    found = adjustments.mine(request.actor, after=request.GET.get("after", ""))
    return render(
        request,
        "work/law/adjustments.html",
        {"page": found, "first": "after" not in request.GET, "up": False},
    )


@staff(*SEES_ABOVE)
def escalated(request: StaffRequest) -> HttpResponse:
    """Tasks nobody answered in time, for who stands above."""
    found = adjustments.escalated(request.actor, after=request.GET.get("after", ""))
    return render(
        request, "work/law/adjustments.html", {"page": found, "first": "after" not in request.GET, "up": True}
    )


@staff(MANAGE)
def article(request: StaffRequest) -> HttpResponse:
    """What rests on an article, and noting that it was changed or repealed."""
    asked = request.POST if request.method == "POST" else request.GET
    groups, refusal = None, None
    try:
        if request.method == "POST":
            return _note_article(request)
        if "statute" in asked:
            groups = _article_preview(request)
    except Refusal as refused:
        refusal = refused
        groups = _again(request)
    shown = {
        "statutes": statutes(clock.today()),
        "fates": FATES.items(),
        "asked": asked,
        "groups": groups,
        "names": {view.code: view.name for view in agencies_on(clock.today())} if groups else {},
        "refusal": refusal,
        "count": sum(len(group.touched) + group.hidden for group in groups or ()),
    }
    return render(request, "work/law/change_article.html", shown, status=refusal.status if refusal else 200)


def _note_article(request: StaffRequest) -> HttpResponse:
    asked = request.POST
    made = change_article(
        actor=request.actor,
        statute=asked.get("statute", ""),
        number=_number(asked.get("number", "")),
        until=day_of(asked.get("on", "")),
        reason=asked.get("reason", ""),
        fate=asked.get("fate", ""),
    )
    messages.success(request, _("已登记，任务已派发到各负责机关。"))
    return redirect("work:change", made.uid)


def _article_preview(request: StaffRequest) -> tuple[adjustments.Group, ...]:
    asked = request.POST if request.method == "POST" else request.GET
    touched = of_article(
        asked.get("statute", ""),
        _number(asked.get("number", "")),
        on=day_of(asked.get("on", "")),
        keeper=request.actor.agency_code,
    )
    return adjustments.preview(touched, request.actor)


def _again(request: StaffRequest) -> tuple[adjustments.Group, ...] | None:
    """Show the list again beside the refusal, as far as what was typed allows it."""
    try:
        return _article_preview(request)
    except Refusal:
        return None


def _number(text: str) -> int:
    found = natural(text.strip())
    if not found:
        raise Invalid("supervision.article_number", _("请填写条的序号，例如 34。"), field="number")
    return found


def day_of(text: str) -> date:
    """Read a day; Invalid when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Invalid("supervision.day", _("请填写日期。"), field="on") from error


@staff()
def page(request: StaffRequest, uid: str) -> HttpResponse:
    """One change: everything it touches, who answers until when, what was answered; answer one's own."""
    change = adjustments.change_row(uid)
    refusal: Refusal | None = None
    if request.method == "POST":
        asked = request.POST
        try:
            answer_adjustment(
                actor=request.actor,
                change=change,
                tasks=asked.getlist("tasks"),
                outcome=asked.get("outcome", ""),
                text=asked.get("text", ""),
                to_agency=asked.get("to_agency", ""),
            )
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("已答复。"))
            return redirect("work:change", uid)
    groups = adjustments.tasks_of(change, request.actor)
    answerable = any(view.mine for group in groups for view in group.tasks)
    shown = {
        "change": change,
        "kind": CHANGES[change.kind],
        "groups": groups,
        "refusal": refusal,
        "answerable": answerable,
        "outcomes": OUTCOMES.items(),
        "titles": OUTCOMES,
        "typed": request.POST,
        "ticked": request.POST.getlist("tasks"),
        "agencies": agencies_on(clock.today()) if answerable else (),
    }
    return render(request, "work/law/change.html", shown, status=refusal.status if refusal else 200)
