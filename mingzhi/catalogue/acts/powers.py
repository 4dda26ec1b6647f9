"""Publish versions of powers and say which agency holds them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from mingzhi.catalogue.acts.reliances import note_reliances
from mingzhi.catalogue.acts.timeline import check_day
from mingzhi.catalogue.acts.versions import Wanted, urn_of, write_versions
from mingzhi.catalogue.models import Power, PowerHolder, PowerVersion
from mingzhi.catalogue.policy import may_assign, may_manage_all, may_move
from mingzhi.catalogue.queries import law_book
from mingzhi.catalogue.rules.powers import PENALTY_KINDS, ActKind, read_fine
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe


@act(
    "catalogue.publish_power_version",
    title=_("发布执法事项版本"),
    may=may_manage_all,
    serves=("2.1.1a", "2.1.1c"),
    basis=("行政处罚法 §39",),
)
def publish_power_version(
    *,
    actor: Actor,
    code: str,
    since: date,
    version: str,
    name: str,
    kind: str,
    field: str,
    procedures: Sequence[str],
    basis: Sequence[str],
    breached: Sequence[str] = (),
    measures: Sequence[str] = (),
    penalties: Sequence[str] = (),
    fines: Sequence[dict[str, Any]] = (),
    subject: str = "",
    level: str = "",
    flags: Sequence[str] = (),
    name_en: str = "",
    confirmed: bool = True,
    note: str = "",
) -> PowerVersion:
    """Let a power stand in a new version from a day; cases keep the version they were opened under."""
    content: dict[str, Any] = {
        "version": version,
        "name": name,
        "name_en": name_en,
        "kind": kind,
        "field": field,
        "procedures": list(procedures),
        "breached": list(breached),
        "basis": list(basis),
        "measures": list(measures),
        "penalties": list(penalties),
        "fines": [dict(fine) for fine in fines],
        "subject": subject,
        "level": level,
        "flags": list(flags),
        "confirmed": confirmed,
        "note": note,
    }
    _check_since(actor, since)
    _check_content(content, since)
    power, _created = Power.objects.get_or_create(code=code)
    wish = Wanted(identity={"power_id": power.pk}, content=content, since=since)
    written = write_versions(PowerVersion, [wish], today=clock.today())
    note_reliances(written, today=clock.today())
    row = PowerVersion.objects.get(power=power, valid_until__isnull=True)
    describe(
        subject=urn_of(row),
        label=name,
        content={"code": code, "since": row.valid_from.isoformat(), **content},
    )
    return row


def _check_since(actor: Actor, since: date) -> None:
    """A keeper lets something stand from today on; what ships or is found stood before."""
    if actor.kind is not ActorKind.SYSTEM:
        check_day(since)


def _check_content(content: dict[str, Any], since: date) -> None:
    if content["kind"] not in set(ActKind) or not content["basis"]:
        raise Invalid(
            "catalogue.power.form",
            _("执法事项须有行为类别和依据。"),
            way_out=_("请选择五类行为之一，并填写至少一条依据。"),
            field="basis",
        )
    if unknown := set(content["penalties"]) - set(PENALTY_KINDS):
        raise Invalid(
            "catalogue.power.penalty",
            _("没有这种处罚种类：%(kinds)s。"),
            params={"kinds": "、".join(sorted(unknown))},
            field="penalties",
        )
    book = law_book(since)
    fines = [read_fine(raw) for raw in content["fines"]]
    named = [
        *content["breached"],
        *content["basis"],
        *content["measures"],
        *(f.citation for f in fines if f.citation),
    ]
    for compact in named:
        if problem := book.problem_of(compact):
            raise Invalid(
                "catalogue.citation",
                _("依据“%(citation)s”核对不上：%(problem)s。"),
                way_out=_("请对照法律文本更正条、款、项。"),
                params={"citation": compact, "problem": problem},
                field="basis",
            )


@act(
    "catalogue.assign_powers",
    title=_("确定事项行使机关"),
    may=may_assign,
    serves=("2.1.1a", "2.1.1c"),
    basis=("行政处罚法 §17",),
)
def assign_powers(*, actor: Actor, agency_code: str, codes: Sequence[str], since: date) -> list[PowerHolder]:
    """Give an agency the powers of these codes from a day; those it already holds stay."""
    _check_since(actor, since)
    powers = {power.code: power for power in Power.objects.filter(code__in=codes)}
    if unknown := sorted(set(codes) - set(powers)):
        raise NotKnown(
            "catalogue.power", _("没有这些执法事项：%(codes)s。"), params={"codes": "、".join(unknown)}
        )
    held = set(
        PowerHolder.objects.filter(agency_code=agency_code, valid_until__isnull=True).values_list(
            "power_id", flat=True
        )
    )
    new = [
        PowerHolder(power=power, agency_code=agency_code, valid_from=since)
        for power in powers.values()
        if power.pk not in held
    ]
    PowerHolder.objects.bulk_create(new, batch_size=200)
    describe(
        subject=f"urn:mingzhi:identity:agency:{agency_code}",
        label=agency_code,
        content={"powers": sorted(power.power.code for power in new), "since": since.isoformat()},
    )
    return new


@act(
    "catalogue.withdraw_powers",
    title=_("收回事项行使权"),
    may=may_assign,
    serves=("2.1.1c",),
    basis=("浙政办发〔2019〕20号 二(一)1",),
)
def withdraw_powers(*, actor: Actor, agency_code: str, codes: Sequence[str], until: date) -> int:
    """End an agency's hold on powers from a day (机构职能调整); return how many ended."""
    _check_since(actor, until)
    rows = PowerHolder.objects.filter(
        agency_code=agency_code, power__code__in=codes, valid_until__isnull=True, valid_from__lte=until
    )
    ended = rows.update(valid_until=until)
    if not ended:
        raise NotKnown("catalogue.holder", _("该机关没有行使这些事项。"))
    describe(
        subject=f"urn:mingzhi:identity:agency:{agency_code}",
        label=agency_code,
        content={"powers": sorted(codes), "until": until.isoformat()},
    )
    return ended


@act(
    "catalogue.move_powers",
    title=_("划转事项行使权"),
    may=may_move,
    serves=("2.1.1c",),
    basis=("浙政办发〔2019〕20号 二(一)1",),
)
def move_powers(
    *, actor: Actor, source: str, target: str, codes: Sequence[str], on: date
) -> list[PowerHolder]:
    """Let powers pass from one agency to another from a day; what the target holds already just ends.

    Raises NotKnown when the source does not hold one of them.
    """
    rows = list(
        PowerHolder.objects.select_for_update()
        .filter(agency_code=source, power__code__in=codes, valid_until__isnull=True, valid_from__lt=on)
        .select_related("power")
    )
    if not codes or len(rows) != len(set(codes)):
        raise NotKnown("catalogue.holder", _("该机关没有行使这些事项。"))
    PowerHolder.objects.filter(pk__in=[row.pk for row in rows]).update(valid_until=on)
    held = set(
        PowerHolder.objects.filter(
            agency_code=target, power__in=[row.power_id for row in rows], valid_until__isnull=True
        ).values_list("power_id", flat=True)
    )
    new = [
        PowerHolder(power=row.power, agency_code=target, valid_from=on)
        for row in rows
        if row.power_id not in held
    ]
    PowerHolder.objects.bulk_create(new, batch_size=200)
    describe(
        subject=f"urn:mingzhi:identity:agency:{source}",
        label=source,
        content={"powers": sorted(set(codes)), "to": target, "on": on.isoformat()},
        mentions=[f"urn:mingzhi:identity:agency:{target}"],
    )
    return new
