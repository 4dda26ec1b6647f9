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
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Attempt, Doing, Form, attempt, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.forms import Context
from mingzhi.workbench.law.papers import DOINGS, sections_for
from mingzhi.workbench.law.standing import names_of, own_list
from mingzhi.workbench.law.stopping import ending


@staff()
def listing(request: StaffRequest) -> HttpResponse:
    """Every format in force at the reader's agency, and who adapted it last."""
    wanted, actor = request.GET.get("q", "").strip(), request.actor
    found = templates(jurisdiction=actor.region_code, on=clock.today(), agency=actor.agency_code)
    rows = [view for view in found if wanted in view.title or wanted in view.code]
    places = names_of({view.jurisdiction for view in rows})
    return render(request, "work/law/templates.html", {"rows": rows, "q": wanted, "places": places})


@staff()
def page(request: StaffRequest, code: str, doing: str = "") -> HttpResponse:
    """One format section by section; what the own level wrote beside the text of the level above."""
    region, agency = request.actor.region_code, request.actor.agency_code
    view = template(code, jurisdiction=region, on=clock.today(), agency=agency)
    tried: Attempt | None = None
    doings = _doings(request, code)
    if request.method == "POST":
        request.actor.must(MANAGE)
        tried = attempt(request, known(doings, doing), view)
        if tried.done:
            return redirect("work:template", code)
    above = _above(code, request.actor)
    before = {section.key: section for section in above.sections}
    history = template_history(code, jurisdiction=region, agency=agency)
    shown = {
        "view": view,
        "places": names_of({one.jurisdiction for one in history}),
        "sections": [(section, before.get(section.key)) for section in view.sections],
        "history": history,
        "forms": _forms(request, doings, view, above, tried),
        "today": clock.today(),
    }
    return render(
        request,
        "work/law/template.html",
        shown,
        status=tried.refusal.status if tried and tried.refusal else 200,
    )


def _above(code: str, actor: Actor) -> TemplateView:
    """Return what is adapted: by an agency the format of its place, by who keeps that the level above."""
    wider = wider_regions(actor.region_code)[1:] or [""]
    place = actor.region_code if own_list(actor) else wider[0]
    return template(code, jurisdiction=place, on=clock.today())


def _doings(request: StaffRequest, code: str) -> dict[str, Doing]:
    """Return what a keeper may do to the format at the own level; nothing for others."""
    if not request.actor.can(MANAGE):
        return {}
    whose = own_list(request.actor)
    return DOINGS | ending(Template, place=request.actor.region_code, code=code, agency_code=whose)


def _forms(
    request: StaffRequest,
    doings: Mapping[str, Doing],
    view: TemplateView,
    above: TemplateView,
    tried: Attempt | None,
) -> dict[str, Form]:
    if not doings:
        return {}
    actor, today = request.actor, clock.today()
    own = own_adaptation(view.code, jurisdiction=actor.region_code, on=today, agency=own_list(actor))
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
