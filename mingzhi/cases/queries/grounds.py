"""Why a proposal gives a right to a hearing, must be discussed, must be reviewed: local rules as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhi.cases.queries.rows import Rows, general_review
from mingzhi.cases.rules.core import ContentCore, read_core
from mingzhi.cases.rules.discretion import DiscussionRule, discussion_grounds, lawful_range, tier_of
from mingzhi.cases.rules.facts import FineFacts
from mingzhi.cases.rules.hearing import DEFAULT as HEARING_DEFAULT
from mingzhi.cases.rules.hearing import HearingThresholds, hearing_grounds
from mingzhi.cases.rules.procedures.fields import REVIEW_GROUNDS
from mingzhi.catalogue.queries import lasting_power
from mingzhi.catalogue.rules.parameters import ParameterView
from mingzhi.catalogue.rules.review import ReviewDemand, ReviewFacts, demand

STATUTORY_REVIEW = frozenset(
    {"penalty.public_interest", "penalty.hearing", "penalty.complex", "penalty.by_statute"}
)
"""The four cases of 行政处罚法 §58-1, which are also discussed collectively (程序规定 §60-2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What local rules make of the proposed core."""

    hearing: tuple[str, ...] = ()
    discussion: tuple[str, ...] = ()
    demand: ReviewDemand | None = None


def proposed_core(rows: Rows) -> ContentCore | None:
    """Return the core proposed last."""
    return read_core(rows.cores[-1].core) if rows.cores else None


def grounds_of(rows: Rows, core: ContentCore | None) -> Grounds:
    """Evaluate the local rules for the core."""
    if core is None or rows.case.procedure == "summary":
        return Grounds()
    values = rows.law.parameters
    general = values.get(general_review(rows.case.kind))
    demanded = demand(
        rows.law.review_rules,
        review_facts(rows, core),
        procedure=rows.case.procedure,
        general=general is None or general.on,
        general_citation=general.citation if general else "浙政办发〔2019〕20号 二(三)2",
    )
    if core.outcome != "penalty":
        return Grounds(demand=demanded)
    return Grounds(
        hearing=hearing_grounds(core, citizen=rows.citizen, thresholds=_thresholds(values)),
        discussion=discussion_grounds(
            core,
            statute=lawful_range(rows.law.power.fines, amounts_of(rows)),
            tier=tier_of(rows.law.power.benchmarks, core.mitigation, amounts_of(rows)),
            major=_major(demanded),
            rule=_discussion_rule(values),
        ),
        demand=demanded,
    )


def review_facts(rows: Rows, core: ContentCore) -> ReviewFacts:
    """Return what the review table looks at."""
    ticked = {code for step in rows.steps for code, value in step.data.items() if value is True}
    named = {field.code for field in REVIEW_GROUNDS} & ticked
    flags = {
        "hearing": any(row.held_on for row in rows.hearings),
        "crime": "report_crime" in rows.done,
        "seizure": any(row.kind != "preservation" for row in rows.measures),
        "interested_party": "tell_third_party" in rows.done,
    }
    return ReviewFacts(
        party_kind=rows.party.kind,
        fine=core.fine,
        confiscated=core.money - core.fine,
        penalty_kinds=frozenset(item.kind for item in core.penalties),
        outcome=core.outcome,
        mitigation=core.mitigation,
        flags=frozenset(name for name, holds in flags.items() if holds) | named,
    )


def _thresholds(values: Mapping[str, ParameterView]) -> HearingThresholds:
    citizen, organisation = values.get("hearing.fine.person"), values.get("hearing.fine.organisation")
    if citizen is None or organisation is None:
        return HEARING_DEFAULT
    return HearingThresholds(
        citizen=citizen.number,
        organisation=organisation.number,
        citizen_confiscation=_whole(values.get("hearing.confiscation.person")),
        organisation_confiscation=_whole(values.get("hearing.confiscation.organisation")),
    )


def _whole(found: ParameterView | None) -> int | None:
    return None if found is None else found.number


def amounts_of(rows: Rows) -> dict[str, int]:
    """Return the amounts the range of a fine depends on, as the report stated them last; in cents."""
    value = next(
        (step.data["goods_value"] for step in reversed(rows.steps) if "goods_value" in step.data), None
    )
    return {} if value is None else {"货值金额": int(value)}


def fine_facts(rows: Rows) -> FineFacts:
    """Return what the statute says of the fine; nothing for acts that are no penalty."""
    if rows.case.kind != "行政处罚":
        return FineFacts()
    power = lasting_power(rows.case.power_uid)
    return FineFacts(rules=power.fines, breached=frozenset(power.breached), amounts=amounts_of(rows))


def _discussion_rule(values: Mapping[str, ParameterView]) -> DiscussionRule:
    below = values.get("discussion.below_minimum")
    return DiscussionRule(below_minimum=below is None or below.value is True)


def _major(found: ReviewDemand) -> str:
    """The reason why the case is one of those of 行政处罚法 §58-1, which are also discussed."""
    return found.reason.rstrip("。") if found.rule_code in STATUTORY_REVIEW else ""
