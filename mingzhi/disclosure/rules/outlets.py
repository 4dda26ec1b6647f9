"""The kinds of outlets (发布渠道) a notice is pushed to beside this platform, and how a push is repeated.

浙政办发〔2019〕20号 二(四)2 wants Weibo, WeChat, apps and halls used beside the platform; which of them an
agency keeps is its own choice. Whatever stands there is corrected and comes down with the notice (二(一)3).
"""

from dataclasses import dataclass

from mingzhi.kernel.wording import gettext_noop as _

BASIS = "浙政办发〔2019〕20号 二(四)2"
MECHANISM = "浙政办发〔2019〕20号 二(一)3"

PUBLISH, CORRECT, REMOVE, TEST = "publish", "correct", "remove", "test"
ACTIONS = {PUBLISH: _("公示"), CORRECT: _("更正公示"), REMOVE: _("撤下"), TEST: _("连接测试")}

OWED, FAILED, CONFIRMED, DROPPED = "owed", "failed", "confirmed", "dropped"
STATES = {
    OWED: _("等待推送"),
    FAILED: _("推送失败，待人工处理"),
    CONFIRMED: _("渠道已确认"),
    DROPPED: _("不再需要"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletKind:
    """One kind of outlet. ``needs`` are the keys its connection must carry besides the address;
    ``takes_down`` is false where what was sent cannot be called back and a second message tells it.
    """

    code: str
    title: str
    about: str
    needs: tuple[str, ...]
    address: str = ""
    takes_down: bool = True


KINDS: dict[str, OutletKind] = {
    kind.code: kind
    for kind in (
        OutletKind(
            code="wechat",
            title=_("微信公众号"),
            about=_("以文章发布，撤下时删除文章。"),
            address="https://api.weixin.qq.com",
            needs=("appid", "secret", "thumb_media_id"),
        ),
        OutletKind(
            code="weibo",
            title=_("新浪微博"),
            about=_("发布一条微博，附公示页面的链接；撤下时删除该条微博。"),
            address="https://api.weibo.com",
            needs=("access_token",),
        ),
        OutletKind(
            code="sms",
            title=_("短信"),
            about=_(
                "向登记的号码发送机关、类别、文号和链接，不含执法对象；短信不能收回，撤下时另发一条告知。"
            ),
            address="https://dysmsapi.aliyuncs.com",
            needs=(
                "access_key_id",
                "access_key_secret",
                "sign_name",
                "template_publish",
                "template_correct",
                "template_remove",
                "phones",
            ),
            takes_down=False,
        ),
        OutletKind(
            code="webhook",
            title=_("网络回调"),
            about=_("把公示内容签名后推送到约定的地址，由对方系统展示和撤下，并以应答确认。"),
            needs=("secret",),
        ),
    )
}

LEASE_SECONDS = 300
"""How long a push that was begun is left alone: longer than all calls of one push can take."""

WAITS = (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600)
"""Seconds to wait after each failure in a row; after the last one a person must look."""

LONGEST_GOING = 48 * 3600
"""Seconds after which a push that the outlet still has not finished counts as failed."""


def wait_after(tries: int) -> int | None:
    """Return how long to wait after the failure number ``tries`` (from 1); None: give up."""
    return WAITS[tries - 1] if 0 < tries <= len(WAITS) else None
