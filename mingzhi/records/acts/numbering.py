"""Document numbers: reserve, use, void. Two at once get two numbers; none is lost or doubled."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotNow
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared
from mingzhi.records.models import IssuedNumber, NumberSeries
from mingzhi.records.policy import may_write
from mingzhi.records.rules.numbering import write
from mingzhi.trail.acts import act, describe


def _may_close(*, actor: Actor, issued: IssuedNumber, **_arguments: object) -> None:
    may_write(actor=actor, agency_code=issued.series.agency_code)


@act(
    "records.reserve_number",
    title=_("预留文号"),
    may=may_write,
    serves=("2.2.3a",),
    basis=("浙政办发〔2019〕20号 二(二)3",),
    beforehand=True,
)
def reserve_number(
    *, actor: Actor, agency_code: str, sign: str, document_kind: str, year: int
) -> IssuedNumber:
    """Hand out the next number of the agency's series for this kind and year.

    Raises Invalid when sign and kind make no number, Conflict when another agency gave the same one.
    """
    series = _locked_series(agency_code, document_kind, year)
    series.last += 1
    try:
        text = write(sign=sign, kind=document_kind, year=year, number=series.last)
    except ValueError as error:
        raise Invalid(
            "records.number.parts",
            _("机关代字或者文种不能组成文号：%(sign)s%(kind)s。"),
            way_out=_("请由管理员核对本机关代字和文书的文种设置。"),
            params={"sign": sign, "kind": document_kind},
        ) from error
    series.save(update_fields=["last"])
    number = IssuedNumber(
        series=series,
        number=series.last,
        text=text,
        reserved_at=clock.now(),
        reserved_by_urn=actor.urn,
        reserved_by=actor.label,
    )
    try:
        with transaction.atomic():
            number.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "records.number.taken",
            _("文号 %(text)s 已被另一机关使用，机关代字重复。"),
            way_out=_("请由管理员改正机关代字后重试。"),
            params={"text": text},
        ) from error
    describe(
        subject=_series_urn(agency_code, document_kind, year),
        label=text,
        content={"number": text, "agency_code": agency_code, "kind": document_kind, "year": year},
        mentions=(number_urn(number),),
    )
    return number


def _locked_series(agency_code: str, document_kind: str, year: int) -> NumberSeries:
    found = _series(agency_code, document_kind, year)
    if not found:
        NumberSeries.objects.get_or_create(agency_code=agency_code, document_kind=document_kind, year=year)
        found = _series(agency_code, document_kind, year)
    return found[0]


@prepared
def _series(agency_code: str, document_kind: str, year: int) -> QuerySet[NumberSeries]:
    locked = NumberSeries.objects.select_for_update()
    return locked.filter(agency_code=agency_code, document_kind=document_kind, year=year)


def _series_urn(agency_code: str, document_kind: str, year: int) -> str:
    return str(Urn("records", "series", f"{agency_code}:{document_kind}:{year}"))


def number_urn(number: IssuedNumber) -> str:
    """Return the urn under which the trail knows a number."""
    return str(Urn("records", "number", str(number.uid)))


def _open(number: IssuedNumber) -> None:
    if number.state != "reserved":
        raise NotNow(
            "records.number.closed",
            _("文号 %(text)s %(state)s，不能再改变。"),
            way_out=_("请预留新的文号。"),
            params={"text": number.text, "state": number.get_state_display()},
        )


@act("records.use_number", title=_("使用文号"), may=_may_close, locks="issued", serves=("2.2.3a",))
def use_number(*, actor: Actor, issued: IssuedNumber, subject_urn: str) -> IssuedNumber:
    """Tie a reserved number to what it was used for; final."""
    _open(issued)
    if not subject_urn:
        raise ValueError("a number is used for something")
    return _close(actor, issued, state="used", used_for=subject_urn)


@act(
    "records.void_number",
    title=_("作废文号"),
    may=_may_close,
    locks="issued",
    serves=("2.2.3a",),
    beforehand=True,
)
def void_number(*, actor: Actor, issued: IssuedNumber, reason: str) -> IssuedNumber:
    """Void a reserved number; it stays in the register with its reason, final.

    Raises Invalid without a reason.
    """
    _open(issued)
    if not reason.strip():
        raise Invalid(
            "records.number.reason",
            _("作废文号须写明理由。"),
            way_out=_("请填写作废的原因，例如制作失败、误选文种。"),
            field="reason",
        )
    return _close(actor, issued, state="voided", reason=reason.strip()[:400])


def _close(
    actor: Actor, issued: IssuedNumber, *, state: str, used_for: str = "", reason: str = ""
) -> IssuedNumber:
    issued.state = state
    issued.closed_at = clock.now()
    issued.closed_by = actor.label
    issued.used_for = used_for
    issued.void_reason = reason
    issued.save(update_fields=["state", "closed_at", "closed_by", "used_for", "void_reason"])
    series = issued.series
    describe(
        subject=_series_urn(series.agency_code, series.document_kind, series.year),
        label=issued.text,
        content={"number": issued.text, "state": state, "used_for": used_for, "reason": reason},
        mentions=[urn for urn in (number_urn(issued), used_for) if urn],
    )
    return issued
