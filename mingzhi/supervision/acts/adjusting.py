"""Adjustment tasks: made with a change, answered by their owner, escalated when nobody answers."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from mingzhi.calendars.queries import calendar
from mingzhi.catalogue.queries import following
from mingzhi.identity.queries import agencies_on, agency_on
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision import policy
from mingzhi.supervision.models import AdjustmentAnswer, AdjustmentTask, Change, Escalation
from mingzhi.supervision.queries.escalating import recipient
from mingzhi.supervision.rules.adjustment import (
    ADJUSTED,
    OUTCOMES,
    PASSED,
    PLAN,
    Touched,
    kinds,
    levels,
    term,
)
from mingzhi.trail.acts import act, describe

LONGEST = 500
MOST = 200


def note_change(
    *,
    actor: Actor,
    kind: str,
    subject: str,
    label: str,
    effective_on: date,
    reason: str,
    touched: Sequence[Touched],
    content: dict[str, Any] | None = None,
) -> Change:
    """Write the change with one task for each thing that rests on it; used inside acts."""
    change = Change.objects.create(
        kind=kind,
        subject_urn=subject,
        label=label[:300],
        effective_on=effective_on,
        reason=reason.strip()[:200],
        content=content or {},
        agency_code=actor.agency_code,
        made_at=clock.now(),
        made_by_urn=actor.urn,
        made_by_label=actor.label,
    )
    AdjustmentTask.objects.bulk_create(_tasks(change, touched), batch_size=500)
    counts: dict[str, int] = {}
    for item in touched:
        counts[item.kind] = counts.get(item.kind, 0) + 1
    describe(
        subject=change.urn,
        label=change.label[:200],
        content={
            "kind": kind,
            "effective_on": effective_on.isoformat(),
            "reason": change.reason,
            "tasks": counts,
            **(content or {}),
        },
        mentions=[subject],
    )
    return change


def _tasks(change: Change, touched: Sequence[Touched]) -> Iterable[AdjustmentTask]:
    days = calendar()
    names = {view.code: view.name for view in agencies_on(clock.today())}
    terms = {
        kind: term(kind, effective=change.effective_on, noted=clock.today(), calendar=days)
        for kind in {item.kind for item in touched}
    }
    for item in touched:
        yield AdjustmentTask(
            change=change,
            kind=item.kind,
            urn=item.urn,
            label=item.label[:300],
            relation=item.relation[:200],
            agency_code=item.agency_code,
            agency_name=names.get(item.agency_code, item.agency_code),
            right=kinds()[item.kind].right,
            due_on=terms[item.kind].due_date,
            derivation=terms[item.kind].derivation(),
        )


@act(
    "supervision.answer_adjustment",
    title=_("答复动态调整任务"),
    may=policy.may_answer,
    serves=("2.1.1c",),
    basis=(PLAN,),
)
def answer_adjustment(
    *,
    actor: Actor,
    change: Change,
    tasks: Sequence[str],
    outcome: str,
    text: str,
    to_agency: str = "",
) -> list[AdjustmentTask]:
    """Answer tasks of one change (uids) alike: adjusted, stays valid with a reason, or passed on.

    "Adjusted" is believed only where the catalogue holds a new version, or ended the old one. Passing on
    moves the task with its due date. Raises Invalid, NotNow, Conflict (answered meanwhile).
    """
    rows = _chosen(actor, change, tasks)
    _check(outcome, text)
    target = _target(actor, rows, to_agency) if outcome == PASSED else None
    for row in rows:
        _answer(actor, row, outcome, text.strip(), target)
    describe(
        subject=change.urn,
        label=change.label[:200],
        content={
            "outcome": outcome,
            "text": text.strip(),
            "to": target.code if target else "",
            "tasks": [str(row.uid) for row in rows],
        },
        mentions=sorted({row.urn for row in rows}),
    )
    return rows


def _answer(actor: Actor, row: AdjustmentTask, outcome: str, text: str, target: AgencyView | None) -> None:
    new_urn, new_label = _followed(row) if outcome == ADJUSTED else ("", "")
    AdjustmentAnswer.objects.create(
        task=row,
        outcome=outcome,
        text=text,
        new_urn=new_urn,
        new_label=new_label[:300],
        from_agency=row.agency_name,
        to_agency=target.name if target else "",
        made_at=clock.now(),
        made_by_urn=actor.urn,
        made_by_label=actor.label,
    )
    if target is not None:
        row.agency_code, row.agency_name = target.code, target.name
    else:
        row.state = "answered"
    row.save(update_fields=["agency_code", "agency_name", "state"])


def _target(actor: Actor, rows: Sequence[AdjustmentTask], code: str) -> AgencyView:
    """Return the agency to pass tasks on to; cases stay where they are handled."""
    if not code.strip() or code.strip() == actor.agency_code:
        raise Invalid("supervision.pass_to", _("请选择转交给哪个机关。"), field="to_agency")
    if any(row.kind == "case" for row in rows):
        raise Invalid(
            "supervision.pass_case",
            _("在办案件的任务不能转交。"),
            way_out=_("案件应当移送的，请在案件中办理。"),
            field="outcome",
        )
    return agency_on(code.strip(), clock.today())


def _chosen(actor: Actor, change: Change, tasks: Sequence[str]) -> list[AdjustmentTask]:
    wanted = [uid for uid in dict.fromkeys(tasks) if _is_uid(uid)]
    if not wanted or len(wanted) > MOST:
        raise Invalid("supervision.no_tasks", _("请勾选要答复的事项，一次不超过200项。"), field="tasks")
    rows = list(
        AdjustmentTask.objects.select_for_update().filter(change=change, uid__in=wanted).order_by("pk")
    )
    policy.must_own(actor, rows, len(wanted))
    if any(row.state == "answered" for row in rows):
        raise Conflict("supervision.answered", _("所选事项中有的已经答复。"), way_out=_("请刷新页面后再选。"))
    return rows


def _is_uid(text: str) -> bool:
    return len(text) == 36 and all(letter in "0123456789abcdef-" for letter in text)


def _check(outcome: str, text: str) -> None:
    if outcome not in OUTCOMES:
        raise Invalid("supervision.outcome", _("请选择答复：已调整、继续有效或者转交。"), field="outcome")
    if not text.strip() or len(text) > LONGEST:
        raise Invalid(
            "supervision.answer_text",
            _("请写明怎样调整、为什么继续有效或者为什么转交，不超过500字。"),
            citation=cite(PLAN),
            field="text",
        )


def _followed(row: AdjustmentTask) -> tuple[str, str]:
    """Return urn and label of the version that follows; NotNow when the old one still stands."""
    found = following(row.urn) if row.urn.startswith("urn:mingzhi:catalogue:") else None
    if found is None:
        return "", ""
    if not found.ended:
        raise NotNow(
            "supervision.not_adjusted",
            _("“%(label)s”在目录中还没有新版本，也没有失效，不能答复已调整。"),
            citation=cite(PLAN),
            way_out=_("请先在目录中发布新版本；如果不需要调整，请答复继续有效并写明理由。"),
            params={"label": row.label},
            field="outcome",
        )
    return found.urn, f"{found.label}（{found.since:%F}）" if found.since else ""


@act(
    "supervision.escalate_adjustment",
    title=_("上报逾期未答复的动态调整任务"),
    may=policy.only_job,
    locks="task",
    serves=("2.1.1c",),
    basis=(PLAN,),
)
def escalate_adjustment(*, actor: Actor, task: AdjustmentTask) -> Escalation:
    """Let a task nobody answered in time go up one level, once per level.

    Raises Conflict when it is answered, stands on the highest level, or nobody is above.
    """
    level = next((row for row in levels() if row.level == task.level + 1), None)
    above = recipient(task.agency_code, level.to, clock.today()) if level else None
    if task.state == "answered" or level is None or above is None:
        raise Conflict("supervision.escalated", _("该任务已经答复，或者已经上报到最高级次。"))
    row = Escalation.objects.create(
        task=task,
        level=level.level,
        agency_code=above.code,
        agency_name=above.name,
        made_at=clock.now(),
    )
    task.level = level.level
    task.save(update_fields=["level"])
    describe(
        subject=task.change.urn,
        label=task.change.label[:200],
        content={
            "task": str(task.uid),
            "level": level.level,
            "due_on": task.last_day.isoformat(),
            "owner": task.agency_code,
            "to": above.code,
        },
    )
    return row
