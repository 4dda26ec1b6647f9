"""Open a case from a power of the catalogue."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.cases.queries import case_page
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.catalogue.queries import power_version, powers_of
from mingzhi.catalogue.rules.powers import PowerView
from mingzhi.identity.queries import delegations_on
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.casework.offering import GUIDED
from mingzhi.workbench.casework.opening import carried, completed, looks_up, opening_of, suggested
from mingzhi.workbench.doing import attempt
from mingzhi.workbench.door import StaffRequest, staff

ON_SITE = "summary"


def opens_a_case(power: PowerView) -> bool:
    """Tell whether cases run on a procedure of this power; inspections and measures are steps of theirs."""
    return any(code in PROCEDURES for code in power.procedures)


@staff("cases.handle")
def choose(request: StaffRequest, procedure: str = "") -> HttpResponse:
    """Choose the power the case rests on; ``procedure`` narrows to those that know it.

    What is a step of a case (行政检查, 行政强制) is only named.
    """
    wanted = request.GET.get("q", "").strip()
    held = powers_of(request.actor.agency_code, clock.today(), procedure=procedure)
    found = [row for row in held if wanted in row.name or wanted in row.code]
    found = found or [row for row in held if in_order(wanted, row.name)]
    shown = {
        "rows": [row for row in found if opens_a_case(row)],
        "others": [row for row in found if not opens_a_case(row)],
        "q": wanted,
        "onsite": procedure == ON_SITE,
        "held": len(held),
    }
    return render(request, "work/casework/open_choose.html", shown)


def in_order(wanted: str, name: str) -> bool:
    """Tell whether the signs stand in the name in this order: 过期食品 finds 超过保质期的食品."""
    left = iter(name)
    return all(sign in left for sign in wanted if not sign.isspace())


@staff("cases.handle")
def fill(request: StaffRequest, uid: str, procedure: str = "") -> HttpResponse:
    """Fill in and open the case."""
    power = power_version(str(uid))
    if not opens_a_case(power):
        raise NotNow(
            "work.no_procedure",
            _("“%(power)s”不单独登记案件。"),
            way_out=_("检查、查封、扣押等在所属案件中作为步骤办理。"),
            params={"power": power.name},
        )
    given = delegations_on(request.actor.agency_code, clock.today())
    doing, refusal = opening_of(power, given, only=procedure), None
    begun = suggested(power, procedure)
    if before := request.GET.get("from"):
        begun |= carried(case_page(before, request.actor))
    form, looked = doing.form(stored=begun), ""
    if looks_up(request.POST):
        form, looked = completed(request.actor, doing, request.POST)
    elif request.method == "POST":
        tried = attempt(request, doing, None)
        if tried.done:
            if procedure == ON_SITE:
                return redirect("work:step", tried.result.uid, GUIDED[0])
            return redirect("work:case", tried.result.uid)
        form, refusal = tried.form(), tried.refusal
    shown = {"power": power, "form": form, "refusal": refusal, "onsite": procedure == ON_SITE}
    shown |= {"look": "party.id_number", "looked": looked}
    return render(request, "work/casework/open_fill.html", shown, status=refusal.status if refusal else 200)
