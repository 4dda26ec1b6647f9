"""For every guard of the rules: a situation that keeps the rule and one that breaks it."""

from dataclasses import replace
from datetime import date

from mingzhi.cases.rules.facts import (
    DecisionFact,
    DefenceFact,
    FineFacts,
    HearingFact,
    MeasureFact,
    NoticeFact,
    PartyFact,
)
from mingzhi.cases.tests.given import (
    AFTER,
    BEFORE,
    CHEN,
    DECISION,
    EXPIRED,
    FANG,
    HEARD,
    HEAVIER,
    LAPSED,
    LONG_BEFORE,
    NOTICE,
    OFFICERS,
    ON,
    OPEN_REVIEW,
    PASSED,
    PENALTY,
    PRESERVED,
    RETURNED,
    SEIZED,
    URGENT_PRESERVED,
    URGENT_SEIZED,
    ZHOU,
    Case,
    clock,
    core,
    given,
)
from mingzhi.cases.tests.situations_enforcing import ENFORCING
from mingzhi.cases.tests.situations_later import LATER
from mingzhi.cases.tests.situations_licence import LICENCES
from mingzhi.catalogue.rules.powers import FineRule

FROM_FIFTY_THOUSAND = (FineRule(sentence="五万元以上十万元以下", low=5_000_000, high=10_000_000),)
UP_TO_FIFTY_THOUSAND = (FineRule(sentence="五万元以下", high=5_000_000),)

FROZEN = MeasureFact(kind="freezing", what="6217 0001", until=AFTER)
THAWED = MeasureFact(kind="freezing", until=BEFORE)

EARLIER: dict[str, tuple[Case, Case]] = {
    # start
    "clue_extension_left": (
        given(clocks=clock("clue_check", AFTER)),
        given(clocks=clock("clue_check", AFTER, extensions=1)),
    ),
    "informant_waits": (given(clocks=clock("informant", AFTER)), given()),
    "informant_told": (
        given(clocks=clock("informant", AFTER, ended_on=ON)),
        given(clocks=clock("informant", AFTER)),
    ),
    "prima_facie": (given(evidence=1), given()),
    "within_limitation": (
        given(opened_on=date(2026, 3, 1), act_ended_on=date(2024, 3, 1)),
        given(opened_on=date(2026, 3, 2), act_ended_on=date(2024, 3, 1)),
    ),
    "power_in_force": (given(power_in_force=True), given(power_in_force=False)),
    "two_handlers_named": (
        given({"handler_1": CHEN, "handler_2": ZHOU}),
        given({"handler_1": CHEN, "handler_2": CHEN}),
    ),
    "two_certified_named": (
        given({"handler_1": CHEN, "handler_2": ZHOU}, officers=OFFICERS),
        given({"handler_1": CHEN, "handler_2": ZHOU}, officers=(OFFICERS[0], EXPIRED)),
    ),
    # investigation
    "handlers_appointed": (given(handlers=OFFICERS), given(handlers=OFFICERS, recused=frozenset({ZHOU}))),
    "evidence_collected": (given(evidence=1), given()),
    "rights_were_told": (given(done=frozenset({"inspect"})), given(done=frozenset({"check_clue"}))),
    "recusal_asked": (given(recusal_pending=frozenset({CHEN})), given()),
    "recusal_settled": (given(), given(recusal_pending=frozenset({CHEN}))),
    "first_extension_left": (
        given(clocks=clock("decide", AFTER)),
        given(clocks=clock("decide", AFTER, extensions=1)),
    ),
    "first_extension_used": (
        given(clocks=clock("decide", AFTER, extensions=1)),
        given(clocks=clock("decide", AFTER)),
    ),
    "time_not_over": (given(clocks=clock("decide", ON)), given(clocks=clock("decide", BEFORE))),
    "time_running": (
        given(clocks=clock("decide", AFTER)),
        given(clocks=clock("decide", AFTER, paused=True)),
    ),
    "time_standing": (
        given(clocks=clock("decide", AFTER, paused=True)),
        given(clocks=clock("decide", AFTER)),
    ),
    "testing_asked": (given(done=frozenset({"commission_testing"})), given()),
    "assistance_asked": (given(done=frozenset({"ask_assistance"})), given()),
    "order_given": (given({"order": "立即停止经营"}), given({})),
    "order_open": (given(order_to_correct=True), given()),
    # measures
    "preservation_approved": (given({}, approvals=frozenset({"preservation"})), given({})),
    "seizure_approved": (given({"urgent": True}), given({}, approvals=frozenset({"preservation"}))),
    "not_delegated": (given(), given(delegated=True)),
    "urgent_preservation_waiting": (given(measures=(URGENT_PRESERVED,)), given(measures=(PRESERVED,))),
    "urgent_seizure_waiting": (given(measures=(URGENT_SEIZED,)), given(measures=(URGENT_PRESERVED,))),
    "measure_named": (given({}, measures=(SEIZED,)), given({"of_measure": "无此文号"}, measures=(SEIZED,))),
    "preservation_open": (given(measures=(PRESERVED,)), given(measures=(SEIZED,))),
    "preservation_in_time": (given(measures=(PRESERVED,)), given(measures=(LAPSED,))),
    "preservation_lapsed": (given(measures=(LAPSED,)), given(measures=(PRESERVED,))),
    "seizure_open": (
        given(measures=(SEIZED,)),
        given(measures=(MeasureFact(kind="seizure", lifted_on=BEFORE),)),
    ),
    "seizure_not_extended": (
        given(measures=(SEIZED,)),
        given(measures=(MeasureFact(kind="sealing", until=AFTER, extended=True),)),
    ),
    "seizure_not_expired": (
        given(measures=(MeasureFact(kind="seizure", until=ON),)),
        given(measures=(MeasureFact(kind="seizure", until=BEFORE),)),
    ),
    "testing_not_running": (
        given(measures=(SEIZED,)),
        given(measures=(MeasureFact(kind="seizure", until=AFTER, testing=True),)),
    ),
    "testing_running": (
        given(measures=(MeasureFact(kind="seizure", until=AFTER, testing=True),)),
        given(measures=(SEIZED,)),
    ),
    "freezing_by_law": (given({"basis": ["行政强制法 §29-1"]}), given({"basis": ["道路运输条例 §64"]})),
    "freezing_approved": (given(approvals=frozenset({"freezing"})), given()),
    "nothing_frozen": (
        given({"account": "62170002"}, measures=(FROZEN,)),
        given({"account": "62170001"}, measures=(FROZEN,)),
    ),
    "freezing_open": (given(measures=(FROZEN,)), given(measures=(SEIZED,))),
    "freezing_not_extended": (
        given(measures=(FROZEN,)),
        given(measures=(MeasureFact(kind="freezing", until=AFTER, extended=True),)),
    ),
    "freezing_not_expired": (given(measures=(FROZEN,)), given(measures=(THAWED,))),
    "freezing_lapsed": (given(measures=(THAWED,)), given(measures=(FROZEN,))),
    "measures_settled": (given(), given(measures=(SEIZED,))),
    # review
    "proposal_made": (given(proposed=PENALTY), given()),
    "review_open": (given(reviews=(OPEN_REVIEW,)), given(reviews=(PASSED,))),
    "review_closed": (given(reviews=(PASSED,)), given(reviews=(OPEN_REVIEW,))),
    "reviewer_not_handler": (given(handlers=OFFICERS, who=FANG), given(handlers=OFFICERS, who=CHEN)),
    "clearance_given": (
        given(proposed=PENALTY, clearance_hash=PENALTY.hash),
        given(proposed=PENALTY, clearance_hash=HEAVIER.hash),
    ),
    "opinion_against": (given(reviews=(RETURNED,)), given(reviews=(PASSED,))),
    "review_not_required": (given(review_required=False), given()),
    "hearing_reported": (
        given(state="heard", hearing=HEARD),
        given(state="heard", hearing=HearingFact(held_on=BEFORE)),
    ),
    "reviewed_after_hearing": (
        given(hearing=HEARD, clearance_after_hearing=True),
        given(hearing=HEARD, clearance_hash=PENALTY.hash),
    ),
    "coordination_open": (given(coordination_open=True), given()),
    "core_cleared": (
        given(proposed=PENALTY, clearance_hash=PENALTY.hash),
        given({"core": HEAVIER.as_json()}, proposed=PENALTY, clearance_hash=PENALTY.hash),
    ),
    # notice
    "proposal_approved": (given(proposed=PENALTY, approved_hash=PENALTY.hash), given(proposed=PENALTY)),
    "proposal_not_yet_approved": (
        given(proposed=PENALTY),
        given(proposed=PENALTY, approved_hash=PENALTY.hash),
    ),
    "hearing_right_told": (
        given({"hearing_told": True}, hearing_grounds=("较大数额罚款",)),
        given({}, hearing_grounds=("较大数额罚款",)),
    ),
    "hearing_right_was_told": (
        given(notices=(NoticeFact(core_hash="", hearing_right=True),), hearing_grounds=("较大数额罚款",)),
        given(notices=(NOTICE,), hearing_grounds=("较大数额罚款",)),
    ),
    "notice_served": (given(notices=(NOTICE,)), given(notices=(NoticeFact(core_hash="", served_on=AFTER),))),
    "waiting_over": (
        given(notices=(NOTICE,)),
        given(notices=(NoticeFact(core_hash="", served_on=BEFORE, waiting_until=ON),)),
    ),
    "not_waived": (given(notices=(NOTICE,)), given(notices=(NoticeFact(core_hash="", waived=True),))),
    "refund_ordered": (given(done=frozenset({"order_refund"})), given()),
    "not_yet_notified": (
        given(proposed=HEAVIER, notices=(NOTICE,)),
        given(proposed=PENALTY, notices=(NOTICE,)),
    ),
    # defence and hearing
    "defence_waiting": (
        given(defences=(DefenceFact(raised_on=BEFORE),)),
        given(defences=(DefenceFact(raised_on=BEFORE, answered=True),)),
    ),
    "defences_answered": (
        given(defences=(DefenceFact(raised_on=BEFORE, answered=True),)),
        given(defences=(DefenceFact(raised_on=BEFORE),)),
    ),
    "accepted_defence_reviewed": (
        given(defences=(DefenceFact(raised_on=BEFORE, accepted=True),), reviews=(PASSED,)),
        given(defences=(DefenceFact(raised_on=ON, accepted=True),), reviews=(PASSED,)),
    ),
    "hearing_right_exists": (given(hearing_grounds=("吊销许可证件",)), given(notices=(NOTICE,))),
    "hearing_in_time": (
        given({"requested_on": BEFORE.isoformat()}, notices=(NOTICE,)),
        given({"requested_on": ON.isoformat()}, notices=(NOTICE,)),
    ),
    "hearing_not_asked": (given(hearing=HEARD), given(hearing=HearingFact(requested_on=BEFORE))),
    "host_not_investigator": (
        given({"host": FANG}, handlers=OFFICERS),
        given({"host": CHEN}, handlers=OFFICERS),
    ),
    "hearing_set_early_enough": (
        given({"hearing_at": "2026-04-20T09:00:00+08:00"}, hearing=HearingFact(earliest_on=AFTER)),
        given({"hearing_at": "2026-04-19T09:00:00+08:00"}, hearing=HearingFact(earliest_on=AFTER)),
    ),
    "hearing_notified": (
        given(hearing=HearingFact(notified_on=LONG_BEFORE, earliest_on=ON)),
        given(hearing=HearingFact(notified_on=LONG_BEFORE, earliest_on=AFTER)),
    ),
    "hearing_not_missed": (
        given({"ground": "absent"}, hearing=HearingFact(notified_on=LONG_BEFORE, set_for=ON)),
        given({"ground": "left"}, hearing=HearingFact(notified_on=LONG_BEFORE, set_for=AFTER)),
    ),
    "hearing_settled": (given(hearing=HEARD), given(hearing=HearingFact(requested_on=BEFORE))),
    "hearing_record_read": (given(hearing=HEARD), given(hearing=HearingFact(requested_on=BEFORE))),
    # decision
    "core_is_penalty": (given(proposed=PENALTY), given(proposed=core("minor"))),
    "core_is_excused": (
        given({"ground": "first", "core": core("first").as_json()}),
        given({"ground": "minor", "core": core("first").as_json()}),
    ),
    "excuse_fits_party": (
        given(proposed=core("under_age"), party=PartyFact(kind="person", age=13)),
        given(proposed=core("incapable"), party=PartyFact(kind="organisation")),
    ),
    "core_is_not_established": (given(proposed=core("not_established")), given(proposed=core("minor"))),
    "core_is_transfer": (given(proposed=core("transfer")), given(proposed=PENALTY)),
    "not_heavier_than_notified": (
        given(proposed=PENALTY, notices=(NOTICE,)),
        given(proposed=HEAVIER, notices=(NOTICE,)),
    ),
    "heavier_only_on_new_facts": (
        given(proposed=HEAVIER, notices=(NOTICE,), new_facts_since_notice=True),
        given(proposed=HEAVIER, notices=(NOTICE,)),
    ),
    "not_the_same_again": (
        given(proposed=PENALTY, fallen_core=replace(PENALTY, facts="另行查明的事实。")),
        given(proposed=PENALTY, fallen_core=PENALTY),
    ),
    "discussion_held": (
        given(proposed=PENALTY, discussion_grounds=("减轻",), discussed_hash=PENALTY.hash),
        given(proposed=PENALTY, discussion_grounds=("减轻",), discussed_hash=HEAVIER.hash),
    ),
    "party_punishable": (
        given(party=PartyFact(kind="person", age=14)),
        given(party=PartyFact(kind="person", age=13)),
    ),
    "minor_is_mitigated": (
        given(party=PartyFact(kind="person", age=17), proposed=core(mitigation="lighter")),
        given(party=PartyFact(kind="person", age=17), proposed=PENALTY),
    ),
    "fine_lawful": (
        given(fines=FineFacts(rules=UP_TO_FIFTY_THOUSAND), proposed=PENALTY),
        given(fines=FineFacts(rules=FROM_FIFTY_THOUSAND), proposed=PENALTY),
    ),
    "decided_once": (
        given(decision=DecisionFact(outcome="penalty", core_hash="", standing="revoked")),
        given(decision=DECISION),
    ),
    "correction_not_open": (
        given(decision=DECISION),
        given(decision=DecisionFact(outcome="penalty", core_hash="", correction_pending=True)),
    ),
    "correction_open": (
        given(decision=DecisionFact(outcome="penalty", core_hash="", correction_pending=True)),
        given(decision=DECISION),
    ),
    "publication_told": (given({"told_publication": True}, decision=DECISION), given({}, decision=DECISION)),
}

SITUATIONS = EARLIER | LATER | ENFORCING | LICENCES
