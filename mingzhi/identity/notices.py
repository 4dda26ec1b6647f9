"""What of bodies and people becomes public: the lines of the registers, every period they ever had.

Of people only name, certificate number, kind, state, agency and term go out (浙政办发〔2019〕20号 二(一)1);
logins, posts, phones and grounds stay inside.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.rules.registers import REGISTERS, kept_registers
from mingzhi.identity.models import AgencyVersion, Certificate, Delegation, PublicItem
from mingzhi.identity.rules.levels import CertificateChange
from mingzhi.kernel.wording import gettext_noop as _

IN_FORCE, SUSPENDED, WITHDRAWN, EXPIRED = _("有效"), _("暂扣"), _("收回"), _("已过期")
KINDS = {"officer": _("行政执法证"), "auxiliary": _("执法辅助证")}
TERMS = {"reconsideration": _("60日"), "court": _("6个月")}
_STATES = {
    CertificateChange.ISSUED: IN_FORCE,
    CertificateChange.RESTORED: IN_FORCE,
    CertificateChange.SUSPENDED: SUSPENDED,
    CertificateChange.WITHDRAWN: WITHDRAWN,
}


def register_lines() -> dict[str, list[RegisterLine]]:
    """Return the lines of every register this room answers for; seven queries in all."""
    versions = list(AgencyVersion.objects.select_related("agency", "region").order_by("agency_id", "since"))
    names = {row.agency_id: row for row in versions}
    found = {
        "bodies": list(_bodies(versions, names)),
        "remedies": list(_remedies(versions)),
        "officers": list(_officers(names)),
        "delegations": list(_delegations(names)),
    }
    for register in kept_registers():
        found[register.code] = []
    for item in PublicItem.objects.all().order_by("pk"):
        found[item.register].append(_item(item, names))
    return found


def _bodies(versions: list[AgencyVersion], names: Mapping[int, AgencyVersion]) -> Iterator[RegisterLine]:
    for row in versions:
        superior = names.get(row.superior_id or 0)
        yield RegisterLine(
            key=f"{row.region.code}-{row.agency.code}",
            since=row.since,
            until=row.until,
            values={
                "name": row.name,
                "kind": row.kind,
                "level": row.level,
                "region": row.region.full_name,
                "field": row.field,
                "code": row.agency.code,
                "government": row.government,
                "superior": superior.name if superior else "",
                "review_unit": row.review_unit,
                "address": row.address,
                "phone": row.phone,
            },
        )


def _remedies(versions: list[AgencyVersion]) -> Iterator[RegisterLine]:
    for row in versions:
        yield RegisterLine(
            key=f"{row.region.code}-{row.agency.code}",
            since=row.since,
            until=row.until,
            values={
                "name": row.name,
                "level": row.level,
                "region": row.region.full_name,
                "reconsideration": row.reconsideration_body,
                "reconsideration_term": TERMS["reconsideration"],
                "court": row.court,
                "court_term": TERMS["court"],
                "basis": "行政复议法 §20-1；行政诉讼法 §46-1",
            },
        )


def _place(names: Mapping[int, AgencyVersion], agency: int) -> dict[str, str]:
    row = names[agency]
    return {"agency": row.name, "region": row.region.full_name}


def _officers(names: Mapping[int, AgencyVersion]) -> Iterator[RegisterLine]:
    rows = Certificate.objects.select_related("person", "agency").prefetch_related("events")
    for row in rows.order_by("pk"):
        for since, until, state in _states(row):
            yield RegisterLine(
                key=f"{row.agency.code}-{row.number}",
                since=since,
                until=until,
                values={
                    "name": row.person.name,
                    "number": row.number,
                    "kind": KINDS[row.kind],
                    "state": state,
                    **_place(names, row.agency_id),
                    "issued_by": row.issued_by,
                    "valid_until": row.until.isoformat(),
                },
            )


def _states(row: Certificate) -> Iterator[tuple[date, date | None, str]]:
    """Cut a certificate's life into the periods of its states; of two changes on a day the later counts."""
    turns = {row.since: IN_FORCE}
    for event in sorted(row.events.all(), key=lambda event: (event.on, event.pk)):
        turns[max(event.on, row.since)] = _STATES[CertificateChange(event.kind)]
    if all(state != WITHDRAWN for state in turns.values()):
        turns = {day: state for day, state in turns.items() if day < row.until} | {row.until: EXPIRED}
    days = sorted(turns)
    for day, following in zip(days, [*days[1:], None], strict=True):
        yield day, following, turns[day]


def _delegations(names: Mapping[int, AgencyVersion]) -> Iterator[RegisterLine]:
    for row in Delegation.objects.order_by("pk"):
        until = row.ended_on or row.until
        if until <= row.since:
            continue
        yield RegisterLine(
            key=str(row.uid),
            since=row.since,
            until=until,
            values={
                "name": row.delegate_name,
                **_place(names, row.agency_id),
                "matters": row.matters,
                "powers": row.powers,
                "published_on": row.published_on.isoformat() if row.published_on else "",
            },
        )


def _item(item: PublicItem, names: Mapping[int, AgencyVersion]) -> RegisterLine:
    place = _place(names, item.agency_id)
    columns = [column.code for column in REGISTERS[item.register].columns]
    return RegisterLine(
        key=str(item.item),
        since=item.since,
        until=item.until,
        values={code: place.get(code, item.values.get(code, "")) for code in columns},
    )
