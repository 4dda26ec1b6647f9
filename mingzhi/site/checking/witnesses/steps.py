"""Steps against the entries that tell of them, and what came of a step against what was entered in it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, Model
from django.utils.translation import gettext as _

from mingzhi.cases.models import (
    Closure,
    CoerciveDecision,
    Decision,
    Defence,
    Discussion,
    LicenceChange,
    Measure,
    Payment,
    Remedy,
    Service,
    Step,
)
from mingzhi.cases.rules.licence_changes import outcome_of
from mingzhi.kernel import clock
from mingzhi.site.checking.witnesses.reading import Look, entries_about, parts
from mingzhi.trail.models import Entry


def _decisions() -> Iterator[str]:
    for part in parts(Decision.objects.select_related("core", "step")):
        for row in part:
            step = row.step
            told = (row.core.hash, row.core.core.get("outcome"), step.document_number, step.document_uid)
            same = (row.decided_by_urn, row.decided_at) == (step.actor_urn, step.occurred_at)
            if told != (row.core_hash, row.outcome, row.number, row.document_uid) or not same:
                yield _("决定 %(uid)s 与作出它的步骤不一致。") % {"uid": row.uid}


def _steps() -> Iterator[str]:
    """A step is told by the entry that mentions it; what was erased lawfully is not compared."""
    for batch in parts(Step.objects.all()):
        told = entries_about(step.urn for step in batch)
        for step in batch:
            entries = told.get(step.urn, [])
            own = [entry for entry in entries if entry.act == f"cases.{step.code}"]
            if not entries:
                yield _("步骤 %(uid)s（%(title)s）没有对应的记录条目。") % _named(step)
            elif own and not any(_tells(entry, step) for entry in own):
                yield _("步骤 %(uid)s（%(title)s）与记录条目不一致。") % _named(step)


def _tells(entry: Entry, step: Step) -> bool:
    said = entry.payload.content
    envelope = (entry.actor_urn, entry.actor_label, entry.occurred_at, entry.title, entry.stage, entry.basis)
    told = envelope == (
        *(step.actor_urn, step.actor_label, step.occurred_at),
        *(step.title, step.stage, step.basis),
    )
    if said is None or not told:  # erased: the envelope alone speaks
        return told
    officers = _officers(step)
    wanted = {
        "officers": [label for _urn, label, _certificate in officers],
        "certified": [[urn, certificate] for urn, _label, certificate in officers],
        "step": step.code,
        "data": step.data,
        "from": step.state_before,
        "to": step.state_after,
        "number": step.document_number,
    }
    shown = (step.data.get("id_shown") is True, step.data.get("rights_told") is True)
    same = (step.identity_shown, step.rights_told) == shown
    return same and all(said[name] == value for name, value in wanted.items() if name in said)


def _officers(step: Step) -> list[tuple[str, str, str]]:
    """Return who acted: urn, name, certificate."""
    both = (
        (step.officer_first, step.officer_first_label, step.officer_first_certificate),
        (step.officer_second, step.officer_second_label, step.officer_second_certificate),
    )
    return [one for one in both if any(one)]


def _named(step: Step) -> dict[str, Any]:
    return {"uid": step.uid, "title": step.title}


def _day(step: Step, code: str = "") -> date:
    """Return the day entered under ``code``, or the day of the step."""
    entered = step.data.get(code)
    return date.fromisoformat(entered[:10]) if entered else step.occurred_at.astimezone(clock.CHINA).date()


def _beside(_row: Any, step: Step) -> dict[str, Any]:
    return {
        "kind": step.code,
        "number": step.document_number,
        "document_uid": step.document_uid,
        "decided_on": _day(step),
    }


Expected = Callable[[Any, Step], Mapping[str, Any]]
CAME_OF: dict[type[Model], Expected] = {
    Payment: lambda _row, step: {
        "paid_on": _day(step, "paid_on"),
        "receipt": str(step.data.get("receipt_number", "")),
    },
    Service: lambda _row, step: {
        "document_uid": step.document_uid,
        "receipt_uid": step.document_uid,
        "manner": str(step.data.get("manner", "direct")),
        "served_on": _day(step, "served_on"),
        "receiver": str(step.data.get("receiver", ""))[:120],
    },
    CoerciveDecision: _beside,
    LicenceChange: lambda row, step: {
        **_beside(row, step),
        "outcome": outcome_of(step.case.kind, step.code, step.data),
    },
    Measure: lambda _row, step: {
        "items": list(step.data.get("items", [])),
        "urgent": step.data.get("urgent") is True,
        "taken_at": step.occurred_at,
    },
    Defence: lambda _row, step: {
        "text": str(step.data.get("defence", "")),
        "raised_on": _day(step, "raised_on"),
    },
    Discussion: lambda _row, step: {
        "held_on": _day(step),
        "agreed": step.data.get("conclusion") == "agreed",
        "conclusion": str(step.data.get("conclusion_text", "")),
    },
    Remedy: lambda _row, step: {
        "kind": step.data.get("kind"),
        "body": str(step.data.get("remedy_body", "")),
        "filed_on": _day(step, "filed_on"),
    },
    Closure: lambda _row, step: {"closed_on": _day(step)},
}
"""What came of a step, and what of it can be read from what was entered there."""


def _came_of(model: type[Model]) -> Iterator[str]:
    expected = CAME_OF[model]
    for part in parts(model._default_manager.select_related("step")):
        for row in part:
            step: Step = row.step  # type: ignore[attr-defined]
            wanted = {"case_id": step.case_id, **expected(row, step)}
            if any(getattr(row, name) != value for name, value in wanted.items()):
                yield _("%(table)s %(row)s 与产生它的步骤不一致。") % {
                    "table": model._meta.verbose_name,
                    "row": getattr(row, "uid", row.pk),
                }


def _paid() -> Iterator[str]:
    """Of one step comes one payment, of the sum that was entered or of what the debt took of it."""
    for part in parts(Payment.objects.select_related("step")):
        for row in part:
            entered = row.step.data.get("amount")
            if not isinstance(entered, int) or row.amount > entered:
                yield _("缴款 %(row)s 与产生它的步骤不一致。") % {"row": row.pk}
    twice = Payment.objects.values("step").annotate(rows=Count("id")).filter(rows__gt=1)
    for found in twice.iterator():
        yield _("步骤 %(row)s 产生了不止一笔缴款。") % {"row": found["step"]}


LOOKS: tuple[Look, ...] = (_decisions, _steps, *(partial(_came_of, model) for model in CAME_OF), _paid)
