"""One enforcement object: all papers and recordings about it, over all its cases and agencies."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop as _

from mingzhi.cases.queries.lists.objects import object_name
from mingzhi.kernel.refusal import NotKnown
from mingzhi.records.queries import Thing, of_object
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.views.casework.cases import SEES

MOST = 200


@staff(*SEES)
def page(request: StaffRequest, code: str) -> HttpResponse:
    """Show what is on file about the enterprise with this code, case by case (浙政办发〔2019〕20号 二(二)3).

    As far as the viewer may see; who may see nothing learns nothing.
    """
    things = of_object(f"urn:mingzhi:cases:object:{code}", request.actor, limit=MOST)
    if not things:
        raise NotKnown(
            "work.no_object", _("没有找到该执法对象的材料。"), way_out=_("请核对统一社会信用代码。")
        )
    cases: dict[str, list[Thing]] = {}
    for thing in things:
        cases.setdefault(thing.case_urn, []).append(thing)
    shown = [(urn.rpartition(":")[2], held[0].case_label, held) for urn, held in cases.items()]
    about = {"code": code, "name": object_name(code, [uid for uid, _label, _held in shown])}
    bounded = {"bounded": len(things) == MOST, "most": MOST}
    return render(request, "work/casework/object.html", about | bounded | {"cases": shown})
