"""Public texts that have to come down because their decision fell (行政处罚法 §48-2)."""

from django.db.models import Q, QuerySet

from mingzhi.cases.models import Clock, CoerciveDecision, LicenceChange
from mingzhi.cases.policy import must_see
from mingzhi.cases.rules.coercive import WITHDRAWALS
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn
from mingzhi.prepared import prepared

_BESIDE = {CoerciveDecision.NOUN: "coercive_decision", LicenceChange.NOUN: "licence_change"}
"""Decisions with a limit of their own: how the step that made one is called on from there."""


def withdrawals_owed(viewer: Actor) -> list[Clock]:
    """Return the running limits to withdraw of the viewer's own agency, each with its case; one query."""
    return _owed(viewer.agency_code) if viewer.can("disclosure.prepare") else []


@prepared
def _owed(agency_code: str) -> "QuerySet[Clock]":
    rows = Clock.objects.filter(code__in=WITHDRAWALS, ended_at__isnull=True, case__agency_code=agency_code)
    return rows.select_related("case").order_by("due", "id")


def withdrawal_owed(case_urn: str, source_urn: str, viewer: Actor) -> Clock | None:
    """Return the running limit to withdraw of one decision; NotKnown for who may not know the case."""
    uid, source = case_urn.rpartition(":")[2], Urn.parse(source_urn)
    beside = _BESIDE.get(source.noun)
    of_it = Q(**{f"about__{beside}__uid": source.key}) if beside else Q(about__isnull=True)
    rows = Clock.objects.filter(of_it, code__in=WITHDRAWALS, ended_at__isnull=True, case__uid=uid)
    found = rows.select_related("case").first()
    if found is not None:
        must_see(viewer, found.case.agency_code)
    return found
