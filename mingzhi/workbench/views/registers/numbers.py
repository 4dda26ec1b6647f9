"""The register of document numbers: gapless, voided ones explained (浙政办发〔2019〕20号 二(二)3)."""

from django.http import HttpResponse
from django.shortcuts import render

from mingzhi.identity.queries import agency_on
from mingzhi.kernel import clock
from mingzhi.records import queries
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.views.registers.overview import chosen_agency


@staff()
def register(request: StaffRequest) -> HttpResponse:
    """How every series of an agency stands in a year; one series number by number."""
    code, asked = chosen_agency(request), request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else clock.today().year
    kind, state = request.GET.get("kind", ""), request.GET.get("state", "")
    viewer = request.actor
    numbers = (
        queries.register(agency_code=code, document_kind=kind, year=year, viewer=viewer, state=state)
        if kind
        else ()
    )
    shown = {
        "agency": agency_on(code, clock.today()),
        "year": year,
        "kind": kind,
        "series": queries.series(agency_code=code, year=year, viewer=viewer),
        "numbers": numbers,
    }
    return render(request, "work/registers/numbers.html", shown)
