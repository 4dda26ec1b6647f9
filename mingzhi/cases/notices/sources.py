"""What of a decision its duties to publish depend on (浙政办发〔2019〕20号 二(一)3)."""

from datetime import date
from typing import Any

from mingzhi.cases.models import CoerciveDecision, Decision, LicenceChange, Party
from mingzhi.cases.rules.core import NO_PENALTY, ContentCore, read_core
from mingzhi.cases.rules.licence_changes import OUTCOMES
from mingzhi.cases.rules.severity import KINDS as PENALTY_KINDS
from mingzhi.disclosure.rules.source import DecisionSource
from mingzhi.identity.queries import agency_on

_MINOR_AGE = 18
COERCION = "行政强制"


def source_of(decision: Decision) -> DecisionSource:
    """Return the decision as far as its duties to publish depend on it."""
    case = decision.case
    return DecisionSource(
        label=f"{decision.number or case.number} {case.cause}",
        act_kind=case.kind,
        penalty_kinds=penalty_titles(read_core(decision.core.core)),
        imposes=decision.outcome not in NO_PENALTY,
        grants=decision.outcome != "refuse",
        **_of_the_case(decision),
    )


def is_minor(party: Party, on: date) -> bool:
    """Tell whether the party was under eighteen on the day of the decision."""
    if party.birth_date is None:
        return False
    born = party.birth_date
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < _MINOR_AGE


def penalty_titles(core: ContentCore) -> tuple[str, ...]:
    """Return the titles of the penalties, each once."""
    return tuple(dict.fromkeys(PENALTY_KINDS[item.kind].title for item in core.penalties))


def coercive_source(decision: CoerciveDecision) -> DecisionSource:
    """Return a coercive decision as far as its duties to publish depend on it."""
    return DecisionSource(
        label=f"{decision.number or decision.case.number} {decision.title}",
        act_kind=COERCION,
        measure=decision.kind,
        **_of_the_case(decision),
    )


def licence_change_source(change: LicenceChange) -> DecisionSource:
    """Return a decision on a licence after its grant as far as its duties to publish depend on it."""
    return DecisionSource(
        label=f"{change.number or change.case.number} {change.title}",
        act_kind=change.case.kind,
        grants=OUTCOMES[change.outcome].grants,
        **_of_the_case(change),
    )


def _of_the_case(decision: Decision | CoerciveDecision | LicenceChange) -> dict[str, Any]:
    case = decision.case
    party = Party.objects.get(case=case, until__isnull=True)
    return {
        "urn": decision.urn,
        "procedure": case.procedure,
        "agency_code": case.agency_code,
        "agency_name": case.agency_name,
        "region_code": case.region_code,
        "region_name": case.region_name,
        "level": case.agency_level,
        "department": agency_on(case.agency_code, decision.decided_on).field,
        "number": decision.number,
        "decided_on": decision.decided_on,
        "subject_urn": case.urn,
        "subject_label": case.label,
        "party_is_minor": is_minor(party, decision.decided_on),
        "party_is_person": party.kind == "person",
    }
