"""A pattern made ready for striking: its rows as text with places, and what fills the places."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from random import Random
from typing import Any

from django.db.models import BinaryField, ForeignKey, Model, UUIDField

from mingzhi.disclosure.models import NoticeVersion
from mingzhi.kernel.canonical import canonical
from mingzhi.records.models import Document, IssuedNumber, StoredFile
from mingzhi.site.generator.capture import Captured
from mingzhi.site.generator.columns import POSTGRESQL, fields_of, text_of, uuid_text
from mingzhi.site.generator.parties import Words
from mingzhi.site.generator.seals import Sealed, seals
from mingzhi.site.generator.slots import Piece, Slots, Strike, strike

Values = list[Any]
SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of one table that name the same columns."""

    table: str
    columns: tuple[str, ...]
    binary: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Where the copies of a job begin: the first row id per table, the first number per series."""

    ids: Mapping[str, int]
    numbers: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Plate:
    """One pattern, ready to be struck."""

    words: Words
    counts: tuple[tuple[str, int], ...]
    uids: int
    hexed: bool
    salts: int
    numbers: tuple[tuple[int, int, str, str], ...]
    per_series: Mapping[int, int]
    steps: tuple[Callable[[Values], Any], ...]
    sheets: tuple[tuple[Sheet, Strike], ...]

    @property
    def rows(self) -> int:
        """How many rows a copy has."""
        return sum(count for _table, count in self.counts)

    def values(self, start: Start, nth: int, words: Words, random: Random) -> Values:
        """Return the values of the nth copy of a job."""
        values: Values = list(
            chain.from_iterable(
                range(start.ids[table] + nth * count, start.ids[table] + (nth + 1) * count)
                for table, count in self.counts
            )
        )
        dashed = _uuids(random.randbytes(16 * self.uids).hex(), f"f{values[0] % 16**7:07x}")
        values += dashed
        if self.hexed:
            values += [uid.replace("-", "") for uid in dashed]
        salts = random.randbytes(32 * self.salts).hex()
        values += [salts[at : at + 64] for at in range(0, len(salts), 64)]
        for series, offset, before, after in self.numbers:
            number = start.numbers[series] + nth * self.per_series[series] + offset
            values += [number, f"{before}{number}{after}"]
        values += words.literals()
        for step in self.steps:
            values.append(step(values))
        return values


def _uuids(text: str, front: str) -> list[str]:
    """Return identifiers that begin with ``front``: those of one copy stand together in every index."""
    return [
        f"{front}-{text[at + 8 : at + 12]}-4{text[at + 13 : at + 16]}"
        f"-a{text[at + 17 : at + 20]}-{text[at + 20 : at + 32]}"
        for at in range(0, len(text), 32)
    ]


class Platemaker:
    """Makes the plate of one pattern."""

    def __init__(self, captured: Captured, words: Words, vendor: str) -> None:
        self.captured, self.words, self.vendor = captured, words, vendor
        self.slots = Slots()
        self.ids: dict[tuple[str, int], int] = {}
        self.numbers: dict[int, int] = {}
        self.hexes: dict[str, int] = {}
        self.steps: list[Callable[[Values], Any]] = []
        self.known = _known_digests(captured)

    def make(self) -> Plate:
        """Return the plate; raises ValueError for a digest nobody can compute again."""
        counts = self._ids()
        uids = self._uids()
        salts = self._salts()
        numbers, per_series = self._numbers()
        for word in self.words.literals():
            self.slots.literal(word)
        for sealed in seals(self.captured):
            self._seal(sealed)
        return Plate(
            words=self.words,
            counts=counts,
            uids=uids,
            hexed=self.vendor != POSTGRESQL,
            salts=salts,
            numbers=numbers,
            per_series=per_series,
            steps=tuple(self.steps),
            sheets=self._sheets(),
        )

    def _ids(self) -> tuple[tuple[str, int], ...]:
        for model, rows in self.captured.rows:
            for row in rows:
                self.ids[model._meta.db_table, row.pk] = self.slots.new()
        return tuple((model._meta.db_table, len(rows)) for model, rows in self.captured.rows)

    def _uids(self) -> int:
        found = dict.fromkeys(
            value
            for model, rows in self.captured.rows
            for field in fields_of(model)
            if isinstance(field, UUIDField)
            for row in rows
            if (value := getattr(row, field.attname)) is not None
        )
        for uid in found:
            self.slots.literal(str(uid))
        if self.vendor != POSTGRESQL:
            self.hexes = {uid.hex: self.slots.new() for uid in found}
        return len(found)

    def _salts(self) -> int:
        found = dict.fromkeys(
            value
            for model, rows in self.captured.rows
            for field in fields_of(model)
            if field.attname.endswith("salt")
            for row in rows
            if (value := getattr(row, field.attname))
        )
        for salt in found:
            self.slots.literal(salt)
        return len(found)

    def _numbers(self) -> tuple[tuple[tuple[int, int, str, str], ...], dict[int, int]]:
        found, per_series = [], dict[int, int]()
        for row in self.captured.of(IssuedNumber):
            assert isinstance(row, IssuedNumber)  # noqa: S101 -- for the type checker
            before, after = row.text.rsplit(str(row.number), 1)
            offset = per_series.get(row.series_id, 0)
            per_series[row.series_id] = offset + 1
            found.append((row.series_id, offset, before, after))
            self.numbers[row.pk] = self.slots.new()
            self.slots.literal(row.text)
        return tuple(found), per_series

    def _seal(self, sealed: Sealed) -> None:
        if not sealed.holds():
            raise ValueError(f"the digest {sealed.digest} is not that of its content")
        content = self._unordered(sealed)
        text = strike(self.slots.pieces(canonical(content).decode(), known=self.known))
        salt = self.slots.literal(sealed.salt) if sealed.salt else None
        self.slots.literal(sealed.digest)
        self.steps.append(_sealing(text, salt))
        codes = {row.paper_commitment: row.code for row in self.captured.of(Document)}  # type: ignore[attr-defined]
        if code := codes.get(sealed.digest):
            place = self.slots.literals[sealed.digest]
            self.slots.literal(code)
            self.steps.append(lambda values: values[place][:16])

    def _unordered(self, sealed: Sealed) -> Any:
        """Let a copy sort its own mentions where their order hangs on random identifiers."""
        strikes = [self.slots.pieces(urn, known=self.known) for urn in sealed.mentions]
        if not _order_is_open(strikes):
            return sealed.content
        ready = [strike(pieces) for pieces in strikes]
        key = self.slots.key(f"mentions-{len(self.steps)}")
        self.steps.append(lambda values: '","'.join(sorted({one(values) for one in ready})))
        return {**sealed.content, "mentions": [key]}

    def _sheets(self) -> tuple[tuple[Sheet, Strike], ...]:
        found: dict[Sheet, list[Piece]] = {}
        for model, rows in self.captured.rows:
            for row in rows:
                sheet, pieces = self._row(model, row)
                found.setdefault(sheet, []).extend(pieces)
        return tuple((sheet, strike(pieces)) for sheet, pieces in found.items())

    def _row(self, model: type[Model], row: Model) -> tuple[Sheet, list[Piece]]:
        between, end = ("\t", "\n") if self.vendor == POSTGRESQL else (SEPARATOR, SEPARATOR)
        columns, binary, pieces = list[str](), list[bool](), list[Piece]()
        for field in fields_of(model):
            cell = self._cell(model, row, field)
            if cell is None and self.vendor != POSTGRESQL:
                continue
            columns.append(str(field.column))
            binary.append(isinstance(field, BinaryField))
            pieces += [*(["\\N"] if cell is None else cell), between]
        pieces[-1] = end
        return Sheet(model._meta.db_table, tuple(columns), tuple(binary)), pieces

    def _cell(self, model: type[Model], row: Model, field: Any) -> list[Piece] | None:
        if field.primary_key:
            return [self.ids[model._meta.db_table, row.pk]]
        value = getattr(row, field.attname)
        if isinstance(field, ForeignKey) and (field.related_model._meta.db_table, value) in self.ids:
            return [self.ids[field.related_model._meta.db_table, value]]
        if isinstance(field, UUIDField) and value is not None:
            text = uuid_text(value, self.vendor)
            return [self.hexes[text] if self.hexes else self.slots.literals[text]]
        if isinstance(row, IssuedNumber) and field.attname == "number":
            return [self.numbers[row.pk]]
        written = text_of(row, field, self.vendor)
        return None if written is None else self.slots.pieces(written, known=self.known)


def _sealing(text: Strike, salt: int | None) -> Callable[[Values], str]:
    sha256, unhex = hashlib.sha256, bytes.fromhex
    if salt is None:
        return lambda values: sha256(text(values).encode()).hexdigest()
    return lambda values: sha256(unhex(values[salt]) + text(values).encode()).hexdigest()


def _order_is_open(mentions: Sequence[list[Piece]]) -> bool:
    fixed = [pieces[0] if isinstance(pieces[0], str) else "" for pieces in mentions]
    return any(
        one.startswith(other) or other.startswith(one)
        for at, one in enumerate(fixed)
        for other in fixed[at + 1 :]
    )


def _known_digests(captured: Captured) -> frozenset[str]:
    stored: Iterable[tuple[str, str]] = StoredFile.objects.values_list("sha256", "sm3")
    drawn = {row.pdf_sha256 for row in captured.of(NoticeVersion)}  # type: ignore[attr-defined]
    return frozenset(chain.from_iterable(stored)) | drawn
