"""Where a refusal leads: the steps its way out speaks of. It permits nothing, the gate does."""

from collections.abc import Mapping

from mingzhi.cases.rules.following import FIRST

OUT: Mapping[str, tuple[str, ...]] = {
    **FIRST,
    "cases.small_enough": ("convert",),
    "cases.not_heavier_than_told": ("convert",),
    "cases.fine_collected": ("collect_on_spot",),
    "cases.fine_handed_in": ("hand_in",),
    "cases.summary_reported": ("report_for_record",),
    "cases.prima_facie": ("inspect", "inquire"),
    "cases.evidence_collected": ("inspect", "inquire"),
    "cases.preservation_approved": ("approve_preservation",),
    "cases.seizure_approved": ("approve_seizure",),
    "cases.freezing_approved": ("approve_freezing",),
    "cases.measures_settled": ("handle_preservation", "lift_seizure", "lift_freezing"),
    "cases.recusal_settled": ("decide_recusal",),
    "cases.notice_served": ("serve_notice",),
    "cases.waiting_over": ("waive_rights",),
    "cases.defence_waiting": ("record_defence",),
    "cases.hearing_record_read": ("hold_hearing",),
    "cases.hearing_reported": ("report_hearing",),
    "cases.review_not_required": ("submit_review",),
    "cases.remedy_is_pending": ("file_remedy",),
    "cases.redone": ("redo",),
    "cases.surplus_returned": ("return_surplus",),
    "cases.unperformed_explained": ("complete",),
}
"""A refusal → the steps its way out speaks of: a form that is refused leads to those that can be taken."""
