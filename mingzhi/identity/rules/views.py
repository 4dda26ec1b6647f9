"""What this room tells other rooms: frozen values, no rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView:
    """An agency as it stood on a day."""

    code: str
    name: str
    sign: str
    level: str
    region_code: str
    region_name: str
    government: str
    superior_code: str
    superior_name: str
    reconsideration_body: str
    court: str
    payment: str
    address: str
    phone: str
    kind: str = ""
    field: str = ""
    review_unit: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person by name and urn."""

    urn: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerView:
    """An officer of an agency with the certificate that counts on the day."""

    urn: str
    name: str
    certificate_number: str
    valid: bool
    state: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateView:
    """A certificate as it stood on a day; ``state`` is issued, suspended, restored, withdrawn or expired."""

    urn: str
    number: str
    kind: str
    person_urn: str
    person_name: str
    agency_code: str
    since: date
    until: date
    state: str
    valid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewerView:
    """A reviewer; ``qualified`` tells whether a ground to review stood on the day."""

    urn: str
    name: str
    qualification: str
    qualified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentView:
    """One appointment a person may act in; ``uid`` is what the session keeps."""

    uid: str
    person_urn: str
    person_name: str
    role: str
    role_title: str
    agency_code: str
    agency_name: str
    since: date
    until: date | None
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselView:
    """A legal counsel under contract on a day."""

    urn: str
    name: str
    kind: str
    firm: str
    scope: str
    shared: bool
    since: date
    until: date
    agency_code: str
