"""Receive a rating or complaint of an act without learning from whom."""

from django.conf import settings

from mingzhi.cases.queries.act_codes import act_code
from mingzhi.cases.rules.act_code import RATING_DAYS, is_token, spent
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision import policy
from mingzhi.supervision.models import Rating
from mingzhi.supervision.rules.rating import LONGEST, MOST, TITLES
from mingzhi.trail.acts import act, describe


@act(
    "supervision.rate",
    title=_("收到执法评价"),
    may=policy.anybody,
    serves=("2.1.2a",),
    basis=("行政处罚法 §75-2",),
)
def rate(*, actor: Actor, key: str, token: str, score: str, complaint: bool, text: str) -> Rating:
    """Store what was said of an act; one token, one rating.

    The entry in the record says that a rating came in, not for which act: its time would lead to whoever
    stood there. Raises Invalid (token, score, text), Conflict (spent) or NotNow (too late, too many).
    """
    code = act_code(key)
    _check(key=code.key, token=token, score=score, text=text)
    today = clock.today()
    if (today - code.made_at.astimezone(clock.CHINA).date()).days > RATING_DAYS:
        raise _closed(_("评价期限已过。"))
    used = spent(token)
    if Rating.objects.filter(spent=used).exists():
        raise Conflict(
            "supervision.spent",
            _("这部手机已经评价过本次执法。"),
            way_out=_("如需补充，请拨打执法机关或者其同级司法行政部门的监督电话。"),
        )
    if Rating.objects.filter(code=code)[:MOST].count() >= MOST:
        raise _closed(_("本次执法的评价数量已满。"))
    row = Rating.objects.create(
        code=code,
        agency_code=code.agency_code,
        day=today,
        score=score,
        complaint=complaint,
        text=text.strip(),
        spent=used,
    )
    describe(
        subject=f"urn:mingzhi:supervision:ratings:{today.isoformat()}",
        label=f"{today.isoformat()} 执法评价",
        content={"received": 1},
    )
    return row


def _check(*, key: str, token: str, score: str, text: str) -> None:
    if not is_token(key, token, settings.SECRET_KEY):
        raise Invalid(
            "supervision.token",
            _("没有本次执法的评价凭证。"),
            way_out=_("请现场扫描执法人员手机上的码，凭证随扫码发给您的手机。"),
            field="token",
        )
    if score not in TITLES:
        raise Invalid("supervision.score", _("请选择评价。"), field="score")
    if len(text) > LONGEST:
        raise Invalid("supervision.text", _("内容不超过%(n)s字。"), params={"n": str(LONGEST)}, field="text")


def _closed(sentence: str) -> NotNow:
    return NotNow(
        "supervision.closed",
        sentence,
        way_out=_("请通过执法机关或者其同级司法行政部门的监督电话反映。"),
    )
