"""The publishers of the county keep the other channels too: shown there with a receipt, taken down again.

Most do so within the hour in which the notice became public or came down here. What a part of the plan
says of it (``elsewhere``): ``open`` nobody has yet, ``late`` only after the day it was due, ``shown`` what
came down here still stands there.
"""

from datetime import datetime, time, timedelta

from mingzhi.disclosure.acts import confirm_delivery, confirm_removal
from mingzhi.disclosure.models import DutyState, Publication
from mingzhi.disclosure.rules.completeness import OWED, REMOVAL
from mingzhi.kernel import clock
from mingzhi.site.walk import Walk

OPEN, LATE, SHOWN = "open", "late", "shown"
_SOON = timedelta(minutes=40)
_LATE_BY = timedelta(days=3, hours=10)
_RECEIPTS = {"credit": "XYZJ", "gsxt": "GSXT"}


def keep_elsewhere(walk: Walk, how: str = "") -> None:
    """Confirm what the last event of a walk made possible on the other channels, soon after it."""
    left = {OPEN: (OWED,), LATE: (OWED,), SHOWN: (REMOVAL,)}.get(how, ())
    for state, possible in _waiting(walk):
        if state.state not in left:
            _confirm(walk, state, possible + _SOON)


def catch_up_elsewhere(walk: Walk, now: datetime) -> None:
    """Confirm late what was not confirmed in time, where that day has come."""
    for state, _possible in _waiting(walk):
        late = datetime.combine(state.due_on, time.min, tzinfo=clock.CHINA) + _LATE_BY
        if late < now:
            _confirm(walk, state, late)


def _waiting(walk: Walk) -> list[tuple[DutyState, datetime]]:
    """Return what can be confirmed, and since when: owed and public here, or to be taken down."""
    subject = walk.the_case().urn
    rows = DutyState.objects.filter(until=None, duty__channel__own=False, duty__subject_urn=subject)
    open_rows = rows.filter(state__in=[OWED, REMOVAL]).select_related("duty__channel").order_by("pk")
    public = Publication.objects.filter(until=None, notice__subject_urn=subject)
    here = dict(public.values_list("notice__source_urn", "since"))
    found = ((row, row.since if row.state == REMOVAL else here.get(row.duty.source_urn)) for row in open_rows)
    return [(row, since) for row, since in found if since is not None]


def _confirm(walk: Walk, state: DutyState, moment: datetime) -> None:
    duty = state.duty
    with clock.fixed(moment):
        confirm = confirm_removal if state.state == REMOVAL else confirm_delivery
        receipt = f"{_RECEIPTS[duty.channel_id]}{moment:%Y%m%d%H%M%S}"
        confirm(actor=walk.actor("publisher", moment.date()), duty=duty, receipt=receipt)
