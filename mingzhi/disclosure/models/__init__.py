from mingzhi.disclosure.models.channel import Channel
from mingzhi.disclosure.models.data_edition import DataEdition
from mingzhi.disclosure.models.duty import Duty, DutyState
from mingzhi.disclosure.models.exemption import Exemption, ExemptionEnd, FilingCheck
from mingzhi.disclosure.models.notice import Check, Notice, NoticeVersion
from mingzhi.disclosure.models.outbox import IndexJob
from mingzhi.disclosure.models.outlet import Delivery, DeliveryAttempt, Outlet
from mingzhi.disclosure.models.publication import Correction, Leaf, Publication, Withdrawal
from mingzhi.disclosure.models.register import RegisterEdition, RegisterRow
from mingzhi.disclosure.models.report import Report, ReportAnswer, ReportWords
from mingzhi.disclosure.models.statement import Statement

__all__ = [
    "Channel",
    "Check",
    "Correction",
    "DataEdition",
    "Delivery",
    "DeliveryAttempt",
    "Duty",
    "DutyState",
    "Exemption",
    "ExemptionEnd",
    "FilingCheck",
    "IndexJob",
    "Leaf",
    "Notice",
    "NoticeVersion",
    "Outlet",
    "Publication",
    "RegisterEdition",
    "RegisterRow",
    "Report",
    "ReportAnswer",
    "ReportWords",
    "Statement",
    "Withdrawal",
]
