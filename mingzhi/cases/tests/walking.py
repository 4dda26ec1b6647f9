"""A lawful way to take any declared step: facts that keep all its guards, fields filled, officers present."""

from dataclasses import dataclass
from typing import Any

from mingzhi.cases.rules.core import ContentCore, Penalty
from mingzhi.cases.rules.documents import DOCUMENTS
from mingzhi.cases.rules.entries import applies
from mingzhi.cases.rules.facts import CaseFacts, DecisionFact, HearingFact, NoticeFact, PartyFact, ReviewFact
from mingzhi.cases.rules.guards.ending import GROUNDS
from mingzhi.cases.rules.licence_kinds import JOINT, TEST
from mingzhi.cases.rules.procedure import COLUMN_KINDS, Field, FieldKind, Step
from mingzhi.cases.tests.given import (
    AFTER,
    AGENCY,
    BEFORE,
    DECISION,
    FANG,
    HEARD,
    LONG_BEFORE,
    OFFICERS,
    OWED,
    PENALTY,
    clock,
    core,
)
from mingzhi.cases.tests.situations import SITUATIONS
from mingzhi.cases.tests.situations_enforcing import READY, ready
from mingzhi.cases.tests.situations_later import GRANT, GRANTED, REFUSAL, REVOCATION, SMALL, WITHDRAWAL
from mingzhi.cases.tests.situations_licence import of

CORES: dict[str, ContentCore] = {
    "decide_no_penalty": core("first"),
    "decide_not_established": core("not_established"),
    "decide_transfer": core("transfer"),
    "tell_on_site": SMALL,
    "decide_on_spot": SMALL,
    "grant": GRANT,
    "refuse": REFUSAL,
    "propose_revocation": REVOCATION,
    "revoke": REVOCATION,
    "propose_withdrawal": WITHDRAWAL,
    "withdraw_licence": WITHDRAWAL,
}
BY_FORCE = {"enforcement": READY, "remedies": ()}
INSTEAD = {"enforcement": ready(proposed="substitute", decided="substitute"), "remedies": ()}
CASH = core("penalty", Penalty(kind="fine", amount=10_000))
_NOTICE = NoticeFact(
    core_hash="earlier",
    core=PENALTY,
    served_on=LONG_BEFORE,
    waiting_until=BEFORE,
    hearing_right=True,
)
_REPORTED = HearingFact(
    requested_on=LONG_BEFORE, notified_on=LONG_BEFORE, earliest_on=BEFORE, held_on=BEFORE, reported=True
)
FACTS: dict[str, dict[str, Any]] = {
    "approve_proposal": {"approved_hash": ""},
    "decide_penalty": {"notices": (_NOTICE,), "hearing": HEARD, "party": PartyFact(), "defences": ()},
    "decide_on_spot": {"party": PartyFact()},
    "serve_notice": {"notices": ()},
    "archive": {"documents": frozenset(DOCUMENTS)},
    "extend_time_further": {"clocks": clock("decide", AFTER, extensions=1)},
    "ask_hearing": {"notices": (_NOTICE,), "hearing": HearingFact(), "hearing_grounds": ("较大数额罚款",)},
    "hold_hearing": {"hearing": HearingFact(notified_on=LONG_BEFORE, earliest_on=BEFORE)},
    "end_hearing": {"hearing": HearingFact(notified_on=LONG_BEFORE, set_for=BEFORE)},
    "lapse_preservation": {"measures": SITUATIONS["preservation_lapsed"][0].facts["measures"]},
    "lapse_freezing": {"measures": SITUATIONS["freezing_lapsed"][0].facts["measures"]},
    "freeze": {"measures": ()},
    "end_testing_period": {"measures": SITUATIONS["testing_running"][0].facts["measures"]},
    "apply_court": {
        "remedies": (),
        "clocks": (*clock("sue", BEFORE), *clock("demand", BEFORE), *clock("reconsider", BEFORE)),
    },
    "decide_enforcement": BY_FORCE,
    "decide_enforcement_now": BY_FORCE,
    "decide_substitute": INSTEAD,
    "serve_enforcement": BY_FORCE,
    "serve_substitute": INSTEAD,
    "warn_substitute": INSTEAD,
    "perform_substitute": INSTEAD,
    "commission_auction": {"enforcement": ready(decided="auction")},
    "carry_out": {"enforcement": ready(decided="demolish")},
    "collect_on_spot": {
        "payment": OWED,
        "decision": DecisionFact(outcome="penalty", core_hash=CASH.hash, core=CASH),
    },
    "redo": {
        "decision": DecisionFact(outcome="penalty", core_hash="", standing="revoked"),
        "publication_withdrawn": True,
    },
    "deem_accepted": {"clocks": clock("licence_correction", BEFORE)},
    "submit_review": {
        "hearing": _REPORTED,
        "reviews": (ReviewFact(round=1, core_hash="", opinion="建议纠正"),),
    },
    "serve_decision": {"decision": DECISION},
    **{key: {"decision": GRANTED} for key in ("revoke", "withdraw_licence", "drop_revocation")},
    "extend_joint": {"clocks": clock("licence_joint", AFTER)},
    "accept_joint": {"licence": of(JOINT, TEST)},
    "extend_time": {"clocks": (*clock("decide", AFTER), *clock("licence_decide", AFTER))},
}
SAMPLES: dict[FieldKind, Any] = {
    FieldKind.TEXT: "清溪县溪滨路18号",
    FieldKind.LONG: "事实清楚、证据确凿。",
    FieldKind.DATE: "2026-04-10",
    FieldKind.MOMENT: "2026-04-20T09:00:00+08:00",
    FieldKind.MONEY: 10_000,
    FieldKind.NUMBER: 3,
    FieldKind.YES: True,
    FieldKind.LIST: ["现场笔录"],
    FieldKind.PERSON: FANG,
}


@dataclass(frozen=True)
class Way:
    """What it takes to walk one edge."""

    facts: CaseFacts
    data: dict[str, Any]


def way(step: Step, source: str) -> Way:
    """Return facts and entries with which the step may be taken from ``source``."""
    facts: dict[str, Any] = {"handlers": OFFICERS, "agency_code": AGENCY, "evidence": 1}
    data: dict[str, Any] = {}
    for name in step.guards:
        kept = SITUATIONS[name][0]
        done = facts.get("done", frozenset()) | kept.facts.get("done", frozenset())
        facts |= kept.facts | {"done": done}
        data |= kept.data or {}
    content = CORES.get(step.code, PENALTY)
    facts |= {
        "proposed": content,
        "clearance_hash": content.hash,
        "approved_hash": content.hash,
        "discussed_hash": content.hash,
        "clearance_after_hearing": True,
        "handlers": OFFICERS,
    }
    facts |= FACTS.get(step.code, {}) | {"state": source}
    if source == "in_court" and "ruling_refused" not in step.guards:
        facts["court_outcome"] = "terminated"
    return Way(CaseFacts(**facts), fill(step, source, content, data))


def fill(step: Step, source: str, content: ContentCore, wanted: dict[str, Any]) -> dict[str, Any]:
    """Fill every field that belongs, with what a guard wants where it is a field of the step."""
    data: dict[str, Any] = {}
    for part in step.fields:
        if applies(part, data):
            usual = sample(part, content)
            data[part.code] = usual if part.kind is FieldKind.CORE else wanted.get(part.code, usual)
    if step.code == "close" and "ground" in data:
        data["ground"] = GROUNDS.get(source, "other") if source != "in_court" else "court_terminated"
    second = {"handler_2": OFFICERS[1].urn, "handler_1": OFFICERS[0].urn, "member_2": OFFICERS[1].urn}
    return data | {name: urn for name, urn in second.items() if name in data}


def sample(part: Field, content: ContentCore) -> Any:
    """Return a lawful value of the field."""
    if part.kind is FieldKind.CORE:
        return content.as_json()
    if part.kind is FieldKind.CHOICE:
        return part.choices[0][0]
    if part.kind is FieldKind.ITEMS:
        chosen = {name: choices[0][0] for name, choices in part.column_choices}
        first = part.columns[0][0]
        return [{first: SAMPLES[COLUMN_KINDS[first]] if first in COLUMN_KINDS else "火腿肠", **chosen}]
    return SAMPLES[part.kind]
