"""Publish an edition of a register and seal it in the log."""

from collections.abc import Sequence
from datetime import datetime

from mingzhi.disclosure import policy
from mingzhi.disclosure.acts import builders
from mingzhi.disclosure.acts.leaves import seal
from mingzhi.disclosure.models import RegisterEdition, RegisterRow
from mingzhi.disclosure.rules import content
from mingzhi.disclosure.rules.register_lines import RegisterLine, arranged
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.canonical import digest
from mingzhi.kernel.refusal import Conflict, NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

_BATCH = 500


@act(
    "disclosure.publish_register",
    title=_("公布登记簿"),
    may=policy.only_system,
    serves=("2.1.1a", "2.1.1c"),
    basis=("浙政办发〔2019〕20号 二(一)1",),
)
def publish_register(*, actor: Actor, register: str, lines: Sequence[RegisterLine]) -> RegisterEdition:
    """Let ``lines`` be what the register says from now on: one edition, its digest sealed.

    Rows that went out stay readable in their editions. Raises NotKnown for an undeclared register,
    Conflict when the register says this already.
    """
    if register not in REGISTERS:
        raise NotKnown("disclosure.register", _("没有这本登记簿。"))
    newest = RegisterEdition.objects.select_for_update().filter(register=register).order_by("-number").first()
    rows = arranged(lines)
    whole = digest([line.content() for line in rows])
    if newest is not None and newest.digest == whole:
        raise Conflict("disclosure.register_same", _("登记簿没有变化。"))
    number, moment = (newest.number if newest else 0) + 1, clock.now()
    added, removed = _write(register, number, rows)
    edition = _edition(register, number, moment, len(rows), whole)
    edition.added, edition.removed = added, removed
    edition.save()
    describe(
        subject=f"urn:mingzhi:disclosure:register:{register}",
        label=f"{REGISTERS[register].title} 第{number}期",
        content={"register": register, "edition": number, "rows": len(rows), "rows_sha256": whole},
    )
    return edition


def _write(register: str, number: int, rows: Sequence[RegisterLine]) -> tuple[int, int]:
    standing = RegisterRow.objects.filter(register=register, until_edition__isnull=True)
    before = dict(standing.values_list("digest", "pk"))
    after = {line.digest: line for line in rows}
    gone = [key for name, key in before.items() if name not in after]
    for start in range(0, len(gone), _BATCH):
        RegisterRow.objects.filter(pk__in=gone[start : start + _BATCH]).update(until_edition=number)
    new = [_row(register, number, line, name) for name, line in after.items() if name not in before]
    RegisterRow.objects.bulk_create(new, batch_size=_BATCH)
    return len(new), len(gone)


def _row(register: str, number: int, line: RegisterLine, name: str) -> RegisterRow:
    return RegisterRow(
        register=register,
        key=line.key,
        since=line.since,
        until=line.until,
        values=dict(line.values),
        body="\n".join(value for value in line.values.values() if value),
        digest=name,
        from_edition=number,
    )


def _edition(register: str, number: int, moment: datetime, rows: int, whole: str) -> RegisterEdition:
    leaf = builders.leaf(
        content.REGISTER,
        content.register_content(
            register=register,
            edition=number,
            title=REGISTERS[register].title,
            rows=rows,
            digest=whole,
            at=moment.isoformat(timespec="seconds"),
        ),
        of=None,
        moment=moment,
    )
    return RegisterEdition(
        register=register,
        number=number,
        published_at=moment,
        rows=rows,
        digest=whole,
        leaf=seal(leaf),
    )
