"""Change the state of duties: close the open row, append the next."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.models import Duty, DutyState, NoticeVersion
from mingzhi.disclosure.rules.terms import CORRECTION
from mingzhi.trail.acts import wrote


def move(
    duties: Sequence[Duty],
    name: str,
    *,
    at: datetime,
    corrected: bool = False,
    proof: str = "",
    only_from: frozenset[str] = frozenset(),
) -> list[DutyState]:
    """Append state ``name`` to each duty whose present state is in ``only_from`` (empty: any).

    Runs inside the caller's act. A duty fulfilled after its day is marked late for ever.
    """
    now = DutyState.objects.filter(duty__in=duties, until=None).select_related("duty")
    if only_from:
        now = now.filter(state__in=only_from)
    present = list(now.order_by("pk"))
    DutyState.objects.filter(pk__in=[row.pk for row in present]).update(until=at)
    following = [builders.following(row, name, at=at, corrected=corrected, proof=proof) for row in present]
    states = DutyState.objects.bulk_create(following)
    wrote(states)
    return states


def hold_duties(source_urn: str) -> None:
    """Hold the duties of a source to the end of the act: publication and exemption exclude each other.

    In the order of their keys, and without their keys: whoever appends a state to one of them need not wait.
    """
    rows = Duty.objects.select_for_update(no_key=True).filter(source_urn=source_urn).order_by("pk")
    list(rows.values_list("pk", flat=True))


def fulfilled_by(version: NoticeVersion) -> list[Duty]:
    """Return the duties on this platform that publishing the version fulfils.

    A correction served after the version was prepared is still owed.
    """
    later = Q(content__startswith=CORRECTION, created_at__gt=version.prepared_at)
    return [*Duty.objects.filter(source_urn=version.notice.source_urn, channel__own=True).exclude(later)]


def own_duties(source_urn: str) -> list[Duty]:
    """Return the duties of a source that publication on this platform fulfils."""
    return list(Duty.objects.filter(source_urn=source_urn, channel__own=True))
