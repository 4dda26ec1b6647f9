"""The forms of a kept public register, made from its declaration: add, change, end."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.disclosure.rules.register import Register
from mingzhi.identity import acts
from mingzhi.identity.models import Agency, PublicItem
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing

SINCE = Field(code="since", label=_("自哪一天起"), kind=FieldKind.DATE)
UNTIL = Field(code="until", label=_("自哪一天起不再有效"), kind=FieldKind.DATE)
REASON = Field(code="reason", label=_("变更或者撤销的理由"))
CITED = _("按“行政处罚法 §41-1”的格式填写，多条之间用中文分号分隔。")


def _fields(register: Register) -> tuple[Field, ...]:
    return tuple(
        Field(
            code=column.code,
            label=column.title,
            kind=FieldKind.LONG if column.form == "long" else FieldKind.TEXT,
            required=column.needed,
            guide=CITED if column.form == "citations" else "",
        )
        for column in register.asked
    )


def _values(register: Register, data: dict[str, Any]) -> dict[str, str]:
    return {column.code: str(data.get(column.code) or "") for column in register.asked}


def adding(register: Register) -> Doing:
    """Return the form that enters something new; its subject is the agency."""

    def run(actor: Actor, agency: Agency, data: dict[str, Any]) -> PublicItem:
        return acts.add_public_item(
            actor=actor,
            agency=agency,
            register=register.code,
            values=_values(register, data),
            since=date.fromisoformat(data["since"]),
        )

    return Doing(
        code="add",
        title=_("登记"),
        run=run,
        said=_("已登记，公众现在可以看到。"),
        basis=register.basis,
        fields=(*_fields(register), SINCE),
    )


def changing(register: Register) -> Doing:
    """Return the form that lets an entry read otherwise from a day on."""

    def run(actor: Actor, item: PublicItem, data: dict[str, Any]) -> PublicItem:
        return acts.change_public_item(
            actor=actor,
            item=item,
            values=_values(register, data),
            since=date.fromisoformat(data["since"]),
            reason=data["reason"],
        )

    return Doing(
        code="change",
        title=_("变更条目"),
        run=run,
        said=_("已变更，以前的内容留在历史中。"),
        basis=register.basis,
        fields=(*_fields(register), SINCE, REASON),
    )


def ending(register: Register) -> Doing:
    """Return the form that takes an entry out of the register."""

    def run(actor: Actor, item: PublicItem, data: dict[str, Any]) -> PublicItem:
        return acts.end_public_item(
            actor=actor, item=item, until=date.fromisoformat(data["until"]), reason=data["reason"]
        )

    return Doing(
        code="end",
        title=_("撤销条目"),
        run=run,
        said=_("已撤销，历史仍然公开。"),
        basis=register.basis,
        fields=(UNTIL, REASON),
        grave=True,
    )
