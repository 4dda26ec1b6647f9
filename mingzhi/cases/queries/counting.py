"""Counts that other rooms reconcile: decisions per agency and day."""

from collections import Counter
from datetime import date

from django.db.models import Count

from mingzhi.cases.models import CoerciveDecision, Decision

UNPUBLISHED = ("transfer", "crime")
"""Outcomes that hand the case on and owe nothing to the public."""


def decisions_per_agency(day: date) -> dict[str, int]:
    """Return agency code → decisions made that day which owe publication; two queries.

    disclosure counts its duties by the same day: both must agree (浙政办发〔2019〕20号 二(一)3).
    """
    return _counted(decided_on=day)


def decisions_until(day: date) -> dict[str, int]:
    """Return agency code → all decisions up to and including the day which owe publication; two queries."""
    return _counted(decided_on__lte=day)


def _counted(**when: date) -> dict[str, int]:
    """Add up the decisions that end cases and the coercive ones made on the way."""
    found: Counter[str] = Counter()
    for rows in (
        Decision.objects.filter(**when).exclude(outcome__in=UNPUBLISHED),
        CoerciveDecision.objects.filter(**when),
    ):
        counted = rows.values("agency_code").annotate(count=Count("id"))
        found.update({row["agency_code"]: row["count"] for row in counted.order_by("agency_code")})
    return dict(sorted(found.items()))
