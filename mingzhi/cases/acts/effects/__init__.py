"""The writers behind the steps, by the names the declarations use.

``RECORDED`` are effects whose facts are read from the step's own row: nothing more is written.
"""

from mingzhi.cases.acts.effects import (
    coercive_remedies,
    deciding,
    ending,
    enforcing,
    executing,
    measures,
    notifying,
    remedies,
    reviewing,
    serving,
    starting,
)
from mingzhi.cases.acts.work import EFFECTS

CHAPTERS = (
    starting,
    measures,
    reviewing,
    notifying,
    serving,
    deciding,
    remedies,
    coercive_remedies,
    executing,
    enforcing,
    ending,
)

RECORDED = frozenset(
    {
        "accept",
        "add_evidence",
        "announce_demolition",
        "apply_court",
        "approve_crime",
        "approve_freezing",
        "approve_preservation",
        "approve_proposal",
        "approve_seizure",
        "ask_plan",
        "ask_recusal",
        "ask_renewal",
        "break_agreement",
        "cancel",
        "carry_out",
        "claim_cost",
        "commission_auction",
        "confirm_address",
        "convert",
        "court_ruling",
        "decide_enforcement",
        "dispose_goods",
        "end_enforcement",
        "freeze",
        "late_fine",
        "make_agreement",
        "object_police",
        "order_to_correct",
        "pause",
        "perform_order",
        "police_file",
        "police_refuse",
        "raise_dispute",
        "receive_material",
        "record_cost",
        "refuse_crime",
        "refuse_plan",
        "refuse_renewal",
        "renew",
        "report_crime",
        "report_for_record",
        "restore",
        "resume",
        "resume_enforcement",
        "return_surplus",
        "send_crime",
        "substitute_now",
        "suspend_enforcement",
        "transfer",
        "transfer_deposit",
    }
)

__all__ = ["CHAPTERS", "EFFECTS", "RECORDED"]
