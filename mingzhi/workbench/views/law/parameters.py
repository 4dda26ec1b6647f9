"""Local values: what counts in a place and whose it is; one with its history and the form to set it."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mingzhi.catalogue.models import Parameter
from mingzhi.catalogue.policy import may_set_value
from mingzhi.catalogue.queries import all_parameters, parameter_history
from mingzhi.catalogue.queries import parameter as value_of
from mingzhi.catalogue.queries.parameters import ParameterLine
from mingzhi.catalogue.rules.parameters import ParameterView
from mingzhi.identity.queries import agency_on
from mingzhi.kernel import clock
from mingzhi.workbench.doing import Attempt, attempt, forms_for, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.law.standing import lets, place_names
from mingzhi.workbench.law.stopping import ending
from mingzhi.workbench.law.values import setting, starts_with
from mingzhi.workbench.views.registers.overview import chosen_agency


@staff()
def parameters(request: StaffRequest) -> HttpResponse:
    """What law leaves to each level: the values in force at the agency's place, whose, how sure."""
    today = clock.today()
    agency = agency_on(chosen_agency(request), today)
    places = place_names()
    rows = [(row, places[row.jurisdiction]) for row in all_parameters(agency.region_code, today)]
    return render(request, "work/law/parameters.html", {"agency": agency, "rows": rows})


@staff()
def parameter(request: StaffRequest, code: str, doing: str = "set") -> HttpResponse:
    """One value at the agency's place: what counts, what was set before, and the form for its keeper."""
    today = clock.today()
    agency = agency_on(chosen_agency(request), today)
    place = agency.region_code
    value = value_of(code, jurisdiction=place, on=today)
    asked = urlencode({"agency": agency.code})
    doings = {"set": setting(value)} | ending(Parameter, place=place, code=code)
    tried: Attempt | None = None
    if request.method == "POST":
        may_set_value(actor=request.actor, jurisdiction=place)
        tried = attempt(request, known(doings, doing), place)
        if tried.done:
            return redirect(f"{reverse('work:parameter', args=[code])}?{asked}")
    forms = forms_for(doings, tried, stored=starts_with(value))
    keeps = lets(may_set_value, actor=request.actor, jurisdiction=place)
    history, places = parameter_history(code, jurisdiction=place), place_names()
    shown = {
        "agency": agency,
        "value": value,
        "place": places.get(place, place),
        "whose": places[value.jurisdiction],
        "history": [(line, places[line.view.jurisdiction]) for line in history],
        "overruled": _overruled(history, value, place),
        "forms": [
            (form, f"{reverse('work:parameter_do', args=[code, name])}?{asked}")
            for name, form in forms.items()
            if keeps
        ],
    }
    return render(request, "work/law/parameter.html", shown, status=_status(tried))


def _overruled(history: tuple[ParameterLine, ...], value: ParameterView, place: str) -> bool:
    """Tell whether the place has set a value that a level above no longer allows."""
    own = any(line.view.jurisdiction == place and line.on(clock.today()) for line in history)
    return own and value.jurisdiction != place


def _status(tried: Attempt | None) -> int:
    return tried.refusal.status if tried and tried.refusal else 200
