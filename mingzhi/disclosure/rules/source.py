"""What other rooms hand to the printing house: a decision that must be published, and a finished notice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSource:
    """A decision that has just been made, as far as the duty to publish depends on it.

    ``act_kind`` is one of 行政处罚, 行政许可, 行政强制, 行政检查, 行政征收, 行政征用; ``procedure`` the
    procedure's code or name; ``department`` the branch whose own rules apply (市场监管); ``subject_urn``
    the thing whose timeline shows what happens (the case; default: the decision itself).
    ``measure`` is the step a coercive decision was made by (seize, lift_seizure …), for lines about
    that alone. ``party_region_code`` is where the party is registered (empty = in the same province).
    ``imposes`` is False for a decision not to punish (行政处罚法 §57-1(2), (3)), ``grants`` for one that
    refuses a licence (行政许可法 §38-2).
    """

    urn: str
    label: str
    act_kind: str
    procedure: str
    agency_code: str
    agency_name: str
    region_code: str
    region_name: str
    number: str
    decided_on: date
    level: str = ""
    department: str = ""
    subject_urn: str = ""
    subject_label: str = ""
    party_is_minor: bool = False
    party_is_person: bool = False
    party_region_code: str = ""
    penalty_kinds: tuple[str, ...] = ()
    measure: str = ""
    imposes: bool = True
    grants: bool = True

    @property
    def summary_procedure(self) -> bool:
        """Tell whether the decision was made on the spot (行政处罚法 第五十一条)."""
        return "summary" in self.procedure or "简易" in self.procedure

    @property
    def only_warning(self) -> bool:
        """Tell whether a warning is the only penalty."""
        return bool(self.penalty_kinds) and set(self.penalty_kinds) == {"警告"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFacts:
    """What the rules on the length of publication look at; ``imposes`` as in DecisionSource."""

    department: str = ""
    penalty_kinds: tuple[str, ...] = ()
    low_fine: bool = False
    minor_and_corrected: bool = False
    summary_procedure: bool = False
    imposes: bool = True
    restricted_days: int = 0  # longest restriction of business or trade in the decision


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeDraft:
    """A finished, already redacted notice.

    ``kind`` is a code of :data:`mingzhi.disclosure.rules.kinds.KINDS`; ``fields`` the decision table in
    the order in which it is read; ``text`` the full redacted text; ``marks`` what was hidden and why
    (internal, never shown); ``names_checked`` the names for which the leak test was run; ``doubts`` what
    may be a name (``text``, ``before``, ``after``) and must be said by the second person; ``party_code``
    only for organisations; ``facts`` what the period rules look at.
    """

    kind: str
    title: str
    number: str
    agency_code: str
    agency_name: str
    region_code: str
    region_name: str
    party_name: str
    party_kind: str
    party_code: str = ""
    level: str = ""
    decided_on: date
    fields: Sequence[tuple[str, str]] = ()
    text: str = ""
    marks: Sequence[Mapping[str, object]] = ()
    names_checked: Sequence[str] = ()
    doubts: Sequence[Mapping[str, str]] = ()
    pdf: bytes = b""
    facts: PeriodFacts = field(default_factory=PeriodFacts)
