"""The legal review list as a decision table (浙政办发〔2019〕20号 二(三)2; 行政处罚法 §58-1).

A rule holds when all its conditions hold; a condition left empty does not narrow it. The rules of all
levels above apply together, so a lower level can only widen; a lower rule of the same code replaces the
one above and must catch everything that one catches.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """What the table looks at.

    ``party_kind``: person, individual_business, organisation. Money in cents. ``outcome`` and
    ``mitigation`` as in the content core. ``flags``: hearing, public_interest, social_risk, many_relations,
    complex, crime, demolition, seizure, interested_party …
    """

    party_kind: str = "organisation"
    fine: int = 0
    confiscated: int = 0
    penalty_kinds: frozenset[str] = frozenset()
    outcome: str = ""
    mitigation: str = ""
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRuleView:
    """One line of the table; ``kind`` is the kind of act, ``reason`` what a person reads."""

    code: str
    kind: str
    reason: str
    citation: str
    jurisdiction: str = ""
    rank: int = 100
    parties: frozenset[str] = frozenset()
    min_fine: int = 0
    min_confiscated: int = 0
    penalties: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    mitigations: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    confirmed: bool = True
    agency: str = ""  # whose line it is; empty: of every agency of the place

    def holds(self, facts: ReviewFacts) -> bool:
        """Tell whether every condition of the line holds."""
        conditions = (
            not self.parties or facts.party_kind in self.parties,
            facts.fine >= self.min_fine,
            facts.confiscated >= self.min_confiscated,
            not self.penalties or bool(self.penalties & facts.penalty_kinds),
            not self.outcomes or facts.outcome in self.outcomes,
            not self.mitigations or facts.mitigation in self.mitigations,
            not self.flags or bool(self.flags & facts.flags),
        )
        return all(conditions)

    def covers(self, other: "ReviewRuleView") -> bool:
        """Tell whether this line catches every case the other catches."""
        sets = ("parties", "penalties", "outcomes", "mitigations", "flags")
        wide = all(_wider(getattr(self, name), getattr(other, name)) for name in sets)
        sums = self.min_fine <= other.min_fine and self.min_confiscated <= other.min_confiscated
        return self.kind == other.kind and wide and sums


def _wider(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """An empty condition catches everything; otherwise the set must contain the other."""
    return not mine or (bool(theirs) and theirs <= mine)


def check_not_narrower(above: ReviewRuleView | None, below: ReviewRuleView) -> None:
    """Refuse a local line that would let something pass which the line above catches."""
    if above is not None and not below.covers(above):
        raise Invalid(
            "catalogue.review.narrower",
            _("下级审核事项“%(reason)s”窄于上级标准，不能采用。"),
            way_out=_("下级可以扩大审核范围，不得缩小；请保留上级的全部情形。"),
            params={"reason": above.reason},
            field="conditions",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDemand:
    """Whether a decision falls under legal review, and why, in words."""

    required: bool
    reason: str
    rule_code: str
    citation: str
    confirmed: bool = True


GENERAL = _("本机关对简易程序以外的决定全面实行法制审核（一案一卷一审）。")
SUMMARY = _("适用简易程序当场作出的决定，不经法制审核。")
NOT_LISTED = _("未列入法制审核事项清单，本类行为未开启全面审核。")


def effective(rules: Iterable[ReviewRuleView], chain: tuple[str, ...]) -> tuple[ReviewRuleView, ...]:
    """Return the lines in force for an agency: per code the nearest level's or its own, ordered by rank.

    A level that widens its line overrules what was set below it before and catches less.
    """
    nearest: dict[str, ReviewRuleView] = {}
    for rule in sorted(rules, key=lambda rule: (-chain.index(rule.jurisdiction), rule.agency)):
        held = nearest.get(rule.code)
        if held is None or rule.covers(held):
            nearest[rule.code] = rule
    return tuple(sorted(nearest.values(), key=lambda rule: (rule.rank, rule.code)))


def demand(
    rules: Iterable[ReviewRuleView],
    facts: ReviewFacts,
    *,
    procedure: str,
    general: bool,
    general_citation: str,
) -> ReviewDemand:
    """Evaluate the table: the first line that holds gives the reason; else the general switch decides."""
    if procedure == "summary":
        return ReviewDemand(required=False, reason=SUMMARY, rule_code="summary", citation="行政处罚法 §51")
    for rule in rules:
        if rule.holds(facts):
            return ReviewDemand(
                required=True,
                reason=rule.reason,
                rule_code=rule.code,
                citation=rule.citation,
                confirmed=rule.confirmed,
            )
    if general:
        return ReviewDemand(required=True, reason=GENERAL, rule_code="general", citation=general_citation)
    return ReviewDemand(
        required=False, reason=NOT_LISTED, rule_code="not_listed", citation="浙政办发〔2019〕20号 二(三)2"
    )
