"""The frozen values in which public notices are handed out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingzhi.disclosure.rules.legal_bases import Basis, bases_of
from mingzhi.disclosure.rules.licences import OfLicence, Standing
from mingzhi.disclosure.rules.outcomes import Outcome, conclusion_of, outcome_of

PUBLIC, WITHDRAWN, EXPIRED, ENDED_EARLY = "public", "withdrawn", "expired", "ended_early"


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyView:
    """Until when a notice had to be public, and why."""

    due_on: date
    basis: str
    derivation: Mapping[str, Any]
    late: bool
    provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One version that is or was public while the notice stands."""

    number: int
    title: str
    document_number: str
    party_name: str
    party_kind: str
    party_code: str
    fields: Sequence[Sequence[str]]
    text: str
    pdf_sha256: str
    pdf_size: int
    since: datetime
    until: datetime | None
    commitment: str
    nature: str = ""  # how this version came: "", correct, update
    reason: str = ""
    after_report: bool = False  # the correction answered a report of an error; by whom is not told


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """A period rule of another channel that stands beside the one applied here."""

    channel: str
    title: str
    basis: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndView:
    """How a notice came down: what the tombstone says."""

    how: str
    at: datetime
    reason: str
    basis: str
    ground: str = ""
    ground_document: str = ""
    since_day: date | None = None
    due_on: date | None = None
    derivation: Mapping[str, Any] = field(default_factory=dict)
    late: bool = False
    commitment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """A notice as the public sees it.

    ``current`` is None once the notice has come down: then only ``end`` speaks, and neither title,
    party nor content is handed out any more.
    """

    uid: str
    kind: str
    kind_title: str
    stage: str
    agency_code: str
    agency_name: str
    region_code: str
    region_name: str
    level: str
    decided_on: date
    first_published_at: datetime
    status: str
    number: str = ""
    current: VersionView | None = None
    versions: Sequence[VersionView] = ()
    expires_on: date | None = None
    period_rule: str = ""
    period_basis: str = ""
    period_derivation: Mapping[str, Any] = field(default_factory=dict)
    period_reason: str = ""
    beside: Sequence[PeriodView] = ()
    duty: DutyView | None = None
    end: EndView | None = None
    same_licence: Sequence[OfLicence] = ()
    standing: Standing | None = None  # what became of the licence whose grant this is

    @property
    def commitment(self) -> str:
        """The commitment whose receipt stands on the page."""
        if self.current is not None:
            return self.current.commitment
        return self.end.commitment if self.end else ""

    @property
    def corrected(self) -> bool:
        """Tell whether the public text has been corrected or updated."""
        return len(self.versions) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list of public notices."""

    uid: str
    kind: str
    kind_title: str
    stage: str
    title: str
    number: str
    party_name: str
    party_kind: str
    agency_code: str
    agency_name: str
    region_code: str
    region_name: str
    decided_on: date
    published_at: datetime
    since: datetime
    version: int
    expires_on: date | None
    pdf_sha256: str = ""
    commitment: str = ""
    text: str = ""
    fields: Sequence[Sequence[str]] = ()

    @property
    def outcome(self) -> Outcome:
        """What it says was imposed."""
        return outcome_of(self.kind, self.fields)

    @property
    def bases(self) -> tuple[Basis, ...]:
        """On which articles it says it rests."""
        return bases_of(self.kind, self.fields)

    @property
    def conclusion(self) -> str:
        """What was decided, in one line."""
        return conclusion_of(self.fields)
