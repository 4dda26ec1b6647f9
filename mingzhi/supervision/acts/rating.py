"""Receive ratings of acts without learning from whom; open the box once the day is over.

Dropping a slip into the box is the one writing of this product that leaves no entry: an entry has a
minute, and the minute would lead to whoever stood there. Opening the box leaves one for the whole day, with
the digest of every slip, and each sender has a code to look whether its slip was among them.
"""

import base64
import secrets
from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import transaction

from mingzhi.cases.models import ActCode
from mingzhi.cases.queries.act_codes import act_code, visit_of
from mingzhi.cases.rules.act_code import RATING_DAYS, is_token
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.typed import readable
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision import policy
from mingzhi.supervision.models import BoxedRating, Rating
from mingzhi.supervision.models.rating import OBJECTION, RATING
from mingzhi.supervision.rules.rating import LONGEST, RECEIPT_BYTES, SCORES, digest_of, receipt_digest
from mingzhi.trail.acts import act, describe

_PHONE = _("请拨打执法机关或者其同级司法行政部门的监督电话。")


def rate(*, actor: Actor, key: str, token: str, score: str, complaint: bool, text: str) -> str:
    """Spend the token of an act on a rating; return the receipt, which is kept nowhere.

    Raises Invalid (token, score, text), NotNow (too late), Conflict when the token was spent before: that it
    was somebody else can be said by :func:`object_to`.
    """
    policy.anybody(actor=actor)
    said = _checked(key=key, token=token, text=text)
    if score not in dict(SCORES):
        raise Invalid("supervision.score", _("请选择评价。"), field="score")
    return _drop(key, RATING, score=score, complaint=complaint, text=said)


def object_to(*, actor: Actor, key: str, token: str, text: str) -> str:
    """Say that the rating of an act is not by the people inspected; return the receipt.

    An act whose rating is disputed is not counted by it but shown to supervisors as disputed. Raises as
    :func:`rate` does, and Invalid without words.
    """
    policy.anybody(actor=actor)
    said = _checked(key=key, token=token, text=text)
    if not said:
        raise Invalid("supervision.objection", _("请写明您怎样看这次执法。"), field="text")
    return _drop(key, OBJECTION, text=said)


@act(
    "supervision.open_ratings",
    title=_("开箱登记执法评价"),
    may=policy.only_job,
    serves=("2.1.2a",),
    basis=("行政处罚法 §75-2",),
)
def open_ratings(*, actor: Actor, before: date) -> Sequence[Rating]:
    """Enter the slips of the days before ``before``, shuffled, and empty the box; one entry for all."""
    boxed = list(BoxedRating.objects.select_for_update().filter(day__lt=before).select_related("code"))
    secrets.SystemRandom().shuffle(boxed)
    rows = Rating.objects.bulk_create([_opened(slip) for slip in boxed])
    BoxedRating.objects.filter(pk__in=[slip.pk for slip in boxed]).delete()
    describe(
        subject=f"urn:mingzhi:supervision:ratings:{before.isoformat()}",
        label=f"{before.isoformat()} 以前的执法评价",
        content={
            "received": len(rows),
            "receipts": sorted(row.receipt for row in rows),
            "digest": digest_of(rows),
        },
    )
    return rows


def _opened(slip: BoxedRating) -> Rating:
    return Rating(
        code=slip.code,
        agency_code=slip.code.agency_code,
        kind=slip.kind,
        day=slip.day,
        score=slip.score,
        complaint=slip.complaint,
        text=slip.text,
        receipt=slip.receipt,
    )


def _drop(key: str, kind: str, *, score: str = "", complaint: bool = False, text: str) -> str:
    receipt = base64.b32encode(secrets.token_bytes(RECEIPT_BYTES)).decode().lower()
    with transaction.atomic():
        code = ActCode.objects.select_for_update().get(pk=visit_of(act_code(key)).pk)
        spent = {"code": code, "kind": kind}
        if BoxedRating.objects.filter(**spent).exists() or Rating.objects.filter(**spent).exists():
            raise _spent(kind)
        BoxedRating.objects.create(
            **spent,
            day=clock.today(),
            score=score,
            complaint=complaint,
            text=text,
            receipt=receipt_digest(receipt),
        )
    return receipt


def _spent(kind: str) -> Conflict:
    if kind == OBJECTION:
        return Conflict("supervision.disputed", _("对本次执法的评价已经有人提出异议。"), way_out=_PHONE)
    return Conflict(
        "supervision.spent",
        _("每次执法评价一次，本次执法已经有人评价过。"),
        way_out=_("不是您或者您一方的人评价的，请在下面说明，监督人员会核查。"),
    )


def _checked(*, key: str, token: str, text: str) -> str:
    code = visit_of(act_code(key))
    if not is_token(code.key, token, settings.SECRET_KEY):
        raise Invalid(
            "supervision.token",
            _("没有本次执法的评价凭证。"),
            way_out=_("请现场扫描执法人员手机上的码，凭证随扫码发给您的手机。"),
            field="token",
        )
    if (clock.today() - code.made_at.astimezone(clock.CHINA).date()).days > RATING_DAYS:
        raise NotNow("supervision.closed", _("评价期限已过。"), way_out=_PHONE)
    said = readable(text).strip()
    if len(said) > LONGEST:
        raise Invalid("supervision.text", _("内容不超过%(n)s字。"), params={"n": str(LONGEST)}, field="text")
    return said
