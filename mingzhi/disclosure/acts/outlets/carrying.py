"""Claim what is owed to the outlets, and note what came of each call; confirmations are acts.

Nothing here is a legal act: like the search index, these rows say how far the machinery has come.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from mingzhi.disclosure.acts.outlets.pushing import resting
from mingzhi.disclosure.models import Delivery, DeliveryAttempt
from mingzhi.disclosure.rules import outlets
from mingzhi.kernel import clock

_LEASE = timedelta(seconds=outlets.LEASE_SECONDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call to an outlet: when, and what came of it (done, going, retry, refused)."""

    began_at: datetime
    outcome: str
    code: str = ""
    said: str = ""
    answer_sha256: str = ""


def claim(*, passing_over: Collection[int] = ()) -> Delivery | None:
    """Take the next push that is due and let nobody else take it; None when nothing is due.

    Per notice and outlet in the order in which they arose: a push waits for the one before it, and one
    that was overtaken by a correction or a removal is dropped. ``passing_over`` are outlets left alone.
    """
    moment = clock.now()
    _drop_overtaken(moment)
    earlier = Delivery.objects.filter(
        outlet=OuterRef("outlet"), notice=OuterRef("notice"), pk__lt=OuterRef("pk"), state=outlets.OWED
    )
    due = resting(Delivery.objects.filter(state=outlets.OWED, next_try_at__lte=moment), moment)
    due = due.exclude(outlet__in=list(passing_over)).filter(~Exists(earlier)).order_by("next_try_at", "pk")
    for row in due[:20]:
        lease = uuid.uuid4()
        # every claim raises ``sends``: of two at once exactly one still finds the number it has read
        taken = resting(Delivery.objects.filter(pk=row.pk, state=outlets.OWED, sends=row.sends), moment)
        if taken.update(
            lease=lease, leased_until=moment + _LEASE, tries=F("tries") + 1, sends=F("sends") + 1
        ):
            return Delivery.objects.select_related("outlet", "notice", "version").get(pk=row.pk)
    return None


def _drop_overtaken(moment: datetime) -> None:
    later = Delivery.objects.filter(
        outlet=OuterRef("outlet"), notice=OuterRef("notice"), pk__gt=OuterRef("pk")
    )
    owed = Delivery.objects.filter(state=outlets.OWED, notice__isnull=False)
    overtaken = list(resting(owed, moment).filter(Exists(later)).values_list("pk", flat=True)[:500])
    if overtaken:
        rows = resting(Delivery.objects.filter(pk__in=overtaken, state=outlets.OWED), moment)
        rows.update(state=outlets.DROPPED, state_since=moment)


def note(delivery: Delivery, call: Call, *, progress: Mapping[str, Any], wait: float | None = None) -> bool:
    """Note a step that went well: what the outlet answered is kept, so no crash repeats the step.

    With ``wait`` the push rests so many seconds. False when somebody else holds the push by now.
    """
    moment = clock.now()
    values: dict[str, Any] = {"progress": dict(progress), "leased_until": moment + _LEASE}
    if wait is not None:
        values |= {"lease": None, "leased_until": None, "next_try_at": moment + timedelta(seconds=wait)}
        values |= {"tries": F("tries") - 1}  # waiting for the outlet is no failure
    with transaction.atomic():
        _enter(delivery, call, moment)
        return bool(_held(delivery).update(**values))


def postpone(delivery: Delivery, call: Call, *, wait: float, counts: bool = True) -> bool:
    """Note a failure after which the push is tried again in ``wait`` seconds.

    What does not count was no call at all (nothing is configured): it leaves no row and no number.
    """
    moment = clock.now()
    values: dict[str, Any] = {
        "lease": None,
        "leased_until": None,
        "next_try_at": moment + timedelta(seconds=wait),
        "error_code": call.code[:60],
        "error": call.said[:300],
    }
    if not counts:
        values |= {"tries": F("tries") - 1, "sends": F("sends") - 1}
    with transaction.atomic():
        if counts:
            _enter(delivery, call, moment)
        return bool(_held(delivery).update(**values))


def record(delivery: Delivery, call: Call) -> None:
    """Note a call whose consequence an act draws: confirmed, or given up."""
    _enter(delivery, call, clock.now())


def _held(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(pk=delivery.pk, state=outlets.OWED, lease=delivery.lease)


def _enter(delivery: Delivery, call: Call, moment: datetime) -> None:
    DeliveryAttempt.objects.create(
        delivery=delivery,
        number=delivery.sends,
        began_at=call.began_at,
        ended_at=moment,
        outcome=call.outcome,
        code=call.code[:60],
        said=call.said[:300],
        answer_sha256=call.answer_sha256,
    )
