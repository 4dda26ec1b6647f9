"""The gate: may this step be taken now, by this actor? If not, why not, and what is the way out?

``require`` stands in every act that takes a step; ``offers`` gives the case page its buttons and its
"why not?". Both ask the same rules in the same order: known, state, right, recusal, once, requests of the
party, officers, guards, the order of time, entries.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import Any

from mingzhi.cases.rules.chronology import faults_of_days, out_of_order
from mingzhi.cases.rules.entries import check_entries, well_formed
from mingzhi.cases.rules.facts import CaseFacts, OfficerFact
from mingzhi.cases.rules.guards import GUARDS, Question
from mingzhi.cases.rules.guards.beside import ALSO
from mingzhi.cases.rules.procedure import Procedure, Step
from mingzhi.cases.rules.rights import heard
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import Citation, cite
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotNow, Refusal
from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Offer:
    """A step on the case page: possible (no refusal) or not, and why.

    ``here`` tells whether the present state is one of its sources; steps of other states are not
    worth a line on the page.
    """

    step: Step
    refusal: Refusal | None
    here: bool

    @property
    def possible(self) -> bool:
        """The step can be taken now."""
        return self.refusal is None


def require(
    procedure: Procedure,
    facts: CaseFacts,
    step_code: str,
    actor: Actor,
    on: date,
    *,
    data: Mapping[str, Any] | None = None,
    officers: Sequence[OfficerFact] | None = None,
    now: datetime | None = None,
) -> Step:
    """Return the step when it may be taken; raise the first Refusal otherwise.

    With ``data`` and ``officers`` what was entered is checked too (None: only offered). Guards read only
    what has the form of its field: no list for a name, no day of the year 9999.
    """
    step = procedure.by_step.get(step_code)
    if step is None:
        raise Invalid(
            "cases.step",
            _("“%(procedure)s”中没有步骤“%(step)s”。"),
            citation=cite(procedure.basis[0]),
            way_out=_("请从案件页面列出的步骤中选择。"),
            params={"procedure": procedure.title, "step": step_code},
            field="step",
        )
    acting = tuple(officers) if officers is not None else None
    formed = None if data is None else well_formed(step, data)
    question = Question(facts=facts, step=step, actor=actor, on=on, now=now, data=formed, officers=acting)
    for refusal in _refusals(procedure, question):
        raise refusal
    if data is not None:
        for wrong in chain(check_entries(step, data), faults_of_days(question)):
            raise wrong
    return step


def offers(
    procedure: Procedure, facts: CaseFacts, actor: Actor, on: date, *, now: datetime | None = None
) -> tuple[Offer, ...]:
    """Return every step of the procedure with the first reason against it, in declared order."""
    found = []
    for step in procedure.steps:
        if facts.state not in step.sources:
            found.append(Offer(step, _kept_elsewhere(procedure, step, facts.state), here=False))
            continue
        question = Question(facts=facts, step=step, actor=actor, on=on, now=now)
        found.append(Offer(step, next(_refusals(procedure, question), None), here=True))
    return tuple(found)


def demanded(
    facts: CaseFacts, step: Step, actor: Actor, on: date, *, data: Mapping[str, Any]
) -> frozenset[str]:
    """Return the fields that may be left empty by their declaration and not as this case stands.

    The guards that would refuse are asked, so that a form marks what they check and nothing else.
    """
    free = {item.code for item in step.fields if not item.required}
    needed = {code: value for code, value in data.items() if code not in free}
    question = Question(facts=facts, step=step, actor=actor, on=on, data=well_formed(step, needed))
    refused = [refusal for name in step.guards if (refusal := GUARDS[name](question)) is not None]
    return frozenset(refusal.field for refusal in refused if refusal.field in free)


def _refusals(procedure: Procedure, question: Question) -> Iterator[Refusal]:
    """Yield refusals lazily, the weightiest first."""
    for check in (_state, _right, _recusal, _once, _heard, _officers):
        refusal = check(procedure, question)
        if refusal is not None:
            yield refusal
    for name in (*question.step.guards, *ALSO.get(question.step.code, ())):
        refusal = GUARDS[name](question)
        if refusal is not None:
            yield refusal
    if question.data is not None and (late := out_of_order(procedure, question)) is not None:
        yield late


def _basis(step: Step) -> Citation | None:
    return cite(step.basis[0]) if step.basis else None


def _state(procedure: Procedure, question: Question) -> Refusal | None:
    step, state = question.step, question.facts.state
    return None if state in step.sources else _elsewhere(procedure, step, state)


def _elsewhere(procedure: Procedure, step: Step, state: str) -> NotNow:
    """Refuse a step that is not one of this state."""
    here = procedure.by_state.get(state)
    return NotNow(
        "cases.state",
        _("案件目前处于“%(state)s”，不能办理“%(step)s”。"),
        citation=_basis(step),
        way_out=_("该步骤在案件处于下列状态时办理：%(sources)s。"),
        params={
            "state": here.title if here else state,
            "step": step.title,
            "sources": "、".join(procedure.by_state[source].title for source in step.sources),
        },
    )


_kept_elsewhere = lru_cache(maxsize=8192)(_elsewhere)
"""The same, for showing: a page asks it of every step of other states. What is raised is made anew."""


def _right(procedure: Procedure, question: Question) -> Refusal | None:
    step, actor = question.step, question.actor
    if actor.kind is ActorKind.SYSTEM:
        if step.by_system:
            return None
        return NotAllowed(
            "cases.system",
            _("“%(step)s”必须由人办理，系统不得自行办理。"),
            citation=_basis(step),
            way_out=_("请由有权人员办理。"),
            params={"step": step.title},
        )
    if actor.can(step.duty) and _belongs(question):
        return None
    return NotAllowed(
        "cases.duty",
        _("您的岗位不能办理“%(step)s”（需要权限 %(duty)s）。"),
        citation=_basis(step),
        way_out=_("请由本案办理机关中具有该权限的人员办理。"),
        params={"step": step.title, "duty": step.duty},
    )


def _belongs(question: Question) -> bool:
    """The case's own people act; reviewers may be lent by another agency (浙政办发〔2019〕20号 二(三)1)."""
    agency, actor = question.facts.agency_code, question.actor
    if not agency or actor.agency_code == agency:
        return True
    return question.step.duty.startswith("review.") and actor.sees(agency)


def _recusal(procedure: Procedure, question: Question) -> Refusal | None:
    recused = question.facts.recused
    acting = {question.actor.urn, *(officer.urn for officer in question.officers or ())}
    if not recused & acting:
        return None
    return NotAllowed(
        "cases.recused",
        _("该人员已被决定回避，不得再参与本案办理。"),
        citation=cite("行政处罚法 §43-1"),
        way_out=_("请由其他人员办理，必要时重新指定办案人员。"),
    )


def _once(procedure: Procedure, question: Question) -> Refusal | None:
    step = question.step
    if step.repeatable or step.code not in question.facts.done:
        return None
    return NotNow(
        "cases.once",
        _("“%(step)s”已经办理，不能重复办理。"),
        citation=_basis(step),
        way_out=_("请在案件时间线中查看已有记录。"),
        params={"step": step.title},
    )


def _heard(procedure: Procedure, question: Question) -> Refusal | None:
    return heard(procedure.code, question.facts, question.step)


def _officers(procedure: Procedure, question: Question) -> Refusal | None:
    needed = question.step.officers
    acting = question.officers if question.officers is not None else question.facts.handlers
    if not needed or (question.officers is None and not acting):
        return None
    valid = {officer.urn for officer in acting if officer.certificate_valid}
    invalid = [officer for officer in acting if not officer.certificate_valid]
    if len(valid) >= needed and not (invalid and question.officers is not None):
        return None
    names = "、".join(officer.name or officer.urn for officer in invalid)
    return NotAllowed(
        "cases.officers",
        _("“%(step)s”应当由至少%(needed)s名具有执法资格的人员实施；当日证件有效的有%(valid)s名%(invalid)s。"),
        citation=cite("行政处罚法 §42-1" if procedure.kind == "行政处罚" else question.step.basis[0]),
        way_out=_("请选足执法证件当日有效的人员，证件无效的换人实施。"),
        params={
            "step": question.step.title,
            "needed": needed,
            "valid": len(valid),
            "invalid": f"（{names}的证件无效）" if names else "",
        },
    )
