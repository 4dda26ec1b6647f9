"""The confirmed party asks to have the file of its case put right, paper by paper."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from mingzhi.cases.acts.rectifying import ask_rectification
from mingzhi.cases.queries.party.page import case_of_party, party_paper
from mingzhi.cases.rules.rectification import LONGEST, MATTERS, TERM
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown, Refusal
from mingzhi.partydesk import session
from mingzhi.partydesk.confirming import confirmed
from mingzhi.partydesk.sending import ASKED, once


@never_cache
@confirmed
def rectification(
    request: HttpRequest, case_uid: str, party: Actor, uid: str, *, resumed: bool = False
) -> HttpResponse:
    """Ask what is wrong in a paper the party has seen; what was typed stays when it is refused."""
    case, paper = case_of_party(case_uid, party), party_paper(case_uid, str(uid), party)
    refusal: Refusal | None = None
    typed = {name: request.POST.get(name, "") for name in ("matter", *LONGEST)}
    if request.method == "POST" and not resumed:
        words = {name: typed[name] for name in LONGEST}
        asked = partial(
            ask_rectification,
            actor=party,
            case=case,
            document_uid=paper.uid,
            matter=typed["matter"],
            words=words,
        )
        try:
            once(request, asked, again=ASKED)
        except NotKnown:
            raise
        except Refusal as refused:
            refusal = refused
        else:
            return redirect(reverse("desk:matter") + "#rectifications")
    shown = {
        "paper": paper,
        "matters": MATTERS,
        "longest": LONGEST,
        "term": TERM,
        "typed": typed,
        "code": session.code_of(request),
        "resumed": resumed,
        "refusal": refusal,
    }
    return render(request, "desk/rectification.html", shown, status=refusal.status if refusal else 200)
