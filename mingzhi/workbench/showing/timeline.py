"""The timeline of a case: what happened, each with its documents, recordings and what was entered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from django.urls import reverse

from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.records.queries import Thing
from mingzhi.trail.queries import EntryView
from mingzhi.workbench.showing.entered import entered_rows, names_in, told_rows

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
    names = names_in(page, [entry.content or {} for entry in page.timeline.entries])
    found = [_happened(entries, page.procedure, things, names) for entries in groups.values()]
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


def _happened(
    entries: list[EntryView], procedure: Procedure, things: Mapping[str, Thing], names: Mapping[str, str]
) -> Happened:
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
        entered=entered_rows(procedure, content, names) or told_rows(main.act, content),
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
