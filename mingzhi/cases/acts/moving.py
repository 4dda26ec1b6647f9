"""Clocks and state after a step, as its declaration says."""

from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.work import Work
from mingzhi.cases.models import Case, CaseState, Step
from mingzhi.cases.rules.answers import concerns, still_asked
from mingzhi.cases.rules.coercive import OF_ONE
from mingzhi.cases.rules.entries import met
from mingzhi.cases.rules.meant import OF_A_MEASURE


def run_clocks(work: Work) -> None:
    """End, pause, resume, lengthen and start the limits the step names, and what waits without a limit."""
    case, row, declared = work.case, work.row, work.declared
    limits = work.procedure.by_limit
    reason = str(work.data.get("reason") or declared.title)
    for code in declared.ends:
        if code in work.unended:
            continue
        clocks.end(case, code, row, about=_about(work, code))
    for code in declared.pauses:
        clocks.pause(case, code, row, reason, about=_about(work, code))
    for code in declared.resumes:
        if code in limits:
            clocks.resume(case, limits[code], row, reason, about=_about(work, code))
    for code in declared.extends:
        _extend(work, code, reason)
    ticked = [code for condition, code in declared.starts_if if met(condition, work.data)]
    starting = [code for code in (*declared.starts, *ticked) if code not in work.unstarted]
    for code in sorted(starting, key=lambda name: bool(limits[name].after)):
        _start(work, code)
    clocks.refresh(case)
    _remember_asked(work)


def _remember_asked(work: Work) -> None:
    """Write into the case's head row since when the head of the agency owes an answer."""
    code = work.declared.code
    if not concerns(code):
        return
    settled = str(work.measure.uid) if work.measure else ""
    asked = still_asked(code, work.data, work.facts, settled=settled)
    work.case.asked_on = (work.case.asked_on or work.day) if asked else None


def _extend(work: Work, code: str, reason: str) -> None:
    limit = work.procedure.by_limit[code]
    if code in work.extended:
        return
    if code in work.untils:
        clocks.extend_to(work.case, code, work.row, work.untils[code], reason)
    elif code in work.starts:
        clocks.start(work.case, limit, work.row, work.starts[code])
    else:
        longer = work.lengths.get(code, "")
        clocks.extend(work.case, limit, work.row, reason, length=longer, about=_about(work, code))


def _start(work: Work, code: str) -> None:
    limit = work.procedure.by_limit[code]
    start = work.starts.get(code, work.since(code))
    if not limit.length:
        clocks.start_named(work.case, limit, work.row, start, until=work.untils[code])
        return
    if limit.after and code not in work.starts:
        first = clocks.running(work.case, limit.after)
        start = first.due if first is not None else start
    about = work.row if code in OF_A_MEASURE else _about(work, code)
    clocks.start(work.case, limit, work.row, start, about=about)
    if code in work.untils:
        until = work.untils[code]
        clocks.extend_to(work.case, code, work.row, until, work.declared.title, counted=False)


def _about(work: Work, code: str) -> Step | None:
    """Return the step to which a limit belongs: that of a decision beside, or the one that took a measure."""
    if code in OF_A_MEASURE:
        return work.measure
    return work.about if code in OF_ONE else None


def move(case: Case, target: str, row: Step, *, final: bool = False) -> None:
    """Write the new state as a row with a period and into the case's head row."""
    if target != case.state:
        CaseState.objects.filter(case=case, until__isnull=True).update(until=row.occurred_at)
        CaseState.objects.create(case=case, state=target, since=row.occurred_at, step_code=row.code)
        case.state, case.state_since = target, row.occurred_at
    if final and case.closed_at is None:
        case.closed_at = row.occurred_at
    case.save(update_fields=Case.CHANGEABLE)
