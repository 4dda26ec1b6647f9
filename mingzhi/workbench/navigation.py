"""Where each role may go: the main navigation, from capabilities."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from mingzhi.disclosure.policy import FILING_READERS
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _


@cache
def _address(name: str) -> str:
    """Return the address of a page; the same as long as the process runs."""
    return reverse(f"work:{name}")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the workbench; open to anyone with one of the capabilities (none: to all)."""

    name: str
    icon: str
    title: str
    capabilities: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address."""
        return _address(self.name)

    def holds(self, path: str) -> int:
        """Return how much of an address is this place's or that of one it leads to; 0: it lies elsewhere."""
        urls = (self.url, *(_address(name) for name in self.leads_to))
        return max((len(url) for url in urls if path.startswith(url)), default=0)

    def open_to(self, actor: Actor) -> bool:
        """Tell whether the place is shown to this actor."""
        return not self.capabilities or any(actor.can(capability) for capability in self.capabilities)


PUBLISHING = ("disclosure.prepare", "disclosure.check", "disclosure.exempt")
OUTLETS = (*PUBLISHING, "supervision.view", "identity.manage")
STATISTICS = ("disclosure.prepare", "disclosure.check", "cases.approve", "supervision.view")
PLACES = (
    Place("home", "home", _("工作台")),
    Place("cases", "case", _("案件"), ("cases.view", "supervision.view")),
    Place("reviews", "review", _("法制审核"), ("review.review", "review.assign")),
    Place("duties", "publish", _("公示"), (*PUBLISHING, "supervision.view")),
    Place("completeness", "supervise", _("监督"), ("supervision.view", "cases.approve")),
    Place("registers", "register", _("登记簿"), leads_to=("bodies", "delegations", "members", "changes")),
)
"""The main navigation."""
FURTHER = (
    Place("open", "plus", _("登记案件"), ("cases.handle",)),
    Place("onsite", "phone", _("当场处罚"), ("cases.handle",)),
    Place(
        "reports",
        "warning",
        _("错误报告和异议"),
        ("disclosure.answer", "disclosure.check", "supervision.view"),
    ),
    Place("filings", "publish", _("不予公示备案"), FILING_READERS),
    Place("outlets", "publish", _("发布渠道和推送"), OUTLETS),
    Place("statistics", "register", _("年度统计"), STATISTICS),
    Place("ratings", "supervise", _("当事人评价"), ("supervision.view",)),
    Place("powers", "register", _("执法事项")),
    Place("people", "person", _("执法人员")),
    Place("bodies", "register", _("执法主体"), ("identity.manage",)),
    Place("delegations", "register", _("委托执法"), ("identity.manage",)),
    Place("members", "person", _("人员和账号"), ("identity.manage",)),
    Place("numbers", "register", _("文号登记")),
    Place("parameters", "register", _("本地参数")),
    Place("review_list", "review", _("法制审核事项清单")),
    Place("recording_list", "register", _("音像记录事项清单")),
    Place("templates", "register", _("文书格式")),
    Place("changes", "swap", _("动态调整")),
    Place("adjustments", "swap", _("动态调整任务")),
    Place("kept", "register", _("公开事项登记"), ("identity.manage", "catalogue.manage")),
    Place("calendar", "clock", _("放假安排"), ("catalogue.manage",)),
    Place("trail_agency", "register", _("行为记录"), ("trail.view",)),
)
"""Where one jumps to by name."""


def starts_for(actor: Actor) -> list[Place]:
    """Return the places that are this actor's by capability: where to begin while nothing waits."""
    places = (place for place in (*PLACES, *FURTHER) if place.capabilities)
    return [place for place in places if place.open_to(actor)]


def open_place(actor: Actor, name: str) -> bool:
    """Tell whether a place of that name is open to this actor: nobody is led to a closed door."""
    return any(place.name == name and place.open_to(actor) for place in (*PLACES, *FURTHER))


def places_for(actor: Actor) -> list[Place]:
    """Return the places this actor may go to."""
    return [place for place in PLACES if place.open_to(actor)]
