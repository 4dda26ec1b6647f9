"""Who acts: every act has exactly one actor, and no actor is nobody."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mingzhi.kernel.citation import Citation
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.kernel.wording import gettext_noop as _


class ActorKind(StrEnum):
    """The kinds of actor the record distinguishes."""

    PERSON = "person"  # a person acting for an agency in a role on a day
    PARTY = "party"  # a party to a case, or its agent
    PUBLIC = "public"  # an anonymous member of the public
    PARTNER = "partner"  # a partner system
    SYSTEM = "system"  # a named system job


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts, with the labels of that day.

    ``capabilities`` are the rights the roles of that day give (strings such as ``cases.handle``);
    ``agency_codes_seen`` are the agencies whose records this actor may see.
    """

    kind: ActorKind
    urn: str
    label: str
    on: date
    agency_code: str = ""
    agency_label: str = ""
    region_code: str = ""
    role: str = ""
    capabilities: frozenset[str] = field(default_factory=frozenset)
    agency_codes_seen: frozenset[str] = field(default_factory=frozenset)

    def can(self, capability: str) -> bool:
        """Tell whether this actor's roles give ``capability``."""
        return capability in self.capabilities

    def sees(self, agency_code: str) -> bool:
        """Tell whether this actor may see records of the agency."""
        return agency_code in self.agency_codes_seen

    def must(self, capability: str, *, citation: Citation | None = None) -> None:
        """Raise NotAllowed unless this actor's roles give ``capability``."""
        if capability not in self.capabilities:
            raise NotAllowed(
                "actor.capability",
                _("您的岗位没有此项权限：%(capability)s。"),
                citation=citation,
                way_out=_("请由具有该权限的人员办理，或者联系本机关管理员核对岗位设置。"),
                params={"capability": capability},
            )


def system_actor(job: str, *, on: date) -> Actor:
    """Return the named system job as an actor; jobs appear in the record by this name."""
    return Actor(kind=ActorKind.SYSTEM, urn=f"urn:mingzhi:site:job:{job}", label=job, on=on, role="system")


def public_actor(*, on: date) -> Actor:
    """Return the anonymous member of the public."""
    return Actor(kind=ActorKind.PUBLIC, urn="urn:mingzhi:site:public:anonymous", label="公众", on=on)


def party_right(matter_urn: str) -> str:
    """Return the capability by which a confirmed party deals with its own matter and reads its papers."""
    return f"records.party:{matter_urn}"
