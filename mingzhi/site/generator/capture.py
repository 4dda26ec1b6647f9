"""Which rows the acts wrote for a pattern: everything newer than a mark, in the order it may be written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import ForeignKey, Max, Model

from mingzhi.cases.models import Case
from mingzhi.trail.models import Entry, Payload

_SHARED = frozenset({"records_storedfile", "records_numberseries"})
"""Tables whose rows copies share: stored bytes, and the series that hand out numbers."""

_AFTER = {
    "review_opinion": ("review_finding",),
    "review_assignment": ("review_submissionhandler",),
    "cases_decision": ("review_clearance", "cases_contentcore"),
    "cases_coercivedecision": ("review_clearance",),
    "disclosure_publication": ("disclosure_check",),
}
"""What a trigger looks up must have been written before."""

Mark = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Captured:
    """The rows of one pattern, by model, in writing order."""

    rows: tuple[tuple[type[Model], tuple[Model, ...]], ...]

    def of(self, model: type[Model]) -> tuple[Model, ...]:
        """Return the rows of one model."""
        return dict(self.rows).get(model, ())


def tables() -> tuple[type[Model], ...]:
    """Return the tables a case may have rows in, each after those it refers to."""
    return in_writing_order(
        model
        for model in apps.get_models()
        if model.__module__.startswith("mingzhi.") and model._meta.db_table not in _SHARED
    )


def in_writing_order(unordered: Iterable[type[Model]]) -> tuple[type[Model], ...]:
    """Return the models, each after those its rows refer to or its triggers look up."""
    models = {model._meta.db_table: model for model in unordered}
    waiting = {name: _before(model) & models.keys() - {name} for name, model in models.items()}
    ordered: list[type[Model]] = []
    while waiting:
        ready = sorted(name for name, before in waiting.items() if not before)
        if not ready:
            raise RuntimeError(f"tables refer to each other in a circle: {sorted(waiting)}")
        ordered += [models[name] for name in ready]
        waiting = {name: before - set(ready) for name, before in waiting.items() if name not in ready}
    return tuple(ordered)


def _before(model: type[Model]) -> set[str]:
    targets = {
        field.related_model._meta.db_table
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and isinstance(field.related_model, type)
    }
    return targets | set(_AFTER.get(model._meta.db_table, ()))


def mark() -> Mark:
    """Return the newest row of every table (tables with other keys than numbers hold no cases)."""
    return {
        model._meta.db_table: model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        for model in tables()
        if _numbered(model)
    }


def since(before: Mark) -> Captured:
    """Return the rows written after the mark."""
    found = []
    for model in tables():
        if not _numbered(model):
            continue
        rows = tuple(model._base_manager.filter(pk__gt=before[model._meta.db_table]).order_by("pk"))
        if rows:
            found.append((model, rows))
    return Captured(tuple(found))


class Disturbed(Exception):
    """Somebody else wrote while a pattern was walked: its copies would carry what is not theirs."""

    zh = "生成期间另有程序写入数据库。请停止服务和后台工作后重新运行；已经写入的案件是完整的，予以保留。"
    en = (
        "Another program wrote to the database meanwhile. Stop the server and the worker and run this again; "
        "the cases written so far are whole and stay."
    )


def must_be_alone(captured: Captured) -> Captured:
    """Return the rows of a pattern; raises Disturbed where they are not those of one case and its numbers."""
    entries = {row.pk: row for row in captured.of(Entry) if isinstance(row, Entry)}
    written = {row.entry_id for row in captured.of(Payload) if isinstance(row, Payload)}
    case, *others = captured.of(Case)
    assert isinstance(case, Case)  # noqa: S101 -- for the type checker
    numbers = f"urn:mingzhi:records:series:{case.agency_code}:"
    strange = {row.subject_urn for row in entries.values() if not row.subject_urn.startswith(numbers)}
    if others or written != entries.keys() or strange != {case.urn}:
        raise Disturbed
    return captured


def _numbered(model: type[Model]) -> bool:
    kind = model._meta.pk.get_internal_type() if model._meta.pk else ""
    return kind in {"BigAutoField", "AutoField"}
