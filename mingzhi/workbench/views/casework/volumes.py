"""The whole volume as one PDF: asked for with its use, entered as taken, then handed out, also in parts."""

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_POST, require_safe

from mingzhi.cases.models import Case
from mingzhi.cases.queries import case_row
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotKnown, NotNow, Refusal
from mingzhi.records import queries
from mingzhi.records.acts import export_case
from mingzhi.records.answering import copy_answer
from mingzhi.records.merging import merged
from mingzhi.records.queries import VolumeItemView, VolumeView
from mingzhi.records.rules.arrangement import Part
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.showing.material import takes_part_in
from mingzhi.workbench.views.casework.cases import SEES, dossier_page

WHOLE = "whole"
FRAMED = "frame-ancestors 'self'"


class _Asked(NamedTuple):
    """A sealed volume as its viewer may see it, and how much of it is wanted."""

    case: Case
    volume: VolumeView
    items: tuple[VolumeItemView, ...]
    auxiliary: bool
    inside: bool


@staff(*SEES)
@require_POST
def take(request: StaffRequest, uid: str) -> HttpResponse:
    """Enter who takes the volume and for what, then lead to the file."""
    part = request.POST.get("part", "")
    try:
        asked = _asked(request, uid, part)
        urns = {item.subject_urn for item in asked.items}
        held = queries.dossier(asked.case.urn, request.actor, auxiliary=asked.inside)
        export_case(
            actor=request.actor,
            case_urn=asked.case.urn,
            case_label=asked.case.label,
            things=[thing for thing in held.things if thing.urn in urns],
            purpose=request.POST.get("purpose", ""),
        )
    except NotKnown:
        raise
    except Refusal as refused:
        return dossier_page(request, uid, refused)
    return redirect(f"{reverse('work:volume_file', args=[uid])}?{urlencode({'part': part})}")


@staff(*SEES)
@require_safe
def file(request: StaffRequest, uid: str) -> HttpResponseBase:
    """Hand out what was just entered as taken; without such an entry lead back to the question."""
    asked = _asked(request, uid, request.GET.get("part", ""))
    if not all(queries.looking(request.actor, urn, "export") for urn in _ends(asked.items)):
        return redirect("work:dossier", uid)
    copy = merged(asked.volume, auxiliary=asked.auxiliary)
    answer = copy_answer(request, copy.path, copy.tag, "application/pdf")
    name = f"{asked.case.label} {asked.volume.archive_number}".strip()
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.pdf") or "attachment"
    answer["Content-Security-Policy"] = FRAMED
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asked(request: StaffRequest, uid: str, part: str) -> _Asked:
    case = case_row(uid, request.actor)
    inside = takes_part_in(case.urn, request.actor)
    volume = queries.volume(case.urn, request.actor, auxiliary=inside)
    if volume is None:
        raise NotNow(
            "work.no_volume",
            _("本案还没有立卷归档，不能合成整卷。"),
            citation=cite("市场监督管理行政处罚程序规定 §78-1"),
            way_out=_("请在结案后办理立卷归档；在此之前可以逐件查看材料。"),
        )
    items = tuple(item for item in volume.items if part == WHOLE or item.part == Part.MAIN)
    return _Asked(case, volume, items, part == WHOLE, inside)


def _ends(items: tuple[VolumeItemView, ...]) -> set[str]:
    """Return the first and last thing: what was taken was entered together, main part first."""
    return {items[0].subject_urn, items[-1].subject_urn} if items else set()
