"""What both search engines share: keys, tags, the text that is indexed."""

from dataclasses import dataclass
from datetime import date

from mingzhi.disclosure.models import NoticeVersion, Publication
from mingzhi.disclosure.rules.content import PUBLISH

COUNT_CAP = 10_000
FACET_CAP = 2_000  # facets are counted over the newest so many
SEQUENCE = 10**7


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to an engine; empty values ask for everything. Keys are bounds, last exclusive."""

    runs: tuple[str, ...] = ()
    kind: str = ""
    agency: str = ""
    region: str = ""
    corrected: str = ""
    first_key: int = 0
    last_key: int = 0
    oldest_first: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of the index: its key and the notice."""

    key: int
    notice_id: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries were counted, and whether there are more."""

    number: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the index holds of one public notice."""

    key: int
    notice_id: int
    version_id: int
    kind: str
    agency: str
    agency_name: str
    region: str
    region_name: str
    year: int
    corrected: bool
    text: str


def prefixes(region: str) -> list[str]:
    """Return province, city and county of a region code, as far as it names them."""
    code = trimmed(region)
    return [code[:length] for length in (2, 4, 6) if len(code) >= length]


def trimmed(region: str) -> str:
    """Cut the zeros that stand for "whole province" or "whole city": 330100 → 3301."""
    code = region[:6]
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def tags_of(query: Query) -> list[str]:
    """Return the tags a question asks for."""
    return [
        tag
        for wanted, tag in (
            (query.kind, f"k{query.kind.replace('_', '')}"),
            (query.agency, f"a{query.agency.lower()}"),
            (query.corrected, f"c{query.corrected}"),
            (query.region, f"r{trimmed(query.region)}"),
        )
        if wanted
    ]


def day_of(day: date, *, end: bool = False) -> int:
    """Return the first key of a day (or, with ``end``, the first key after it)."""
    return (int(day.strftime("%Y%m%d")) + end) * SEQUENCE


def entry_of(publication: Publication) -> Entry:
    """Return the index entry of an open publication (with notice, version and leaf at hand)."""
    notice, version = publication.notice, publication.version
    if notice.pk >= SEQUENCE:
        raise OverflowError("the index key has room for ten million notices")
    return Entry(
        key=int(notice.decided_on.strftime("%Y%m%d")) * SEQUENCE + notice.pk,
        notice_id=notice.pk,
        version_id=version.pk,
        kind=notice.kind,
        agency=notice.agency_code,
        agency_name=notice.agency_name,
        region=notice.region_code,
        region_name=notice.region_name,
        year=notice.decided_on.year,
        corrected=publication.leaf.action != PUBLISH,
        text=text_of(version),
    )


def text_of(version: NoticeVersion) -> str:
    """Return everything of a version that can be searched; it never changes."""
    return "\n".join(
        (
            version.title,
            version.document_number,
            version.party_name,
            version.party_code,
            version.notice.agency_name,
            *(value for _label, value in version.fields),
            version.text,
        )
    )


def tags_for(kind: str, agency: str, region: str, corrected: bool) -> list[str]:
    """Return the words by which filters find an entry."""
    return [
        f"k{kind.replace('_', '')}",
        f"a{agency.lower()}",
        f"c{int(corrected)}",
        *(f"r{part}" for part in prefixes(region)),
    ]
