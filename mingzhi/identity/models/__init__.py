from mingzhi.identity.models.account import Account
from mingzhi.identity.models.agency import Agency, AgencyVersion
from mingzhi.identity.models.appointment import Appointment
from mingzhi.identity.models.certificate import Certificate, CertificateEvent
from mingzhi.identity.models.delegation import Delegation
from mingzhi.identity.models.person import Person
from mingzhi.identity.models.public_item import PublicItem
from mingzhi.identity.models.region import Region
from mingzhi.identity.models.reviewer import Counsel, ReviewerQualification
from mingzhi.identity.models.role import Role

__all__ = [
    "Account",
    "Agency",
    "AgencyVersion",
    "Appointment",
    "Certificate",
    "CertificateEvent",
    "Counsel",
    "Delegation",
    "Person",
    "PublicItem",
    "Region",
    "ReviewerQualification",
    "Role",
]
