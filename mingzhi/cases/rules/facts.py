"""The facts of a case, as the guards see them: one frozen picture taken inside the act.

``cases/queries`` builds it from rows; rules never read tables. Dates are days of China, moments are
aware. Everything has a default, so a test states only what matters.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from mingzhi.cases.rules.coercive import CoerciveFact
from mingzhi.cases.rules.core import ContentCore
from mingzhi.cases.rules.enforcement import EnforcementFacts
from mingzhi.cases.rules.licence_kinds import LicenceFacts
from mingzhi.cases.rules.payment import PaymentFact
from mingzhi.cases.rules.publication import PublicationFact
from mingzhi.cases.rules.taken import TakenFact
from mingzhi.catalogue.rules.powers import FineRule


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerFact:
    """An officer with the state of the certificate on the day of the step."""

    urn: str
    name: str = ""
    certificate_number: str = ""
    certificate_valid: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyFact:
    """The party: ``kind`` is ``person``, ``individual_business`` or ``organisation``."""

    kind: str = "organisation"
    name: str = ""
    age: int | None = None  # at the time of the act, for natural persons
    known: bool = True  # identified; suspects may be unknown while a clue is checked
    citizen: bool = False  # whether the sums for citizens hold: rules/party_kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFact:
    """One round of legal review; ``opinion`` empty while it is under review."""

    round: int
    core_hash: str
    opinion: str = ""  # 同意 · 建议纠正 · 建议补充调查 · 其他
    after_hearing: bool = False
    submitted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFact:
    """One notice of proposed penalty; the last one in ``CaseFacts.notices`` counts."""

    core_hash: str
    core: ContentCore | None = None
    served_on: date | None = None
    hearing_right: bool = False
    waived: bool = False  # the party expressly gave up defence (and hearing)
    waiting_until: date | None = None  # last day of the party's time


@dataclass(frozen=True, slots=True, kw_only=True)
class DefenceFact:
    """One statement of defence and what the agency answered."""

    raised_on: date
    answered: bool = False
    accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingFact:
    """The hearing of the case, from the request to the report."""

    requested_on: date | None = None
    accepted: bool = False
    notified_on: date | None = None
    set_for: date | None = None
    earliest_on: date | None = None  # first lawful day after the notice (7 wd)
    held_on: date | None = None
    ended_without: bool = False  # withdrawn, absent, left: counted as given up
    reported: bool = False
    asked: bool = True  # somebody asked for it; a licence hearing may be held without

    @property
    def open(self) -> bool:
        """Requested and neither reported nor given up."""
        return self.requested_on is not None and not (self.reported or self.ended_without)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFact:
    """The decision; ``outcome`` as in ContentCore, ``standing`` what later became of it."""

    outcome: str
    core_hash: str
    core: ContentCore | None = None
    number: str = ""
    decided_on: date | None = None
    told_publication: bool = False
    correction_pending: bool = False  # a correction is approved but not served
    standing: str = "standing"  # standing · upheld · changed · revoked · unlawful · void


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFact:
    """A served document by template code; an announcement is served 30 days after it appears."""

    document: str
    manner: str = "direct"
    served_on: date | None = None
    effective_on: date | None = None  # day from which the law counts it as served


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureFact:
    """An interim measure: ``preservation``, ``seizure``, ``sealing`` or ``freezing``."""

    kind: str
    key: str = ""  # of the step that took it
    number: str = ""  # of the decision by which it was taken
    what: str = ""  # the first thing on its list; of a freezing the account
    taken_at: datetime | None = None
    urgent: bool = False
    approved_at: datetime | None = None
    until: date | None = None
    extended: bool = False
    testing: bool = False  # a testing period is running
    lifted_on: date | None = None

    @property
    def open(self) -> bool:
        """Still in force on paper."""
        return self.lifted_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFact:
    """A running or ended limit of the case (``code`` as in the procedure's limits)."""

    code: str
    started: date | None = None
    due: date | None = None
    paused: bool = False
    ended_on: date | None = None
    extensions: int = 0
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyFact:
    """Reconsideration or litigation against the decision on the act itself."""

    kind: str  # reconsideration · litigation
    filed_on: date | None = None
    ended_on: date | None = None
    outcome: str = ""  # upheld · changed · revoked · unlawful · void · rejected · withdrawn
    execution_stayed: bool = False

    @property
    def pending(self) -> bool:
        """Filed and not ended."""
        return self.ended_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class FineFacts:
    """What the statute says of the fine: its ranges, the articles they belong to, the amounts known."""

    rules: tuple[FineRule, ...] = ()
    breached: frozenset[str] = frozenset()
    amounts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFacts:
    """Everything the guards of a procedure need to know about one case on one day."""

    state: str
    procedure: str = "ordinary"
    version: str = ""
    agency_code: str = ""
    opened_on: date | None = None
    filed_on: date | None = None
    act_ended_on: date | None = None  # the unlawful act, or its end when it continued
    harmful: bool = False  # life, health or financial safety with harm: five years
    power_in_force: bool = True
    delegated: bool = False  # handled under delegation: no coercive measures
    party: PartyFact = field(default_factory=PartyFact)
    handlers: tuple[OfficerFact, ...] = ()
    recused: frozenset[str] = frozenset()
    recusal_pending: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()  # codes of the steps taken so far
    taken: tuple[TakenFact, ...] = ()  # the steps themselves, in the order in which they were recorded
    evidence: int = 0
    inspections: int = 0
    order_to_correct: bool = False
    concluded_on: date | None = None
    proposed: ContentCore | None = None
    clearance_hash: str = ""  # core hash of the last passed review
    clearance_after_hearing: bool = False
    review_required: bool = True
    review_reason: str = ""
    reviews: tuple[ReviewFact, ...] = ()
    coordination_open: bool = False
    new_facts_since_notice: bool = False
    notices: tuple[NoticeFact, ...] = ()
    defences: tuple[DefenceFact, ...] = ()
    hearing: HearingFact = field(default_factory=HearingFact)
    hearing_grounds: tuple[str, ...] = ()  # why the proposed core gives a right to a hearing
    fines: FineFacts = field(default_factory=FineFacts)
    approved_hash: str = ""  # core hash the head approved to be notified (市监程序规定 §56)
    discussion_grounds: tuple[str, ...] = ()  # why it must be discussed collectively
    discussed_hash: str = ""  # core hash that was discussed collectively
    decision: DecisionFact | None = None
    services: tuple[ServiceFact, ...] = ()
    approvals: frozenset[str] = frozenset()  # unused approvals: preservation · seizure
    measures: tuple[MeasureFact, ...] = ()
    clocks: tuple[ClockFact, ...] = ()
    remedies: tuple[RemedyFact, ...] = ()
    payment: PaymentFact = field(default_factory=PaymentFact)
    to_give_back: bool = False  # more came in than the decision still asks for, and was not returned
    redo_ordered: bool = False  # the decision fell with the order to decide anew, and nobody began
    anew: str = ""  # number of the fallen decision in whose place one is made now
    fallen_core: ContentCore | None = None  # what may not be decided again (行政复议法 §64-2)
    goods_pending: bool = False  # confiscated goods not yet disposed of
    orders_pending: bool = False  # penalties other than money and goods not yet carried out
    coercive: tuple[CoerciveFact, ...] = ()  # measures, late fines, decisions to enforce, oldest first
    licence_changes: tuple[CoerciveFact, ...] = ()  # renewals, changes, cancellations with a number
    enforcement: EnforcementFacts = field(default_factory=EnforcementFacts)
    court_applied_on: date | None = None
    court_outcome: str = ""  # executed · terminated · refused
    crime_approved_at: datetime | None = None
    crime_refused: bool = False
    crime_sent_at: datetime | None = None
    police_answer: str = ""  # filed · not_filed
    police_refusals: int = 0
    police_objected: bool = False  # against the last refusal (移送规定 §9)
    withdrawal_due_on: date | None = None
    publication_withdrawn: bool = False
    publication: PublicationFact | None = None  # what is public of the decision; only where a right asks
    closure_ground: str = ""
    documents: frozenset[str] = frozenset()  # template codes present in the file
    requests: tuple[str, ...] = ()  # rights the party has used and nobody has taken up yet, oldest first
    application_complete: bool = False  # licence: material complete
    licence: LicenceFacts = field(default_factory=LicenceFacts)
    licence_valid_until: date | None = None
    renewal_reopened: bool = False  # a decision on renewal fell: the application waits again
    renewal_latest_on: date | None = None  # thirty days before it runs out

    @property
    def beside(self) -> tuple[CoerciveFact, ...]:
        """The decisions beside the case's own, each open to a remedy of its own."""
        return (*self.coercive, *self.licence_changes)

    @property
    def notice(self) -> NoticeFact | None:
        """The last notice of proposed penalty."""
        return self.notices[-1] if self.notices else None

    @property
    def review(self) -> ReviewFact | None:
        """The last review round."""
        return self.reviews[-1] if self.reviews else None

    @property
    def remedy(self) -> RemedyFact | None:
        """The pending remedy, if any."""
        return next((item for item in reversed(self.remedies) if item.pending), None)

    def measure(self, kind: str) -> MeasureFact | None:
        """Return the open measure of ``kind`` that ends first (``seizure`` also finds ``sealing``)."""
        kinds = ("seizure", "sealing") if kind == "seizure" else (kind,)
        found = [item for item in self.measures if item.open and item.kind in kinds]
        return min(found, key=lambda item: item.until or date.max, default=None)

    def clock(self, code: str) -> ClockFact | None:
        """Return the last clock of that limit."""
        return next((item for item in reversed(self.clocks) if item.code == code), None)

    def served(self, document: str) -> ServiceFact | None:
        """Return the last effective service of the document."""
        return next(
            (s for s in reversed(self.services) if s.document == document and s.served_on is not None),
            None,
        )
