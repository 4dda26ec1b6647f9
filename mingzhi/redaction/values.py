"""The values of this room: what is known from the file, what was hidden, what leaks."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of text gives away. The last four can only be recognised by a person."""

    PARTY_NAME = "party_name"
    PERSON_NAME = "person_name"
    IDENTITY_NUMBER = "identity_number"
    PASSPORT = "passport"
    BIRTH_DATE = "birth_date"
    HOME_ADDRESS = "home_address"
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    BANK_ACCOUNT = "bank_account"
    PLATE = "plate"
    PROPERTY_NUMBER = "property_number"
    MINOR = "minor"
    CONFIDENTIAL = "confidential"
    HEALTH = "health"
    WHEREABOUTS = "whereabouts"
    ASSETS = "assets"
    BIOMETRIC = "biometric"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the file knows: whom and what to look for, and what is public anyway.

    ``other_names`` are natural persons other than the punished party (operator, agent, witness,
    informant); ``identifiers`` numbers of any kind that belong to people; ``addresses`` homes;
    ``secrets`` phrases the secrecy check named. ``public_names`` (officers, the head) and
    ``public_texts`` (business premises, the agency's telephone, the treasury's account) stay.
    """

    party_name: str = ""
    party_is_person: bool = False
    other_names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    public_names: tuple[str, ...] = ()
    public_texts: tuple[str, ...] = ()

    @property
    def names_checked(self) -> tuple[str, ...]:
        """The names for which redaction and leak test are run, for the record of the check."""
        return tuple(dict.fromkeys(name for name in (self.party_name, *self.other_names) if name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One hidden piece: where it stood in the original, what it was, why it went, what stands there now."""

    start: int
    end: int
    kind: Kind
    reason: str
    replacement: str
    source: str
    confirmed: bool

    def as_json(self) -> dict[str, object]:
        """Return the mark as canonical JSON; the hidden text itself is not in it."""
        return {
            "start": self.start,
            "end": self.end,
            "kind": self.kind.value,
            "reason": self.reason,
            "replacement": self.replacement,
            "source": self.source,
            "confirmed": self.confirmed,
        }


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text for the public and the marks, in the order of the original text."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Something that still gives somebody away; ``excerpt`` is for the checker's eyes only."""

    start: int
    end: int
    kind: Kind
    excerpt: str


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the original text that a detector recognised."""

    start: int
    end: int
    kind: Kind
    replacement: str = ""
