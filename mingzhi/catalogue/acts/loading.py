"""Load the shipped catalogue: idempotent; only what changed becomes a new version."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from mingzhi.catalogue.acts import shipped
from mingzhi.catalogue.acts.reliances import note_reliances
from mingzhi.catalogue.acts.versions import Wanted, end, retire, write_versions
from mingzhi.catalogue.models import (
    Benchmark,
    Parameter,
    Power,
    PowerVersion,
    RecordingItem,
    ReviewRule,
    Statute,
    StatuteVersion,
    Template,
)
from mingzhi.catalogue.models.dated import Dated
from mingzhi.catalogue.policy import may_load
from mingzhi.catalogue.rules.lawbook import read_statutes
from mingzhi.catalogue.rules.reading import DATA
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

Counts = dict[str, dict[str, int]]


@act(
    "catalogue.load",
    title=_("载入事项与依据"),
    may=may_load,
    serves=("2.1.1a", "2.1.1c", "2.2.1a", "2.2.2a", "2.3.2a"),
    basis=("浙政办发〔2019〕20号 二(一)1",),
)
def load_catalogue(*, actor: Actor) -> Counts:
    """Bring statutes, powers, lists, templates and parameters to the shipped state; count what changed.

    A version of a power that a keeper replaced stays replaced, until another one is shipped. What is shipped
    no longer ends today and stays as history, a parameter with what levels set for it.
    """
    today = clock.today()
    counts: Counts = {"statutes": _load_statutes(today)}
    for name, model, wishes in _steps():
        wanted = list(wishes)
        written = write_versions(model, wanted, today=today)
        written.ended += _retire(model, wanted, today)
        note_reliances(written, today=today)
        counts[name] = written.counts
    describe(
        subject="urn:mingzhi:catalogue:data:shipped",
        label="随附的事项与依据数据",
        content={"counts": counts},
        hashes=_digests(),
    )
    return counts


def _steps() -> Iterator[tuple[str, type[Dated], Iterable[Wanted]]]:
    tables = shipped.power_tables()
    powers = _powers([raw["code"] for raw in tables])
    versions = [
        Wanted(
            identity={"power_id": powers[raw["code"]]}, content=shipped.power_content(raw), since=raw["since"]
        )
        for raw in tables
    ]
    yield "powers", PowerVersion, _not_replaced(versions)
    lines = [wish for raw in tables for wish in shipped.benchmark_wishes(raw, powers[raw["code"]])]
    yield "benchmarks", Benchmark, lines
    yield "review", ReviewRule, shipped.review_wishes()
    yield "recording", RecordingItem, shipped.recording_wishes()
    yield "parameters", Parameter, shipped.parameter_wishes()
    yield "templates", Template, shipped.template_wishes()


def _not_replaced(versions: list[Wanted]) -> list[Wanted]:
    """Leave out what stood before and was replaced by a keeper of the law: loading puts nothing back."""
    former: dict[int, list[PowerVersion]] = {}
    for row in PowerVersion.objects.filter(valid_until__isnull=False, power__versions__valid_until=None):
        former.setdefault(row.power_id, []).append(row)
    return [
        wish
        for wish in versions
        if not any(
            all(getattr(row, name) == value for name, value in wish.content.items())
            for row in former.get(wish.identity["power_id"], ())
        )
    ]


SHIPPED_LINES: dict[type[Dated], tuple[str, ...]] = {
    Benchmark: ("power_id", "line"),
    ReviewRule: ("code",),
    RecordingItem: ("code",),
    Parameter: ("code",),
    Template: ("code",),
}
"""Tables whose rows for everywhere come from the data alone, and what names a row there."""


def _retire(model: type[Dated], wanted: list[Wanted], today: date) -> list[Dated]:
    if model not in SHIPPED_LINES:
        return []
    gone = retire(model, SHIPPED_LINES[model], wanted, today=today)
    if model is Parameter:  # nothing reads what a level set for it any more
        left = Parameter.objects.select_for_update().filter(valid_until__isnull=True)
        shipped_codes = {wish.identity["code"] for wish in wanted}
        gone += end(list(left.exclude(code__in=shipped_codes)), today=today)
    return gone


def _powers(codes: list[str]) -> Mapping[str, int]:
    Power.objects.bulk_create([Power(code=code) for code in codes], ignore_conflicts=True)
    return dict(Power.objects.filter(code__in=codes).values_list("code", "pk"))


def _load_statutes(today: date) -> dict[str, int]:
    raws = read_statutes()
    known = {statute.short: statute for statute in Statute.objects.all()}
    new = [_statute(raw) for raw in raws if raw["short"] not in known]
    Statute.objects.bulk_create(new)
    renamed = _renamed(raws, known)
    Statute.objects.bulk_update(renamed, ["aliases", "title_en"])
    statutes = {statute.short: statute for statute in Statute.objects.all()}
    former = [row for raw in raws for row in _former(raw, statutes[raw["short"]], new)]
    StatuteVersion.objects.bulk_create(former)
    wishes = [_latest(raw, statutes[raw["short"]]) for raw in raws]
    return write_versions(StatuteVersion, wishes, today=today).counts


def _statute(raw: Mapping[str, Any]) -> Statute:
    names = ("short", "full", "title_en", "rank", "issuer")
    return Statute(
        **{name: raw[name] for name in names},
        jurisdiction=raw.get("jurisdiction", ""),
        aliases=list(raw.get("aliases", ())),
    )


def _renamed(raws: Iterable[Mapping[str, Any]], known: Mapping[str, Statute]) -> list[Statute]:
    changed = []
    for raw in raws:
        statute = known.get(raw["short"])
        wish = (list(raw.get("aliases", ())), raw["title_en"])
        if statute is not None and (statute.aliases, statute.title_en) != wish:
            statute.aliases, statute.title_en = wish
            changed.append(statute)
    return changed


def _version(raw: Mapping[str, Any], version: Mapping[str, Any], *, shape: tuple[str, ...]) -> dict[str, Any]:
    return {
        "label": version["label"],
        "document_number": version.get("number", ""),
        "articles": version["articles"],
        "shape": list(shape),
        "confirmed": version.get("confirmed", raw.get("confirmed", True)),
        "note": raw.get("note", ""),
    }


def _former(raw: Mapping[str, Any], statute: Statute, new: list[Statute]) -> Iterator[StatuteVersion]:
    if statute.short not in {item.short for item in new}:
        return
    for version in raw["version"][:-1]:
        yield StatuteVersion(
            statute=statute,
            **_version(raw, version, shape=()),
            valid_from=version["from"],
            valid_until=version["until"],
        )


def _latest(raw: Mapping[str, Any], statute: Statute) -> Wanted:
    version = raw["version"][-1]
    content = _version(raw, version, shape=raw["shape"])
    return Wanted(identity={"statute_id": statute.pk}, content=content, since=version["from"])


def _digests() -> dict[str, str]:
    return {
        str(path.relative_to(DATA)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(DATA.rglob("*"))
        if path.suffix in {".toml", ".json"}
    }
