"""Who may bring material into a case: its handlers, and whoever took the step it belongs to."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from mingzhi.cases.models import Case, Handler, Step
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn
from mingzhi.prepared import prepared


def may_add(actor: Actor, case_urn: str, step_urn: str = "") -> bool:
    """Tell whether the actor handles the case, opened it, or took (was an officer of) the step.

    A handler who was replaced or recused no longer does. What is no case of ours is not judged here.
    """
    case = _case(case_urn)
    return case is None or _may_add(case, actor, step_urn)


def may_add_somewhere(actor: Actor, case_urn: str) -> bool:
    """Tell whether there is anything in the case that the actor may add to."""
    case = _case(case_urn)
    return case is None or adds_to(case, actor, Step.objects.filter(case=case))


def adds_to(case: Case, actor: Actor, steps: Iterable[Step]) -> bool:
    """Tell the same of a case whose steps are given; one query."""
    held = _held(case.pk, actor.urn)
    if held:
        return None in held
    return case.opened_by_urn == actor.urn or any(_took(actor, step) for step in steps)


def _may_add(case: Case, actor: Actor, step_urn: str) -> bool:
    held = _held(case.pk, actor.urn)
    if held:
        return None in held
    if case.opened_by_urn == actor.urn:
        return True
    key = _key(step_urn)
    step = Step.objects.filter(case=case, uid=key).first() if key else None
    return step is not None and _took(actor, step)


@prepared
def _held(case: int, person_urn: str) -> "QuerySet[Handler, datetime | None]":
    """Return until when somebody handled the case, once or again; None: still."""
    return Handler.objects.filter(case=case, person_urn=person_urn).values_list("until", flat=True)


def _took(actor: Actor, step: Step) -> bool:
    return actor.urn in (step.actor_urn, step.officer_first, step.officer_second)


def _case(urn: str) -> Case | None:
    try:
        named = Urn.parse(urn)
    except ValueError:
        return None
    if (named.room, named.noun) != ("cases", "case") or not _uuid(named.key):
        return None
    return Case.objects.filter(uid=named.key).first()


def _key(step_urn: str) -> str | None:
    try:
        key = Urn.parse(step_urn).key
    except ValueError:
        return None
    return key if _uuid(key) else None


def _uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
