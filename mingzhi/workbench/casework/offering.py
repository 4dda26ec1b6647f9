"""What a case page offers: one main next step, the others in order, and why the rest cannot be done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mingzhi.cases.models import Case, Party
from mingzhi.cases.queries import CasePage, ClockView
from mingzhi.cases.rules.answers import unapproved
from mingzhi.cases.rules.coercive import GONE, SERVED_APART
from mingzhi.cases.rules.deadlines.execution import LAPSING
from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.following import (
    FIRST,
    REVIEWED_FIRST,
    Following,
    came_in,
    following,
    mark_of,
    outcome_of,
)
from mingzhi.cases.rules.gate import Offer
from mingzhi.cases.rules.meant import over, standing
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.cases.rules.ways_out import OUT
from mingzhi.catalogue.queries import recording_items
from mingzhi.catalogue.rules.lists import RecordingItemView
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Refusal
from mingzhi.workbench.showing.running import Running

GUIDED = ("check_on_site", "tell_on_site", "decide_on_spot", "hand_over")
"""The steps of a penalty on the spot, in the order in which they happen (行政处罚法 §52)."""


USUAL: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("ordinary", "clue"): ("inspect", "order_to_correct", "preserve"),
    ("ordinary", "investigating"): ("inquire", "inspect", "collect_evidence"),
}
"""What an officer usually does next in a state: it lies open on the page, the rest is folded."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be done: the main step, what else moves the case on, what can be done beside it.

    ``ahead`` is the step that comes next and cannot be taken now, or not by the viewer. While it is the
    party's turn ``waits`` says so in words, ``until`` when (``paused``: that limit stands still).
    """

    main: Offer | None
    onward: tuple[Offer, ...]
    beside: tuple[Offer, ...]
    usual: tuple[Offer, ...] = ()
    ahead: Offer | None = None
    waits: str = ""
    until: date | None = None
    paused: bool = False
    owed: tuple[Offer, ...] = ()


def offered(page: CasePage) -> Offered:
    """Sort what the viewer can do now."""
    next_ = _following(page)
    waited = next_.turn.clock if next_.turn else ""
    limit = next((view for view in _open_limits(page) if view.code == waited), None)
    possible = [offer for offer in page.possible if not offer.step.by_system or offer.step.duty]
    main = next((offer for offer in possible if offer.step is next_.step), None)
    ahead = next((offer for offer in page.refused if offer.step is next_.step), None)
    if main is None and ahead and ahead.refusal:
        main = _first(FIRST.get(ahead.refusal.code, ()), possible)
    rest = [offer for offer in possible if offer is not main]
    usual = USUAL.get((page.procedure.code, page.case.state), ())
    return Offered(
        main,
        tuple(offer for offer in rest if offer.step.target and not offer.step.beside),
        tuple(offer for offer in rest if _beside(offer) and offer.step.code not in usual),
        tuple(offer for offer in rest if _beside(offer) and offer.step.code in usual),
        None if next_.turn else ahead,
        next_.turn.words if next_.turn else "",
        None if limit is None or limit.paused else limit.due,
        limit is not None and limit.paused,
        _owed(page, main),
    )


def _beside(offer: Offer) -> bool:
    return not offer.step.target or offer.step.beside


def _first(codes: Iterable[str], possible: Iterable[Offer]) -> Offer | None:
    by_code = {offer.step.code: offer for offer in possible}
    return next((by_code[code] for code in codes if code in by_code), None)


def _over(*kinds: str) -> Callable[[CaseFacts], object]:
    """Return the question whether a measure of these kinds still stands although its time is over."""
    return lambda facts: any(over(one, clock.today()) for one in standing(facts.measures, *kinds))


def _runs(code: str) -> Callable[[CaseFacts], object]:
    return lambda facts: (limit := facts.clock(code)) and limit.ended_on is None


def _unapproved(*kinds: str) -> Callable[[CaseFacts], object]:
    return lambda facts: any(one.kind in kinds for one in unapproved(facts.measures))


def _unserved(facts: CaseFacts, paper: str) -> bool:
    """Tell whether more decisions of this kind stand beside the case's own than were served."""
    made = [one for one in facts.beside if one.code in SERVED_APART[paper] and one.standing not in GONE]
    return len(made) > len([one for one in facts.services if one.document == paper])


HANDLERS = 2
"""How many handle a case (程序规定 §19-2)."""
OWED: Mapping[str, Callable[[CaseFacts], object]] = {
    "confirm_preservation": _unapproved("preservation"),
    "confirm_seizure": _unapproved("seizure", "sealing"),
    "lift_seizure": _over("seizure", "sealing"),
    "lapse_preservation": _over("preservation"),
    "lapse_freezing": _over("freezing"),
    "decide_recusal": lambda facts: facts.recusal_pending,
    "appoint_handlers": lambda facts: facts.filed_on and len(facts.handlers) < HANDLERS,
    "grant_plan": lambda facts: facts.payment.plan_requested,
    "answer_defence": lambda facts: any(not defence.answered for defence in facts.defences),
    "serve_correction": lambda facts: facts.decision and facts.decision.correction_pending,
    "serve_document": lambda facts: any(_unserved(facts, paper) for paper in SERVED_APART),
    "tell_informant": _runs("informant"),
    "report_for_record": _runs("summary_file"),
    "hand_in": _runs("cash_officer"),
    "pay_in": _runs("cash_agency"),
}
"""Urgent measures not yet approved (行政强制法 §19; 程序规定 §33-2), measures whose time is over
(行政强制法 §28-1, §33-3; 程序规定 §35-2), a handler in another's place, answers and papers the party waits
for, what an officer who punished on the spot still has to bring in (行政处罚法 §43-3, §45-1, §52-3, §61-1,
§66-2, §71)."""


def _owed(page: CasePage, main: Offer | None) -> tuple[Offer, ...]:
    waiting = {code for code, waits in OWED.items() if waits(page.facts)}
    return tuple(
        offer for offer in page.offers if offer.here and offer.step.code in waiting and offer is not main
    )


def _following(page: CasePage) -> Following:
    """Ask what comes next, with what the page already knows."""
    return following(
        page.procedure,
        page.case.state,
        done=_done(page),
        outcome=_outcome(page),
        method=page.facts.enforcement.proposed or page.facts.enforcement.decided,
        clocks={view.code: view.overdue for view in _open_limits(page)},
    )


def _outcome(page: CasePage) -> str:
    proposed, notice = page.proposed, page.facts.notice
    if proposed is None:
        return ""
    if _to_review_first(page):
        return REVIEWED_FIRST
    return outcome_of(proposed, notice.core if notice else None)


def _to_review_first(page: CasePage) -> bool:
    """Tell whether a licence that is to be granted needs a review first (浙政办发〔2019〕20号 二(三)2)."""
    facts, core = page.facts, page.proposed
    waits = core is not None and (page.case.state, core.outcome) == ("proposed", "grant")
    return waits and facts.review_required and core is not None and core.hash != facts.clearance_hash


def _done(page: CasePage) -> list[str]:
    done: list[str] = []
    for step in page.steps:
        if came_in(page.case.state, step.state_before, step.state_after):
            done.clear()
        done.append(mark_of(step.code, step.data.get("result")))
    return done


def _open_limits(page: CasePage) -> list[ClockView]:
    return [view for view in page.clocks if view.ended_at is None]


def running(clocks: Iterable[ClockView]) -> tuple[list[Running], list[Running]]:
    """Return the limits that run or stand still, and those that ended."""
    shown = [(view.ended_at is not None, _running(view)) for view in clocks]
    return [item for ended, item in shown if not ended], [item for ended, item in shown if ended]


def _running(view: ClockView) -> Running:
    return Running(
        title=view.title,
        due=view.due_at or view.due,
        sentences=view.sentences,
        basis=view.basis,
        provisional=view.provisional,
        paused=view.paused,
        ended=view.ended_at is not None,
        waiting=view.earliest,
        lapsed=view.overdue and (view.earliest or view.code in LAPSING),
    )


def party_of_core(party: Party) -> dict[str, str]:
    """Return the party as it stands in the content core."""
    parts = {"name": party.name, "code": party.code, "operator": party.operator, "address": party.address}
    return {name: value for name, value in parts.items() if value}


def core_party(page: CasePage) -> dict[str, str]:
    """Return the party for a core typed now: as the core before names it, while that is still so.

    A core is compared as a whole (行政处罚法 §58-1), so a part more or less would be another content.
    """
    current = party_of_core(page.party)
    before = dict(page.proposed.party) if page.proposed else {}
    kept = bool(before) and all(current.get(name) == value for name, value in before.items())
    return before if kept else current


def ways_out(page: CasePage, refusal: Refusal | None) -> list[Declared]:
    """Return the steps that the refusal's way out speaks of and the viewer can take now."""
    named = OUT.get(refusal.code, ()) if refusal else ()
    return [offer.step for offer in page.possible if offer.step.code in named]


ENTERED_LATE = frozenset({"cases.hearing_in_time"})
"""Refusals that look at the day entered: what came in time can still be entered (行政处罚法 §64(1))."""


def recording_for(declared: Declared, case: Case) -> RecordingItemView | None:
    """Return the item of the recording list that this step falls under."""
    items = recording_items("", case.region_code, clock.today(), agency=case.agency_code)
    listed = [item for item in items if item.demanded]
    if declared.recording:
        return next((item for item in listed if item.code == declared.recording), None)
    return next((item for item in listed if declared.code in item.steps), None)


def guide_of(procedure: str, step: str) -> Mapping[str, Any] | None:
    """Return where a step stands in the guided order of a penalty on the spot."""
    if procedure != "summary" or step not in GUIDED:
        return None
    return {"number": GUIDED.index(step) + 1, "of": len(GUIDED)}


def next_guided(page: CasePage) -> str:
    """Return the next step of a penalty on the spot that can be taken now."""
    possible = {offer.step.code for offer in page.possible}
    taken = {step.code for step in page.steps}
    return next((code for code in GUIDED if code in possible and code not in taken), "")


def around(procedure: Procedure, now: str, passed: Iterable[str]) -> Procedure:
    """Return the part of a procedure that matters here: main line, where the case was, where it can go."""
    near = {step.target for step in procedure.steps if now in step.sources and not step.beside}
    kept = {state.code for state in procedure.states if state.main} | {now, *passed, *near}
    steps = tuple(
        replace(step, sources=tuple(source for source in step.sources if source in kept))
        for step in procedure.steps
        if step.target in kept
    )
    states = tuple(state for state in procedure.states if state.code in kept)
    return replace(procedure, states=states, steps=steps)
