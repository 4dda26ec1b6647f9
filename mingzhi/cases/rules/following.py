"""What comes next in a case, and whose turn it is: one table for the to-do list and the case page.

A state that is not named here goes on with the first step that leads along the main line. Nothing here
permits anything: the gate does, and says why not.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from mingzhi.cases.rules.core import NO_PENALTY, ContentCore
from mingzhi.cases.rules.procedure import Procedure, Step
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.severity import heavier_than
from mingzhi.cases.rules.turns import TURNS, Turn


@dataclass(frozen=True, slots=True)
class Following:
    """What comes next: a step, or first another's turn (``turn``), whose step is named beside it."""

    step: Step | None
    turn: Turn | None = None


ENTERED = ""
"""Nothing that has a place in the order was done since the case came into this state."""

_HEARING = {ENTERED: "notify_hearing", "notify_hearing": "hold_hearing"}
_COURT = {
    ENTERED: "record_acceptance",
    "record_acceptance": "record_ruling",
    "record_ruling=allowed": "record_ruling",
    "record_ruling=executed": "complete",
    "record_ruling=refused": "object_ruling",
    "object_ruling": "record_ruling",
}
_ENDED_IN_COURT = ("record_ruling=upheld", "record_ruling=terminated")
"""What the court said decides (行政强制法 §57, §58-3; 程序规定 §77-1(2))."""
_PROPOSED = {
    "propose_enforcement": "pass_enforcement",
    "pass_enforcement": "decide_enforcement",
    "return_enforcement": "propose_enforcement",
    "withdraw_enforcement": "propose_enforcement",
    "settle_enforcement_for_review": "pass_enforcement",
    "settle_enforcement_for_correction": "propose_enforcement",
    "coercive_revoked": "propose_enforcement",
}
_ENFORCING = {
    **_PROPOSED,
    ENTERED: "serve_enforcement",
    "decide_substitute": "serve_substitute",
    "serve_enforcement": "carry_out",
    "transfer_deposit": "record_proceeds",
    "commission_auction": "record_proceeds",
    "record_proceeds": "complete",
    "carry_out": "complete",
    "serve_substitute": "warn_substitute",
    "warn_substitute": "perform_substitute",
    "perform_substitute": "claim_cost",
    "claim_cost": "record_cost",
    "record_cost": "complete",
}
BY_METHOD: Mapping[str, Mapping[str, str]] = {
    "decide_enforcement": {"substitute": "decide_substitute"},
    "carry_out": {"transfer": "transfer_deposit", "auction": "commission_auction"},
}
"""What stands in the place of a step by the method of enforcement (行政强制法 §47, §48, §51)."""
_REFUSED = {ENTERED: "deliver_refusal", "deliver_refusal": "close"}

ORDER: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "ordinary": {
        "suspended": {ENTERED: "resume"},
        "returned": {ENTERED: "resubmit"},
        "disputed": {ENTERED: "settle_for_review"},
        "reviewed": {ENTERED: "approve_proposal", "approve_proposal": "serve_notice"},
        "noticed": {ENTERED: "decide_penalty"},
        "hearing": _HEARING,
        "heard": {ENTERED: "report_hearing", "report_hearing": "submit_review"},
        "crime_report": {ENTERED: "approve_crime"},
        "crime_sent": {
            ENTERED: "police_file",
            "police_file": "close",
            "police_refuse": "take_back",
            "object_police": "police_file",
        },
        "no_penalty": {ENTERED: "serve_no_penalty", "serve_no_penalty": "close"},
        "in_court": {**_COURT, **dict.fromkeys(_ENDED_IN_COURT, "close")},
        "demanded": _PROPOSED,
        "enforcing": _ENFORCING,
        "enforcement_paused": {ENTERED: "resume_enforcement"},
    },
    "summary": {
        "onsite": {ENTERED: "check_on_site", "check_on_site": "tell_on_site"},
        "in_court": {**_COURT, **dict.fromkeys(_ENDED_IN_COURT, "archive")},
    },
    "licence": {
        "correcting": {ENTERED: "receive_correction"},
        "accepted": {
            ENTERED: "examine",
            "examine": "propose",
            "examine_on_site": "propose",
            "hold_hearing": "propose",
            "end_hearing": "propose",
        },
        "hearing": _HEARING,
        "returned": {ENTERED: "resubmit"},
        "not_accepted": _REFUSED,
        "refused": _REFUSED,
        "renewing": {ENTERED: "renew"},
        "revoking": {ENTERED: "propose_revocation"},
        "revoked": {ENTERED: "deliver_refusal", "deliver_refusal": "cancel"},
        "recalled": {ENTERED: "deliver_refusal", "deliver_refusal": "cancel"},
    },
}
"""Procedure → state → what was done last (``step=result`` where the result decides) → what comes next."""

TOLD = "told"
"""A penalty no heavier than the party was told: after the review that follows a hearing it is decided
(行政处罚法 §45-2)."""

REVIEWED_FIRST = "reviewed_first"
"""A licence that is to be granted and that the review list names (浙政办发〔2019〕20号 二(三)2)."""

_WITHOUT_PENALTY = {
    **dict.fromkeys(NO_PENALTY, "decide_no_penalty"),
    "not_established": "decide_not_established",
    "transfer": "decide_transfer",
    "crime": "report_crime",
}
BY_OUTCOME: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("ordinary", "reviewed"): {**_WITHOUT_PENALTY, TOLD: "decide_penalty"},
    ("ordinary", "noticed"): _WITHOUT_PENALTY,
    ("licence", "proposed"): {
        **dict.fromkeys(("refuse", "revoke", "withdraw", REVIEWED_FIRST), "submit_review")
    },
    ("licence", "reviewed"): {
        "refuse": "refuse",
        "revoke": "revoke",
        "withdraw": "withdraw_licence",
    },
}
"""Where what is proposed decides about the next step (行政处罚法 §57-1; 行政许可法 §38, §69)."""

FIRST: Mapping[str, tuple[str, ...]] = {
    "cases.discussion_held": ("discuss",),
    "cases.defences_answered": ("answer_defence",),
    "cases.proposal_approved": ("approve_proposal",),
    "cases.licence_cleared": ("submit_review",),
    "cases.examined": ("examine",),
    "cases.enforcement_reviewed": ("propose_enforcement",),
    "cases.all_performed": ("return_surplus", "dispose_goods", "record_performance", "pay"),
    "cases.given_back": ("restore",),
    "cases.ruling_objection_open": ("close",),
    "cases.court_time_open": ("close", "end_execution"),
}
"""The refusal of what comes next → the steps that have to come first; the first that can be taken."""

_TAKEN_DOWN = {"withdraw": "withdraw_publication"}
_DECIDED_ANEW = {**_TAKEN_DOWN, "redo": "redo"}
PRESSING: Mapping[tuple[str, str], Mapping[str, str]] = {
    **{
        (procedure.code, state): _TAKEN_DOWN
        for procedure in PROCEDURES.values()
        for state in procedure.by_step["withdraw_publication"].sources
    },
    ("ordinary", "revoked"): _DECIDED_ANEW,
    ("licence", "revoked"): _DECIDED_ANEW,
}
"""What has to be done while its limit has not ended, the first one first, whosever turn it is besides: the
public text of a decision that was changed, revoked or found unlawful comes down, and who was ordered to
decide anew does so (行政处罚法 §48-2; 行政复议法 §64-1; 行政诉讼法 §70)."""

LAPSED: Mapping[tuple[str, str], tuple[frozenset[str], str]] = {
    ("ordinary", "apply_court"): (frozenset({"court", "court_after"}), "close"),
    ("summary", "apply_court"): (frozenset({"court", "court_after"}), "end_execution"),
}
"""What can be done no more once one of these limits is over, and what is done instead (行政强制法 §53;
程序规定 §77-1(5))."""

CLOCKS = frozenset(
    {turn.clock for whole in TURNS.values() for turn in whole.all() if turn.clock}
    | {code for owed in PRESSING.values() for code in owed}
    | {code for codes, _instead in LAPSED.values() for code in codes}
)
_MARKS = frozenset(
    code for states in ORDER.values() for order in states.values() for code in order if code != ENTERED
)
ORDERED = frozenset(code.partition("=")[0] for code in _MARKS)
"""The limits that decide what comes next, and the steps whose having been taken changes it."""


def following(
    procedure: Procedure,
    state: str,
    *,
    done: Iterable[str] = (),
    outcome: str = "",
    method: str = "",
    clocks: Mapping[str, bool] | None = None,
) -> Following:
    """Return what comes next in a state.

    ``done``: the steps taken (as ``mark_of`` names them) since and with the one that brought the case into
    the state, in order, whatever times they name; ``outcome``: of the core
    proposed, or TOLD; ``method``: of the enforcement proposed last; ``clocks``: the limits that have
    not ended, and whether their last day is over.
    """
    place = (procedure.code, state)
    open_limits = clocks or {}
    whole = TURNS.get(place)
    turn = whole.now(open_limits) if whole else None
    owed = next((step for code, step in PRESSING.get(place, {}).items() if code in open_limits), "")
    if turn and not owed and (not turn.clock or open_limits.get(turn.clock) is False):
        return Following(procedure.by_step.get(turn.expects), turn)
    chosen: str | None = owed or BY_OUTCOME.get(place, {}).get(outcome)
    if chosen is None:
        chosen = _in_order(procedure.code, state, done)
        chosen = BY_METHOD.get(chosen, {}).get(method, chosen)
    if not chosen and turn and turn.late and open_limits.get(turn.clock):
        if still := turn.still(open_limits):
            return Following(procedure.by_step.get(still.expects), still)
        chosen = _instead_of(procedure.code, turn.late, open_limits)
    return Following(procedure.by_step[chosen] if chosen else onward(procedure, state))


def _instead_of(procedure: str, step: str, clocks: Mapping[str, bool]) -> str:
    limits, instead = LAPSED.get((procedure, step), (frozenset(), ""))
    return instead if any(clocks.get(code) for code in limits) else step


def outcome_of(proposed: ContentCore, told: ContentCore | None) -> str:
    """Return the outcome proposed, or TOLD; ``told``: what the last notice of the same decision said."""
    if proposed.outcome != "penalty" or told is None or told.anew != proposed.anew:
        return proposed.outcome
    return proposed.outcome if heavier_than(proposed, told) else TOLD


def mark_of(code: str, result: object) -> str:
    """Return a step as the order names it: with its result where that decides about what comes next."""
    said = f"{code}={result}"
    return said if said in _MARKS else code


def came_in(state: str, before: str, after: str) -> bool:
    """Tell whether a step brought the case into the state: what was done earlier has its place no more."""
    return after == state != before


def _in_order(procedure: str, state: str, done: Iterable[str]) -> str:
    order = ORDER.get(procedure, {}).get(state, {})
    last = [code for code in done if code in order]
    return order.get(last[-1] if last else ENTERED, "")


@cache
def states_awaiting(duty: str) -> frozenset[str]:
    """Return the states in which the next step can be one of this duty's."""
    return frozenset(
        state.code
        for procedure in PROCEDURES.values()
        for state in procedure.states
        if any(step is not None and step.duty == duty for step in _possible(procedure, state.code))
    )


def _possible(procedure: Procedure, state: str) -> Iterator[Step | None]:
    place = (procedure.code, state)
    yield onward(procedure, state)
    for code in (*ORDER.get(procedure.code, {}).get(state, {}).values(), *BY_OUTCOME.get(place, {}).values()):
        for stands in (code, *BY_METHOD.get(code, {}).values()):
            yield procedure.by_step[stands]
    for code in PRESSING.get(place, {}).values():
        yield procedure.by_step[code]
    whole = TURNS.get(place)
    for turn in whole.all() if whole else ():
        yield procedure.by_step.get(turn.late)


@cache
def onward(procedure: Procedure, state: str) -> Step | None:
    """Return the first step that leads on from a state, along the main line where there is one."""
    leading = [step for step in procedure.steps if leads_on(procedure, state, step)]
    main = [step for step in leading if procedure.by_state[step.target].main]
    return next(iter(main or leading), None)


def leads_on(procedure: Procedure, state: str, step: Step) -> bool:
    """Tell whether the step leads to a later state of the procedure."""
    if state not in step.sources or not step.target or step.beside:
        return False
    order = list(procedure.by_state)
    return order.index(step.target) > order.index(state)
