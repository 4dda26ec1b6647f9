"""What of the catalogue becomes public: the lines of its registers, every period they ever had."""

from collections.abc import Iterator, Mapping
from datetime import date

from mingzhi.catalogue.models import (
    Article,
    Benchmark,
    PowerHolder,
    PowerVersion,
    RecordingItem,
    ReviewRule,
    StatuteVersion,
)
from mingzhi.catalogue.models.dated import Dated
from mingzhi.catalogue.rules.powers import PENALTY_KINDS, PROCEDURES, read_fine
from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.identity.queries import names_of_agencies, region_names
from mingzhi.identity.rules.names import Named, cut
from mingzhi.kernel.wording import gettext_noop as _

EVERYWHERE = _("通用")
CONFIRMED, OPEN = _("已核对"), _("待确认")
STANDS, REPEALED = _("有效"), _("已废止")
BETWEEN = "；"
Names = Mapping[str, list[Named]]
"""Agency code → its names in order of time."""


def register_lines() -> dict[str, list[RegisterLine]]:
    """Return the lines of every register this room answers for; ten queries in all."""
    regions = {**region_names(), "": EVERYWHERE}
    versions = list(PowerVersion.objects.select_related("power").order_by("power_id", "valid_from", "pk"))
    names = names_of_agencies()
    return {
        "statutes": list(_statutes()),
        "articles": list(_articles()),
        "powers": list(_powers(versions, names)),
        "benchmarks": list(_benchmarks({row.power_id: row.name for row in versions}, regions)),
        "review": list(_review(regions, names)),
        "recording": list(_recording(regions, names)),
    }


def _dated(row: Dated, key: str, values: Mapping[str, str]) -> Iterator[RegisterLine]:
    """Give the line of a row, unless its period is empty."""
    if row.valid_until is None or row.valid_until > row.valid_from:
        yield RegisterLine(key=key, since=row.valid_from, until=row.valid_until, values=values)


def _certainty(row: Dated) -> str:
    return CONFIRMED if row.confirmed else OPEN


def _statutes() -> Iterator[RegisterLine]:
    for row in StatuteVersion.objects.select_related("statute").order_by("pk"):
        law = row.statute
        values = {
            "name": law.full,
            "rank": law.rank,
            "issuer": law.issuer,
            "version": row.label,
            "number": row.document_number,
            "articles": str(row.articles) if row.articles else "",
            "confirmed": _certainty(row),
        }
        yield from _dated(row, law.short, values)


def _articles() -> Iterator[RegisterLine]:
    rows = Article.objects.select_related("statute").order_by("statute_id", "number", "valid_from", "pk")
    reasons: dict[str, str] = {}
    for row in rows:
        compact = f"{row.statute.short} §{row.number}"
        key = f"{row.statute.short}-{row.number:04d}"
        values = {"name": compact, "statute": row.statute.full, "state": STANDS}
        yield from _dated(row, key, {**values, "reason": reasons.get(key, "")})
        reasons[key] = row.fate_reason
        if row.fate == "repealed" and row.valid_until:
            told = {**values, "state": REPEALED, "reason": row.fate_reason}
            yield RegisterLine(key=key, since=row.valid_until, values=told)


def _powers(versions: list[PowerVersion], names: Names) -> Iterator[RegisterLine]:
    """Cut the versions of each power by the periods in which each agency held it."""
    by_power: dict[int, list[PowerVersion]] = {}
    for row in versions:
        by_power.setdefault(row.power_id, []).append(row)
    for holder in PowerHolder.objects.order_by("pk"):
        code = holder.agency_code
        history = names.get(code) or [Named(since=holder.valid_from, name=code, region="")]
        for row in by_power.get(holder.power_id, ()):
            since = max(row.valid_from, holder.valid_from)
            until = _earlier(row.valid_until, holder.valid_until)
            if until is not None and until <= since:
                continue
            for start, end, named in cut(history, since, until):
                values = {**_power(row), "agency": named.name, "region": named.region}
                yield RegisterLine(key=f"{row.power.code}-{code}", since=start, until=end, values=values)


def _earlier(first: date | None, second: date | None) -> date | None:
    return min((day for day in (first, second) if day is not None), default=None)


def _power(row: PowerVersion) -> dict[str, str]:
    fines = [read_fine(raw).sentence for raw in row.fines]
    penalties = "、".join(PENALTY_KINDS.get(code, code) for code in row.penalties)
    return {
        "name": row.name,
        "code": row.power.code,
        "kind": row.kind,
        "field": row.field,
        "procedures": "、".join(PROCEDURES.get(code, code) for code in row.procedures),
        "breached": BETWEEN.join(row.breached),
        "basis": BETWEEN.join(row.basis),
        "penalties": BETWEEN.join(part for part in (penalties, *fines) if part),
        "version": row.version,
        "confirmed": _certainty(row),
    }


def _benchmarks(names: Mapping[int, str], regions: Mapping[str, str]) -> Iterator[RegisterLine]:
    for row in Benchmark.objects.select_related("power").order_by("pk"):
        values = {
            "name": names.get(row.power_id, row.power.code),
            "grade": row.grade,
            "sentence": row.sentence,
            "circumstances": row.circumstances,
            "line": row.line,
            "region": regions.get(row.jurisdiction, row.jurisdiction),
            "basis": row.citation,
            "confirmed": _certainty(row),
        }
        yield from _dated(row, f"{row.power.code}-{row.jurisdiction}-{row.line}", values)


def _whose(row: ReviewRule | RecordingItem, regions: Mapping[str, str], names: Names) -> str:
    """Return where a line holds: in a place, or for one agency alone."""
    if not row.agency_code:
        return regions.get(row.jurisdiction, row.jurisdiction)
    return names[row.agency_code][-1].name if row.agency_code in names else row.agency_code


def _review(regions: Mapping[str, str], names: Names) -> Iterator[RegisterLine]:
    for row in ReviewRule.objects.order_by("pk"):
        values = {
            "name": row.reason,
            "kind": row.kind,
            "code": row.code,
            "region": _whose(row, regions, names),
            "basis": row.citation,
            "confirmed": _certainty(row),
        }
        yield from _dated(row, f"{row.rank:04d}-{row.code}-{row.agency_code or row.jurisdiction}", values)


def _recording(regions: Mapping[str, str], names: Names) -> Iterator[RegisterLine]:
    for row in RecordingItem.objects.order_by("pk"):
        values = {
            "name": row.title,
            "kind": row.kind,
            "occasion": row.occasion,
            "manner": row.manner,
            "points": row.points,
            "phrase": row.phrase,
            "retention": row.retention,
            "region": _whose(row, regions, names),
            "basis": row.citation,
            "confirmed": _certainty(row),
        }
        yield from _dated(row, f"{row.code}-{row.agency_code or row.jurisdiction}", values)
