"""The rights of the party as its page shows them: what it can use now, until when, and why not the rest."""

from dataclasses import dataclass, replace
from datetime import date

from mingzhi.cases.models import Case, Handler
from mingzhi.cases.models import Step as TakenStep
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.cases.queries.party.page import case_of_party
from mingzhi.cases.queries.procedures import procedure_of
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.procedure import Field, FieldKind, Step
from mingzhi.cases.rules.publication import PublicationFact
from mingzhi.cases.rules.rights import RIGHTS, Right, conditions, right_of, still_to_come
from mingzhi.disclosure.queries.early_end import early_end_of
from mingzhi.identity.queries import names_of
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown, Refusal
from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class RightView:
    """One right: until when the party can use it, or why not; ``waiting`` while a request of it is open."""

    right: Right
    until: date | None
    refusal: Refusal | None
    here: bool
    waiting: bool

    @property
    def possible(self) -> bool:
        """The right can be used now."""
        return self.refusal is None and not self.waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class RightForm:
    """What the form of a right asks; ``people`` are those a field may name."""

    case: Case
    view: RightView
    people: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields the party fills in."""
        return self.view.right.fields


def rights_of(case: Case, viewer: Actor, *, rows: Rows | None = None) -> tuple[RightView, ...]:
    """Return every right of the procedure as it stands today."""
    facts = facts_of(case, on=clock.today(), rows=rows)
    rights = RIGHTS.get(case.procedure, ())
    return tuple(_view(right, case, with_publication(right, case, facts), viewer) for right in rights)


def with_publication(right: Right, case: Case, facts: CaseFacts) -> CaseFacts:
    """Add what is public of the decision, for the right that asks for it."""
    found = early_end_of(case.urn) if facts.decision and "early_end_open" in right.guards else None
    return replace(facts, publication=PublicationFact(found.earliest, found.barred)) if found else facts


def right_form(case_uid: str, code: str, viewer: Actor) -> RightForm:
    """Return the form of one right for the party of the case; NotKnown for everybody and everything else."""
    case = case_of_party(case_uid, viewer)
    right = right_of(case.procedure, code)
    if right is None:
        raise NotKnown("cases.right", _("本案没有这项申请。"))
    asks_for_people = any(field.kind is FieldKind.PERSON for field in right.fields)
    people = people_of(case) if asks_for_people else ()
    facts = with_publication(right, case, facts_of(case, on=clock.today()))
    return RightForm(case=case, view=_view(right, case, facts, viewer), people=people)


def people_of(case: Case) -> tuple[tuple[str, str], ...]:
    """Return (urn, name) of who can be asked to withdraw: handlers, and the host of a hearing told."""
    handlers = Handler.objects.filter(case=case, until__isnull=True).order_by("id")
    found = {row.person_urn: f"{row.person_label} {row.certificate_number}".strip() for row in handlers}
    told = TakenStep.objects.filter(case=case, code="notify_hearing").order_by("-id").first()
    if told is not None and told.data.get("host"):
        found |= names_of([told.data["host"]])
    return tuple(found.items())


def possible_step(case: Case, code: str) -> Step | None:
    """Return the step that takes requests of the right up, while the case is in one of its states."""
    right = right_of(case.procedure, code)
    step = procedure_of(case.procedure, case.procedure_version).by_step.get(right.step) if right else None
    return step if step is not None and case.state in step.sources else None


def comes_later(case: Case, code: str) -> Step | None:
    """Return the step that will take requests of the right up, while the case is on the way there."""
    right, procedure = right_of(case.procedure, code), procedure_of(case.procedure, case.procedure_version)
    if right is None or possible_step(case, code) or not still_to_come(right, procedure, case.state):
        return None
    return procedure.by_step[right.step]


def _view(right: Right, case: Case, facts: CaseFacts, viewer: Actor) -> RightView:
    procedure = procedure_of(case.procedure, case.procedure_version)
    limit = facts.clock(right.clock) if right.clock else None
    step = procedure.by_step.get(right.step)
    refusal = conditions(right, procedure, facts, actor=viewer, on=clock.today(), data={})
    return RightView(
        right=right,
        until=limit.due if limit and limit.ended_on is None else None,
        refusal=refusal,
        here=step is None or facts.state in step.sources,
        waiting=right.code in facts.requests and not right.many,
    )
