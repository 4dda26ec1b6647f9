"""The timeline of a case: what happened, each with its documents, recordings and what was entered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from mingzhi.cases.models import Party
from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.party_kinds import PARTY_KINDS
from mingzhi.cases.rules.procedure import Field, FieldKind, Procedure
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.queries import Thing
from mingzhi.trail.queries import EntryView
from mingzhi.workbench.forms.showing import show
from mingzhi.workbench.showing.core import core_rows
from mingzhi.workbench.showing.days import in_words

FILE = "records.attach"
LOOKS = ("records.view_file", "records.export_case", "records.hand_over")
_MATERIAL = ("document", "attachment")
FOLD = 2
"""From how many earlier things of one kind on they are folded away: one line is no shorter than a fold."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A document or file at its place in the timeline."""

    url: str
    title: str
    number: str = ""


@dataclass(slots=True, kw_only=True)
class Happened:
    """One thing that happened, as ``parts/timeline_entry.html`` shows it; ``act`` says of which kind."""

    uid: str
    act: str
    title: str
    occurred_at: datetime
    recorded_at: datetime
    late_reason: str
    actor_label: str
    role: str
    stage: str
    basis: Sequence[str]
    content_hash: str
    hidden: bool = False
    text: str = ""
    documents: list[Attached] = field(default_factory=list)
    attachments: list[Attached] = field(default_factory=list)
    entered: list[tuple[str, str]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    file: str = ""
    filed: list[tuple[str, str]] = field(default_factory=list)


def timeline_of(page: CasePage) -> list[Happened]:
    """Return what happened, newest first; acts of one group are one thing with its parts."""
    groups: dict[str, list[EntryView]] = {}
    for entry in page.timeline.entries:
        if entry.act not in LOOKS:
            groups.setdefault(entry.group, []).append(entry)
    things = {thing.uid: thing for thing in page.dossier.things}
    found = [_happened(entries, page.procedure, things) for entries in groups.values()]
    found = _in_place(found, page, things)
    return sorted(found, key=lambda item: (item.occurred_at, item.recorded_at), reverse=True)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One thing that happened, and the earlier ones of the same kind right before it, folded away."""

    entry: Happened
    folded: Sequence[Happened] = ()


def stretches(happened: Sequence[Happened]) -> list[Stretch]:
    """Return the timeline with long rows of one kind folded behind their newest."""
    found: list[Stretch] = []
    for _kind, row in groupby(happened, key=lambda item: (item.act, item.hidden)):
        newest, *rest = row
        if len(rest) >= FOLD:
            found.append(Stretch(newest, rest))
        else:
            found += [Stretch(newest), *map(Stretch, rest)]
    return found


def looks_of(page: CasePage) -> list[EntryView]:
    """Return who looked at the file, newest first."""
    return [entry for entry in reversed(page.timeline.entries) if entry.act in LOOKS]


def _happened(entries: list[EntryView], procedure: Procedure, things: Mapping[str, Thing]) -> Happened:
    """Make one thing of a group: the step when there is one, else the outermost act, written last."""
    main = next((entry for entry in entries if _step(entry) in procedure.by_step), entries[-1])
    content = main.content or {}
    happened = Happened(
        uid=main.uid,
        act=main.act,
        title=main.title,
        occurred_at=main.occurred_at,
        recorded_at=main.recorded_at,
        late_reason=main.late_reason,
        actor_label=main.actor_label,
        role=main.role,
        stage=main.stage,
        basis=main.basis,
        content_hash=main.content_hash,
        hidden=main.hidden,
        entered=entered_rows(procedure, content) or corrected_rows(content),
        beside=[
            entry.title
            for entry in entries
            if entry.uid != main.uid and not entry.hidden and not _material(entry)
        ],
    )
    for entry in entries:
        _attach(happened, entry, things)
    if main.act == FILE:
        happened.file = str(content.get("attachment", ""))
    return happened


def _in_place(found: list[Happened], page: CasePage, things: Mapping[str, Thing]) -> list[Happened]:
    """Put what was filed with a step at that step; the entry of the filing stays named there."""
    urns = {(step.title, step.occurred_at): step.urn for step in page.steps}
    steps = {urns[key]: item for item in found if (key := (item.title, item.occurred_at)) in urns}
    kept = []
    for item in found:
        thing = things.get(item.file)
        home = steps.get(thing.step_urn) if thing is not None else None
        if home is None or home is item:
            kept.append(item)
            continue
        home.attachments += item.attachments
        home.filed.append((item.uid, item.title))
    return kept


def _step(entry: EntryView) -> str:
    return str((entry.content or {}).get("step", ""))


def _material(entry: EntryView) -> bool:
    return any(name in (entry.content or {}) for name in _MATERIAL)


def _attach(happened: Happened, entry: EntryView, things: Mapping[str, Thing]) -> None:
    content = entry.content or {}
    for name, shelf in (("document", happened.documents), ("attachment", happened.attachments)):
        thing = things.get(str(content.get(name, "")))
        if thing is not None:
            shelf.append(
                Attached(
                    reverse("work:material", args=[thing.uid]), thing.title, getattr(thing, "number", "")
                )
            )


def entered_rows(procedure: Procedure, content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was entered with a step as (label, words)."""
    declared = procedure.by_step.get(str(content.get("step", "")))
    data = content.get("data")
    if declared is None or not isinstance(data, Mapping):
        return []
    rows = [(item.label, _words(item, data[item.code])) for item in declared.fields if item.code in data]
    officers = content.get("officers") or ()
    if officers:
        rows.insert(0, (gettext("执法人员"), "、".join(officers)))
    return rows


def corrected_rows(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was put right of the party as (label, words)."""
    before, after = content.get("before"), content.get("after")
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return []
    labels = {column.name: str(column.verbose_name) for column in Party._meta.fields}
    rows = [(labels[name], f"{_kind(before[name]) or '—'} → {_kind(after[name]) or '—'}") for name in after]
    return [*rows, (_("凭什么更正"), str(content.get("reason", "")))]


def _kind(value: Any) -> str:
    return gettext(PARTY_KINDS[value]) if value in PARTY_KINDS else str(value)


def _words(item: Field, value: Any) -> str:
    said = _SAID.get(item.kind)
    return said(item, value) if said else str(show(item.kind, value))


def _yes(_item: Field, value: Any) -> str:
    return gettext("是") if value else gettext("否")


def _rows(item: Field, value: Any) -> str:
    rows = show(item.kind, value)
    return "\n".join(" ".join(row[code] for code, _l in item.columns if row.get(code)) for row in rows)


def _core(_item: Field, value: Any) -> str:
    said = gettext("%(kind)s：%(title)s")
    return "\n".join(said % {"kind": gettext(label), "title": words} for label, words in core_rows(value))


def _moment(item: Field, value: Any) -> str:
    day, _sign, hour = str(show(item.kind, value)).partition("T")
    return f"{in_words(day)} {hour}".strip()


_SAID: Mapping[FieldKind, Callable[[Field, Any], str]] = {
    FieldKind.YES: _yes,
    FieldKind.CHOICE: lambda item, value: gettext(dict(item.choices).get(value, value)),
    FieldKind.DATE: lambda _item, value: in_words(str(value)),
    FieldKind.MOMENT: _moment,
    FieldKind.ITEMS: _rows,
    FieldKind.CORE: _core,
}
