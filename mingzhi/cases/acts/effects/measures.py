"""Evidence preserved, things seized or sealed (行政处罚法 第五十六条, 行政强制法 第三章)."""

from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.coercion import release_publication
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Measure
from mingzhi.cases.rules.meant import OF_A_MEASURE


def _meant(work: Work) -> Measure:
    """Return the measure the step acts on; the guards have made sure that there is one."""
    return Measure.objects.select_related("step").get(step=work.measure)


def _take(work: Work, kind: str, limit: str) -> None:
    urgent = work.data.get("urgent") is True
    until = clocks.derive(work.case, work.procedure.by_limit[limit], work.day).due_date
    work.starts[limit] = work.day
    Measure.objects.create(
        case=work.case,
        step=work.row,
        kind=kind,
        items=list(work.data.get("items", [])),
        taken_at=work.at,
        urgent=urgent,
        approved_at=None if urgent else work.at,
        until=until,
    )


@effect("take_preservation")
def take_preservation(work: Work) -> None:
    """Preserve evidence for seven working days (行政处罚法 第五十六条)."""
    _take(work, "preservation", "preservation")


@effect("take_seizure")
def take_seizure(work: Work) -> None:
    """Seize or seal for thirty days (行政强制法 第二十五条第一款)."""
    _take(work, work.data["kind"], "seizure")


def lift(work: Work, how: str) -> None:
    """Lift the measure meant with its limits; it needs no approval afterwards any more (行政强制法 §19)."""
    measure = _meant(work)
    measure.lifted_at, measure.lifted_how = work.at, how
    measure.save(update_fields=Measure.CHANGEABLE)
    for code in OF_A_MEASURE:
        clocks.end(work.case, code, work.row, about=measure.step)


def _confirm(work: Work, limit: str) -> None:
    measure = _meant(work)
    if work.data["result"] == "approved":
        measure.approved_at = work.at
    else:
        measure.lifted_at, measure.lifted_how = work.at, "负责人认为不应当采取，立即解除"
        clocks.end(work.case, limit, work.row, about=measure.step)
    measure.save(update_fields=Measure.CHANGEABLE)
    if measure.lifted_at:
        release_publication(work, measure.step)


@effect("confirm_preservation")
def confirm_preservation(work: Work) -> None:
    """Approve afterwards what was urgent, or lift it at once (程序规定 §33-2)."""
    _confirm(work, "preservation")


@effect("confirm_seizure")
def confirm_seizure(work: Work) -> None:
    """Approve afterwards what was urgent, or lift it at once (行政强制法 第十九条)."""
    _confirm(work, "seizure")


@effect("end_preservation")
def end_preservation(work: Work) -> None:
    """Deal with what was preserved; after seven working days it is free by law (程序规定 §35)."""
    lift(work, str(work.data.get("way", "期限届满自动解除")))


@effect("hand_over_goods")
def hand_over_goods(work: Work) -> None:
    """What the police take over is no longer held here (行政强制法 第二十一条; 移送规定 第十二条)."""
    Measure.objects.filter(case=work.case, lifted_at__isnull=True).update(
        lifted_at=work.at, lifted_how="移交公安机关"
    )
    clocks.end(work.case, "urgent_approval", work.row)


@effect("extend_seizure")
def extend_seizure(work: Work) -> None:
    """Lengthen the seizure once by thirty days (行政强制法 第二十五条第一款)."""
    measure, limit = _meant(work), work.procedure.by_limit["seizure"]
    clock = clocks.extend(work.case, limit, work.row, str(work.data["reason"]), about=measure.step)
    measure.extended = True
    if clock is not None:
        measure.until = clock.due
    measure.save(update_fields=Measure.CHANGEABLE)
    work.extended.add("seizure")


@effect("start_testing")
def start_testing(work: Work) -> None:
    """A testing period does not count (行政强制法 第二十五条第三款)."""
    measure = _meant(work)
    measure.testing_since = work.at
    measure.save(update_fields=Measure.CHANGEABLE)


@effect("end_testing")
def end_testing(work: Work) -> None:
    """The seizure runs on from where it stood."""
    measure, limit = _meant(work), work.procedure.by_limit["seizure"]
    clocks.resume(work.case, limit, work.row, "检测检验期间", about=measure.step)
    running = clocks.running(work.case, limit.code, about=measure.step)
    measure.testing_since = None
    if running is not None:
        measure.until = running.due
    measure.save(update_fields=Measure.CHANGEABLE)


@effect("lift_seizure")
def lift_seizure(work: Work) -> None:
    """Lift the measure on one of the five grounds (行政强制法 第二十八条第一款)."""
    lift(work, str(work.data["ground"]))
