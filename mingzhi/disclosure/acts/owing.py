"""A served correction of a decision obliges the public text to follow (行政处罚法 §75-2)."""

from datetime import date, datetime

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.disclosure import policy
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.acts.deadlines import deadline_of
from mingzhi.disclosure.models import Duty, NoticeVersion
from mingzhi.disclosure.rules.terms import CORRECTION, CORRECTION_TERM
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "disclosure.owe_correction",
    title=_("产生更正公示义务"),
    may=policy.may_owe_correction,
    locks="duty",
    serves=("2.1.3c",),
    basis=("浙政办发〔2019〕20号 二(一)3", "行政处罚法 §75-2"),
    stage="送达",
)
def owe_correction(*, actor: Actor, duty: Duty, since: date) -> Duty | None:
    """Oblige the publisher to let the public text follow a correction of the decision served on ``since``.

    ``duty`` is any duty of the decision. Nothing is owed while no text has been prepared: the first one
    will hold the correction anyway.
    """
    source = duty.source_urn
    row = None
    if NoticeVersion.objects.filter(notice__source_urn=source, notice__closed_at=None).exists():
        number = Duty.objects.filter(source_urn=source, content__startswith=CORRECTION).count() + 1
        row = _duty(duty, number=number, since=since, calendar=calendar(duty.region_code), moment=clock.now())
        row.save()
        builders.owed(row).save()
    describe(
        subject=duty.subject_urn,
        label=duty.subject_label,
        mentions=(source,),
        content={
            "decision": source,
            "served_on": since.isoformat(),
            "due_on": row.due_on.isoformat() if row else "",
        },
    )
    return row


def _duty(lead: Duty, *, number: int, since: date, calendar: Calendar, moment: datetime) -> Duty:
    rule = CORRECTION_TERM
    deadline = deadline_of(since, rule.length, calendar)
    copied = (
        "source_urn source_label subject_urn subject_label number agency_code agency_name region_code "
        "region_name level act_kind decided_on"
    )
    return Duty(
        **{name: getattr(lead, name) for name in copied.split()},
        channel_id=rule.channel,
        content=rule.content if number == 1 else f"{rule.content}.{number}",
        due_on=deadline.due_on,
        provisional=deadline.provisional,
        derivation=deadline.derivation,
        rule=rule.code,
        basis=rule.basis,
        confirmed=rule.confirmed,
        created_at=moment,
    )
