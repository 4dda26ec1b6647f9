"""Counts that other rooms reconcile: decisions per agency and day."""

from datetime import date

from django.db.models import Count

from mingzhi.cases.models import Decision

UNPUBLISHED = ("transfer", "crime")
"""Outcomes that hand the case on and owe nothing to the public."""


def decisions_per_agency(day: date) -> dict[str, int]:
    """Return agency code → decisions made that day which owe publication; one query.

    disclosure counts its duties by the same day: both must agree (浙政办发〔2019〕20号 二(一)3).
    """
    rows = (
        Decision.objects.filter(decided_on=day)
        .exclude(outcome__in=UNPUBLISHED)
        .values("agency_code")
        .annotate(count=Count("id"))
    )
    return {row["agency_code"]: row["count"] for row in rows.order_by("agency_code")}


def decisions_until(day: date) -> dict[str, int]:
    """Return agency code → all decisions up to and including the day which owe publication; one query."""
    rows = (
        Decision.objects.filter(decided_on__lte=day)
        .exclude(outcome__in=UNPUBLISHED)
        .values("agency_code")
        .annotate(count=Count("id"))
    )
    return {row["agency_code"]: row["count"] for row in rows.order_by("agency_code")}
