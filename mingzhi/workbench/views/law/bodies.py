"""Bodies renamed, merged, their powers moved: what rests on them first, then the act."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingzhi.catalogue.queries import powers_of
from mingzhi.identity.queries import agencies_on, agencies_seen, agency_row
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown, Refusal
from mingzhi.supervision.acts.bodies import merge_agency, move_powers, rename_agency
from mingzhi.supervision.models import Change
from mingzhi.supervision.queries import adjustments
from mingzhi.supervision.queries.body_reliances import of_body
from mingzhi.supervision.rules.adjustment import CHANGES, MERGE, MOVE, RENAME
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.views.law.changes import day_of
from mingzhi.workbench.views.registers.overview import seen_agency

MANAGE, OVERSEE = "identity.manage", "identity.oversee"


def _rename(actor: Actor, asked: QueryDict) -> Change:
    return rename_agency(
        actor=actor,
        agency=agency_row(asked.get("agency", "")),
        since=day_of(asked.get("on", "")),
        name=asked.get("name", ""),
        sign=asked.get("sign", ""),
        reason=asked.get("reason", ""),
        number=asked.get("number", ""),
    )


def _merge(actor: Actor, asked: QueryDict) -> Change:
    return merge_agency(
        actor=actor,
        agency=agency_row(asked.get("agency", "")),
        into=asked.get("target", ""),
        on=day_of(asked.get("on", "")),
        reason=asked.get("reason", ""),
        number=asked.get("number", ""),
    )


def _move(actor: Actor, asked: QueryDict) -> Change:
    return move_powers(
        actor=actor,
        source=asked.get("agency", ""),
        target=asked.get("target", ""),
        codes=asked.getlist("codes"),
        on=day_of(asked.get("on", "")),
        reason=asked.get("reason", ""),
        number=asked.get("number", ""),
    )


DOING: Mapping[str, Callable[[Actor, QueryDict], Change]] = {RENAME: _rename, MERGE: _merge, MOVE: _move}


@staff(MANAGE)
def body(request: StaffRequest, how: str) -> HttpResponse:
    """Choose a body, see what rests on it, then rename it, merge it or move its powers."""
    if how not in DOING:
        raise NotKnown("work.doing", _("没有这项操作。"))
    request.actor.must(OVERSEE)
    asked = request.POST if request.method == "POST" else request.GET
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            made = DOING[how](request.actor, request.POST)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("已登记并公告，任务已派发到各负责机关。"))
            return redirect("work:change", made.uid)
    shown: dict[str, Any] = {
        "how": how,
        "title": CHANGES[how],
        "agencies": agencies_seen(request.actor),
        "asked": asked,
        "chosen": asked.getlist("codes"),
        "refusal": refusal,
    }
    if asked.get("agency"):
        shown |= _resting(request.actor, how, asked["agency"])
    return render(request, "work/law/change_body.html", shown, status=refusal.status if refusal else 200)


def _resting(actor: Actor, how: str, code: str) -> dict[str, Any]:
    """Return what rests on the body today, before anything is done."""
    seen_agency(actor, code)
    today = clock.today()
    groups = adjustments.preview(of_body(code, how=how, on=today, owner=code), actor)
    return {
        "groups": groups,
        "names": {view.code: view.name for view in agencies_on(today)},
        "powers": powers_of(code, today) if how == MOVE else (),
        "count": sum(len(group.touched) + group.hidden for group in groups),
    }
