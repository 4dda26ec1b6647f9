"""What the agency's own cases say of a party, so that nobody types it again."""

from django.db.models import Q

from mingzhi.cases.models import Party
from mingzhi.cases.queries.lists.cases import seen_by
from mingzhi.cases.queries.offences import NATURAL
from mingzhi.kernel.actor import Actor

TOLD = ("kind", "name", "code", "operator", "address", "phone")
"""What is told: never an identity number, which is read off the card (个人信息保护法 §6)."""


def known_party(viewer: Actor, *, code: str, id_number: str) -> dict[str, str]:
    """Return what was entered last of the party of this code or number in the agency's own cases.

    Of other agencies' cases nothing is told, nor of a party whom nobody identified; empty where none is
    known. The number of an organisation is its representative's and finds nobody. At most two queries.
    """
    code, number = code.strip().upper(), id_number.strip().upper()
    looks = [Q(code=code)] if code else []
    looks += [Q(kind__in=NATURAL, id_number=number)] if number else []
    for same in looks:
        rows = Party.objects.filter(same, until__isnull=True, known=True)
        rows = rows.filter(case__in=seen_by(viewer).filter(agency_code=viewer.agency_code))
        if (found := rows.order_by("-since", "-pk").first()) is not None:
            return {name: value for name in TOLD if (value := getattr(found, name))}
    return {}
