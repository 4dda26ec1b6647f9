"""Who may bring material into a case: its handlers, and whoever took the step it belongs to."""

import uuid

from django.db.models import Q, QuerySet

from mingzhi.cases.models import Case, Handler, Step
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn


def may_add(actor: Actor, case_urn: str, step_urn: str = "") -> bool:
    """Tell whether the actor handles the case, opened it, or took (was an officer of) the step.

    A handler who was replaced or recused no longer does. What is no case of ours is not judged here.
    """
    case = _case(case_urn)
    return case is None or _may_add(case, actor, step_urn)


def _may_add(case: Case, actor: Actor, step_urn: str) -> bool:
    held = list(Handler.objects.filter(case=case, person_urn=actor.urn).values_list("until", flat=True))
    if held:
        return None in held
    if case.opened_by_urn == actor.urn:
        return True
    step = _key(step_urn)
    return step is not None and _acted(case, actor).filter(uid=step).exists()


def may_add_somewhere(actor: Actor, case_urn: str) -> bool:
    """Tell whether there is anything in the case that the actor may add to."""
    case = _case(case_urn)
    return case is None or _may_add(case, actor, "") or _acted(case, actor).exists()


def _acted(case: Case, actor: Actor) -> QuerySet[Step]:
    mine = Q(actor_urn=actor.urn) | Q(officer_first=actor.urn) | Q(officer_second=actor.urn)
    recused = Handler.objects.filter(case=case, person_urn=actor.urn, until__isnull=False)
    return Step.objects.none() if recused.exists() else Step.objects.filter(mine, case=case)


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
