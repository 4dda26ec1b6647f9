"""Where each role may go: the main navigation, from capabilities."""

from dataclasses import dataclass

from django.urls import reverse

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the workbench; open to anyone with one of the capabilities (none: to all)."""

    name: str
    icon: str
    title: str
    capabilities: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address."""
        return reverse(f"work:{self.name}")

    def open_to(self, actor: Actor) -> bool:
        """Tell whether the place is shown to this actor."""
        return not self.capabilities or any(actor.can(capability) for capability in self.capabilities)


PUBLISHING = ("disclosure.prepare", "disclosure.check", "disclosure.exempt")
OUTLETS = (*PUBLISHING, "supervision.view", "identity.manage")
PLACES = (
    Place("home", "home", _("工作台")),
    Place("cases", "case", _("案件"), ("cases.view", "supervision.view")),
    Place("reviews", "review", _("法制审核"), ("review.review", "review.assign")),
    Place("duties", "publish", _("公示"), (*PUBLISHING, "supervision.view")),
    Place("completeness", "supervise", _("监督"), ("supervision.view", "cases.approve")),
    Place("registers", "register", _("登记簿")),
)


def places_for(actor: Actor) -> list[Place]:
    """Return the places this actor may go to."""
    return [place for place in PLACES if place.open_to(actor)]
