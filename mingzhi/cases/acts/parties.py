"""Write the party of a case, checked."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models

from mingzhi.cases.models import Case, Party
from mingzhi.cases.rules.party_kinds import PARTY_KINDS
from mingzhi.identity.rules.codes import is_credit_code
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

_TEXTS = ("name", "code", "operator", "id_number", "address", "phone")


def write_party(case: Case, entered: Mapping[str, Any], at: datetime) -> Party:
    """End the current party row and write a new one; raises Invalid naming the field."""
    fields: dict[str, Any] = {name: str(entered.get(name, "") or "").strip() for name in _TEXTS}
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
    Party.objects.filter(case=case, until__isnull=True).update(until=at)
    return Party.objects.create(
        case=case,
        kind=kind,
        known=known,
        birth_date=_birth(entered.get("birth_date"), fields["id_number"], kind),
        since=at,
        **{**fields, "name": fields["name"] or "身份待查"},
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
