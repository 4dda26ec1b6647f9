"""The forms by which a level gives up what it has set, or cancels what it has lined up.

浙政办发〔2019〕20号 二(一)1: what is public is adjusted as the law moves.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.catalogue.acts import cancel_planned, give_up
from mingzhi.catalogue.models.dated import Dated
from mingzhi.catalogue.queries import OwnLine, own_lines, own_row
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing

PLAN = "浙政办发〔2019〕20号 二(一)1"
ALL = "all"
STOP, CANCEL = "stop", "cancel"
REASON = Field(code="reason", label=_("依据和理由"))


def ending(model: type[Dated], *, place: str, whole: bool = False, **narrow: Any) -> dict[str, Doing]:
    """Return the forms that are possible for what a place has set of these lines: give up, cancel. One query.

    ``whole``: all lines can be given up together, because they count together.
    """
    lines = own_lines(model, jurisdiction=place, on=clock.today(), **narrow)
    planned = [line for line in lines if line.since > clock.today()]
    found = [_stopping(model, place, lines, whole=whole)] if lines else []
    found += [_cancelling(model, place, planned)] if planned else []
    return {doing.code: doing for doing in found}


def _stopping(model: type[Dated], place: str, lines: Sequence[OwnLine], *, whole: bool) -> Doing:
    def run(actor: Actor, _subject: object, data: Mapping[str, Any]) -> list[Dated]:
        chosen = [line.uid for line in lines] if data["line"] == ALL else [data["line"]]
        rows = [own_row(model, uid, jurisdiction=place) for uid in chosen]
        return give_up(actor=actor, rows=rows, since=date.fromisoformat(data["since"]), reason=data["reason"])

    everything = ((ALL, _("本级设定的全部")),) if whole and len(lines) > 1 else ()
    return Doing(
        code=STOP,
        title=_("停用本级设定"),
        run=run,
        said=_("已登记；自该日起适用上级的设定，此前的留在历史中。"),
        basis=PLAN,
        fields=(
            Field(
                code="line",
                label=_("哪一项"),
                kind=FieldKind.CHOICE,
                choices=(*everything, *_choices(lines)),
                guide=_("同一项此后的设定一并不再生效。"),
            ),
            Field(code="since", label=_("自哪一天起不再有效"), kind=FieldKind.DATE),
            REASON,
        ),
        grave=True,
    )


def _cancelling(model: type[Dated], place: str, planned: Sequence[OwnLine]) -> Doing:
    def run(actor: Actor, _subject: object, data: Mapping[str, Any]) -> Dated:
        return cancel_planned(
            actor=actor, row=own_row(model, data["line"], jurisdiction=place), reason=data["reason"]
        )

    return Doing(
        code=CANCEL,
        title=_("取消尚未生效的设定"),
        run=run,
        said=_("已取消，此前的设定继续有效。"),
        basis=PLAN,
        fields=(
            Field(code="line", label=_("哪一项"), kind=FieldKind.CHOICE, choices=_choices(planned)),
            REASON,
        ),
        grave=True,
    )


def _choices(lines: Iterable[OwnLine]) -> tuple[tuple[str, str], ...]:
    """Name each line with the day from which it counts."""
    return tuple(
        (line.uid, f"{gettext(line.label)} · {gettext('自%(day)s起') % {'day': line.since.isoformat()}}")
        for line in lines
    )
