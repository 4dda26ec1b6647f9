"""Keep the public registers that no other table holds: add, change, end an entry."""

from collections.abc import Mapping
from datetime import date

from mingzhi.disclosure.rules.register import Register
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.identity.models import Agency, PublicItem
from mingzhi.identity.policy import may_add_item, may_keep_item
from mingzhi.identity.queries import agency_on
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

SERVES = ("2.1.1a", "2.1.1c")
PLAN = ("浙政办发〔2019〕20号 二(一)1",)
LONGEST = 2000


@act("identity.add_public_item", title=_("登记公开事项"), may=may_add_item, serves=SERVES, basis=PLAN)
def add_public_item(
    *, actor: Actor, agency: Agency, register: str, values: Mapping[str, str], since: date
) -> PublicItem:
    """Enter something into a kept register from a day on; raises Invalid when a needed column is empty."""
    declared = REGISTERS[register]
    agency_on(agency.code, since)
    row = PublicItem.objects.create(
        register=register, agency=agency, since=since, values=_checked(declared, values)
    )
    _tell(row, declared, {"since": since.isoformat()})
    return row


@act(
    "identity.change_public_item",
    title=_("变更公开事项"),
    may=may_keep_item,
    locks="item",
    serves=SERVES,
    basis=PLAN,
)
def change_public_item(
    *, actor: Actor, item: PublicItem, values: Mapping[str, str], since: date, reason: str
) -> PublicItem:
    """Let the entry read otherwise from a day on; what it read before stays with its period."""
    declared = REGISTERS[item.register]
    checked = _checked(declared, values)
    _close(item, since, reason)
    row = PublicItem.objects.create(
        item=item.item, register=item.register, agency=item.agency, since=since, values=checked
    )
    _tell(row, declared, {"since": since.isoformat(), "reason": reason.strip()})
    return row


@act(
    "identity.end_public_item",
    title=_("撤销公开事项"),
    may=may_keep_item,
    locks="item",
    serves=SERVES,
    basis=PLAN,
)
def end_public_item(*, actor: Actor, item: PublicItem, until: date, reason: str) -> PublicItem:
    """Take the entry out of the register from a day on; its history stays public."""
    _close(item, until, reason)
    _tell(item, REGISTERS[item.register], {"until": until.isoformat(), "reason": reason.strip()})
    return item


def _close(item: PublicItem, until: date, reason: str) -> None:
    if item.until is not None:
        raise NotNow(
            "identity.public_item_ended",
            _("该条目已经变更或者撤销。"),
            way_out=_("请在登记簿中打开现行条目。"),
        )
    if not reason.strip():
        raise Invalid("identity.reason", _("请写明理由。"), field="reason")
    if until <= item.since or until > clock.today():
        raise Invalid(
            "identity.public_item_day", _("变更日期应当晚于原条目的起始日期，不晚于今天。"), field="since"
        )
    item.until, item.ended_because = until, reason.strip()
    item.save(update_fields=["until", "ended_because"])


def _checked(declared: Register, values: Mapping[str, str]) -> dict[str, str]:
    """Return the declared columns only; names the first needed one that is empty or too long."""
    found = {column.code: str(values.get(column.code, "")).strip() for column in declared.asked}
    for column in declared.asked:
        text = found[column.code]
        if (column.needed and not text) or len(text) > LONGEST:
            raise Invalid(
                "identity.public_item",
                _("请填写“%(column)s”，不超过2000字。"),
                citation=cite(declared.basis),
                params={"column": column.title},
                field=column.code,
            )
        if column.form == "citations":
            _check_citations(column.code, text)
        if column.form == "link" and text and not text.startswith("https://"):
            raise Invalid(
                "identity.public_item_link",
                _("“%(column)s”须为以 https:// 开头的网址。"),
                way_out=_("没有网址的留空。"),
                params={"column": column.title},
                field=column.code,
            )
    return {code: text for code, text in found.items() if text}


def _check_citations(field: str, text: str) -> None:
    for compact in text.split("；"):
        try:
            cite(compact)
        except ValueError as error:
            raise Invalid(
                "identity.public_item_citation",
                _("依据“%(citation)s”读不懂。"),
                way_out=_("请按“行政处罚法 §41-1”的格式填写，多条之间用中文分号分隔。"),
                params={"citation": compact},
                field=field,
            ) from error


def _tell(row: PublicItem, declared: Register, more: Mapping[str, str]) -> None:
    head = row.values[declared.head.code]
    describe(
        subject=row.urn,
        label=f"{declared.title}：{head}"[:200],
        content={"register": row.register, "values": dict(row.values), **more},
        mentions=[row.agency.urn],
    )
