"""What stood on a day, as database conditions."""

from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from mingzhi.identity.models import Certificate, CertificateEvent
from mingzhi.identity.rules.levels import CARRYING


def standing(day: date, prefix: str = "") -> Q:
    """Return the condition that the row's period ``[since, until)`` holds ``day``."""
    return Q(**{f"{prefix}since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    )


def with_state(day: date) -> "QuerySet[Certificate]":
    """Return the certificates annotated with ``state``: the last change effective on ``day``."""
    latest = CertificateEvent.objects.filter(certificate=OuterRef("pk"), on__lte=day).order_by("-on", "-id")
    return Certificate.objects.annotate(state=Subquery(latest.values("kind")[:1]))


def carrying(day: date) -> "QuerySet[Certificate]":
    """Return the certificates that carry their holder's acts on ``day``."""
    carries = Q(state__in=[state.value for state in CARRYING])
    return with_state(day).filter(standing(day), carries)
