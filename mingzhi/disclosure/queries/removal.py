"""How far a removal has come: the places a notice stood at, and which of them have confirmed.

The page, the API, the feeds and what is kept in memory are read from one row and fall with it. The search
index, the files for download and the outlets follow, each with a confirmation of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mingzhi.disclosure.models import Delivery, DutyState, IndexJob, Leaf, Notice, Publication
from mingzhi.disclosure.policy import may_see
from mingzhi.disclosure.rules import outlets
from mingzhi.disclosure.rules.channels import CHANNEL_NAMES
from mingzhi.disclosure.rules.completeness import REMOVAL
from mingzhi.disclosure.rules.content import ENDINGS
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _

FilesBuilt = Callable[[], tuple[int, datetime] | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place the notice stood at; ``at`` is when it confirmed (None: outstanding)."""

    title: str
    at: datetime | None
    outlet: str = ""
    push_uid: str = ""


class _Files:
    built: FilesBuilt | None = None


def register_files(built: FilesBuilt) -> None:
    """Let the site say up to which ending (leaf number) the files for download were built, and when."""
    _Files.built = built


def removal_of(source_urn: str, viewer: Actor) -> list[Place]:
    """Return the places of the newest notice on a decision that was public and came down; [] when none did.

    Raises NotKnown for strangers.
    """
    notice = Notice.objects.filter(source_urn=source_urn, closed_at__isnull=False).order_by("-pk").first()
    if notice is None or not Publication.objects.filter(notice=notice).exists():
        return []
    if not may_see(viewer, notice.agency_code):
        raise NotKnown("disclosure.unknown", _("没有找到该公示事项。"))
    return [
        Place(title=_("公示页面、接口、订阅和缓存"), at=_page(notice)),
        Place(title=_("检索"), at=_search(notice)),
        Place(title=_("开放数据文件"), at=_files(notice)),
        *_channels(notice),
        *_outlets(notice),
    ]


def _page(notice: Notice) -> datetime | None:
    open_now = Publication.objects.filter(notice=notice, until=None).exists()
    return None if open_now else notice.closed_at


def _search(notice: Notice) -> datetime | None:
    jobs = IndexJob.objects.filter(notice=notice).order_by("-pk")
    return jobs.values_list("done_at", flat=True).first()


def _files(notice: Notice) -> datetime | None:
    built = _Files.built() if _Files.built else None
    ending = Leaf.objects.filter(notice=notice, action__in=ENDINGS).order_by("-pk").first()
    return built[1] if built and ending and built[0] >= ending.pk else None


def _channels(notice: Notice) -> list[Place]:
    """Return the channels of the law that had it and had to take it down, confirmed by hand."""
    rows = DutyState.objects.filter(
        duty__source_urn=notice.source_urn, duty__channel__own=False, state=REMOVAL
    ).select_related("duty")
    return [Place(title=CHANNEL_NAMES[row.duty.channel_id], at=row.until) for row in rows.order_by("pk")]


def _outlets(notice: Notice) -> list[Place]:
    rows = Delivery.objects.filter(notice=notice, action=outlets.REMOVE).select_related("outlet")
    return [
        Place(
            title="",
            outlet=row.outlet.name,
            at=row.state_since if row.state == outlets.CONFIRMED else None,
            push_uid=str(row.uid),
        )
        for row in rows.order_by("pk")
    ]
