"""Write the party of a case, checked; put right what was entered wrongly (个人信息保护法 §8)."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

from mingzhi.cases import policy
from mingzhi.cases.models import Case, Decision, Party
from mingzhi.cases.rules.party_kinds import PARTY_KINDS, SETTLED
from mingzhi.identity.rules.codes import is_credit_code
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.typed import narrow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.redaction.codes import birth_date_of, is_identity_number
from mingzhi.trail.acts import act, describe

_TEXTS = ("name", "code", "operator", "id_number", "address", "phone")
_NUMBERS = frozenset({"code", "id_number", "phone"})
_PRIVATE = frozenset({"id_number", "phone"})
_RESIDENT = re.compile(r"[0-9]{14,}[Xx]?")
"""What can only be meant as a resident's number; passports and permits are shorter or begin with letters."""


def write_party(case: Case, entered: Mapping[str, Any], at: datetime) -> Party:
    """End the current party row and write a new one; raises Invalid naming the field."""
    fields: dict[str, Any] = {name: _read(name, entered.get(name)) for name in _TEXTS}
    _must_fit(fields)
    kind = str(entered.get("kind", "organisation"))
    known = entered.get("known", True) is not False
    if kind not in PARTY_KINDS:
        raise Invalid("cases.party_kind", _("当事人类型不正确。"), field="party.kind")
    if known and not fields["name"]:
        raise Invalid(
            "cases.party_name",
            _("请填写当事人的姓名或者名称；身份尚未查明的，请注明。"),
            citation=cite("行政处罚法 §59-1(1)"),
            field="party.name",
        )
    if fields["code"] and not is_credit_code(fields["code"]):
        raise Invalid(
            "cases.party_code",
            _("统一社会信用代码不正确（校验位不符）。"),
            way_out=_("请核对营业执照。"),
            field="party.code",
        )
    number = fields["id_number"] = fields["id_number"].upper()
    if _RESIDENT.fullmatch(number) and not _could_be_of(number, at):
        raise Invalid(
            "cases.party_id_number",
            _("居民身份证号码不正确（位数、出生日期或者校验位不符）。"),
            way_out=_("请核对身份证；当事人以后凭它的后六位查看自己的事项。"),
            field="party.id_number",
        )
    Party.objects.filter(case=case, until__isnull=True).update(until=at)
    return Party.objects.create(
        case=case,
        kind=kind,
        known=known,
        birth_date=_birth(entered.get("birth_date"), fields["id_number"], kind),
        since=at,
        **{**fields, "name": fields["name"] or "身份待查"},
    )


def _read(name: str, entered: Any) -> str:
    text = str(entered or "").strip()
    return narrow(text) if name in _NUMBERS else text


def _could_be_of(number: str, at: datetime) -> bool:
    """Tell whether it is the number of somebody who was born by then."""
    born = birth_date_of(number) if is_identity_number(number) else None
    return born is not None and born <= at.astimezone(clock.CHINA).date()


@act(
    "cases.correct_party",
    title=_("更正当事人信息"),
    may=policy.may_correct_party,
    locks="case",
    serves=("2.2.3a",),
    basis=("个人信息保护法 §8",),
)
def correct_party(*, actor: Actor, case: Case, party: Mapping[str, Any], reason: str) -> Party:
    """Put right what is known of the party, or enter who it is once that is known.

    ``party`` holds what changes. What was reviewed and told under another name or address is another content
    core: it is reviewed and told anew. NotNow when the case is closed, or while a decision stands that names
    the party; Invalid names the field.
    """
    before = Party.objects.get(case=case, until__isnull=True)
    changed = {name: _read(name, party[name]) for name in ("kind", *_TEXTS) if name in party}
    changed = {name: value for name, value in changed.items() if value != getattr(before, name)}
    _must_be_open(case, changed)
    if not reason.strip():
        raise Invalid(
            "cases.party_reason",
            _("请写明凭什么更正。"),
            citation=cite("个人信息保护法 §8"),
            field="reason",
        )
    if not changed:
        raise Invalid("cases.party_unchanged", _("当事人信息没有改动。"), way_out=_("请改动后再提交。"))
    kept = {name: getattr(before, name) for name in ("kind", *_TEXTS)}
    row = write_party(case, {**kept, **changed, "birth_date": _born(before, changed)}, clock.now())
    case.party_name = row.name
    case.save(update_fields=["party_name"])
    describe(
        subject=case.urn,
        label=case.label,
        content={
            "reason": reason.strip()[:400],
            "before": {name: _told(name, getattr(before, name)) for name in changed},
            "after": {name: _told(name, getattr(row, name)) for name in changed},
        },
        mentions=object_of(row),
    )
    return row


def object_of(party: Party) -> list[str]:
    """Return the urn under which everything about one enterprise is found."""
    return [f"urn:mingzhi:cases:party:{party.code}"] if party.code else []


def _told(name: str, value: str) -> str:
    """Return what the entry tells: whoever reads the record learns that a number changed, not the number."""
    return f"…{value[-4:]}" if value and name in _PRIVATE else value


def _must_be_open(case: Case, changed: Mapping[str, str]) -> None:
    if case.closed_at is not None:
        raise NotNow("cases.party_closed", _("案件已经办结，不能再更正当事人信息。"))
    standing = Decision.objects.filter(case=case, fallen_at__isnull=True)
    if set(SETTLED) & set(changed) and standing.exists():
        raise NotNow(
            "cases.party_decided",
            _("决定书已经载明当事人，不能再更改其类型、名称和代码。"),
            citation=cite("行政处罚法 §75-2"),
            way_out=_("决定书有笔误的，由机关负责人批准更正决定书；地址、电话等仍可在这里更正。"),
            field=f"party.{next(name for name in SETTLED if name in changed)}",
        )


def _must_fit(fields: Mapping[str, str]) -> None:
    for name, text in fields.items():
        column = Party._meta.get_field(name)
        if isinstance(column, models.CharField) and len(text) > (column.max_length or 0):
            raise Invalid(
                "cases.party_long",
                _("“%(label)s”不超过%(most)s个字。"),
                way_out=_("请照营业执照或者身份证件填写。"),
                params={"label": str(column.verbose_name), "most": column.max_length},
                field=f"party.{name}",
            )


def _born(before: Party, changed: Mapping[str, Any]) -> date | None:
    """Return the birth date that stays known: a passport tells none, and a minor stays one (行政处罚法 §30).

    A resident's number tells its own; under another name or kind it is another's.
    """
    another = {"name", "kind"} & set(changed) or is_identity_number(changed.get("id_number", ""))
    return None if another else before.birth_date


def _birth(given: Any, id_number: str, kind: str) -> date | None:
    try:
        if given:
            return given if isinstance(given, date) else date.fromisoformat(str(given))
        if kind == "person" and len(id_number) == 18:
            return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    except ValueError as error:
        raise Invalid(
            "cases.birth_date", _("出生日期或者身份证件号码不正确。"), field="party.birth_date"
        ) from error
    return None
