"""The form that enters a legal counsel or public lawyer (浙政办发〔2019〕20号 二(三)1)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.identity.acts import engage_counsel
from mingzhi.identity.models import Agency, Counsel
from mingzhi.identity.rules.levels import CounselKind
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing


def _run(actor: Actor, agency: Agency, data: dict[str, Any]) -> Counsel:
    return engage_counsel(
        actor=actor,
        agency=agency,
        name=data["name"],
        kind=data["kind"],
        licence_number=data["licence_number"],
        firm=data.get("firm") or "",
        scope=data["scope"],
        shared=bool(data.get("shared")),
        since=date.fromisoformat(data["since"]),
        until=date.fromisoformat(data["until"]),
    )


ENGAGING = Doing(
    code="engage",
    title=_("登记法律顾问或者公职律师"),
    run=_run,
    said=_("已登记。"),
    basis="浙政办发〔2019〕20号 二(三)1",
    fields=(
        Field(code="name", label=_("姓名")),
        Field(
            code="kind",
            label=_("类别"),
            kind=FieldKind.CHOICE,
            choices=tuple((kind.value, kind.value) for kind in CounselKind),
        ),
        Field(code="licence_number", label=_("执业证号")),
        Field(code="firm", label=_("执业机构"), required=False),
        Field(code="scope", label=_("服务范围"), kind=FieldKind.LONG),
        Field(code="since", label=_("合同自"), kind=FieldKind.DATE),
        Field(code="until", label=_("合同至"), kind=FieldKind.DATE),
        Field(code="shared", label=_("可以在系统内统筹调用"), kind=FieldKind.YES, required=False),
    ),
)
