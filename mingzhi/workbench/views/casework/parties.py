"""Put right who the party of a case is."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.cases.policy import may_correct_party
from mingzhi.cases.queries import case_row
from mingzhi.cases.queries.party.page import party_now
from mingzhi.workbench.casework.correcting import CORRECTING, known
from mingzhi.workbench.doing import attempt
from mingzhi.workbench.door import StaffRequest, staff


@staff("cases.approve", "cases.handle")
def correct(request: StaffRequest, uid: UUID) -> HttpResponse:
    """Show the party as it is known, and write what is right; what was typed stays when it is refused."""
    case = case_row(uid, request.actor)
    may_correct_party(actor=request.actor, case=case)
    if request.method != "POST":
        form, status = CORRECTING.form(stored=known(party_now(case))), 200
    else:
        tried = attempt(request, CORRECTING, case)
        if tried.done:
            return redirect("work:case", uid)
        form, status = tried.form(), tried.refusal.status if tried.refusal else 200
    return render(request, "work/casework/party.html", {"case": case, "form": form}, status=status)
