"""The count other rooms reconcile: decisions per agency."""

from collections import Counter
from datetime import date

from django.db.models import Count

from mingzhi.cases.models import CoerciveDecision, Decision, LicenceChange

UNPUBLISHED = ("transfer", "crime")
"""Outcomes that hand the case on and owe nothing to the public."""


def decisions_until(day: date) -> dict[str, int]:
    """Return agency code → decisions up to and including the day which owe publication; three queries.

    Those that end cases, the coercive ones made on the way and those on a licence after its grant.
    disclosure counts its duties by the same day: both must agree (浙政办发〔2019〕20号 二(一)3).
    """
    found: Counter[str] = Counter()
    for rows in (
        Decision.objects.filter(decided_on__lte=day).exclude(outcome__in=UNPUBLISHED),
        CoerciveDecision.objects.filter(decided_on__lte=day),
        LicenceChange.objects.filter(decided_on__lte=day),
    ):
        counted = rows.values("agency_code").annotate(count=Count("id"))
        found.update({row["agency_code"]: row["count"] for row in counted.order_by("agency_code")})
    return dict(sorted(found.items()))
