"""Situations of the guards after the decision, of the licence and of the decision on the spot."""

from dataclasses import replace

from mingzhi.cases.rules.core import Penalty
from mingzhi.cases.rules.facts import (
    DecisionFact,
    HearingFact,
    PartyFact,
)
from mingzhi.cases.rules.instalments import Instalments
from mingzhi.cases.rules.late_fine import Lateness
from mingzhi.cases.rules.payment import PaymentFact
from mingzhi.cases.rules.publication import PublicationFact
from mingzhi.cases.tests.given import (
    AFTER,
    BEFORE,
    CHEN,
    DECISION,
    FANG,
    LONG_BEFORE,
    MOMENT,
    OFFICERS,
    ON,
    OWED,
    PENALTY,
    PENDING,
    PRESERVED,
    RECONSIDERED,
    SEIZED,
    ZHOU,
    Case,
    clock,
    core,
    given,
)

GRANT = core("grant", grant={"scope": "热食类食品制售", "valid_until": "2031-04-12"})
REFUSAL, REVOCATION, WITHDRAWAL = core("refuse"), core("revoke"), core("withdraw")
SMALL = core("penalty", Penalty(kind="fine", amount=20_000))
GRANTED = DecisionFact(outcome="grant", core_hash=GRANT.hash, core=GRANT)
_LATE = Lateness(400_000, BEFORE, payments=((ON, 400_000),))
PAID_LATE = PaymentFact(owed=400_000, paid=400_000, due_on=BEFORE, lateness=_LATE)
PAID_IN_TIME = replace(PAID_LATE, lateness=replace(_LATE, payments=((BEFORE, 400_000),)))
WHOLE = [{"due_on": "2026-05-01", "amount": 100_000}, {"due_on": "2026-06-01", "amount": 300_000}]
GRANTED_IN_PARTS = ((BEFORE, 100_000), (AFTER, 300_000))
MISSED = PaymentFact(owed=400_000, due_on=AFTER, plan_until=AFTER, instalments=Instalments(GRANTED_IN_PARTS))
IN_TIME = replace(MISSED, paid=100_000, instalments=Instalments(GRANTED_IN_PARTS, ((BEFORE, 100_000),)))

LATER: dict[str, tuple[Case, Case]] = {
    # crime
    "group_of_two": (
        given({"member_1": CHEN, "member_2": ZHOU}),
        given({"member_1": CHEN, "member_2": CHEN}),
    ),
    "police_answer_waiting": (
        given(crime_sent_at=MOMENT),
        given(crime_sent_at=MOMENT, police_answer="filed"),
    ),
    "goods_told": (
        given({"copy_party": True}, measures=(SEIZED,)),
        given({}, measures=(SEIZED,)),
    ),
    "police_reconsider_once": (
        given({"way": "review"}, police_refusals=1),
        given({"way": "review"}, police_refusals=2),
    ),
    "police_filed": (given(police_answer="filed"), given(police_answer="not_filed")),
    "police_refused": (given(police_answer="not_filed"), given(police_answer="filed")),
    "taken_back_as_answered": (
        given({"ground": "returned"}, police_answer="filed"),
        given({"ground": "not_filed"}, police_answer="filed"),
    ),
    "police_has_answered": (given(police_answer="not_filed"), given(crime_sent_at=MOMENT)),
    "police_not_refused": (
        given(state="crime_sent", police_answer="filed"),
        given(state="crime_sent", police_answer="not_filed"),
    ),
    "paper_on_file": (
        given({"document": "order_to_correct"}, documents=frozenset({"order_to_correct"})),
        given({"document": "filing_approval"}, documents=frozenset({"filing_approval"})),
    ),
    # execution
    "money_owed": (given(payment=OWED), given(payment=PaymentFact(owed=400_000, paid=400_000))),
    "payment_overdue": (given(payment=PAID_LATE), given(payment=PAID_IN_TIME)),
    "late_fine_left": (
        given({"counted_until": ON.isoformat()}, payment=PAID_LATE),
        given({"counted_until": BEFORE.isoformat()}, payment=PAID_LATE),
    ),
    "obligation_overdue": (
        given(payment=OWED),
        given(payment=PaymentFact(owed=400_000, due_on=BEFORE, plan_until=AFTER)),
    ),
    "instalment_missed": (given(payment=MISSED), given(payment=IN_TIME)),
    "plan_over": (given(payment=replace(MISSED, plan_until=BEFORE)), given(payment=MISSED)),
    "called_on": (given(done=frozenset({"demand_instalment"})), given()),
    "plan_asked": (given(payment=PaymentFact(owed=1, plan_requested=True)), given(payment=OWED)),
    "instalments_add_up": (
        given(
            {"instalments": WHOLE, "until": "2026-06-01"},
            payment=PaymentFact(owed=400_000, plan_requested=True),
        ),
        given({"instalments": WHOLE[1:], "until": "2026-06-01"}, payment=OWED),
    ),
    "no_remedy_pending": (given(remedies=(RECONSIDERED,)), given(remedies=(PENDING,))),
    "remedy_is_pending": (given(remedies=(PENDING,)), given(remedies=(RECONSIDERED,))),
    "no_same_remedy": (given(remedies=(RECONSIDERED,)), given(remedies=(PENDING,))),
    "reconsidered_first": (
        given({"kind": "litigation"}, remedies=(RECONSIDERED,)),
        given({"kind": "litigation"}),
    ),
    "demand_time_over": (given(clocks=clock("demand", BEFORE)), given(clocks=clock("demand", ON))),
    "remedy_time_over": (
        given(clocks=clock("sue_after", BEFORE), remedies=(RECONSIDERED,)),
        given(clocks=clock("sue", BEFORE), remedies=(RECONSIDERED,)),
    ),
    "reconsideration_time_over": (
        given(clocks=clock("reconsider", BEFORE)),
        given(clocks=clock("reconsider", AFTER)),
    ),
    "court_time_open": (
        given(clocks=clock("court", ON)),
        given(clocks=clock("court_after", BEFORE), remedies=(RECONSIDERED,)),
    ),
    "goods_to_dispose": (given(goods_pending=True), given()),
    "seized_goods_kept": (given(measures=(SEIZED,)), given(measures=(PRESERVED,))),
    "order_to_perform": (given(orders_pending=True), given()),
    "all_performed": (given(), given(goods_pending=True)),
    "court_applied": (given(court_applied_on=BEFORE), given()),
    "ruling_refused": (given(court_outcome="refused"), given(court_outcome="upheld")),
    "ruling_objection_open": (
        given(clocks=clock("court_object", ON)),
        given(clocks=clock("court_object", BEFORE)),
    ),
    # end
    "early_end_open": (
        given(publication=PublicationFact(BEFORE)),
        given(publication=PublicationFact(BEFORE), payment=OWED),
    ),
    "closure_ground_fits": (
        given({"ground": "performed"}, state="performed"),
        given({"ground": "transferred"}, state="performed"),
    ),
    "unperformed_explained": (
        given({"ground": "other", "left_open": "died"}, state="served", payment=OWED),
        given({"ground": "other"}, state="served", payment=OWED),
    ),
    "unperformed_reason_fits": (
        given({"left_open": "court_time_over"}, clocks=clock("court", BEFORE)),
        given({"left_open": "court_time_over"}, clocks=clock("court", AFTER)),
    ),
    "court_ended": (
        given(state="in_court", court_outcome="terminated"),
        given(state="in_court", court_outcome="refused"),
    ),
    "given_back": (given(), given(to_give_back=True)),
    "redone": (given(), given(redo_ordered=True)),
    "publication_settled": (
        given(
            decision=DecisionFact(outcome="penalty", core_hash="", standing="revoked"),
            withdrawal_due_on=AFTER,
            publication_withdrawn=True,
        ),
        given(
            decision=DecisionFact(outcome="penalty", core_hash="", standing="revoked"),
            withdrawal_due_on=AFTER,
        ),
    ),
    "withdrawal_owed": (given(withdrawal_due_on=AFTER), given()),
    "file_complete": (
        given(documents=frozenset({"closure_approval", "filing_approval"}), filed_on=LONG_BEFORE),
        given(documents=frozenset({"closure_approval"}), filed_on=LONG_BEFORE),
    ),
    # licence
    "correction_not_told": (given(), given(done=frozenset({"tell_correction"}))),
    "correction_time_open": (
        given(clocks=clock("licence_correction", ON)),
        given(clocks=clock("licence_correction", BEFORE)),
    ),
    "correction_time_over": (
        given(clocks=clock("licence_correction", BEFORE)),
        given(clocks=clock("licence_correction", ON)),
    ),
    "application_complete": (given({"complete": True}), given({})),
    "licence_extension_left": (
        given(clocks=clock("licence_decide", AFTER)),
        given(clocks=clock("licence_decide", AFTER, extensions=1)),
    ),
    "exclusion_running": (
        given(clocks=clock("licence_decide", AFTER, paused=True)),
        given(clocks=clock("licence_decide", AFTER)),
    ),
    "exclusion_not_running": (
        given(clocks=clock("licence_decide", AFTER)),
        given(clocks=clock("licence_decide", AFTER, paused=True)),
    ),
    "examined": (given(done=frozenset({"examine"})), given(done=frozenset({"accept"}))),
    "others_heard": (
        given({"third_party": True}, done=frozenset({"tell_third_party"})),
        given({"third_party": True}),
    ),
    "core_is_grant": (given(proposed=GRANT), given(proposed=REFUSAL)),
    "core_is_refusal": (given(proposed=REFUSAL), given(proposed=core("refuse", reasons=" "))),
    "core_is_revocation": (given(proposed=REVOCATION), given(proposed=GRANT)),
    "core_is_withdrawal": (given(proposed=WITHDRAWAL), given(proposed=GRANT)),
    "licence_cleared": (
        given(proposed=GRANT, review_required=False),
        given(proposed=GRANT, clearance_hash=REFUSAL.hash),
    ),
    "licence_undecided": (given(), given(decision=GRANTED)),
    "decision_fallen": (
        given(decision=DecisionFact(outcome="refuse", core_hash="", standing="revoked")),
        given(decision=GRANTED),
    ),
    "licence_hearing_in_time": (
        given(
            {"ground": "asked", "requested_on": BEFORE.isoformat()},
            clocks=clock("licence_hearing_ask", BEFORE),
        ),
        given(
            {"ground": "asked", "requested_on": ON.isoformat()}, clocks=clock("licence_hearing_ask", BEFORE)
        ),
    ),
    "licence_hearing_time_over": (
        given(clocks=clock("licence_hearing_ask", BEFORE)),
        given(clocks=clock("licence_hearing_ask", ON)),
    ),
    "hearing_was_asked": (given(hearing=HearingFact()), given(hearing=HearingFact(asked=False))),
    "licence_time_open": (
        given(clocks=clock("licence_decide", ON)),
        given(clocks=clock("licence_decide", BEFORE)),
    ),
    "validity_as_proposed": (
        given({"valid_until": "2031-04-12"}, proposed=GRANT),
        given({"valid_until": "2032-04-12"}, proposed=GRANT),
    ),
    "licence_host_not_examiner": (
        given({"host": FANG}, handlers=OFFICERS),
        given({"host": ZHOU}, handlers=OFFICERS),
    ),
    "licence_hearing_early_enough": (
        given({"hearing_at": "2026-04-20T09:00:00+08:00"}, hearing=HearingFact(earliest_on=AFTER)),
        given({"hearing_at": "2026-04-17T09:00:00+08:00"}, hearing=HearingFact(earliest_on=AFTER)),
    ),
    "licence_hearing_notified": (
        given(hearing=HearingFact(notified_on=LONG_BEFORE, earliest_on=ON)),
        given(hearing=HearingFact()),
    ),
    "renewal_in_time": (
        given({"requested_on": BEFORE.isoformat()}, renewal_latest_on=BEFORE),
        given({"requested_on": ON.isoformat()}, renewal_latest_on=BEFORE),
    ),
    "validity_running": (given(licence_valid_until=ON), given(licence_valid_until=BEFORE)),
    "validity_over": (given(licence_valid_until=BEFORE), given(licence_valid_until=ON)),
    "licence_granted": (given(decision=GRANTED), given(decision=DECISION)),
    # on the spot
    "statement_weighed": (
        given({"defence": "罚款偏高。", "defence_answer": "已按最低幅度，不予采纳。"}),
        given({"defence": "罚款偏高。", "defence_answer": " "}),
    ),
    "small_enough": (
        given(proposed=SMALL, party=PartyFact(citizen=True)),
        given(
            proposed=core("penalty", Penalty(kind="fine", amount=20_001)),
            party=PartyFact(citizen=True),
        ),
    ),
    "not_heavier_than_told": (
        given({"core": SMALL.as_json()}, proposed=SMALL),
        given({"core": PENALTY.as_json()}, proposed=SMALL),
    ),
    "may_collect": (
        given(
            {"ground": "small"},
            decision=DecisionFact(
                outcome="penalty", core_hash="", core=core("penalty", Penalty(kind="fine", amount=10_000))
            ),
        ),
        given({"ground": "small"}, decision=DECISION),
    ),
    "fine_collected": (given(done=frozenset({"collect_on_spot"})), given()),
    "fine_handed_in": (given(done=frozenset({"hand_in"})), given()),
    "summary_reported": (given(done=frozenset({"report_for_record"})), given()),
    "decision_made": (given(decision=DECISION), given()),
    "reconsideration_time_left": (
        given(clocks=clock("reconsider", ON)),
        given(clocks=clock("reconsider", BEFORE)),
    ),
    "licence_hearing_told": (given(clocks=clock("licence_hearing_ask", BEFORE)), given()),
}
