"""Files sent ahead of their form, one by one, so that the page can show progress and keep what arrived."""

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext_noop as _

from mingzhi.kernel.refusal import Invalid
from mingzhi.records.holding import hold
from mingzhi.records.storing import store_stream
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.views.casework.steps import TAKES


@staff(*TAKES)
def take(request: StaffRequest) -> HttpResponse:
    """Store one file and answer with the note by which the form will name it."""
    file = request.FILES.get("file")
    if file is None:
        raise Invalid("work.file", _("没有收到文件。"), way_out=_("请选择文件后再传。"), field="file")
    stored = store_stream(file, file.name or "file")
    return JsonResponse({"note": hold(stored, holder=request.actor.urn), "name": stored.name})
