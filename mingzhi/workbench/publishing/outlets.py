"""What can be done with outlets and pushes: open, test, close, push again; with the acts behind it."""

from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.disclosure import acts
from mingzhi.disclosure.models import Delivery, Outlet
from mingzhi.disclosure.rules.outlets import BASIS, MECHANISM
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing


def _open(actor: Actor, _subject: None, data: dict[str, Any]) -> Any:
    return acts.open_outlet(actor=actor, name=data["name"], connection=data["connection"])


def _test(actor: Actor, outlet: Outlet, _data: dict[str, Any]) -> Any:
    return acts.test_outlet(actor=actor, outlet=outlet)


def _close(actor: Actor, outlet: Outlet, data: dict[str, Any]) -> Any:
    return acts.close_outlet(actor=actor, outlet=outlet, reason=data["reason"])


def _retry(actor: Actor, delivery: Delivery, _data: dict[str, Any]) -> Any:
    return acts.retry_push(actor=actor, delivery=delivery)


OPEN = Doing(
    code="open",
    title=_("启用发布渠道"),
    run=_open,
    said=_("已启用。此后公示的信息也推送到该渠道。"),
    basis=BASIS,
    fields=(
        Field(code="connection", label=_("连接"), kind=FieldKind.TEXT),
        Field(code="name", label=_("渠道名称"), guide=_("例如公众号的名称、大厅公示屏的位置。")),
    ),
)
TEST = Doing(
    code="test",
    title=_("测试连接"),
    run=_test,
    said=_("测试已经开始，不发布任何内容；请稍后刷新页面查看结果。"),
    basis=BASIS,
)
CLOSE = Doing(
    code="close",
    title=_("停用"),
    run=_close,
    said=_("已停用。已经发布的仍由该渠道撤下。"),
    basis=BASIS,
    fields=(Field(code="reason", label=_("停用理由")),),
    grave=True,
)
RETRY = Doing(code="retry", title=_("重新推送"), run=_retry, said=_("马上重新推送。"), basis=MECHANISM)

OUTLET_DOINGS = {doing.code: doing for doing in (TEST, CLOSE)}
