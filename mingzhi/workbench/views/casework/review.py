"""Legal review: what waits, the dossier beside the seven points, findings, opinion."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Refusal
from mingzhi.review import queries
from mingzhi.review.rules.points import Verdict
from mingzhi.workbench.casework.reviewing import DOINGS, context_for, forms
from mingzhi.workbench.doing import Attempt, attempt, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.showing.material import Material, material_of, opened

SEES = ("review.review", "review.assign", "cases.approve", "cases.view")


@staff("review.review", "review.assign")
def waiting(request: StaffRequest) -> HttpResponse:
    """What waits for this reviewer or head of review, nearest limit first."""
    return render(request, "work/casework/review_list.html", {"rounds": queries.waiting_for(request.actor)})


@staff(*SEES)
def page(request: StaffRequest, uid: str) -> HttpResponse:
    """The review page of one round."""
    return _page(request, uid, None)


@staff(*SEES)
def do(request: StaffRequest, uid: str, doing: str) -> HttpResponse:
    """Assign, take, find, withdraw or opine; a refusal shows the page as it was typed."""
    if request.method != "POST":
        return redirect("work:review", uid)
    tried = attempt(request, known(DOINGS, doing), queries.submission(uid, request.actor))
    if tried.done:
        return redirect(_place(request, uid, tried))
    return _page(request, uid, tried)


def _place(request: StaffRequest, uid: str, tried: Attempt) -> str:
    """Return the page as it was: the material still open, at the point that was answered."""
    asked = {name: request.GET[name] for name in ("show", "page", "t") if name in request.GET}
    point = f"#point-{tried.typed.data['point']}" if tried.doing.code == "finding" else ""
    return reverse("work:review", args=[uid], query=asked or None) + point


def _page(request: StaffRequest, uid: str, tried: Attempt | None) -> HttpResponse:
    view = queries.page(uid, request.actor)
    around = context_for(view, request.actor)
    refusal: Refusal | None = tried.refusal if tried else None
    material = _material(request, view)
    shown = {
        "view": view,
        "forms": forms(view, tried, around),
        "material": material,
        "verdicts": [verdict.value for verdict in Verdict],
        "beside": _beside(view, material),
        "asking": _asking(view, tried, material),
        "refusal": refusal,
        "rights": _rights(request.actor, view),
    }
    return render(request, "work/casework/review.html", shown, status=refusal.status if refusal else 200)


def _asking(view: queries.ReviewPage, tried: Attempt | None, material: Material | None) -> dict[str, Any]:
    """Return which point's form lies open, and what it starts with: the material that is being read."""
    if tried is not None and tried.doing.code == "finding":
        return {**tried.typed.shown, "refusal": tried.refusal}
    point = view.missing[0].point.code if view.missing else ""
    return {"point": point, "document_uid": material.uid if material else ""}


def _beside(view: queries.ReviewPage, material: Material | None) -> dict[str, str]:
    """Return the materials before and after the one that is open, in the order of the dossier."""
    if material is None:
        return {}
    uids = [str(item["uid"]) for item in view.dossier]
    at = uids.index(material.uid)
    return {
        "before": uids[at - 1] if at else "",
        "after": uids[at + 1] if at + 1 < len(uids) else "",
        "number": str(at + 1),
        "of": str(len(uids)),
    }


def _material(request: StaffRequest, view: queries.ReviewPage) -> Material | None:
    """Return the material of the frozen dossier that is asked for; the reviewer sees both parts."""
    uid = request.GET.get("show", "")
    if uid not in {str(item["uid"]) for item in view.dossier}:
        return None
    place = {name: request.GET.get(key, "") for name, key in (("page", "page"), ("second", "t"))}
    return material_of(
        opened(uid, request.actor)[0], **{name: text for name, text in place.items() if text.isdigit()}
    )


def _rights(actor: Actor, view: queries.ReviewPage) -> dict[str, Any]:
    open_ = view.round.closed_at is None
    return {
        "find": open_ and view.mine,
        "take": open_ and not view.round.reviewer and actor.can("review.review"),
        "assign": open_ and actor.can("review.assign"),
    }
