"""Reading the public registers: as they stood on a day, between two days, edition by edition."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.cache import cache
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.fields.json import KT

from mingzhi.disclosure.models import RegisterEdition, RegisterRow
from mingzhi.disclosure.queries.receipts import LOG
from mingzhi.disclosure.rules.cited import words_of
from mingzhi.disclosure.rules.register import Register
from mingzhi.disclosure.rules.register_agencies import CONCERNS, KEY, NAMED, Holding
from mingzhi.disclosure.rules.register_lines import Change, RegisterLine, arranged, difference
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.kernel.canonical import canonical, digest
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.ledger.queries import receipt_text

_FACET_VALUES = 20
LONGEST_DIFFERENCE = 200
MOST_NAMES = 60
_MOST_LOOKED_THROUGH = 2_000
_LOOKED_FOR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants of a register: words, facets, the agency it concerns, the day, where to go on."""

    text: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    agency: str = ""
    on: date
    after: str = ""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of a register; ``facets`` hold column → values with their counts."""

    lines: Sequence[RegisterLine]
    count: int
    facets: Mapping[str, Sequence[tuple[str, int]]]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """One edition; ``whole`` tells whether the rows held now give the sealed digest."""

    register: str
    number: int
    published_at: datetime
    rows: int
    added: int
    removed: int
    digest: str
    commitment: str


def register_of(code: str) -> Register:
    """Return the declared register; raises NotKnown."""
    found = REGISTERS.get(code)
    if found is None:
        raise NotKnown("disclosure.register", _("没有这本登记簿。"))
    return found


def overview(on: date, agency: str = "") -> list[tuple[Register, int, datetime | None]]:
    """Return every register with the number of entries on a day and when it last changed; two queries.

    With an agency only what concerns it is counted: then up to four queries for each register.
    """
    counts = dict(
        _standing(on).values_list("register").annotate(n=Count("pk")).values_list("register", "n").order_by()
    )
    if agency:
        asked = Asked(agency=agency, on=on)
        counts = {code: _found(row, asked).count() for code, row in REGISTERS.items()}
    changed = dict(
        RegisterEdition.objects.values_list("register").annotate(at=Max("published_at")).order_by()
    )
    return [(row, counts.get(code, 0), changed.get(code)) for code, row in REGISTERS.items()]


def _standing(on: date) -> "QuerySet[RegisterRow]":
    period = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    return RegisterRow.objects.filter(period, until_edition__isnull=True)


def browse(code: str, asked: Asked, *, limit: int, facets: bool = True) -> RegisterPage:
    """Return one page of a register as it stood on a day, with counts per facet."""
    register = register_of(code)
    rows = _found(register, asked)
    page = rows.filter(key__gt=asked.after) if asked.after else rows
    lines = [_line(row) for row in page.order_by("key", "pk")[: limit + 1]]
    after = lines[limit - 1].key if len(lines) > limit else ""
    counted = _counted(register, rows, asked) if facets else {}
    return RegisterPage(lines[:limit], rows.count() if facets else 0, counted, after)


def _found(register: Register, asked: Asked) -> "QuerySet[RegisterRow]":
    rows = _standing(asked.on).filter(register=register.code)
    wanted = words_of(asked.text)
    for word in wanted.plain:
        rows = rows.filter(body__icontains=word)
    for article in wanted.articles:
        rows = rows.filter(Q(body__contains=article.written) | Q(body__regex=article.pattern))
    for column in register.facets:
        if value := asked.facets.get(column.code):
            rows = rows.filter(**{f"values__{column.code}": value})
    return rows.filter(_concerning(register, asked.agency, asked.on)) if asked.agency else rows


def _concerning(register: Register, agency: str, on: date) -> Q:
    """Return the condition that an entry concerns an agency by the name it bears that day."""
    if register.code in NAMED:
        return Q(**{f"values__{register.head.code}": agency})
    if register.code not in CONCERNS:
        return Q(values__agency=agency)
    column, held = CONCERNS[register.code]
    wanted = sorted(held(_holding(agency, on)))
    return Q(key__in=wanted) if column == KEY else Q(**{f"values__{column}__in": wanted})


def _holding(agency: str, on: date) -> Holding:
    """Return what an agency holds on a day; three queries."""
    rows = _standing(on)
    powers = tuple(_line(row) for row in rows.filter(register="powers", values__agency=agency))
    codes = {line.values.get("code", "") for line in powers}
    guides = tuple(_line(row) for row in rows.filter(register="guides", values__code__in=sorted(codes)))
    remedies = tuple(_line(row) for row in rows.filter(register="remedies", values__name=agency))
    return Holding(powers, guides, remedies)


def agencies_on(on: date, *, limit: int) -> list[tuple[str, str]]:
    """Return (region, name) of the bodies standing on a day, by region; one query."""
    rows = _standing(on).filter(register="bodies").order_by("key", "pk")[:limit]
    return [(row.values.get("region", ""), row.values.get("name", "")) for row in rows]


def _counted(
    register: Register, rows: "QuerySet[RegisterRow]", asked: Asked
) -> dict[str, list[tuple[str, int]]]:
    found = {}
    for column in register.facets:
        if asked.facets.get(column.code):
            continue
        grouped = rows.annotate(_value=KT(f"values__{column.code}")).values_list("_value")
        values = grouped.annotate(n=Count("pk")).order_by("-n", "_value")[:_FACET_VALUES]
        found[column.code] = [(value, number) for value, number in values if value]
    return found


def every(code: str, asked: Asked) -> Iterator[RegisterLine]:
    """Yield all entries of a register as asked, in order: what the files hold."""
    for row in _found(register_of(code), asked).order_by("key", "pk").iterator(chunk_size=500):
        yield _line(row)


def named(code: str, names: Iterable[str], *, on: date, agency: str = "") -> list[RegisterLine]:
    """Return the entries standing on a day that bear one of these names; one query."""
    register = register_of(code)
    wanted = list(dict.fromkeys(name for name in names if name))[:MOST_NAMES]
    rows = _standing(on).filter(register=register.code, **{f"values__{register.head.code}__in": wanted})
    if agency:
        rows = rows.filter(values__agency=agency)
    return [_line(row) for row in rows.order_by("key", "pk")[: 4 * MOST_NAMES]] if wanted else []


def history(code: str, key: str) -> list[RegisterLine]:
    """Return the states of one entry, the newest first; raises NotKnown."""
    rows = RegisterRow.objects.filter(register=register_of(code).code, key=key, until_edition__isnull=True)
    lines = [_line(row) for row in rows.order_by("-since", "-pk")]
    if not lines:
        raise NotKnown("disclosure.register_key", _("登记簿中没有该条目。"))
    return lines


def compare(code: str, before: date, after: date) -> tuple[list[Change], bool]:
    """Return how the register differs between two days, and whether there is more than is shown."""
    first, last = min(before, after), max(before, after)
    rows = RegisterRow.objects.filter(register=register_of(code).code, until_edition__isnull=True)
    moved = rows.filter(Q(since__gt=first, since__lte=last) | Q(until__gt=first, until__lte=last))
    keys = list(moved.order_by("key").values_list("key", flat=True).distinct()[: LONGEST_DIFFERENCE + 1])
    shown = rows.filter(key__in=keys[:LONGEST_DIFFERENCE])
    return difference((_line(row) for row in shown), before, after), len(keys) > LONGEST_DIFFERENCE


def editions(code: str, *, before: int = 0, limit: int = 30) -> list[EditionView]:
    """Return the editions of a register, the newest first."""
    rows = RegisterEdition.objects.filter(register=register_of(code).code).select_related("leaf")
    if before:
        rows = rows.filter(number__lt=before)
    return [_edition(row) for row in rows.order_by("-number")[:limit]]


def edition(code: str, number: int) -> EditionView:
    """Return one edition; raises NotKnown."""
    row = RegisterEdition.objects.filter(register=code, number=number).select_related("leaf").first()
    if row is None:
        raise NotKnown("disclosure.register_edition", _("登记簿没有这一期。"))
    return _edition(row)


def rows_file(code: str, number: int) -> bytes:
    """Return all rows of an edition in canonical form: the bytes whose SHA-256 the receipt names."""
    return canonical([line.content() for line in _rows_of(code, edition(code, number).number)])


def is_whole(view: EditionView) -> bool:
    """Tell whether the rows held now still give the digest that was sealed."""
    try:
        return digest([line.content() for line in _rows_of(view.register, view.number)]) == view.digest
    except (TypeError, ValueError):  # what somebody put there was never an entry
        return False


def is_seen_touched(view: EditionView) -> bool:
    """Tell whether the rows held now are not those that were sealed, asked anew once a minute at most.

    A register too long for that while somebody waits is looked through by the job that builds the files
    and by the check of the logs.
    """
    if view.rows > _MOST_LOOKED_THROUGH:
        return False
    key = f"register-whole:{view.register}:{view.number}"
    whole: bool | None = cache.get(key)
    if whole is None:
        whole = is_whole(view)
        cache.set(key, whole, _LOOKED_FOR)
    return not whole


def _rows_of(code: str, number: int) -> list[RegisterLine]:
    rows = RegisterRow.objects.filter(
        Q(until_edition__isnull=True) | Q(until_edition__gt=number), register=code, from_edition__lte=number
    )
    return arranged(_line(row) for row in rows)


def receipt(code: str, number: int) -> str | None:
    """Return the receipt of an edition; None until it stands in a signed tree.

    Raises NotKnown for an edition that is not there.
    """
    row = RegisterEdition.objects.filter(register=code, number=number).select_related("leaf").first()
    if row is None:
        raise NotKnown("disclosure.register_edition", _("登记簿没有这一期。"))
    extra = canonical({"content": row.leaf.content, "salt": row.leaf.salt})
    return receipt_text(log=LOG, commitment_hex=row.leaf.commitment, extra=extra)


def newest_digests() -> dict[str, str]:
    """Return register → digest of its newest edition; one query."""
    rows = RegisterEdition.objects.order_by("register", "number").values_list("register", "digest")
    return dict(rows)


def _line(row: RegisterRow) -> RegisterLine:
    return RegisterLine(key=row.key, since=row.since, until=row.until, values=row.values)


def _edition(row: RegisterEdition) -> EditionView:
    return EditionView(
        register=row.register,
        number=row.number,
        published_at=row.published_at,
        rows=row.rows,
        added=row.added,
        removed=row.removed,
        digest=row.digest,
        commitment=row.leaf.commitment,
    )
