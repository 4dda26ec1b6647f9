"""What a supervisor sees first: is every decision accounted for? (浙政办发〔2019〕20号 二(一)3)."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from mingzhi.disclosure.queries import statements
from mingzhi.disclosure.queries.elsewhere import elsewhere
from mingzhi.disclosure.rules.completeness import total
from mingzhi.kernel import clock
from mingzhi.workbench.door import StaffRequest, staff


@staff("supervision.view", "cases.approve")
def completeness(request: StaffRequest) -> HttpResponse:
    """Every agency the actor sees, with what became of its decisions on a day."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = clock.today()
    found = statements.statement(min(day, clock.today()))
    lines = [line for line in found.lines if request.actor.sees(line.agency_code)]
    shown: dict[str, object] = {"lines": lines, "whole": total(lines), "statement": found}
    shown["elsewhere"] = elsewhere({line.agency_code for line in lines}) if not found.sealed_at else None
    shown["supervises"] = request.actor.can("supervision.view")
    return render(request, "work/supervision/completeness.html", shown)
