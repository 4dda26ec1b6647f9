"""What happens here to a public text, and what the other channels that show it owe from then on.

A text that fell, ended early or was put right stands elsewhere as it was until somebody sees to it there
(市场监督管理行政处罚信息公示规定 §11, §12, §14): each channel is owed a confirmation of its own.
"""

from datetime import datetime

from mingzhi.calendars.queries import calendar
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.acts.deadlines import deadline_of
from mingzhi.disclosure.acts.states import move
from mingzhi.disclosure.models import Duty, DutyState, Notice, Publication
from mingzhi.disclosure.rules import completeness, periods
from mingzhi.disclosure.rules.terms import AMENDED, AMENDED_ELSEWHERE, AmendedTerm
from mingzhi.kernel import clock

_DELIVERED = frozenset({completeness.PUBLISHED})
_OWED = frozenset({completeness.OWED})
_COPIED = (
    *("source_urn", "source_label", "subject_urn", "subject_label", "number", "agency_code", "agency_name"),
    *("region_code", "region_name", "level", "act_kind", "decided_on"),
)
"""What a duty to amend has from the duty it follows."""


def fall(notice: Notice, moment: datetime, ended: str = completeness.WITHDRAWN) -> None:
    """What was delivered elsewhere must come down there; what was not is no longer owed: it ``ended``."""
    others = Duty.objects.filter(source_urn=notice.source_urn, channel__own=False)
    shown = [duty for duty in others if not duty.content.startswith(AMENDED)]
    move(shown, completeness.REMOVAL, at=moment, only_from=_DELIVERED)
    move(list(others), ended, at=moment, only_from=_OWED)


def run_out(publication: Publication, moment: datetime) -> None:
    """What expired here comes down elsewhere too, as soon as the term of that channel is over as well."""
    notice = publication.notice
    shown = DutyState.objects.filter(
        until=None, duty__source_urn=notice.source_urn, duty__channel__own=False, state__in=_DELIVERED
    ).exclude(duty__content__startswith=AMENDED)
    over = [state.duty for state in shown.select_related("duty") if _is_over(publication, state)]
    move(over, completeness.REMOVAL, at=moment)


def _is_over(publication: Publication, state: DutyState) -> bool:
    """Tell whether the term of another channel is over; never where no confirmed rule sets one."""
    notice = publication.notice
    rules = periods.takeable(
        periods.facts_from(publication.version.facts),
        kind=notice.kind,
        channel=state.duty.channel_id,
        decided_on=notice.decided_on,
        region_code=notice.region_code,
    )
    ends = builders.period(
        rules[0] if rules else None,
        published_on=state.since.astimezone(clock.CHINA).date(),
        decided_on=notice.decided_on,
        calendar=calendar(notice.region_code),
    ).expires_on
    return ends is not None and ends < clock.today()


def amend(notice: Notice, moment: datetime) -> None:
    """Where the text that was put right is shown elsewhere, it is to be put right there as well."""
    others = Duty.objects.filter(source_urn=notice.source_urn, channel__own=False).order_by("pk")
    now = DutyState.objects.filter(duty__in=others, until=None)
    present = dict(now.values_list("duty_id", "state"))
    for channel, term in AMENDED_ELSEWHERE.items():
        own = [duty for duty in others if duty.channel_id == channel]
        amended = [duty for duty in own if duty.content.startswith(AMENDED)]
        shown = [duty for duty in own if present.get(duty.pk) == completeness.PUBLISHED]
        waits = any(present.get(duty.pk) == completeness.OWED for duty in amended)
        if shown and not waits:
            duty = _to_amend(shown[0], term, len(amended) + 1, moment)
            duty.save()
            builders.owed(duty).save()


def _to_amend(shown: Duty, term: AmendedTerm, number: int, moment: datetime) -> Duty:
    deadline = deadline_of(moment.astimezone(clock.CHINA).date(), term.length, calendar(shown.region_code))
    return Duty(
        **{name: getattr(shown, name) for name in _COPIED},
        channel_id=shown.channel_id,
        content=AMENDED if number == 1 else f"{AMENDED}.{number}",
        due_on=deadline.due_on,
        provisional=deadline.provisional,
        derivation=deadline.derivation,
        rule=term.code,
        basis=term.basis,
        confirmed=False,
        created_at=moment,
    )
