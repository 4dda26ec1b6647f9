"""Take a step of a case: the one door through which a procedure moves.

``take_step`` asks the gate, reserves the number and renders the document outside any transaction,
then commits :func:`perform`, which asks the gate again under the lock if anything came in between.
When the commit fails, the number is voided with the reason.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from mingzhi.cases import policy
from mingzhi.cases.acts import papers
from mingzhi.cases.acts.asking import Asked, ask, last_step, read_after, still_holds
from mingzhi.cases.acts.beside import owe_publication
from mingzhi.cases.acts.coercion import measure_of
from mingzhi.cases.acts.effects import EFFECTS, RECORDED
from mingzhi.cases.acts.moving import move, run_clocks
from mingzhi.cases.acts.work import Draft, Work
from mingzhi.cases.models import Case, Step
from mingzhi.cases.rules.coercive import state_left
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared
from mingzhi.records.models import Document
from mingzhi.trail.acts.frame import act, current_moment, describe


def take_step(
    *,
    actor: Actor,
    case: Case,
    step: str,
    data: Mapping[str, Any] | None = None,
    officers: Sequence[str] = (),
    occurred_at: datetime | None = None,
    late_reason: str = "",
    alongside: Callable[[Step], object] | None = None,
) -> Step:
    """Take ``step`` of the case: gate → number → document → commit.

    ``data`` are the step's fields (canonical JSON), ``officers`` the person urns of the officers who
    acted. ``alongside`` files what came with the step, in its transaction: what it refuses, the step
    is not taken either. Raises the gate's Refusal, Invalid naming the field, Conflict when somebody was
    faster.
    """
    policy.must_see(actor, case.agency_code)
    newest = last_step(case.pk)
    asked = ask(
        actor=actor,
        case=_as_it_is(case.pk)[0],
        step=step,
        data=data or {},
        officers=officers,
        at=occurred_at or clock.now(),
    )
    draft = papers.prepare(actor=actor, asked=asked)
    commit: Callable[..., Step] = perform
    try:
        return commit(
            actor=actor,
            case=asked.case,
            step=step,
            data=asked.data,
            officers=tuple(officers),
            draft=draft,
            before=asked if read_after(asked, newest) else None,
            alongside=alongside,
            occurred_at=occurred_at,
            late_reason=late_reason,
        )
    except BaseException as error:
        papers.abandon(actor=actor, draft=draft, reason=str(error))
        raise


@prepared
def _as_it_is(case: int) -> QuerySet[Case]:
    return Case.objects.filter(pk=case)


@act(
    "cases.take_step",
    title=_("办理步骤"),
    may=policy.may_take,
    locks="case",
    serves=("1a", "2.2.1a", "2.2.3c", "2.3.4a"),
    basis=("行政处罚法 §47",),
)
def perform(
    *,
    actor: Actor,
    case: Case,
    step: str,
    data: Mapping[str, Any],
    officers: Sequence[str] = (),
    draft: Draft | None = None,
    before: Asked | None = None,
    alongside: Callable[[Step], object] | None = None,
) -> Step:
    """Record a step of a case with its effects, clocks, state and document, all or nothing.

    ``before`` is what the gate answered just before the lock was taken; it counts as long as no step
    has come in between, otherwise the gate is asked again.
    """
    at, _recorded = current_moment()
    if before is not None and still_holds(before, case, at):
        asked = replace(before, case=case, at=at)
    else:
        asked = ask(actor=actor, case=case, step=step, data=data, officers=officers, at=at)
    row = _row(asked, actor)
    document = None
    if draft is not None and draft.paper is not None:
        document = papers.file(
            actor=actor,
            case=case,
            step_urn=row.urn,
            object_urn=asked.object_urn,
            draft=draft,
            paper=draft.paper,
        )
        row.document_uid, row.document_number = str(document.uid), draft.number
    row.save(force_insert=True)
    work = Work(
        actor=actor,
        case=case,
        procedure=asked.procedure,
        declared=asked.declared,
        facts=asked.facts,
        data=asked.data,
        officers=asked.officers,
        row=row,
        document_uid=row.document_uid,
        document_number=row.document_number,
        draft=draft,
    )
    work.measure = measure_of(work)
    if asked.declared.effect and asked.declared.effect not in RECORDED:
        EFFECTS[asked.declared.effect](work)
    owe_publication(work)
    run_clocks(work)
    move(case, row.state_after, row, final=asked.procedure.by_state[row.state_after].final)
    (alongside or _alone)(row)
    _tell(work, asked, document)
    return row


def _alone(_row: Step) -> None:
    """File nothing: the step came without material."""


def _row(asked: Asked, actor: Actor) -> Step:
    declared, case, data = asked.declared, asked.case, asked.data
    first, second = (*asked.acting, None, None)[:2]
    return Step(
        case=case,
        procedure=case.procedure,
        code=declared.code,
        title=declared.title,
        stage=declared.stage.value,
        basis=list(declared.basis),
        data={**data, **asked.computed},
        occurred_at=asked.at,
        recorded_at=clock.now(),
        actor_urn=actor.urn,
        actor_label=actor.label,
        officers_needed=declared.officers,
        officer_first=first.urn if first else "",
        officer_first_label=first.name if first else "",
        officer_first_certificate=first.certificate_number if first else "",
        officer_second=second.urn if second else "",
        officer_second_label=second.name if second else "",
        officer_second_certificate=second.certificate_number if second else "",
        identity_shown=data.get("id_shown") is True,
        rights_told=data.get("rights_told") is True,
        state_before=case.state,
        state_after=declared.target
        or state_left(declared.code, case.state, data.get("against"), asked.facts.beside),
    )


def _tell(work: Work, asked: Asked, document: Document | None) -> None:
    row, case = work.row, work.case
    hashes = dict(work.hashes)
    people = [officer.urn for officer in asked.officers]
    if document is not None:
        hashes["document"] = document.file.sha256
    describe(
        subject=case.urn,
        label=case.label,
        content={
            "step": row.code,
            "data": dict(row.data),
            "from": row.state_before,
            "to": row.state_after,
            "officers": [officer.name for officer in asked.acting],
            "certified": [[officer.urn, officer.certificate_number] for officer in asked.acting],
            "number": row.document_number,
            **work.told,
        },
        mentions=[urn for urn in (row.urn, *people, *work.mentions, asked.object_urn) if urn],
        hashes=hashes,
        title=row.title,
        stage=row.stage,
        basis=row.basis,
        act=f"cases.{row.code}",
    )
