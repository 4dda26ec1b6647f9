"""The only writers of this room."""

from mingzhi.disclosure.acts.data import seal_data
from mingzhi.disclosure.acts.duties import create_duties
from mingzhi.disclosure.acts.ending import end_early, expire, expire_due, withdraw
from mingzhi.disclosure.acts.exempting import exempt
from mingzhi.disclosure.acts.filings import check_filing, end_exemption
from mingzhi.disclosure.acts.outlets.carried import Receipt, confirm_push, give_up_push, retry_push
from mingzhi.disclosure.acts.outlets.deliveries import confirm_delivery, confirm_removal
from mingzhi.disclosure.acts.outlets.keeping import close_outlet, open_outlet, test_outlet
from mingzhi.disclosure.acts.owing import owe_correction
from mingzhi.disclosure.acts.preparing import check_notice, prepare_notice
from mingzhi.disclosure.acts.publishing import correct, publish
from mingzhi.disclosure.acts.registers import publish_register
from mingzhi.disclosure.acts.releasing import release_duties
from mingzhi.disclosure.acts.reports.answering import close_report, find_report, forward_report, refuse_report
from mingzhi.disclosure.acts.reports.forgetting import forget_due, forget_report_contact, read_report_contact
from mingzhi.disclosure.acts.reports.reporting import raise_objection, report_error
from mingzhi.disclosure.acts.sealing import seal_statement

__all__ = [
    "Receipt",
    "check_filing",
    "check_notice",
    "close_outlet",
    "close_report",
    "confirm_delivery",
    "confirm_push",
    "confirm_removal",
    "correct",
    "create_duties",
    "end_early",
    "end_exemption",
    "exempt",
    "expire",
    "expire_due",
    "find_report",
    "forget_due",
    "forget_report_contact",
    "forward_report",
    "give_up_push",
    "open_outlet",
    "owe_correction",
    "prepare_notice",
    "publish",
    "publish_register",
    "raise_objection",
    "read_report_contact",
    "refuse_report",
    "release_duties",
    "report_error",
    "retry_push",
    "seal_data",
    "seal_statement",
    "test_outlet",
    "withdraw",
]
