"""The form that sets a local value (浙政办发〔2019〕20号 二(三)2); its subject is the place."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.catalogue.acts import set_parameter
from mingzhi.catalogue.models import Parameter
from mingzhi.catalogue.rules.parameters import ParameterView
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing
from mingzhi.workbench.forms.citations import read_citation, show_citation

CENTS = "分"
SWITCH = (("on", _("是")), ("off", _("否")))


def setting(value: ParameterView) -> Doing:
    """Return the form for one parameter: the kind of its value is the kind of the one that stands."""

    def run(actor: Actor, place: str, data: dict[str, Any]) -> Parameter:
        return set_parameter(
            actor=actor,
            code=value.code,
            jurisdiction=place,
            value=data["value"] == "on" if value.switch else data["value"],
            citation=read_citation(data["citation"]),
            since=date.fromisoformat(data["since"]),
            confirmed=bool(data.get("confirmed")),
            note=data["note"],
        )

    return Doing(
        code="set",
        title=_("设定取值"),
        run=run,
        said=_("取值已设定，以前的取值留在历史中。"),
        basis="浙政办发〔2019〕20号 二(三)2",
        fields=(
            _value(value),
            Field(
                code="citation",
                label=_("依据的条文"),
                guide=_("写明哪一条允许本级自定，例如“《行政处罚法》第六十三条”。"),
            ),
            Field(
                code="note",
                label=_("来源文件和文号"),
                guide=_("规定这一取值的文件，例如“清政发〔2026〕3号”。"),
            ),
            Field(code="since", label=_("自哪一天起生效"), kind=FieldKind.DATE),
            Field(
                code="confirmed",
                label=_("已与文件原文核对（不勾选的显示为待确认）"),
                kind=FieldKind.YES,
                required=False,
            ),
        ),
    )


def starts_with(value: ParameterView) -> dict[str, Any]:
    """Return what the form offers: the value and the article that stand."""
    stands = ("on" if value.on else "off") if value.switch else value.value
    return {"value": stands, "citation": show_citation(value.citation)}


def _value(value: ParameterView) -> Field:
    if value.switch:
        return Field(code="value", label=_("取值"), kind=FieldKind.CHOICE, choices=SWITCH)
    if value.unit == CENTS:
        return Field(code="value", label=_("取值"), kind=FieldKind.MONEY)
    if isinstance(value.value, int):
        return Field(code="value", label=_("取值"), kind=FieldKind.NUMBER, guide=value.unit)
    return Field(code="value", label=_("取值"), guide=_("格式与现行取值相同。"))
