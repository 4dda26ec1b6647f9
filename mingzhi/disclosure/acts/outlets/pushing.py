"""What a publication, correction or ending owes to the outlets: rows of the same transaction."""

from datetime import date, datetime

from django.db.models import Q, QuerySet

from mingzhi.disclosure.models import Delivery, DutyState, Notice, NoticeVersion, Outlet, Publication
from mingzhi.disclosure.rules import outlets
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.kernel import clock


def push_version(notice: Notice, version: NoticeVersion, action: str) -> list[Delivery]:
    """Owe a new public version to every open outlet of the agency; earlier pushes are overtaken."""
    _overtake(notice)
    lead = DutyState.objects.filter(duty__source_urn=notice.source_urn, is_lead=True, until=None).first()
    rows = [
        build(outlet, action, notice=notice, version=version, due_on=lead.due_on if lead else None)
        for outlet in Outlet.objects.filter(agency_code=notice.agency_code, closed_at=None)
    ]
    return Delivery.objects.bulk_create(rows)


def push_removal(notice: Notice, *, due_on: date | None = None, basis: str = "") -> list[Delivery]:
    """Owe the removal to every outlet where the notice stands or may stand.

    A push that was begun and whose answer is lost may have arrived: it is taken down too.
    """
    _overtake(notice)
    reached = Delivery.objects.filter(notice=notice).filter(Q(state=outlets.CONFIRMED) | Q(sends__gt=0))
    last = Publication.objects.filter(notice=notice, channel_id=PORTAL).order_by("-pk").first()
    version = last.version if last else None
    rows = [
        build(outlet, outlets.REMOVE, notice=notice, version=version, due_on=due_on, basis=basis)
        for outlet in Outlet.objects.filter(pk__in=reached.values("outlet")).order_by("pk")
    ]
    return Delivery.objects.bulk_create(rows)


def build(
    outlet: Outlet,
    action: str,
    *,
    notice: Notice | None = None,
    version: NoticeVersion | None = None,
    due_on: date | None = None,
    basis: str = "",
) -> Delivery:
    """Build a push that is owed from now on."""
    moment = clock.now()
    return Delivery(
        outlet=outlet,
        notice=notice,
        version=version,
        action=action,
        agency_code=outlet.agency_code,
        due_on=due_on,
        basis=basis or (outlets.BASIS if action in {outlets.PUBLISH, outlets.TEST} else outlets.MECHANISM),
        owed_at=moment,
        state=outlets.OWED,
        state_since=moment,
        next_try_at=moment,
    )


def resting(rows: QuerySet[Delivery], moment: datetime) -> QuerySet[Delivery]:
    """Return those of the pushes that nobody is carrying out at this moment."""
    return rows.filter(Q(leased_until=None) | Q(leased_until__lte=moment))


def _overtake(notice: Notice) -> None:
    moment = clock.now()
    waiting = Delivery.objects.filter(notice=notice, state__in=[outlets.OWED, outlets.FAILED])
    resting(waiting, moment).update(state=outlets.DROPPED, state_since=moment)
