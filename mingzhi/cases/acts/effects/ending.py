"""Closure, archive, and the licence's life after the grant."""

from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Closure
from mingzhi.kernel import clock
from mingzhi.records.acts import make_volume

GIVEN_UP = ("pay", "instalment", "demand", "court", "court_after")
"""Limits of an execution that ends although something is left open (行政强制法 §40)."""


@effect("close")
def close(work: Work) -> None:
    """The case is closed on one of the grounds of 程序规定 §77; after a redo it is closed again."""
    Closure.objects.create(
        case=work.case,
        step=work.row,
        ground=str(work.data.get("ground", "done")),
        closed_on=work.day,
    )
    work.case.closed_at = work.at
    if work.data.get("left_open"):
        for code in GIVEN_UP:
            clocks.end(work.case, code, work.row)


@effect("archive")
def archive(work: Work) -> None:
    """Seal the volume: contents in legal order, pages counted (程序规定 §78)."""
    if work.draft is None or work.draft.volume is None:
        raise RuntimeError("an archive step comes with its prepared volume")
    volume = make_volume(
        actor=work.actor,
        case_urn=work.case.urn,
        case_label=work.case.label,
        agency_code=work.case.agency_code,
        prepared=work.draft.volume,
    )
    closure = Closure.objects.filter(case=work.case, volume_uid="").order_by("-id").first()
    if closure is None:
        closure = Closure.objects.create(
            case=work.case, step=work.row, ground=work.row.state_before, closed_on=work.day
        )
    closure.volume_uid, closure.archived_on = str(volume.uid), work.day
    closure.save(update_fields=Closure.CHANGEABLE)
    work.mentions.append(f"urn:mingzhi:records:volume:{volume.uid}")


@effect("deem_accepted")
def deem_accepted(work: Work) -> None:
    """Told nothing, the application counts as accepted from its receipt (行政许可法 §32-1(4))."""
    work.starts["licence_decide"] = work.case.opened_at


@effect("take_back")
def take_back(work: Work) -> None:
    """The agency has the case again: nothing is to be handed over any more (移送规定 第十条、第十二条)."""
    clocks.end(work.case, "crime_goods", work.row)


@effect("redo")
def redo(work: Work) -> None:
    """The case is open again; an ordered decision is due as ordered (行政复议法 第六十四条第一款)."""
    work.case.closed_at = work.case.asked_on = None
    ordered = clocks.last(work.case, "redo") if work.facts.redo_ordered else None
    if ordered is None:
        return
    (deciding,) = work.declared.starts
    work.starts[deciding] = ordered.started_at.astimezone(clock.CHINA).date()
    if clocks.set_by_name(ordered):
        work.untils[deciding] = ordered.due
