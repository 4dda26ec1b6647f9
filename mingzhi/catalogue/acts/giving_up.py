"""A level gives up what it has set, from a day on, or before it begins; the level above counts again."""

from collections.abc import Sequence
from datetime import date

from mingzhi.catalogue.acts.reliances import note_reliances
from mingzhi.catalogue.acts.timeline import PLAN, cancel, give_up_from
from mingzhi.catalogue.acts.versions import Written, urn_of
from mingzhi.catalogue.models.dated import Dated
from mingzhi.catalogue.policy import may_cancel, may_give_up
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

SERVES = ("2.1.1c", "2.2.1b", "2.2.2a", "2.3.2a")


@act("catalogue.give_up", title=_("停用本级设定"), may=may_give_up, serves=SERVES, basis=(PLAN,))
def give_up(*, actor: Actor, rows: Sequence[Dated], since: date, reason: str) -> list[Dated]:
    """Let lines of a level end on a day, today at the earliest; what it lined up for later never begins.

    ``rows`` are any versions of the lines, all of one table and level. Returns the rows whose end was set.
    """
    reason = _given(reason)
    written = give_up_from(rows, since)
    _note(written, rows[0], {"since": since.isoformat(), "reason": reason})
    return written.ended


@act("catalogue.cancel_planned", title=_("取消尚未生效的设定"), may=may_cancel, serves=SERVES, basis=(PLAN,))
def cancel_planned(*, actor: Actor, row: Dated, reason: str) -> Dated:
    """Let a line that has not begun never begin; what stands before it goes on."""
    reason = _given(reason)
    written = cancel(row)
    _note(written, row, {"since": row.valid_from.isoformat(), "reason": reason})
    return written.ended[0]


def _note(written: Written, row: Dated, told: dict[str, str]) -> None:
    note_reliances(written, today=clock.today())
    describe(
        subject=urn_of(row),
        label=str(row),
        content={**told, "ended": [urn_of(line) for line in written.ended]},
        mentions=[urn_of(line) for line in written.ended],
    )


def _given(reason: str) -> str:
    if not reason.strip() or len(reason) > 200:
        raise Invalid(
            "catalogue.reason",
            _("请写明依据和理由，不超过200字。"),
            citation=cite(PLAN),
            field="reason",
        )
    return reason.strip()
