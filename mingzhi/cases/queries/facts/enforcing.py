"""Facts and words of the agency's own enforcement, as the steps recorded it (行政强制法 第四章)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from mingzhi.calendars.queries import calendar
from mingzhi.cases.models import Step
from mingzhi.cases.queries.facts.coercive import amount_of, is_stayed, standing
from mingzhi.cases.queries.rows import NIGHT_HOURS, Rows, day_of
from mingzhi.cases.queries.serving import document_served
from mingzhi.cases.rules.enforcement import (
    AGREED,
    METHODS,
    NIGHT,
    RETURNED,
    EnforcementFacts,
    enforcement_core,
    power_flag,
)
from mingzhi.kernel.canonical import digest

BEGINNINGS = frozenset({"demand", "impose_late_fine", "announce_demolition", "substitute_now"})
PROPOSAL, PASSED, OBJECTED = "propose_enforcement", "pass_enforcement", "return_enforcement"
WITHDRAWN, AGAIN = "withdraw_enforcement", "settle_enforcement_for_review"
DECISIONS = ("decide_enforcement", "decide_enforcement_now", "decide_substitute")
DONE = ("record_proceeds", "carry_out", "perform_substitute", "substitute_now")
EXECUTION = "execution"
"""Powers of the catalogue that run on the agency's own enforcement."""
_WEEKS = 35
_SERVED = {"enforcement_decision": DECISIONS[:2], "substitute_decision": DECISIONS[2:]}


def enforcement_facts(rows: Rows) -> EnforcementFacts:
    """Return the state of the agency's own enforcement; nothing is read before something began."""
    if not rows.done & BEGINNINGS:
        return EnforcementFacts()
    decided = _last_standing(rows)
    proposal = open_proposal(rows)
    proposed = digest(core_of(rows, proposal.data)) if proposal else ""
    announced = rows.entered("announce_demolition", "until")
    return EnforcementFacts(
        powers=powers_of(rows),
        demand_until=demand_until(rows),
        late_fine_on=_late_fine_on(rows),
        proposed=str(proposal.data["method"]) if proposal else "",
        core_hash=proposed,
        opinion=_opinion(rows, proposed),
        in_review=any(not item.opinion for item in rows.enforcement_rounds),
        filed=_filed(rows),
        decided=str(decided.data.get("method", "")) if decided else "",
        decided_amount=amount_of(rows, decided) if decided else 0,
        served=decided is not None and _reached(rows, decided),
        stayed=decided is not None and is_stayed(rows, decided),
        announced_until=date.fromisoformat(announced) if announced else None,
        carried_out=bool(rows.done & set(DONE)),
        cost_owed=_left(rows, ("claim_cost", "amount"), "record_cost"),
        surplus_owed=_left(rows, ("record_proceeds", "returned"), "return_surplus"),
        claimable=len(rows.taken("perform_substitute", "substitute_now")) > len(rows.taken("claim_cost")),
        rest_days=_rest_days(rows),
        night=_night(rows),
    )


def _late_fine_on(rows: Rows) -> date | None:
    """Return the day from which the first late fine that stands counts for the party: that of its service."""
    late = {step.id for step in standing(rows, "impose_late_fine")}
    return min((day_of(row.started_at) for row in rows.clocks if row.about_id in late), default=None)


def _last_standing(rows: Rows) -> Step | None:
    """Return the last decision to enforce that was not revoked."""
    return next(reversed(standing(rows, *DECISIONS)), None)


def open_proposal(rows: Rows) -> Step | None:
    """Return the proposal nobody decided yet."""
    last = rows.last(PROPOSAL, WITHDRAWN, *DECISIONS)
    return last if last is not None and last.code == PROPOSAL else None


def core_of(rows: Rows, proposed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the core of the decision to enforce that is proposed: reviewed and decided as a whole."""
    enforced = rows.decisions[-1]
    return enforcement_core(
        proposed,
        party=enforced.core.core["party"],
        decision=enforced.number or rows.case.number,
        earlier=len(rows.taken(*DECISIONS)),
    )


def demand_until(rows: Rows) -> date | None:
    """Return the last day the demand gave: the one it names, else ten working days (§35(1), §54)."""
    demand = rows.last("demand")
    if demand is None:
        return None
    named = demand.data.get("perform_by")
    clocks = [row.due for row in rows.clocks if row.code == "demand"]
    return date.fromisoformat(named) if named else (clocks[-1] if clocks else None)


def powers_of(rows: Rows) -> frozenset[str]:
    """Return the methods a law gives the agency, as the catalogue holds them on the day (行政强制法 §13)."""
    flags = {flag for power in rows.law.coercion if EXECUTION in power.procedures for flag in power.flags}
    return frozenset(method for method, _label in METHODS if power_flag(method) in flags)


def _opinion(rows: Rows, core_hash: str) -> str:
    """What the last round on exactly this core ended with."""
    on_it = [item for item in rows.enforcement_rounds if item.core_hash == core_hash]
    if not on_it or not on_it[-1].opinion:
        return ""
    return AGREED if on_it[-1].cleared else RETURNED


def _filed(rows: Rows) -> bool:
    last = rows.last(PROPOSAL, PASSED, OBJECTED, AGAIN)
    return last is not None and last.code in (PASSED, OBJECTED)


def _reached(rows: Rows, decided: Step) -> bool:
    wanted = {document for document, codes in _SERVED.items() if decided.code in codes}
    return any(
        step.id > decided.id and document_served(step, rows.case.procedure) in wanted for step in rows.steps
    )


def _left(rows: Rows, owed: tuple[str, str], settled: str) -> int:
    """Return what a step made owed in a field, less what another one settled; in cents."""
    code, name = owed
    due = sum(int(step.data.get(name, 0)) for step in rows.taken(code))
    return max(due - sum(int(step.data["amount"]) for step in rows.taken(settled)), 0)


def _rest_days(rows: Rows) -> frozenset[date]:
    place = calendar(rows.case.region_code)
    days = (rows.on - timedelta(days=back) for back in range(_WEEKS))
    return frozenset(day for day in days if not place.is_working(day))


def _night(rows: Rows) -> tuple[int, int]:
    """The hours of night the place has set (``22-6``)."""
    told = rows.law.parameters.get(NIGHT_HOURS)
    parts = str(told.value).split("-") if told is not None else []
    whole = len(parts) == len(NIGHT) and all(part.isdecimal() for part in parts)
    return (int(parts[0]), int(parts[1])) if whole else NIGHT


def proposed_data(rows: Rows) -> dict[str, Any]:
    """Return what the proposal says: a decision decides just that (行政强制法 §37-2, §51-1(1))."""
    proposal = open_proposal(rows)
    return {name: value for name, value in proposal.data.items() if name != "no_supply"} if proposal else {}


def last_decided(rows: Rows) -> Mapping[str, Any]:
    """Return number and content of the last decision to enforce."""
    decided = _last_standing(rows)
    if decided is None:
        return {}
    return {**decided.data, "enforcement_number": decided.document_number}


def reduced(rows: Rows) -> int:
    """Return by how much the agreement that stands lowers the late fine (行政强制法 §42-1)."""
    last = rows.last("make_agreement", "break_agreement")
    return int(last.data.get("reduced", 0)) if last is not None and last.code == "make_agreement" else 0
