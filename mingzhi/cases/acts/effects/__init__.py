"""The writers behind the steps, by the names the declarations use.

``RECORDED`` are effects whose facts are read from the step's own row: nothing more is written.
"""

from mingzhi.cases.acts.effects import (
    deciding,
    ending,
    executing,
    measures,
    notifying,
    remedies,
    reviewing,
    serving,
    starting,
)
from mingzhi.cases.acts.work import EFFECTS

CHAPTERS = (starting, measures, reviewing, notifying, serving, deciding, remedies, executing, ending)

RECORDED = frozenset(
    {
        "accept",
        "add_evidence",
        "apply_court",
        "approve_crime",
        "approve_freezing",
        "approve_preservation",
        "approve_proposal",
        "approve_seizure",
        "ask_plan",
        "ask_recusal",
        "ask_renewal",
        "cancel",
        "confirm_address",
        "convert",
        "court_ruling",
        "dispose_goods",
        "freeze",
        "late_fine",
        "object_police",
        "order_to_correct",
        "pause",
        "perform_order",
        "police_file",
        "police_refuse",
        "raise_dispute",
        "receive_material",
        "refuse_crime",
        "refuse_plan",
        "refuse_renewal",
        "renew",
        "report_crime",
        "report_for_record",
        "restore",
        "resume",
        "send_crime",
        "take_back",
        "transfer",
    }
)

__all__ = ["CHAPTERS", "EFFECTS", "RECORDED"]
