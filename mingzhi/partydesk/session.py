"""Who has been confirmed as the party of which case, for half an hour.

The session keeps the case's public id and when it ends; the party's rights are built anew for each
request, so nothing outlives the session.
"""

from datetime import datetime

from django.http import HttpRequest

from mingzhi.cases.models import Case
from mingzhi.cases.queries.party import party_actor, unknown
from mingzhi.cases.rules.access import SESSION
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor

KEY = "desk"


def enter(request: HttpRequest, case: Case) -> None:
    """Remember the confirmed party of a case; the session gets a new key."""
    request.session.cycle_key()
    request.session[KEY] = {"case": str(case.uid), "until": (clock.now() + SESSION).isoformat()}


def leave(request: HttpRequest) -> None:
    """Forget the party."""
    request.session.pop(KEY, None)


def party_of(request: HttpRequest) -> tuple[str, Actor]:
    """Return (case uid, party) of this session; NotKnown when there is none or it is over."""
    kept = request.session.get(KEY)
    if not kept or datetime.fromisoformat(kept["until"]) < clock.now():
        leave(request)
        raise unknown()
    case = Case.objects.filter(uid=kept["case"]).first()
    if case is None:
        raise unknown()
    return kept["case"], party_actor(case, on=clock.today())
