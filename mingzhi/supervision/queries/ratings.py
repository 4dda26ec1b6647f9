"""Ratings of acts, for supervisors: counts per agency, and what was said."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from mingzhi.identity.queries import agencies_seen
from mingzhi.kernel.actor import Actor
from mingzhi.supervision.models import BoxedRating, Rating
from mingzhi.supervision.models.rating import OBJECTION
from mingzhi.supervision.policy import must_supervise
from mingzhi.supervision.rules.rating import TITLES, receipt_digest

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRatings:
    """How many acts of one agency were rated how; whose rating is disputed; and complaints."""

    code: str
    name: str
    good: int
    fair: int
    poor: int
    disputed: int
    complaints: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingView:
    """One rating: of which act, on which day."""

    agency_name: str
    day: date
    score: str
    title: str
    complaint: bool
    text: str
    case_uid: uuid.UUID
    case_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingPage:
    """Counts per agency, and one page of ratings with the key of the next ("" at the end)."""

    agencies: tuple[AgencyRatings, ...]
    rows: tuple[RatingView, ...]
    next: str


def ratings(
    viewer: Actor, *, agency_code: str = "", complaints_only: bool = False, after: str = ""
) -> RatingPage:
    """Return the ratings of the agencies the supervisor sees, newest day first; NotAllowed for others."""
    must_supervise(viewer)
    names = {agency.code: agency.name for agency in agencies_seen(viewer)}
    rows = Rating.objects.filter(agency_code__in=[agency_code] if agency_code in names else list(names))
    counted = _counted(names)
    if complaints_only:
        rows = rows.filter(complaint=True)
    if after:
        rows = rows.filter(_beyond(after))
    found = list(rows.select_related("code__case").order_by("-day", "uid")[: PAGE + 1])
    page = found[:PAGE]
    return RatingPage(
        agencies=counted,
        rows=tuple(_view(row, names) for row in page),
        next=f"{page[-1].day.isoformat()}~{page[-1].uid}" if len(found) > PAGE else "",
    )


def _counted(names: dict[str, str]) -> tuple[AgencyRatings, ...]:
    disputed = Exists(Rating.objects.filter(code=OuterRef("code"), kind=OBJECTION))
    lines = (
        Rating.objects.filter(agency_code__in=list(names))
        .annotate(disputed=disputed)
        .values("agency_code")
        .annotate(
            good=Count("pk", filter=Q(score="good", disputed=False)),
            fair=Count("pk", filter=Q(score="fair", disputed=False)),
            poor=Count("pk", filter=Q(score="poor", disputed=False)),
            disputed_acts=Count("code", distinct=True, filter=Q(disputed=True)),
            complaints=Count("pk", filter=Q(complaint=True)),
        )
        .order_by("agency_code")
    )
    return tuple(
        AgencyRatings(
            code=line["agency_code"],
            name=names[line["agency_code"]],
            good=line["good"],
            fair=line["fair"],
            poor=line["poor"],
            disputed=line["disputed_acts"],
            complaints=line["complaints"],
        )
        for line in lines
    )


def box_waits(today: date) -> bool:
    """Tell whether slips of days that are over wait in the box."""
    return BoxedRating.objects.filter(day__lt=today).exists()


def counted_on(receipt: str) -> date | None:
    """Return the day of the rating whose sender holds this receipt; None while it is not among the opened."""
    return Rating.objects.filter(receipt=receipt_digest(receipt)).values_list("day", flat=True).first()


def _beyond(after: str) -> Q:
    day_text, _mark, key = after.partition("~")
    try:
        day, uid = date.fromisoformat(day_text), uuid.UUID(key)
    except ValueError:
        return Q()
    return Q(day__lt=day) | Q(day=day, uid__gt=uid)


def _view(row: Rating, names: dict[str, str]) -> RatingView:
    case = row.code.case
    return RatingView(
        agency_name=names[row.agency_code],
        day=row.day,
        score=row.score,
        title=TITLES[row.score],
        complaint=row.complaint,
        text=row.text,
        case_uid=case.uid,
        case_label=case.label,
    )
