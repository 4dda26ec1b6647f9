"""Who has been confirmed as the party of which case, for half an hour.

The session keeps the case's public id and when it ends; the party's rights are built anew for each
request, so nothing outlives the session.
"""

from datetime import datetime

from django.http import HttpRequest

from mingzhi.cases.models import Case
from mingzhi.cases.queries.party.page import party_actor, unknown
from mingzhi.cases.rules.access import SESSION
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor

KEY = "desk"


def enter(request: HttpRequest, case: Case) -> None:
    """Remember the confirmed party of a case; the session gets a new key."""
    request.session.cycle_key()
    request.session[KEY] = {
        "case": str(case.uid),
        "party": party_actor(case, on=clock.today()).urn,
        "until": (clock.now() + SESSION).isoformat(),
    }


def until(request: HttpRequest) -> datetime:
    """Return until when the party stays confirmed."""
    return datetime.fromisoformat(request.session[KEY]["until"])


def leave(request: HttpRequest) -> None:
    """Forget the party."""
    request.session.pop(KEY, None)


def party_of(request: HttpRequest) -> tuple[str, Actor]:
    """Return (case uid, party) of this session.

    NotKnown when there is none, it is over, or the party turned out to be somebody else.
    """
    kept = request.session.get(KEY)
    if not kept or datetime.fromisoformat(kept["until"]) < clock.now():
        leave(request)
        raise unknown()
    case = Case.objects.filter(uid=kept["case"]).first()
    if case is None:
        raise unknown()
    party = party_actor(case, on=clock.today())
    if party.urn != kept.get("party"):
        leave(request)
        raise unknown()
    return kept["case"], party
