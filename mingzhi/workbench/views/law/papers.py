"""Formats of papers: what stands in a place, which level wrote each section, the forms that adapt them."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.catalogue.models import Template
from mingzhi.catalogue.policy import MANAGE
from mingzhi.catalogue.queries import own_adaptation, template, template_history, templates
from mingzhi.catalogue.rules.templates import TemplateView
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel import clock
from mingzhi.workbench.doing import Attempt, Doing, Form, attempt, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.forms import Context
from mingzhi.workbench.law.papers import DOINGS, sections_for
from mingzhi.workbench.law.standing import place_names
from mingzhi.workbench.law.stopping import ending


@staff()
def listing(request: StaffRequest) -> HttpResponse:
    """Every format in force in the reader's region, and which level adapted it last."""
    wanted = request.GET.get("q", "").strip()
    found = templates(jurisdiction=request.actor.region_code, on=clock.today())
    rows = [view for view in found if wanted in view.title or wanted in view.code]
    places = place_names()
    return render(request, "work/law/templates.html", {"rows": rows, "q": wanted, "places": places})


@staff()
def page(request: StaffRequest, code: str, doing: str = "") -> HttpResponse:
    """One format section by section; what the own level wrote beside the text of the level above."""
    region = request.actor.region_code
    view = template(code, jurisdiction=region, on=clock.today())
    tried: Attempt | None = None
    doings = _doings(request, code)
    if request.method == "POST":
        request.actor.must(MANAGE)
        tried = attempt(request, known(doings, doing), view)
        if tried.done:
            return redirect("work:template", code)
    above = _above(code, region)
    before = {section.key: section for section in above.sections}
    shown = {
        "view": view,
        "places": place_names(),
        "sections": [(section, before.get(section.key)) for section in view.sections],
        "history": template_history(code, jurisdiction=region),
        "forms": _forms(request, doings, view, above, tried),
        "today": clock.today(),
    }
    return render(
        request,
        "work/law/template.html",
        shown,
        status=tried.refusal.status if tried and tried.refusal else 200,
    )


def _above(code: str, region: str) -> TemplateView:
    chain = wider_regions(region)
    return template(code, jurisdiction=chain[1] if len(chain) > 1 else "", on=clock.today())


def _doings(request: StaffRequest, code: str) -> dict[str, Doing]:
    """Return what a keeper may do to the format at the own level; nothing for others."""
    if not request.actor.can(MANAGE):
        return {}
    return DOINGS | ending(Template, place=request.actor.region_code, code=code)


def _forms(
    request: StaffRequest,
    doings: Mapping[str, Doing],
    view: TemplateView,
    above: TemplateView,
    tried: Attempt | None,
) -> dict[str, Form]:
    if not doings:
        return {}
    own = own_adaptation(view.code, jurisdiction=request.actor.region_code, on=clock.today())
    options = sections_for(view, own, above)
    asked = next((one for one in view.sections if one.key == request.GET.get("section")), None)
    stored = {"guide": {"guide": view.guide}}
    if asked:
        stored["reword"] = {"section": asked.key, "title": asked.title, "text": asked.text}
    found: dict[str, Form] = {}
    for code, doing in doings.items():
        context = Context(options=options.get(code, {}))
        if code == "restore" and not options[code]["section"]:
            continue
        if tried and tried.doing.code == code:
            found[code] = tried.form(context)
        else:
            found[code] = doing.form(context, stored.get(code))
    return found
