"""A decision beside the case's own owes the public from the moment it is made (浙政办发〔2019〕20号 二(一)3).

A coercive decision, where the declaration of its step says ``discloses``; a decision on a licence after its
grant, in every version of the licence procedure (行政许可法 §40, §49, §50, §70).
"""

from typing import Any

from mingzhi.cases.acts.work import Work
from mingzhi.cases.models import CoerciveDecision, LicenceChange
from mingzhi.cases.notices import coercive_source, licence_change_source
from mingzhi.cases.queries.facts.enforcing import DECISIONS
from mingzhi.cases.rules.licence_changes import OUTCOMES, outcome_of
from mingzhi.disclosure.acts import create_duties


def owe_publication(work: Work) -> None:
    """Write the decision a step has made, if it made one, and create its duties in the step's transaction."""
    if work.declared.discloses:
        coerced = CoerciveDecision.objects.create(
            title=_title(work),
            core_hash=work.facts.enforcement.core_hash if work.declared.code in DECISIONS else None,
            **_made(work),
        )
        _enter(work, coerced.urn, "coercive_decision")
        create_duties(actor=work.actor, source=coercive_source(coerced))
    elif outcome := outcome_of(work.case.kind, work.declared.code, work.data):
        changed = LicenceChange.objects.create(title=OUTCOMES[outcome].title, outcome=outcome, **_made(work))
        _enter(work, changed.urn, "licence_change")
        create_duties(actor=work.actor, source=licence_change_source(changed))


def _made(work: Work) -> dict[str, Any]:
    return {
        "case": work.case,
        "step": work.row,
        "kind": work.declared.code,
        "number": work.document_number,
        "agency_code": work.case.agency_code,
        "decided_on": work.day,
        "document_uid": work.document_uid,
    }


def _enter(work: Work, urn: str, told: str) -> None:
    work.about = work.row
    work.mentions.append(urn)
    work.told[told] = urn


def _title(work: Work) -> str:
    measure = str(work.row.data.get("measure", ""))
    return f"{measure}财物" if measure else work.declared.title
