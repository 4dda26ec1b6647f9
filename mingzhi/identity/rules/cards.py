"""What is entered about an agency, as one value."""

from dataclasses import asdict, dataclass, fields

from mingzhi.identity.rules.levels import BodyKind, Level
from mingzhi.identity.rules.views import AgencyView


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCard:
    """The particulars of an agency from a day on; each change makes a new version."""

    name: str
    sign: str
    level: str
    region_code: str
    government: str
    reconsideration_body: str
    court: str
    superior_code: str = ""
    kind: str = BodyKind.AGENCY.value
    field: str = ""
    review_unit: str = ""
    payment: str = ""
    address: str = ""
    phone: str = ""

    def content(self) -> dict[str, str]:
        """Return the card as canonical JSON."""
        return asdict(self)

    def missing(self) -> tuple[str, ...]:
        """Return the names of required particulars left empty, or with a value that does not exist."""
        required = ("name", "sign", "region_code", "government", "reconsideration_body", "court")
        empty = [name for name in required if not getattr(self, name).strip()]
        if self.level not in set(Level):
            empty.append("level")
        if self.kind not in set(BodyKind):
            empty.append("kind")
        return tuple(empty)


def card_of(view: AgencyView) -> AgencyCard:
    """Return the card of an agency as it stands in a version, to be changed in part."""
    return AgencyCard(**{field.name: getattr(view, field.name) for field in fields(AgencyCard)})
