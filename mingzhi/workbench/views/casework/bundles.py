"""The whole file for a court or a body of reconsideration: entered as taken, then handed out as one zip."""

import hashlib

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mingzhi.cases.queries import case_row
from mingzhi.kernel.refusal import Conflict, NotKnown, NotNow, Refusal
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.ledger.acts.integrate import integrate_now
from mingzhi.ledger.rules.logs import ACTS
from mingzhi.records import queries
from mingzhi.records.acts import hand_over
from mingzhi.records.bundle import bundle_of
from mingzhi.records.listing import Taking, listing_of
from mingzhi.records.policy import may_hand_over
from mingzhi.records.rules.arrangement import Part
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.showing.material import takes_part_in
from mingzhi.workbench.views.casework.cases import dossier_page
from mingzhi.workbench.views.casework.volumes import WHOLE

TAKES = ("cases.handle", "records.archive")


@staff(*TAKES)
@require_POST
def take(request: StaffRequest, uid: str) -> HttpResponse:
    """Enter who takes the file, for which body, and lead to it."""
    case = case_row(uid, request.actor)
    held = queries.dossier(case.urn, request.actor, auxiliary=takes_part_in(case.urn, request.actor))
    whole = request.POST.get("part") == WHOLE
    try:
        hand_over(
            actor=request.actor,
            case_urn=case.urn,
            case_label=case.label,
            agency_code=case.agency_code,
            things=[thing for thing in held.things if whole or thing.part == Part.MAIN],
            occasion=request.POST.get("occasion", ""),
            receiver=request.POST.get("receiver", ""),
        )
    except NotKnown:
        raise
    except Refusal as refused:
        return dossier_page(request, uid, refused)
    integrate_now(log=ACTS)
    return redirect(reverse("work:bundle_file", args=[uid]))


@staff(*TAKES)
@require_safe
def file(request: StaffRequest, uid: str) -> HttpResponseBase:
    """Hand out what was just entered as taken; without such an entry lead back to the question."""
    case = case_row(uid, request.actor)
    may_hand_over(actor=request.actor, case_urn=case.urn, agency_code=case.agency_code)
    taken = queries.last_taking(request.actor, case.urn)
    if taken is None:
        return redirect("work:dossier", uid)
    held = queries.dossier(case.urn, request.actor, auxiliary=takes_part_in(case.urn, request.actor))
    taking = Taking(
        case_urn=case.urn,
        case_label=case.label,
        purpose=taken.purpose,
        taken_by=request.actor.label,
        taken_at=taken.at,
    )
    things = [thing for thing in held.things if thing.urn in taken.urns]
    listed = listing_of(taking, things)
    if hashlib.sha256(listed).hexdigest() != taken.listing:
        raise Conflict(
            "records.listing_changed",
            _("取出登记之后，所取材料的目录有变化。"),
            way_out=_("请回到案卷重新登记取出。"),
        )
    if taken.receipt is None:
        raise NotNow(
            "records.unsealed_listing",
            _("材料包的目录还没有记入签名日志。"),
            way_out=_("请在几秒钟后刷新本页；一直如此时，请联系系统管理员查看后台工作是否在运行。"),
        )
    bundle = bundle_of(listed, taken.receipt, things)
    answer = FileResponse(
        bundle, as_attachment=True, filename=f"{case.label}.zip", content_type="application/zip"
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
