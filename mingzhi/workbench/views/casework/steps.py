"""The form of one step, generated from its declaration; a refusal shows everything as it was typed."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingzhi.cases.models import PartyRequest
from mingzhi.cases.queries import CasePage, case_page
from mingzhi.cases.queries.party.requests import request_view
from mingzhi.cases.rules.asked_beside import fields_of
from mingzhi.cases.rules.core import ContentCore, read_core
from mingzhi.cases.rules.documents import ACCOMPANYING, DOCUMENTS, FOR_THE_PARTY
from mingzhi.cases.rules.gate import demanded
from mingzhi.cases.rules.meant import NAMED
from mingzhi.cases.rules.procedure import FieldKind
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.catalogue.queries import power_version
from mingzhi.catalogue.rules.powers import PowerView
from mingzhi.disclosure.queries.desk import DutyLine, duties_of_subject
from mingzhi.disclosure.rules.completeness import OWED
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotKnown, Refusal
from mingzhi.records.bringing import bring
from mingzhi.records.models.attachment import KINDS
from mingzhi.workbench.casework import suggesting
from mingzhi.workbench.casework.answering import READS_PROPOSAL, answered, handed
from mingzhi.workbench.casework.beginning import acting, begun
from mingzhi.workbench.casework.measures import fields_to_ask, to_choose
from mingzhi.workbench.casework.offering import core_party, guide_of, next_guided, recording_for, ways_out
from mingzhi.workbench.casework.requesting import request_for, suggested
from mingzhi.workbench.casework.stepping import Entered, entered_in, people_for, picker, take
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.forms import Context, entries
from mingzhi.workbench.showing.debt import late_rows

SETTLING = frozenset({"core_cleared", "licence_cleared", "not_heavier_than_told"})
"""Guards of steps that repeat the content core as it was reviewed or told (行政处罚法 §58-1)."""
SETTLES = frozenset({"close", "archive"})
"""Effects after which a case looks done."""
BARS = frozenset({"cases.duty", "cases.recused"})
"""Refusals of the person: whoever meets one has nothing to fill in."""
TAKES = tuple(sorted({step.duty for procedure in PROCEDURES.values() for step in procedure.steps}))
"""Whoever some step needs may come in; the gate asks again for the very step."""


@staff(*TAKES)
def step(request: StaffRequest, uid: str, code: str) -> HttpResponse:
    """Show the form of a step, or take it."""
    page = case_page(uid, request.actor)
    declared = page.procedure.by_step.get(code)
    if declared is None:
        raise NotKnown("cases.step", _("没有这一步骤。"))
    asked = request_for(page.case, code, request.GET.get("request", ""), request.actor)
    if request.method != "POST":
        return _form(request, page, declared, None, asked=asked)
    entered = entered_in(declared, request.POST, party=core_party(page))
    brought = bring(request.POST, request.FILES.getlist("files"), holder=request.actor.urn)
    if "add_row" in request.POST:
        entered.held = brought.waiting
        return _form(request, page, declared, entered, more_rows=request.POST["add_row"], asked=asked)
    take(
        actor=request.actor,
        case=page.case,
        declared=declared,
        entered=entered,
        brought=brought,
        asked=asked,
    )
    if not entered.done:
        return _form(request, page, declared, entered, asked=asked)
    messages.success(
        request,
        _("已办理：%(step)s。") % {"step": _(declared.title)},
        extra_tags=_draft(request, page, declared),
    )
    return _onward(request, page)


def _onward(request: StaffRequest, page: CasePage) -> HttpResponse:
    """Lead to the next step of a penalty on the spot, else back to the case."""
    if page.procedure.code == "summary":
        code = next_guided(case_page(page.case.uid, request.actor))
        if code:
            return redirect("work:step", page.case.uid, code)
    return redirect("work:case", page.case.uid)


def _form(
    request: StaffRequest,
    page: CasePage,
    declared: Declared,
    entered: Entered | None,
    *,
    more_rows: str = "",
    asked: PartyRequest | None = None,
) -> HttpResponse:
    power = _power(page, declared)
    named = request.GET.get(NAMED, "")
    stored = {
        **begun(declared, page, request.actor, named=named),
        **(suggested(asked) if asked else {}),
        **_told(declared, request),
    }
    context = _context(request, page, declared, entered, stored=stored, more_rows=more_rows, power=power)
    refusal = entered.refusal if entered else None
    blocked = _blocked(page, declared)
    offered = clock.now().strftime("%Y-%m-%dT%H:%M")
    shown = {
        "case": page.case,
        "declared": declared,
        "entered": entered,
        "entries": entries(
            fields_to_ask(declared, context.options[NAMED]),
            shown=entered.typed.shown if entered else None,
            stored=stored,
            errors=entered.errors if entered else None,
            context=context,
        ),
        "occurred": entered.occurred if entered and entered.occurred != entered.offered else offered,
        "offered": offered,
        "officers": _officers(request, page, declared, entered),
        "draft": _draft(request, page, declared),
        "officers_basis": "行政处罚法 §42-1" if page.procedure.kind == "行政处罚" else declared.basis[0],
        "blocked": blocked,
        "barred": not entered and blocked is not None and blocked.code in BARS,  # what was typed stays
        "ways_out": ways_out(page, refusal or blocked),
        "power": power,
        "asked": request_view(asked.uid, request.actor)[1] if asked else None,
        "owed": _unpublished(page, declared, request),
        **_about(page, declared),
    }
    return render(request, "work/casework/step.html", shown, status=refusal.status if refusal else 200)


def _context(
    request: StaffRequest,
    page: CasePage,
    declared: Declared,
    entered: Entered | None,
    *,
    stored: Mapping[str, Any],
    more_rows: str,
    power: PowerView | None,
) -> Context:
    """Return what the form needs to know beyond its fields."""
    typed = entered.typed.data if entered else stored
    return Context(
        demanded=demanded(page.facts, declared, request.actor, clock.today(), data=typed),
        people=people_for(declared, page.case.agency_code),
        licence=page.procedure.kind == "行政许可",
        on_spot=page.procedure.code == "summary",
        usual=power.penalties if power else (),
        options={
            "document": _papers(page),
            "against": _attackable(page, declared),
            NAMED: to_choose(page, declared, asked=_asks_for_measure(entered)),
        },
        suggested=suggesting.suggested(declared, page),
        more_rows=more_rows,
        settled=_settled(page, declared, entered),
    )


TOLD = (NAMED, "whom")
"""What a line of the to-do list says in its address: which measure or person the form is about."""


def _told(declared: Declared, request: StaffRequest) -> dict[str, str]:
    asked = {item.code for item in fields_of(declared)}
    return {code: request.GET[code] for code in TOLD if code in asked and code in request.GET}


def _asks_for_measure(entered: Entered | None) -> bool:
    return entered is not None and NAMED in entered.errors


def _power(page: CasePage, declared: Declared) -> PowerView | None:
    """Return what the case rests on, with its benchmarks, where the step says what is to be imposed."""
    weighs = page.procedure.kind == "行政处罚" and any(
        item.kind is FieldKind.CORE for item in declared.fields
    )
    return power_version(page.case.power_uid, jurisdiction=page.case.region_code) if weighs else None


def _settled(page: CasePage, declared: Declared, entered: Entered | None) -> Mapping[str, Any] | None:
    """Return the content core the step repeats, as long as nobody changed it on the form."""
    if page.proposed is None or not SETTLING & set(declared.guards):
        return None
    typed = entered.typed.data.get("core") if entered else None
    return None if typed is not None and not _same(typed, page.proposed) else page.proposed.as_json()


def _same(typed: Mapping[str, Any], core: ContentCore) -> bool:
    try:
        return read_core({**typed, "anew": core.anew}).hash == core.hash
    except ValueError:
        return False


def _papers(page: CasePage) -> tuple[tuple[str, str], ...]:
    """Return the papers of the case that can be served, the newest of each kind with its number."""
    by_step = page.procedure.by_step
    numbers: dict[str, str] = {}
    for step in page.steps:
        made = by_step[step.code].document if step.code in by_step and step.document_uid else ""
        numbers |= {made: step.document_number, **dict.fromkeys(ACCOMPANYING.get(made, ()), "")}
    kinds = (DOCUMENTS[code] for code in numbers if code in FOR_THE_PARTY)
    return tuple((kind.code, f"{kind.title} {numbers[kind.code]}".strip()) for kind in kinds)


def _attackable(page: CasePage, declared: Declared) -> tuple[tuple[str, str], ...]:
    """Return the decisions beside that a remedy can name: all, or those that are under attack."""
    ends = bool({"coercive_decision_attacked", "licence_change_attacked"} & set(declared.guards))
    found = [fact for fact in page.facts.beside if fact.attacked or not ends]
    return tuple((fact.number, f"{fact.number} {_(fact.title)}") for fact in reversed(found))


def _about(page: CasePage, declared: Declared) -> dict[str, Any]:
    target = page.procedure.by_state.get(declared.target)
    return {
        "guided": guide_of(page.procedure.code, declared.code),
        "recording": recording_for(declared, page.case),
        "kinds": KINDS,
        "target": target.title if target else "",
        "document": DOCUMENTS[declared.document].title if declared.document in DOCUMENTS else "",
        "answered": answered(declared, page),
        "handed": handed(declared, page),
        "proposal": page.proposed.as_json() if page.proposed and declared.code in READS_PROPOSAL else None,
        "late": late_rows(page.case, clock.today()) if declared.effect == "late_fine" else [],
        "limits": [page.procedure.by_limit[code] for code in declared.starts],
    }


def _unpublished(page: CasePage, declared: Declared, request: StaffRequest) -> list[DutyLine]:
    """Return what is still to be published of a case that is closed or filed away.

    Neither waits for it: 程序规定 §77-1 does not name it, and its time runs from the decision
    (浙政办发〔2019〕20号 二(一)3). So nobody may think that closing settles it.
    """
    if declared.effect not in SETTLES:
        return []
    return [line for line in duties_of_subject(page.case.urn, request.actor) if line.state == OWED]


def _officers(
    request: StaffRequest, page: CasePage, declared: Declared, entered: Entered | None
) -> list[Any]:
    if not declared.officers:
        return []
    chosen = entered.officers if entered else acting(page) or [request.actor.urn]
    return picker(page.case.agency_code, clock.today(), chosen)


def _blocked(page: CasePage, declared: Declared) -> Refusal | None:
    """Return why the step cannot be taken, said before anything is typed."""
    offer = next((offer for offer in page.offers if offer.step.code == declared.code), None)
    return offer.refusal if offer else None


def _draft(request: StaffRequest, page: CasePage, declared: Declared) -> str:
    return f"{request.actor.urn.rpartition(':')[2]}:{page.case.uid}:{declared.code}"
