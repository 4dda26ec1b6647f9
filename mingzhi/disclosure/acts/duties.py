"""The duty to publish arises in the transaction of the decision."""

from mingzhi.calendars.queries import calendar
from mingzhi.disclosure import policy
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.models import Duty, DutyState
from mingzhi.disclosure.rules.source import DecisionSource
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe, wrote


@act(
    "disclosure.create_duties",
    title=_("产生公示义务"),
    may=policy.may_create_duties,
    serves=("2.1.3a", "2.1.3b"),
    basis=("浙政办发〔2019〕20号 二(一)3",),
    stage="决定",
)
def create_duties(*, actor: Actor, source: DecisionSource) -> list[Duty]:
    """Create what is owed to the public for a decision: one duty per channel and content.

    Call it inside the act that decides, so that no decision can exist without its duties. Raises
    Conflict when they exist already.
    """
    if Duty.objects.filter(source_urn=source.urn).exists():
        raise Conflict("disclosure.duties_exist", _("该决定的公示义务已经产生。"))
    rows = builders.duties(source, calendar=calendar(source.region_code), moment=clock.now())
    wrote(Duty.objects.bulk_create(rows))
    wrote(DutyState.objects.bulk_create(builders.owed(row) for row in rows))
    describe(
        subject=source.subject_urn or source.urn,
        label=source.subject_label or source.label,
        mentions=(source.urn,),
        basis=tuple(dict.fromkeys(row.basis for row in rows)),
        content={
            "decision": source.urn,
            "decided_on": source.decided_on.isoformat(),
            "duties": [
                {
                    "channel": row.channel_id,
                    "content": row.content,
                    "due_on": row.due_on.isoformat(),
                    "rule": row.rule,
                    "basis": row.basis,
                }
                for row in rows
            ],
        },
    )
    return rows
