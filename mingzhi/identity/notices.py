"""What of bodies and people becomes public: the lines of the registers, every period they ever had.

Of people only name, certificate number, kind, state, agency and term go out (浙政办发〔2019〕20号 二(一)1);
logins, posts, phones and grounds stay inside.
"""

from collections.abc import Iterator
from datetime import date

from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.rules.registers import REGISTERS, kept_registers
from mingzhi.identity.models import AgencyVersion, Certificate, Delegation, PublicItem
from mingzhi.identity.rules.levels import CertificateChange
from mingzhi.identity.rules.names import Named, cut
from mingzhi.kernel.wording import gettext_noop as _

Names = dict[int, list[Named]]
"""Agency → its names in order of time."""
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
    names: Names = {}
    for row in versions:
        named = Named(since=row.since, name=row.name, region=row.region.full_name)
        names.setdefault(row.agency_id, []).append(named)
    found = {
        "bodies": list(_bodies(versions, names)),
        "remedies": list(_remedies(versions)),
        "officers": list(_officers(names)),
        "delegations": list(_delegations(names)),
    }
    for register in kept_registers():
        found[register.code] = []
    for item in PublicItem.objects.all().order_by("pk"):
        found[item.register] += _item(item, names)
    return found


def _bodies(versions: list[AgencyVersion], names: Names) -> Iterator[RegisterLine]:
    for row in versions:
        for since, until, superior in _superiors(row, names):
            earlier = (one.name for one in names[row.agency_id] if one.since < row.since)
            former = dict.fromkeys(name for name in earlier if name != row.name)
            yield RegisterLine(
                key=f"{row.region.code}-{row.agency.code}",
                since=since,
                until=until,
                values={
                    "name": row.name,
                    "former": "、".join(former),
                    "kind": row.kind,
                    "level": row.level,
                    "region": row.region.full_name,
                    "field": row.field,
                    "code": row.agency.code,
                    "government": row.government,
                    "superior": superior,
                    "review_unit": row.review_unit,
                    "address": row.address,
                    "phone": row.phone,
                },
            )


def _superiors(row: AgencyVersion, names: Names) -> Iterator[tuple[date, date | None, str]]:
    """Cut a version by the names its superior bore meanwhile."""
    history = names.get(row.superior_id or 0)
    if not history:
        yield row.since, row.until, ""
        return
    for since, until, named in cut(history, row.since, row.until):
        yield since, until, named.name


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


def _placed(
    names: Names, agency: int, since: date, until: date | None
) -> Iterator[tuple[date, date | None, dict[str, str]]]:
    """Cut a period by the names of its agency: what stood under a name goes on standing under it."""
    for start, end, named in cut(names[agency], since, until):
        yield start, end, {"agency": named.name, "region": named.region}


def _officers(names: Names) -> Iterator[RegisterLine]:
    rows = Certificate.objects.select_related("person", "agency").prefetch_related("events")
    for row in rows.order_by("pk"):
        values = {
            "name": row.person.name,
            "number": row.number,
            "kind": KINDS[row.kind],
            "issued_by": row.issued_by,
            "valid_until": row.until.isoformat(),
        }
        for begun, ended, state in _states(row):
            for since, until, place in _placed(names, row.agency_id, begun, ended):
                yield RegisterLine(
                    key=f"{row.agency.code}-{row.number}",
                    since=since,
                    until=until,
                    values={**values, "state": state, **place},
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


def _delegations(names: Names) -> Iterator[RegisterLine]:
    for row in Delegation.objects.order_by("pk"):
        until = row.ended_on or row.until
        if until <= row.since:
            continue
        values = {
            "name": row.delegate_name,
            "matters": row.matters,
            "powers": row.powers,
            "published_on": row.published_on.isoformat() if row.published_on else "",
        }
        for start, end, place in _placed(names, row.agency_id, row.since, until):
            yield RegisterLine(key=str(row.uid), since=start, until=end, values={**values, **place})


def _item(item: PublicItem, names: Names) -> Iterator[RegisterLine]:
    columns = [column.code for column in REGISTERS[item.register].columns]
    for since, until, place in _placed(names, item.agency_id, item.since, item.until):
        yield RegisterLine(
            key=str(item.item),
            since=since,
            until=until,
            values={code: place.get(code, item.values.get(code, "")) for code in columns},
        )
